"""Seconds and memory, each contender in a process of its own."""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

import numpy as np

_STATUS = Path("/proc/self/status")
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Spent(NamedTuple):
    """What a step took."""

    seconds: float
    cpu_seconds: float
    """Of all threads of this process, and of the processes that it started and waited for."""


class Clock:
    """Steps and what each took."""

    def __init__(self) -> None:
        self.steps: dict[str, Spent] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        wall, processor = time.perf_counter(), _processor_seconds()
        yield
        self.steps[name] = Spent(time.perf_counter() - wall, _processor_seconds() - processor)

    def figures(self) -> dict[str, float]:
        """Each step's seconds, on the clock and of the processor."""
        return {
            f"{name}, {unit}": value
            for name, spent in self.steps.items()
            for unit, value in zip(("seconds", "processor seconds"), spent, strict=True)
        }


def apart(run: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
    """What a function of a module answers in a fresh process, which ends with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, *args, **kwargs).result()


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def peak_megabytes() -> float:
    """The most memory that this process has held so far, and on top of it the largest of those that it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024 + children
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + children


def milliseconds(search: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    """p50 and p95 over the queries, after three that are not counted, and the processor's milliseconds a query."""
    for query in queries[:3]:
        search(query)
    times, processor = [], time.process_time()
    for query in queries:
        start = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - start))
    spent = 1000 * (time.process_time() - processor) / len(queries)
    return {**{f"p{share}_ms": float(np.percentile(times, share)) for share in (50, 95)}, "processor_ms": spent}
