"""A digest of everything that segments are computed from."""

import hashlib
from collections.abc import Iterator
from typing import Any

from personas.library.meta import voices_state
from workspace.workspace import Workspace

RULES = "segments.yaml"
"""The file of a workspace with the rules that somebody wrote."""


def parameters(workspace: Workspace) -> dict[str, Any]:
    """What the settings say of value and activity."""
    set_ = {"activity_days": workspace.settings.activity_days, "tiers": workspace.settings.value_tiers}
    return {name: value for name, value in set_.items() if value is not None}


def digest(workspace: Workspace) -> str:
    """A digest of everything that the segments are counted from."""
    found = hashlib.sha256()
    for part in _parts(workspace):
        found.update(f"{part}\x1f".encode())
    return found.hexdigest()


def _parts(workspace: Workspace) -> Iterator[str]:
    with workspace.library.read() as connection:
        yield voices_state(connection)
    for kind in workspace.tables.kinds():
        yield from (file.name for file in workspace.tables.files(kind))
    yield workspace.tables.elsewhere()
    rules = workspace.folder / RULES
    yield rules.read_text(encoding="utf-8") if rules.exists() else ""
    yield str((parameters(workspace), workspace.settings.currency))
