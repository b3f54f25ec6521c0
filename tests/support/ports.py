"""Ports of this machine: one reserved for a server yet to start, and one at which nobody answers."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

_HERE = ("127.0.0.1", 0)


def reserved_port() -> int:
    """A free port that the kernel gives to nobody else for a minute.

    A connection to it is opened and closed, which leaves it in TIME_WAIT: whoever asks for any port gets another, and
    a server that names this one and sets SO_REUSEADDR, as servers do, may listen at it.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(_HERE)
        listening.listen(1)
        with socket.socket() as client:
            client.connect(listening.getsockname())
            accepted, _ = listening.accept()
            accepted.close()
            return int(listening.getsockname()[1])


@contextmanager
def dead_port() -> Iterator[int]:
    """A port at which nobody listens, and nobody can begin to while it is held."""
    with socket.socket() as held:
        held.bind(_HERE)
        yield int(held.getsockname()[1])
