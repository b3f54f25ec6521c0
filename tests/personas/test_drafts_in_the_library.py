import weakref
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from personas.claims import Claim, Decision
from personas.draft import Draft
from personas.errors import NotFound, Stale
from personas.evidence import EvidencePack
from personas.library import drafts
from personas.library.engine import Library
from personas.library.meta import people_forgotten
from tests.personas.fixtures.workwear import DECIDED, workwear_draft


@pytest.fixture
def writing(library: Library) -> Iterator[Connection]:
    with library.write() as connection:
        yield connection


@pytest.fixture
def saved(writing: Connection) -> Draft:
    draft = workwear_draft(status="in_review").model_copy(update={"version": 1})
    drafts.save_draft(writing, draft)
    return draft


def _rejecting(draft: Draft, claim_id: str, actor: str) -> Draft:
    claim = draft.claim(claim_id)
    assert claim is not None
    decision = Decision(kind="reject", actor=actor, at=DECIDED, reason="duplicate")
    return draft.with_claim(claim.model_copy(update={"decision": decision}))


def test_a_draft_comes_back_as_it_was_saved(writing: Connection, saved: Draft) -> None:
    assert drafts.load_draft(writing, "d-1") == saved
    assert drafts.load_pack(writing, saved.pack.id) == saved.pack


def test_drafts_are_numbered_one_after_the_other(writing: Connection, saved: Draft) -> None:
    assert drafts.next_draft_id(writing) == "d-2"
    for number in range(2, 12):
        drafts.save_draft(writing, saved.model_copy(update={"id": f"d-{number}"}))
    assert drafts.next_draft_id(writing) == "d-12"


def test_a_change_makes_the_next_version(writing: Connection, saved: Draft) -> None:
    changed = drafts.update_draft(writing, _rejecting(saved, "c-3", "ravi"), expected=1, actor="ravi")
    assert changed.version == 2
    assert drafts.load_draft(writing, "d-1") == changed


def test_whoever_comes_second_is_told_and_writes_nothing(writing: Connection, saved: Draft) -> None:
    first = drafts.update_draft(writing, _rejecting(saved, "c-3", "ravi"), expected=1, actor="ravi")
    with pytest.raises(Stale, match="version 2, not 1"):
        drafts.update_draft(writing, _rejecting(saved, "c-4", "mette"), expected=1, actor="mette")
    assert drafts.load_draft(writing, "d-1") == first
    assert drafts.claim_history(writing, "d-1", "c-4") == []


def test_a_change_that_rests_on_evidence_from_before_somebody_was_forgotten_is_not_written(
    writing: Connection, saved: Draft
) -> None:
    remembered = saved.model_copy(update={"pack": saved.pack.model_copy(update={"hash": "0" * 64})})
    with pytest.raises(Stale, match="forgotten"):
        drafts.update_draft(writing, _rejecting(remembered, "c-3", "ravi"), expected=1, actor="ravi")
    assert drafts.load_draft(writing, "d-1") == saved


def test_what_was_read_before_another_process_forgot_somebody_is_not_kept_in_memory(
    library: Library, filled_url: str
) -> None:
    def read() -> list[weakref.ref[Claim | EvidencePack]]:
        with library.read() as connection:
            draft = drafts.load_draft(connection, "d-1")
        return [weakref.ref(draft.claims[0]), weakref.ref(draft.pack)]

    with library.write() as connection:
        drafts.save_draft(connection, workwear_draft(status="in_review"))
    before = read()
    assert all(kept() is not None for kept in before)
    elsewhere = Library.open(filled_url)
    with elsewhere.write() as connection:
        people_forgotten(connection)
    elsewhere.close()
    read()
    assert all(kept() is None for kept in before)


def test_every_former_state_of_a_claim_is_kept(writing: Connection, saved: Draft) -> None:
    original, draft = saved.claim("c-8"), saved
    assert original is not None
    for revision, text in enumerate(("A starter sets it off.", "A new starter sets it off."), start=2):
        claim = original.model_copy(update={"text": text, "revision": revision, "typed_by": "reviewer"})
        draft = drafts.update_draft(writing, draft.with_claim(claim), expected=draft.version, actor="ravi")
    texts = [claim.text for claim in drafts.claim_history(writing, "d-1", "c-8")]
    assert texts == [original.text, "A starter sets it off."]
    assert drafts.claim_history(writing, "d-1", "c-9") == []


def test_a_draft_is_told_as_it_was_at_every_version(writing: Connection, saved: Draft) -> None:
    states = [saved]
    for claim_id in ("c-3", "c-4", "c-3"):
        changed = _rejecting(states[-1], claim_id, f"reviewer {len(states)}")
        states.append(drafts.update_draft(writing, changed, expected=states[-1].version, actor="ravi"))
    assert [drafts.load_draft_at(writing, "d-1", state.version).claims for state in states] == [
        state.claims for state in states
    ]
    with pytest.raises(NotFound, match="versions 1 to 4"):
        drafts.load_draft_at(writing, "d-1", 5)


def test_the_list_tells_how_far_the_review_is(writing: Connection, saved: Draft) -> None:
    open_claim = saved.claims[5].model_copy(update={"decision": None, "verdict": "ungrounded"})
    drafts.update_draft(writing, saved.with_claim(open_claim), expected=1, actor="ravi")
    drafts.save_draft(writing, saved.model_copy(update={"id": "d-2", "status": "published"}))
    newest, oldest = drafts.list_drafts(writing)
    assert (newest.id, oldest.id) == ("d-2", "d-1")
    total = len(saved.claims)
    assert (oldest.claims, oldest.decided, oldest.blocking, oldest.version) == (total, total - 1, 1, 2)
    assert (newest.persona_name, newest.segment_name, newest.blocking) == ("Rowan Ashby", "Top value, active", 0)
    assert [d.id for d in drafts.list_drafts(writing, ["in_review"])] == ["d-1"]
    assert drafts.list_drafts(writing, []) == []


def test_asking_for_what_is_not_there_says_where_to_look(writing: Connection) -> None:
    with pytest.raises(NotFound, match="drafts list"):
        drafts.load_draft(writing, "d-404")
    with pytest.raises(NotFound, match="pack-404"):
        drafts.load_pack(writing, "pack-404")
    assert drafts.next_draft_id(writing) == "d-1"
