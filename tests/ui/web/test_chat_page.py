"""The chat page over a workspace whose index is real."""

from tests.ui.web.conftest import Visit, words
from workspace.evidence import indexing
from workspace.workspace import Workspace


def ask(page, question: str):  # type: ignore[no-untyped-def]
    return page.chat_input[0].set_value(question).run()


def test_the_chat_says_that_it_works_without_a_model_and_what_it_understands(room: Workspace, visit: Visit) -> None:
    shown = words(visit(room, "chat"))
    assert "No language model is set" in shown
    assert "figures of SEGMENT" in shown


def test_an_answer_cites_and_its_citations_open_the_evidence(room: Workspace, visit: Visit) -> None:
    indexing.rebuild(room)
    page = ask(visit(room, "chat"), "What do they say about the boot size?")
    shown = words(page)
    assert "<sup>1</sup>" in shown
    assert "<details" in shown
    assert "Buyer interviews 2026" in shown


def test_what_the_evidence_does_not_say_is_shown_as_such_with_the_nearest_words(room: Workspace, visit: Visit) -> None:
    indexing.rebuild(room)
    shown = words(ask(visit(room, "chat"), "Do they pay with cryptocurrency?"))
    assert "no answer" in shown
    assert "The evidence does not say" in shown


def test_a_thread_is_found_again_by_its_address(room: Workspace, visit: Visit) -> None:
    page = ask(visit(room, "chat", thread="abc"), "segments")
    assert "Top value, active" in words(page)
    again = visit(room, "chat", thread="abc")
    assert "Top value, active" in words(again)
    assert "Top value, active" not in words(visit(room, "chat", thread="other"))
