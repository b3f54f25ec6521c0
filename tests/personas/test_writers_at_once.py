"""What only real processes show: two writers lose nothing, and a killed one leaves the library whole."""

import os
import signal
import time
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event as Flag
from pathlib import Path

from sqlalchemy import insert, select

from personas.claims import Decision
from personas.errors import Stale
from personas.library import drafts, events
from personas.library.engine import Library
from personas.library.schema import meta
from tests.personas.fixtures.workwear import DECIDED, workwear_draft
from tests.support import forked

WRITES = 25


def _append_events(url: str, actor: str, started: Flag) -> None:
    library = Library.open(url)
    started.wait(30)
    for number in range(WRITES):
        with library.write() as connection:
            events.append_event(
                connection, actor=actor, action="edit", subject=f"d-{number}", after=f"{actor} {number}"
            )
    library.close()


def _reject_claims(url: str, actor: str, claim_ids: list[str], started: Flag) -> None:
    """As a page does it: read, decide, write with the version read; when stale, look again."""
    library = Library.open(url)
    started.wait(30)
    for claim_id in claim_ids:
        while not _reject(library, actor, claim_id):
            pass
    library.close()


def _reject(library: Library, actor: str, claim_id: str) -> bool:
    with library.read() as connection:
        draft = drafts.load_draft(connection, "d-1")
    claim = draft.claim(claim_id)
    assert claim is not None
    decided = claim.model_copy(update={"decision": Decision(kind="reject", actor=actor, at=DECIDED)})
    try:
        with library.write() as connection:
            drafts.update_draft(connection, draft.with_claim(decided), expected=draft.version, actor=actor)
    except Stale:
        return False
    return True


def _write_and_wait(url: str, half_way: Flag) -> None:
    library = Library.open(url)
    with library.write() as connection:
        for number in range(500):
            connection.execute(insert(meta).values(key=f"half-{number}", value="x" * 4_000))
        events.append_event(connection, actor="ines", action="edit", subject="d-1")
        half_way.set()
        time.sleep(60)


def _together(*processes: ForkServerProcess, started: Flag) -> None:
    started.set()
    for process in processes:
        process.join(100)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def test_two_processes_append_to_one_chain_and_no_event_is_lost(library: Library, filled_url: str) -> None:
    started = forked.CONTEXT.Event()
    writers = [forked.start(_append_events, filled_url, actor, started) for actor in ("ines", "ravi")]
    _together(*writers, started=started)
    with library.read() as connection:
        listed = events.list_events(connection)
        assert events.broken_event(connection) is None
    assert [e.number for e in listed] == list(range(1, 2 * WRITES + 1))
    assert {e.after for e in listed} == {f"{actor} {n}" for actor in ("ines", "ravi") for n in range(WRITES)}


def test_two_reviewers_can_not_overwrite_each_other(library: Library, filled_url: str) -> None:
    draft = workwear_draft(status="in_review").model_copy(update={"version": 1})
    with library.write() as connection:
        drafts.save_draft(connection, draft)
    ids, started = [claim.id for claim in draft.claims[:16]], forked.CONTEXT.Event()
    shares = {"ravi": ids[::2], "mette": ids[1::2]}
    reviewers = [forked.start(_reject_claims, filled_url, *share, started) for share in shares.items()]
    _together(*reviewers, started=started)
    with library.read() as connection:
        reviewed = drafts.load_draft(connection, "d-1")
    assert reviewed.version == 1 + len(ids)
    by_reviewer = {
        actor: [c.id for c in reviewed.claims[:16] if c.decision and c.decision.actor == actor] for actor in shares
    }
    assert by_reviewer == shares


def test_a_process_killed_in_the_middle_of_a_write_leaves_the_library_whole(library: Library, filled_url: str) -> None:
    with library.write() as connection:
        events.append_event(connection, actor="ines", action="draft", subject="d-1")
    half_way = forked.CONTEXT.Event()
    writer = forked.start(_write_and_wait, filled_url, half_way)
    assert half_way.wait(60)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(30)
    again = Library.open(filled_url)
    with again.write() as connection:
        assert connection.execute(select(meta)).all() == []
        assert events.append_event(connection, actor="ravi", action="edit", subject="d-1") == 2
        assert events.broken_event(connection) is None
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    again.close()


def test_the_file_alone_can_be_opened_by_anybody_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "verism.db"
    Library.open(f"sqlite:///{path}").close()
    assert [found.name for found in tmp_path.iterdir()] == ["verism.db"]
