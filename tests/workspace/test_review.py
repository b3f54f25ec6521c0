"""Review as two people do it: decisions, edits, the gate, four eyes, and nothing of anybody's work lost."""

from pathlib import Path

import pytest

from personas.claims import REASONS, Claim
from personas.errors import BadInput, NotFound, Refused, Stale
from personas.library.events import broken_event, list_events
from tests.workspace.command import done, state, verism
from tests.workspace.processes import start
from tests.workspace.rooms import claims, decide_everything
from workspace.publishing import publish
from workspace.reviewing import review
from workspace.workspace import Workspace


def _first(shop: Workspace, verdict: str) -> Claim:
    return next(claim for claim in review.load(shop, "d-1").claims if claim.verdict == verdict)


def _claim(shop: Workspace, claim_id: str) -> Claim:
    found = review.load(shop, "d-1").claim(claim_id)
    assert found is not None
    return found


def test_accepting_and_rejecting_is_kept_with_who_and_why(desk: Path) -> None:
    first, second = [claim["id"] for claim in claims(desk) if claim["verdict"] == "grounded"][:2]
    done("review", "accept", "d-1", first, room=desk, actor="ravi")
    done("review", "reject", "d-1", second, "--reason", "not useful", "--note", "old news", room=desk, actor="ravi")
    decided = {claim["id"]: claim["decision"] for claim in claims(desk)}
    assert (decided[first]["kind"], decided[first]["actor"]) == ("accept", "ravi")
    assert (decided[second]["kind"], decided[second]["reason"]) == ("reject", "not useful")


def test_a_rejection_needs_one_of_the_reasons(desk: Path) -> None:
    before = state(desk)
    answer = verism("review", "reject", "d-1", "c-1", "--reason", "because", room=desk, actor="ravi")
    assert answer.code == 2
    assert all(reason in answer.words for reason in REASONS)
    assert state(desk) == before


def test_a_blocked_claim_cannot_be_accepted(desk: Path) -> None:
    blocked = next(claim["id"] for claim in claims(desk) if claim["verdict"] == "ungrounded")
    before = state(desk)
    answer = verism("review", "accept", "d-1", blocked, room=desk, actor="ravi")
    assert answer.code == 4
    assert "ungrounded" in answer.words
    assert state(desk) == before


def test_one_blocked_claim_among_several_stops_all_of_them(desk: Path) -> None:
    good = next(claim["id"] for claim in claims(desk) if claim["verdict"] == "grounded")
    blocked = next(claim["id"] for claim in claims(desk) if claim["verdict"] == "ungrounded")
    before = state(desk)
    assert verism("review", "accept", "d-1", good, blocked, room=desk, actor="ravi").code == 4
    assert state(desk) == before


def test_an_edit_runs_the_checks_again_and_says_what_fails(desk: Path) -> None:
    claim = next(claim for claim in claims(desk) if claim["kind"] == "statistic" and claim["verdict"] == "grounded")
    words = "99 % of them love everything about it."
    answer = done("review", "edit", "d-1", claim["id"], "--text", words, room=desk, actor="ravi")
    edited = next(one for one in claims(desk) if one["id"] == claim["id"])
    assert edited["text"] == words
    assert edited["verdict"] != "grounded"
    assert edited["verdict"] in answer.out


def test_an_edit_without_words_is_refused(desk: Path) -> None:
    before = state(desk)
    assert verism("review", "edit", "d-1", "c-1", "--text", "  ", room=desk, actor="ravi").code == 2
    assert state(desk) == before


