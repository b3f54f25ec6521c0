"""Ctrl-C is heard, also where a library swallows it."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from ui.cli.output import progress
from ui.cli.stopping import hearing_interrupts


@pytest.fixture(autouse=True)
def interrupts_as_at_a_terminal() -> Iterator[None]:
    """Whoever runs the tests in the background has Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_was_swallowed_is_heard_at_the_next_report() -> None:
    with progress(quiet=True) as report:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            report("reading", 0.5)


def test_without_an_interrupt_nothing_is_stopped_and_ctrl_c_is_as_before() -> None:
    with progress(quiet=True) as report:
        report("reading", 0.5)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_listens_already_goes_on_listening() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with hearing_interrupts() as heed:
            signal.raise_signal(signal.SIGINT)
            heed()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_command_that_ends_at_once_waits_for_no_thread_and_loses_no_word() -> None:
    hangs = "import threading, time; threading.Thread(target=time.sleep, args=(3600,)).start()"
    ends = "from ui.cli.stopping import end_at_once; print('said'); end_at_once()"
    done = subprocess.run([sys.executable, "-c", f"{hangs}\n{ends}"], capture_output=True, timeout=300, check=True)
    assert done.stdout == b"said\n"


def test_work_in_a_thread_is_left_alone() -> None:
    heard: list[bool] = []

    def work() -> None:
        with hearing_interrupts() as heed:
            heed()
            heard.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [True]
