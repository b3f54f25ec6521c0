"""The review desk: what the buttons do, without a browser."""

import html

import pytest

from tests.ui.web.conftest import Visit, press, words
from workspace.publishing import publish
from workspace.reviewing import review as reviewing
from workspace.reviewing.desk import counter_evidence
from workspace.workspace import Workspace


def claim_ids(room: Workspace, draft: str = "d-1") -> list[str]:
    return [claim.id for claim in reviewing.load(room, draft).claims]


def test_the_weakest_claim_comes_first_and_its_evidence_stands_beside_it(room: Workspace, visit: Visit) -> None:
    page = visit(room, "review", draft="d-1")
    assert "They dream of a telephone app." in words(page)
    assert "This claim cites nothing" in words(page)
    assert "ungrounded" in words(page)


def test_the_cited_span_is_marked_within_its_surroundings(room: Workspace, visit: Visit) -> None:
    page = visit(room, "review", draft="d-1", claim=claim_ids(room)[2])
    assert "<mark>The search gave me gloves when I typed trousers.</mark>" in words(page)
    assert "There is one thing, though, and" in words(page)
    assert "Customer survey 2026" in words(page)


def test_a_figure_shows_its_counts_interval_coverage_window_and_sql(room: Workspace, visit: Visit) -> None:
    statistic = next(c.id for c in reviewing.load(room, "d-2").claims if c.text.startswith("71 %"))
    shown = words(visit(room, "review", draft="d-2", claim=statistic))
    for fact in (
        "221 of 311 customers",
        "65 % to 76 %",
        "q &lt; 0.001",
        "100 % of the segment",
        "1 October 2024",
        "SELECT",
    ):
        assert fact in shown, fact


def test_accepting_saves_at_once_and_moves_to_the_next_undecided_claim(room: Workspace, visit: Visit) -> None:
    ids = claim_ids(room)
    page = press(visit(room, "review", draft="d-1", claim=ids[1]), "Accept")
    decision = reviewing.load(room, "d-1").claim(ids[1]).decision
    assert (decision.kind, decision.actor) == ("accept", "ravi")
    assert page.query_params["claim"] == [ids[2]] or page.query_params["claim"] == ids[2]