def test_undo_goes_back_step_by_step(shop: Workspace) -> None:
    claim = _first(shop, "grounded")
    review.decide(shop, "d-1", [claim.id], "accept", actor="ravi")
    review.edit(shop, "d-1", claim.id, "Something else altogether.", actor="ravi")
    review.undo(shop, "d-1", claim.id, actor="ravi")
    back = _claim(shop, claim.id)
    assert (back.text, back.decision and back.decision.kind) == (claim.text, "accept")
    review.undo(shop, "d-1", claim.id, actor="ravi")
    assert _claim(shop, claim.id).decision is None
    assert _claim(shop, claim.id).model_copy(update={"revision": claim.revision}) == claim
    with pytest.raises(Refused, match="undone"):
        review.undo(shop, "d-1", claim.id, actor="ravi")


def test_an_undo_of_what_somebody_else_did_since_is_refused(shop: Workspace) -> None:
    claim = _first(shop, "grounded")
    accepted = review.decide(shop, "d-1", [claim.id], "accept", actor="ravi").claim(claim.id)
    assert accepted is not None
    review.decide(shop, "d-1", [claim.id], "reject", actor="mona", reason="not useful")
    with pytest.raises(Stale, match="rejected by mona since you looked at it"):
        review.undo(shop, "d-1", claim.id, actor="ravi", seen={claim.id: accepted.revision})
    assert _claim(shop, claim.id).decision.actor == "mona"  # type: ignore[union-attr]


def test_comments_stand_beside_their_claim(shop: Workspace, desk: Path) -> None:
    done("review", "comment", "d-1", "c-1", "--text", "Ask the branch.", room=desk, actor="ravi")
    done("review", "comment", "d-1", "c-1", "--text", "I did.", room=desk, actor="ines")
    assert review.comments(shop, "d-1") == {"c-1": ["ravi: Ask the branch.", "ines: I did."]}
    assert verism("review", "comment", "d-1", "c-1", "--text", " ", room=desk).code == 2


def test_whoever_looked_at_an_older_revision_is_refused_and_nothing_is_lost(shop: Workspace) -> None:
    claim = _first(shop, "grounded")
    review.edit(shop, "d-1", claim.id, "Words that Ravi wrote.", actor="ravi", seen={claim.id: claim.revision})
    before = review.load(shop, "d-1")
    with pytest.raises(Stale, match="Words that Ravi wrote"):
        review.decide(shop, "d-1", [claim.id], "accept", actor="mona", seen={claim.id: claim.revision})
    assert review.load(shop, "d-1") == before


def test_accept_verified_leaves_what_must_be_read(desk: Path) -> None:
    before = {claim["id"]: claim for claim in claims(desk)}
    answer = done("review", "accept", "d-1", "--verified", room=desk, actor="ravi")
    accepted = {claim["id"] for claim in claims(desk) if claim["decision"]}
    sure = {i for i, claim in before.items() if claim["verdict"] == "grounded" and claim["kind"] != "inference"}
    assert accepted == sure
    assert all(claim_id in answer.words for claim_id in before.keys() - sure)


def test_accepting_nothing_in_particular_is_a_usage_error(desk: Path) -> None:
    assert verism("review", "accept", "d-1", room=desk, actor="ravi").code == 2


def test_a_claim_that_is_not_there_is_said_not_to_be(shop: Workspace) -> None:
    with pytest.raises(NotFound, match="c-999"):
        review.decide(shop, "d-1", ["c-999"], "accept", actor="ravi")
    with pytest.raises(BadInput):
        review.decide(shop, "d-1", ["c-1"], "reject", actor="ravi")


def test_nothing_undecided_is_approved(desk: Path) -> None:
    answer = verism("approve", "d-1", room=desk, actor="ravi")
    assert answer.code == 4
    assert "undecided" in answer.words


def test_nobody_approves_what_they_wrote_or_edited_last(desk: Path) -> None:
    decide_everything(desk)
    own = verism("approve", "d-1", room=desk, actor="ines")
    assert own.code == 4
    assert "another person" in own.words
    kept = next(claim for claim in claims(desk) if claim["decision"]["kind"] == "accept")
    done("review", "edit", "d-1", kept["id"], "--text", kept["text"], room=desk, actor="ravi")
    assert verism("approve", "d-1", room=desk, actor="ravi").code == 4
    done("approve", "d-1", room=desk, actor="mona")


