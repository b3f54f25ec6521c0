import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from agent.drafting import DraftingStopped, DraftRequest, draft_persona
from agent.verification import verify
from agent.writers import ExtractiveWriter
from personas.draft import Draft
from personas.errors import PrerequisiteMissing
from tests.support import packs
from tests.support.libraries import database
from tests.support.slow_draft import SlowWriter, slow_draft

REPOSITORY = Path(__file__).parents[3]


def draft_request() -> DraftRequest:
    return packs.request(journey=True, concurrency=1)


def unhurried() -> Draft:
    return draft_persona(draft_request(), ExtractiveWriter(), verify)


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_a_killed_run_goes_on_from_its_last_step_and_gives_the_same_draft(tmp_path: Path) -> None:
    checkpoint, log = tmp_path / "drafting.db", tmp_path / "log"
    command = [sys.executable, "-m", "tests.support.slow_draft", str(checkpoint), str(log), "0.25"]
    running = subprocess.Popen(command, cwd=REPOSITORY)
    deadline = time.monotonic() + 120
    while len(lines(log)) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    before = lines(log)
    assert 5 <= len(before) < 16

    draft = slow_draft(checkpoint, log, 0.0)

    expected = unhurried()
    again = lines(log)[len(before) :]
    assert len(set(before) & set(again)) <= 1, "only the section in flight may be written twice"
    assert draft.claims == expected.claims
    assert draft.persona == expected.persona
    assert draft.unknowns == expected.unknowns


def test_a_finished_run_leaves_no_checkpoint_behind(tmp_path: Path) -> None:
    checkpoint = tmp_path / "drafting.db"
    slow_draft(checkpoint, tmp_path / "log", 0.0)
    with closing(sqlite3.connect(checkpoint)) as connection:
        assert connection.execute("select count(*) from checkpoints").fetchone() == (0,)
        assert connection.execute("select count(*) from writes").fetchone() == (0,)


def test_a_stopped_run_goes_on_when_asked_again(tmp_path: Path) -> None:
    checkpoint, log = tmp_path / "drafting.db", tmp_path / "log"
    writer = SlowWriter(log, 0.0)
    with pytest.raises(DraftingStopped, match="go on where it stopped"):
        draft_persona(draft_request(), writer, verify, checkpoint=checkpoint, stop=lambda: len(lines(log)) >= 4)
    before = lines(log)
    draft = draft_persona(draft_request(), writer, verify, checkpoint=checkpoint)
    assert draft.claims == unhurried().claims
    assert not set(before) & set(lines(log)[len(before) :])


def test_other_evidence_is_another_run(tmp_path: Path) -> None:
    checkpoint, log = tmp_path / "drafting.db", tmp_path / "log"
    writer = SlowWriter(log, 0.0)
    with pytest.raises(DraftingStopped):
        draft_persona(draft_request(), writer, verify, checkpoint=checkpoint, stop=lambda: len(lines(log)) >= 4)
    before = lines(log)
    changed = draft_request().model_copy(update={"pack": packs.pack().model_copy(update={"hash": "f" * 64})})
    draft_persona(changed, writer, verify, checkpoint=checkpoint)
    assert set(before) <= set(lines(log)[len(before) :])


def test_progress_names_every_step_and_ends_at_its_total() -> None:
    steps: list[tuple[str, int, int]] = []
    draft_persona(
        draft_request(), ExtractiveWriter(), verify, progress=lambda name, done, of: steps.append((name, done, of))
    )
    names = [name for name, _, _ in steps]
    assert names[0] == "plan"
    assert {"write: goals", "check", "narrative", "journey"} <= set(names)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
    assert steps[-1][1] == steps[-1][2]


def test_progress_is_told_on_the_callers_own_thread(tmp_path: Path) -> None:
    threads: set[int] = set()
    together = draft_request().model_copy(update={"concurrency": 4})
    writer = SlowWriter(tmp_path / "log", 0.01)
    draft_persona(together, writer, verify, progress=lambda *_: threads.add(threading.get_ident()))
    assert threads == {threading.get_ident()}


def test_sections_written_at_the_same_time_give_the_same_draft(tmp_path: Path) -> None:
    together = draft_request().model_copy(update={"concurrency": 4})
    draft = draft_persona(together, SlowWriter(tmp_path / "log", 0.01), verify, checkpoint=tmp_path / "drafting.db")
    assert draft.claims == unhurried().claims


def test_checkpoints_on_postgresql_resume_in_the_same_way(postgresql_socket: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for url in database(postgresql_socket, "template1"):
        checkpoint = url.replace("postgresql+psycopg://", "postgresql://")
        writer = SlowWriter(log, 0.0)
        with pytest.raises(DraftingStopped):
            draft_persona(draft_request(), writer, verify, checkpoint=checkpoint, stop=lambda: len(lines(log)) >= 4)
        before = lines(log)
        draft = draft_persona(draft_request(), writer, verify, checkpoint=checkpoint)
        assert draft.claims == unhurried().claims
        assert not set(before) & set(lines(log)[len(before) :])


def test_a_checkpoint_server_that_does_not_answer_is_a_missing_prerequisite(tmp_path: Path) -> None:
    with pytest.raises(PrerequisiteMissing, match="checkpoints"):
        draft_persona(draft_request(), SlowWriter(tmp_path / "log", 0.0), verify,
                      checkpoint=f"postgresql://verism@/none?host={tmp_path}")  # fmt: skip


class Killed(BaseException):
    """The process ends here."""


def test_a_run_that_was_killed_after_storing_hands_over_the_same_run(tmp_path: Path) -> None:
    checkpoint, log, runs = tmp_path / "drafting.db", tmp_path / "log", []

    def store_and_die(draft: Draft) -> Draft:
        runs.append(draft.run)
        raise Killed

    with pytest.raises(Killed):
        draft_persona(draft_request(), SlowWriter(log, 0.0), verify, checkpoint=checkpoint, keep=store_and_die)
    written = lines(log)
    resumed = draft_persona(draft_request(), SlowWriter(log, 0.0), verify, checkpoint=checkpoint, keep=lambda one: one)
    assert lines(log) == written, "nothing is written again"
    assert runs == [resumed.run]
    anew = draft_persona(draft_request(), SlowWriter(log, 0.0), verify, checkpoint=checkpoint, keep=lambda one: one)
    assert anew.run != resumed.run
