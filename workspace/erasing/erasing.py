"""Erasing a person: preview, erase, clean up; a killed erasure is resumed.

1. Announce: the person's keys go on the suppression list and into a note in the library, so that nothing of theirs
   comes in again and whoever finds the note can finish.
2. Remove: rows of tables and copies in files; then, in one transaction, everything in the library, the note included.
3. Clean up: index and themes are made again, and the library is written anew.
"""

from typing import Any

from sqlalchemy import select

from personas.errors import NotFound
from personas.forgetting import Forgotten
from personas.library import forgetting
from personas.library.events import append_event
from personas.library.meta import ERASING, get_fact, people_forgotten, set_fact, voices_changed
from personas.library.schema import memberships
from personas.library.segments import forget_groundwork
from personas.library.suppression import suppress, suppressed_digests
from segments.tables import email_sha256
from workspace import leftovers
from workspace.erasing import copies, reviewing
from workspace.erasing.cleaning_up import CLEAN, clean_up
from workspace.erasing.person import Person, find_person, forgotten, suppression_digests
from workspace.erasing.traces import Erased, counted, keys_of
from workspace.intake.linking import forget_participants
from workspace.keys import Keyed, keyed, known_by_name
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.segmenting import counting
from workspace.workspace import Workspace


@permitted("gather")
def preview(workspace: Workspace, name: str) -> Erased:
    """What erasing a person would remove; nothing is changed. Raises NotFound."""
    person = find_person(workspace, name)
    return counted(workspace, person, forgotten(workspace, person))


@permitted("gather")
def erase(workspace: Workspace, name: str, *, actor: str, report: Report = silent) -> Erased:
    """Forget the person behind a respondent's id, a pseudonym, a customer id or an e-mail address.

    Raises NotFound for a stranger, PrerequisiteMissing when another process holds the library: then run it again.
    """
    finished = finish(workspace, actor=actor, report=part_of(report, 0, 0.1))
    hashes = keyed(workspace)
    try:
        person = find_person(workspace, name)
    except NotFound:
        if _was_erased(workspace, name, hashes):
            return finished
        raise
    with workspace.library.write() as connection:
        suppress(connection, suppression_digests(workspace, person, hashes))
        set_fact(connection, ERASING, person.model_dump_json())
    return _carry_out(workspace, person, actor, part_of(report, 0.1, 1))


@permitted("gather")
def finish(workspace: Workspace, *, actor: str, report: Report = silent) -> Erased:
    """Finish an erasure that was begun and killed, if there is one."""
    with workspace.library.read() as connection:
        note, clean = get_fact(connection, ERASING), get_fact(connection, CLEAN)
    if note:
        return _carry_out(workspace, Person.model_validate_json(note), actor, report)
    if clean:
        clean_up(workspace, report)
    return Erased()


def unfinished(workspace: Workspace) -> bool:
    """Whether an erasure was begun and not finished."""
    with workspace.library.read() as connection:
        return bool(get_fact(connection, ERASING) or get_fact(connection, CLEAN))


def _carry_out(workspace: Workspace, person: Person, actor: str, report: Report) -> Erased:
    """Whoever counts segments now would write the person's customer number again: they are waited for."""
    with counting(workspace):
        found = _removed(workspace, person, actor, report)
    clean_up(workspace, part_of(report, 0.5, 1))
    return found


def _removed(workspace: Workspace, person: Person, actor: str, report: Report) -> Erased:
    report("looking for the person everywhere", 0)
    who = forgotten(workspace, person)
    found = counted(workspace, person, who)
    report("removing rows and copies", 0.2)
    for file in found.files:
        (workspace.folder / file).unlink(missing_ok=True)
    copies.forget_drafting(workspace)
    with workspace.library.write():
        workspace.tables.remove_people(keys_of(person))
    leftovers.clear(workspace)
    report("rewriting the library", 0.4)
    return _rewrite_library(workspace, person, who, found, actor)


def _rewrite_library(workspace: Workspace, person: Person, who: Forgotten, found: Erased, actor: str) -> Erased:
    """Everything in SQL, in one transaction: the person, what quotes them, and the note that they are to go."""
    with workspace.library.write() as connection:
        part_of_them = select(memberships.c.segment_id).where(memberships.c.respondent_id.in_(person.respondents))
        segments = sorted({str(row.segment_id) for row in connection.execute(part_of_them)})
        forget_participants(connection, person.respondents, person.customers, person.addresses)
        emptied = forgetting.remove_respondents(connection, person.respondents)
        set_fact(connection, ERASING, "")
        changes = forgetting.sweep(connection, who)
        reviewing.freeze_again(connection, changes)
        drafts = reviewing.review_drafts(connection, changes, actor=actor)
        publications = reviewing.review_publications(connection, changes)
        details: dict[str, Any] = {
            "respondents": found.respondents,
            "quotes": found.quotes,
            "rows": sum(found.rows.values()),
            "drafts": drafts,
            "publications": publications,
        }
        append_event(connection, actor=actor, action="erase", subject="a person", **details)
        voices_changed(connection)
        people_forgotten(connection)
        forget_groundwork(connection)
        set_fact(connection, CLEAN, ",".join(["index", *segments]))
    for source_id in emptied:
        workspace.tables.remove(source_id)
    return found.model_copy(update={"drafts": tuple(drafts), "publications": tuple(publications)})


def _was_erased(workspace: Workspace, name: str, hashes: Keyed) -> bool:
    with workspace.library.read() as connection:
        known = suppressed_digests(connection)
    keys = [("respondent", name), ("person", name), ("customer", name), ("email", email_sha256(name))]
    keys.append(("customer", known_by_name(workspace, name)))
    return any(hashes.digest(kind, key) in known for kind, key in keys)
