"""Listing sources, without loading the readers."""

from personas.library import evidence as store
from personas.sources import Source
from workspace.roles import permitted
from workspace.workspace import Workspace


@permitted("look")
def sources(workspace: Workspace) -> list[Source]:
    """Everything that was taken in, the oldest first."""
    with workspace.library.read() as connection:
        return store.list_sources(connection)


@permitted("look")
def source(workspace: Workspace, source_id: str) -> Source:
    """One source. Raises NotFound."""
    with workspace.library.read() as connection:
        return store.load_source(connection, source_id)
