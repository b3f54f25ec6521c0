"""What is made of people's words while one of them is forgotten: it is not kept.

Whoever reads evidence, works on it for a while and then writes what came of it, notes before reading who is forgotten
(`forgotten_so_far`) and is refused when that has changed. An erasure that is announced and not carried out yet will
rewrite the library, whatever is written there until then; files it has looked through already.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from personas.errors import Stale
from personas.files import whole
from personas.library.meta import ERASING, forgotten_state, get_fact
from workspace.workspace import Workspace


def forgotten_so_far(workspace: Workspace) -> str:
    """A token of the erasures that were carried out, to be noted before any evidence is read."""
    with workspace.library.read() as connection:
        return forgotten_state(connection)


def refuse_if_forgotten(connection: Connection, so_far: str) -> None:
    """Refuse to write into the library what may name somebody who was forgotten since. Raises Stale."""
    if forgotten_state(connection) != so_far:
        raise Stale(
            "Somebody was forgotten while this was made, and it may name or quote them: it was not kept. "
            "Ask for it again."
        )


@contextmanager
def file_without_forgotten(workspace: Workspace, out: Path) -> Iterator[Path]:
    """As `personas.files.whole`, for what is read and written within it; gone again when somebody was forgotten.

    An erasure that is under way may have looked through the files before this one was there. Raises Stale.
    """
    so_far = forgotten_so_far(workspace)
    with whole(out) as temporary:
        yield temporary
    try:
        with workspace.library.read() as connection:
            refuse_if_forgotten(connection, so_far)
            _refuse_beside_erasure(connection)
    except Stale:
        out.unlink(missing_ok=True)
        raise


def _refuse_beside_erasure(connection: Connection) -> None:
    if get_fact(connection, ERASING):
        raise Stale(
            "Somebody is being forgotten, whom the file may name: it was not kept. Ask for it again when that is done; "
            "`verism doctor` says so."
        )
