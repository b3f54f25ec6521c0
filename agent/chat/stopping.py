"""Cancelling an answer: the caller returns at once, and the work stops at its next step."""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TypeVar

Result = TypeVar("Result")
Stop = Callable[[], bool]
_LOOK_EVERY = 0.1
_WORK = "answer"
"""The name of the threads in which work is done."""


class Stopped(Exception):
    """Whoever asked does not wait for the rest."""


def until_stopped(work: Callable[[Stop], Result], stop: Stop) -> Result:
    """What the work gives. Raises Stopped as soon as `stop` says yes; the work is told, and heeds it when it can."""
    left, future, context = Event(), Future[Result](), contextvars.copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(work, left.is_set))
        except BaseException as error:  # handed to whoever waits
            future.set_exception(error)

    Thread(target=run, name=_WORK, daemon=True).start()
    while not wait([future], timeout=_LOOK_EVERY).done:
        if stop():
            left.set()
            raise Stopped
    return future.result()


def left_behind() -> bool:
    """Whether work that nobody waits for still runs, such as a call to a server that is slow to answer."""
    return any(thread.name == _WORK for thread in threading.enumerate())