def test_an_approval_falls_with_an_edit_and_with_a_decision(shop: Workspace, desk: Path) -> None:
    decide_everything(desk)
    publish.approve(shop, "d-1", actor="ravi")
    kept = next(claim for claim in review.load(shop, "d-1").claims if claim.kept)
    review.edit(shop, "d-1", kept.id, kept.text, actor="mona")
    assert review.load(shop, "d-1").status == "in_review"
    assert verism("publish", "d-1", room=desk, actor="ravi").code == 4
    publish.approve(shop, "d-1", actor="ravi")
    review.decide(shop, "d-1", [kept.id], "reject", actor="ravi", reason="not useful")
    assert review.load(shop, "d-1").status == "in_review"


def test_what_was_edited_into_a_falsehood_is_not_approved(desk: Path) -> None:
    decide_everything(desk)
    kept = next(c for c in claims(desk) if c["decision"]["kind"] == "accept" and c["kind"] == "statistic")
    done("review", "edit", "d-1", kept["id"], "--text", "97 % of them order by post.", room=desk, actor="mona")
    answer = verism("approve", "d-1", room=desk, actor="ravi")
    assert answer.code == 4
    assert kept["id"] in answer.words


def test_an_approval_names_the_version_that_was_seen(shop: Workspace, desk: Path) -> None:
    decide_everything(desk)
    seen = review.load(shop, "d-1").version
    kept = next(claim for claim in review.load(shop, "d-1").claims if claim.kept)
    review.edit(shop, "d-1", kept.id, kept.text, actor="mona")
    with pytest.raises(Stale):
        publish.approve(shop, "d-1", actor="ravi", seen_version=seen)


def test_changes_are_requested_and_the_draft_is_submitted_again(desk: Path) -> None:
    done("request-changes", "d-1", "--note", "More on prices.", room=desk, actor="ravi")
    assert verism("approve", "d-1", room=desk, actor="ravi").code == 4
    done("submit", "d-1", room=desk, actor="ines")
    assert verism("submit", "d-1", room=desk, actor="ines").code == 4


def test_a_published_draft_no_longer_changes(shop: Workspace, desk: Path) -> None:
    decide_everything(desk)
    done("approve", "d-1", room=desk, actor="ravi")
    done("publish", "d-1", room=desk, actor="ravi")
    answer = verism("review", "accept", "d-1", "c-1", room=desk, actor="ravi")
    assert answer.code == 4
    assert "no longer change" in answer.words
    assert verism("publish", "d-1", room=desk, actor="ravi").code == 4


def test_every_step_is_an_event_in_a_chain_that_holds(shop: Workspace, desk: Path) -> None:
    decide_everything(desk)
    done("approve", "d-1", room=desk, actor="ravi")
    done("publish", "d-1", room=desk, actor="ravi")
    with shop.library.read() as connection:
        actions = [event.action for event in list_events(connection, "d-1")]
        assert broken_event(connection) is None
    assert actions[-2:] == ["approve", "publish"]
    assert {"accept", "reject"} <= set(actions)


def test_an_event_says_who_what_before_after_why_how_long_which_version_and_who_had_written(shop: Workspace) -> None:
    claim = _first(shop, "grounded")
    review.decide(shop, "d-1", [claim.id], "reject", actor="ravi", reason="not useful", note="Old news.", seconds=4.26)
    draft = review.edit(shop, "d-1", claim.id, "Other words.", actor="mona", seconds=11.0)
    with shop.library.read() as connection:
        rejected, edited = list_events(connection, f"d-1/{claim.id}")
    writer = {"model": draft.writer.model or draft.writer.kind, "prompts": draft.writer.prompts}
    assert (rejected.actor, rejected.action, rejected.after) == ("ravi", "reject", "Old news.")
    told = {"was": "undecided", "now": "rejected", "reason": "not useful", "seconds": 4.3, "version": 2, **writer}
    assert rejected.details.items() >= told.items()
    assert (edited.before, edited.after) == (claim.text, "Other words.")
    told = {"was": "rejected", "now": "edited", "seconds": 11.0, "version": 3, "revision": 3}
    assert edited.details.items() >= told.items()


