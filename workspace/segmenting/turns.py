"""A lock for whatever counts segments or members, across threads and processes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from personas.files import alone
from workspace.workspace import Workspace

_LOCK = "counting.lock"
P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[Workspace, P], R]


@contextmanager
def counting(workspace: Workspace) -> Iterator[None]:
    """Wait until nobody else, in this process or another, counts segments or members, and keep them waiting."""
    with alone(workspace.index_folder / _LOCK):
        yield


def one_at_a_time(service: Service[P, R]) -> Service[P, R]:
    """Have a service that counts wait for its turn: it reads what is in force only then, so that no change is lost."""

    @wraps(service)
    def waiting(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with counting(workspace):
            return service(workspace, *args, **kwargs)

    return waiting
