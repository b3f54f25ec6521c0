"""Cleaning up after an erasure: what was derived from the person's words is made anew."""

from personas.library.drafts import forget_what_was_read
from personas.library.meta import get_fact, set_fact
from personas.library.segments import list_segments
from workspace.erasing import copies
from workspace.evidence import indexing, theming
from workspace.progress import Report, part_of
from workspace.workspace import Workspace

CLEAN = "erasing_clean"
"""Key of what is still to be cleaned up after an erasure."""


def clean_up(workspace: Workspace, report: Report) -> None:
    """Make anew what was derived from the person's words, and write the library anew.

    What is under way goes once more: somebody may have begun to draft or to talk before the library was rewritten.
    """
    forget_what_was_read()
    copies.forget_drafting(workspace)
    with workspace.library.read() as connection:
        marked = (get_fact(connection, CLEAN) or "").split(",")
        parts = [one for one in list_segments(connection) if one.id in marked]
    indexing.rebuild(workspace, report=part_of(report, 0, 0.4))
    theming.refresh_themes(workspace, parts, report=part_of(report, 0.4, 0.8))
    report("writing the library anew", 0.8)
    workspace.library.compact()
    with workspace.library.write() as connection:
        set_fact(connection, CLEAN, "")
    report("forgotten", 1.0)