def test_accepting_a_claim_that_fails_shows_the_sentence_of_the_refusal(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Accept")
    assert "edit it until its checks pass" in page.error[0].value.replace("\\", "")
    assert reviewing.load(room, "d-1").claims[0].decision is None


def test_a_rejection_takes_its_reason_from_a_button_and_its_note_from_the_field(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Reject")
    page.text_input(key=f"note-{claim_ids(room)[0]}").set_value("nobody said so").run()
    press(page, "Evidence too thin")
    decision = reviewing.load(room, "d-1").claims[0].decision
    assert (decision.kind, decision.reason, decision.note) == ("reject", "evidence too thin", "nobody said so")


def test_undo_takes_back_the_last_thing_and_returns_to_its_claim(room: Workspace, visit: Visit) -> None:
    ids = claim_ids(room)
    page = press(visit(room, "review", draft="d-1", claim=ids[1]), "Accept")
    press(page, "Undo")
    assert reviewing.load(room, "d-1").claim(ids[1]).decision is None


def test_undo_does_not_touch_what_somebody_else_did_since(room: Workspace, visit: Visit) -> None:
    ids = claim_ids(room)
    page = press(visit(room, "review", draft="d-1", claim=ids[1]), "Accept")
    reviewing.decide(room, "d-1", [ids[1]], "reject", actor="mara", reason="not useful")
    page = press(page, "Undo")
    assert "Nothing was written" in page.error[0].value.replace("\\", "")
    assert reviewing.load(room, "d-1").claim(ids[1]).decision.actor == "mara"


def test_saving_an_edit_runs_the_checks_again_and_says_what_changed(room: Workspace, visit: Visit) -> None:
    claim = claim_ids(room)[1]
    page = press(visit(room, "review", draft="d-1", claim=claim), "Edit")
    page.text_area(key=f"words-{claim}").set_value("99 % of customers love it.")
    page = press(page, "Save")
    edited = reviewing.load(room, "d-1").claim(claim)
    assert edited.text == "99 % of customers love it."
    assert edited.verdict != "grounded"
    assert "What the edit changed" in words(page)


def test_a_stale_edit_is_refused_and_the_words_stay(room: Workspace, visit: Visit) -> None:
    claim = claim_ids(room)[1]
    page = press(visit(room, "review", draft="d-1", claim=claim), "Edit")
    reviewing.decide(room, "d-1", [claim], "accept", actor="mara")
    page.text_area(key=f"words-{claim}").set_value("My own words.")
    page = press(page, "Save")
    assert "Nothing was written" in page.error[0].value.replace("\\", "")
    assert page.text_area(key=f"words-{claim}").value == "My own words."
    page = press(press(page, "I have read what it says now"), "Save")
    assert reviewing.load(room, "d-1").claim(claim).text == "My own words."


def test_a_stale_acceptance_is_refused(room: Workspace, visit: Visit) -> None:
    claim = claim_ids(room)[1]
    page = visit(room, "review", draft="d-1", claim=claim)
    reviewing.decide(room, "d-1", [claim], "reject", actor="mara", reason="duplicate")
    page = press(page, "Accept")
    assert "since you looked at it" in page.error[0].value
    assert reviewing.load(room, "d-1").claim(claim).decision.kind == "reject"


def test_accept_all_verified_says_what_it_left(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Accept all verified")
    assert "Accepted 2 claims" in page.success[0].value
    assert "1 ungrounded theme" in page.success[0].value
    assert [c.decision is None for c in reviewing.load(room, "d-1").claims] == [True, False, False]


def test_a_comment_is_kept_and_its_field_closed(room: Workspace, visit: Visit) -> None:
    claim = claim_ids(room)[0]
    page = press(visit(room, "review", draft="d-1"), "Comment")
    page.text_input(key=f"comment-{claim}").set_value("Who said <b>this</b>?")
    page = press(page, "Save the comment")
    assert reviewing.comments(room, "d-1")[claim] == ["ravi: Who said <b>this</b>?"]
    assert "ravi: Who said &lt;b&gt;this&lt;/b&gt;?" in words(page)
    assert press(page, "Comment").text_input(key=f"comment-{claim}").value == ""


@pytest.mark.parametrize(("actor", "sentence"), [("ines", "ines drafted d-1"), ("mara", "undecided")])
def test_approval_is_refused_with_its_sentence(room: Workspace, visit: Visit, actor: str, sentence: str) -> None:
    page = press(visit(room, "review", actor=actor, draft="d-1"), "Approve")
    assert sentence in page.error[0].value.replace("\\", "")
    assert reviewing.load(room, "d-1").status == "in_review"


def test_each_step_is_offered_only_where_the_draft_may_take_it(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Accept all verified")
    press(press(page, "Reject"), "Not useful")
    page = press(visit(room, "review", actor="mara", draft="d-1"), "Approve")
    labels = [button.label for button in page.button]
    assert "Publish" in labels
    assert "Approve" not in labels
    page = press(page, "Publish")
    assert not {"Accept", "Publish", "Approve"} & {button.label for button in page.button}


def test_request_changes_sends_the_draft_back_with_a_note(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Request changes")
    page.text_area(key="change-note").set_value("Say less about apps.")
    press(page, "Send back")
    assert reviewing.load(room, "d-1").status == "changes_requested"


def test_an_unknown_draft_is_a_sentence_and_no_traceback(room: Workspace, visit: Visit) -> None:
    page = visit(room, "review", draft="d-99")
    assert "There is no draft" in page.error[0].value
    assert not page.exception


def test_the_last_decision_leads_to_the_edited_claim_that_fails(room: Workspace, visit: Visit) -> None:
    first, second, third = claim_ids(room)
    reviewing.edit(room, "d-1", second, "99 % of customers love it.", actor="ravi")
    reviewing.decide(room, "d-1", [first], "reject", actor="ravi", reason="not useful")
    page = press(visit(room, "review", draft="d-1", claim=third), "Accept")
    assert "99 % of customers love it." in words(page)


def test_the_list_of_claims_goes_to_the_one_chosen(room: Workspace, visit: Visit) -> None:
    ids = claim_ids(room)
    page = visit(room, "review", draft="d-1")
    page.selectbox(key="go-to").set_value(ids[2]).run()
    assert "The search gave me gloves" in words(page)
    assert page.query_params["claim"] in (ids[2], [ids[2]])


def test_counter_evidence_is_one_key_away(room: Workspace, visit: Visit) -> None:
    draft = reviewing.load(room, "d-2")
    told = next(claim for claim in draft.claims if counter_evidence(draft, claim))
    page = press(visit(room, "review", draft="d-2", claim=told.id), "Counter-evidence: ")
    assert all(quote.text in html.unescape(words(page)) for quote in counter_evidence(draft, told))
    assert "Who says otherwise" in words(page)


def test_what_is_left_is_listed_with_its_words(room: Workspace, visit: Visit) -> None:
    page = press(visit(room, "review", draft="d-1"), "Accept all verified")
    assert 'class="v-left"' in words(page)
    assert "They dream of a telephone app." in words(page).split('class="v-left"')[1]


def test_what_changed_since_a_version_and_since_publication(room: Workspace, visit: Visit) -> None:
    claim = reviewing.load(room, "d-1").claims[1]
    reviewing.decide(room, "d-1", [claim.id], "accept", actor="mara")
    reviewing.edit(room, "d-1", claim.id, f"{claim.text} Often.", actor="mara")
    rejected = reviewing.load(room, "d-1").claims[2]
    reviewing.decide(room, "d-1", [rejected.id], "reject", actor="mara", reason="not useful")
    page = press(visit(room, "review", draft="d-1"), "What changed")
    shown = html.unescape(words(page))
    assert f"<del>{claim.text}</del>" in shown
    assert f"<ins>{claim.text} Often.</ins>" in shown
    assert f"<del>{rejected.text}</del>" in shown
    since = next(box for box in page.selectbox if box.label == "Compare the draft with")
    page = since.set_value("what is published").run()
    assert "Nothing stood published when this draft was made." in words(page)


def test_whoever_wrote_it_sees_what_was_asked_for_and_every_comment(room: Workspace, visit: Visit) -> None:
    first, claim, third = reviewing.load(room, "d-1").claims
    reviewing.edit(room, "d-1", claim.id, "The words commented on.", actor="ravi")
    reviewing.comment(room, "d-1", claim.id, "Who said so?", actor="ravi")
    reviewing.comment(room, "d-1", third.id, "Good.", actor="ravi")
    publish.request_changes(room, "d-1", actor="ravi", note="Say less about apps.")
    reviewing.edit(room, "d-1", claim.id, "The words of today.", actor="ines")
    page = visit(room, "review", actor="ines", draft="d-1", claim=first.id)
    shown = words(page)
    assert "ravi asked for changes, just now" in shown
    assert "Say less about apps." in shown
    assert "ravi: Who said so?" in shown
    assert "The words commented on." in shown
    assert shown.count("reworded since") == 1
    assert "The words of today." not in shown
    page = press(page, "Go to a commented claim")
    assert "The words of today." in words(page)
    number = next(one.label for one in page.button if one.key == "remark-1")
    assert third.text in html.unescape(words(press(page, number)))


def test_an_edit_shows_the_words_that_went_and_came(room: Workspace, visit: Visit) -> None:
    claim = reviewing.load(room, "d-1").claims[2]
    page = press(visit(room, "review", draft="d-1", claim=claim.id), "Edit")
    page.text_area(key=f"words-{claim.id}").set_value(claim.text.replace("gloves", "boots"))
    shown = words(press(page, "Save"))
    assert "<del>gloves</del> <ins>boots</ins>" in shown
