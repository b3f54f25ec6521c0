"""Processes that start in an instant: forked from one that has imported everything and runs no thread.

A fork of the process that runs the tests would inherit the locks and half the state of the threads which other tests
left in it (Chroma, DuckDB, browsers), and may crash.
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from types import ModuleType

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.support.preloaded"])


def start(target: Callable[..., None], *args: object) -> ForkServerProcess:
    """Run a function of some module in a process of its own, which ends with the tests if not before."""
    process: ForkServerProcess = CONTEXT.Process(target=target, args=args, daemon=True)
    with _nothing_as_main():
        process.start()
    return process


@contextmanager
def _nothing_as_main() -> Iterator[None]:
    """Whatever other tests have as `__main__` (a page that they tried, say) is not run again in the new process."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
