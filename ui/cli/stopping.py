"""Ctrl-C that is heard: a library that is busy when it comes may swallow it, and the work would go on."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def hearing_interrupts() -> Iterator[Callable[[], None]]:
    """Within it, the function given raises KeyboardInterrupt when Ctrl-C was pressed and nobody heard it."""
    pressed = threading.Event()

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        raise KeyboardInterrupt

    def heed() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    if not _can_be_pressed():
        yield heed
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, before)


def _can_be_pressed() -> bool:
    """Not in a thread, nor where somebody else listens or nobody shall (a run in the background)."""
    listening = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    return listening and threading.current_thread() is threading.main_thread()
