"""Handling Ctrl-C."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import NoReturn


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

    listened = signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    with nullcontext() if listened else _answered_by(press):
        yield heed


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Within it, the first Ctrl-C only makes the function given say so; a second one ends the command."""
    pressed = threading.Event()

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    with _answered_by(press):
        yield pressed.is_set


def end_at_once() -> NoReturn:
    """End the process without waiting for its threads: one may hang on a server that is slow to answer."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


@contextmanager
def _answered_by(press: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Ctrl-C is answered so within it; in a thread it cannot be pressed, and nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