def test_two_processes_that_decide_different_claims_at_once_lose_nothing(desk: Path, tmp_path: Path) -> None:
    grounded = [claim["id"] for claim in claims(desk) if claim["verdict"] == "grounded"]
    halves = {"ravi": grounded[::2], "mona": grounded[1::2]}
    running = [
        start("review", "reject", "d-1", claim, "--reason", "not useful", room=desk, heard=tmp_path / claim, actor=who)
        for who, mine in halves.items()
        for claim in mine[:4]
    ]
    assert [one.answer().code for one in running] == [0] * len(running)
    decided = {claim["id"]: claim["decision"]["actor"] for claim in claims(desk) if claim["decision"]}
    assert decided == {claim: who for who, mine in halves.items() for claim in mine[:4]}


def test_of_two_sweeps_at_once_none_overwrites_the_other(desk: Path, tmp_path: Path) -> None:
    running = [
        start("review", "accept", "d-1", "--verified", room=desk, heard=tmp_path / who, actor=who)
        for who in ("ravi", "mona")
    ]
    answers = [one.answer() for one in running]
    assert {answer.code for answer in answers} <= {0, 4}
    assert any(answer.code == 0 for answer in answers)
    assert all("Nothing was written" in answer.words for answer in answers if answer.code == 4)
    by = {claim["decision"]["actor"] for claim in claims(desk) if claim["decision"]}
    assert len(by) == 1


def test_an_edit_may_replace_and_add_what_a_claim_rests_on(shop: Workspace, desk: Path) -> None:
    themed = next(claim for claim in review.load(shop, "d-1").claims if claim.kind == "verbatim")
    cited = {citation.evidence_id for citation in themed.citations or ()}
    pack = review.load(shop, "d-1").pack
    other = next(quote for quote in pack.quotes if quote.id not in cited)
    done("review", "edit", "d-1", themed.id, "--cite", f"+{other.id}", room=desk, actor="ravi")
    both = {citation.evidence_id for citation in _claim(shop, themed.id).citations or ()}
    assert both == {*cited, other.id}
    words = f"“{other.text}”"
    done("review", "edit", "d-1", themed.id, "--text", words, "--cite", other.id, room=desk, actor="ravi")
    edited = _claim(shop, themed.id)
    assert [(one.evidence_id, one.excerpt) for one in edited.citations or ()] == [(other.id, other.text)]
    assert edited.verdict == "grounded"


def test_nothing_from_outside_the_drafts_evidence_is_cited(desk: Path) -> None:
    before = state(desk)
    answer = verism("review", "edit", "d-1", "c-1", "--cite", "q-0000000000", room=desk, actor="ravi")
    assert answer.code == 2
    assert "verism drafts evidence d-1" in answer.words
    assert state(desk) == before


def test_a_judge_is_asked_for_and_an_edit_drops_its_opinion(
    shop: Workspace, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verism("drafts", "judge", "d-1", room=desk, actor="ines").code == 3
    monkeypatch.setenv("VERISM_JUDGE_NLI", "tests.support.overlap_nli:Overlap")
    answer = verism("drafts", "judge", "d-1", room=desk, actor="ines")
    assert answer.code in (0, 1), answer.words
    claim = _first(shop, "grounded")
    assert "judge" in [check.name for check in claim.checks]
    done("review", "edit", "d-1", claim.id, "--text", claim.text, room=desk, actor="ravi")
    assert "judge" not in [check.name for check in _claim(shop, claim.id).checks]
