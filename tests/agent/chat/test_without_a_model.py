"""Answers in the evidence's own words."""

import re

import pytest

from agent.chat import reply
from agent.chat.answer import abstain, compose
from agent.chat.sentences import spoken
from agent.chat.with_model.shelf import Shelf
from tests.support.chat_desk import HIGH, LOW, PackDesk


def test_an_answer_holds_figures_themes_and_quotations_each_with_its_source(desk: PackDesk) -> None:
    answer = reply("What do High value, active customers say about delivery?", desk)
    lines = answer.text.splitlines()
    assert lines[0] == "From High value, active:"
    assert len(lines) <= 8
    assert all(re.search(r"\[\d+\]$", line) for line in lines[1:])
    assert re.match(r"17 of 58 respondents speak of .*delivery\. \[1\]", lines[1])
    assert len(answer.sources()) == len(answer.cited()) > 2
    assert all(claim.verdict == "grounded" for claim in answer.claims)


def test_a_part_of_several_segments_names_is_asked_back_about(desk: PackDesk) -> None:
    answer = reply("What do high value customers say about delivery?", desk)
    assert answer.abstained
    assert re.match(r"“high value customers” fits more than one segment: g-1 .*; g-2 .*\. Ask of one", answer.text)


def test_what_can_be_done_is_said_with_the_refusal(desk: PackDesk) -> None:
    found = desk.find("What do they say about sizes?", None)
    lines = ("Write into segments.yaml:", "  segments:")
    refused = abstain(found.model_copy(update={"covered": False, "reason": "nothing is counted", "advice": lines}))
    assert refused.text.endswith("\nWrite into segments.yaml:\n  segments:")


def test_each_person_is_quoted_once(desk: PackDesk) -> None:
    answer = reply("What do they say about sizes?", desk)
    people = [one.respondent_id for one in answer.cited() if one.type == "quote"]
    assert people
    assert len(people) == len(set(people))


def test_what_several_say_alike_is_quoted_once_with_how_many_they_are(desk: PackDesk) -> None:
    found = desk.find("What do they say about sizes?", None)
    answer = compose(spoken(found), found.model_copy(update={"people": {found.answering[0]: 3}}))
    assert [line for line in answer.text.splitlines() if line.endswith("] (said by 3 people in nearly the same words)")]


def test_words_that_name_nothing_say_what_they_reply_to_or_go_on_from(desk: PackDesk) -> None:
    found = desk.find("What do they say about sizes?", None)
    first, second, third, *others = (one for one in found.pack.quotes if one.id in found.answering)
    asked = third.model_copy(update={"attributes": {"question": "What would  you change?"}})
    told = {"document_id": first.document_id, "respondent_id": first.respondent_id}
    after = told | {"start": first.end + 1, "end": first.end + 1 + len(second.text)}
    noted = others[0].model_copy(update={"speaker": "Staff note"})
    quotes = (first, second.model_copy(update=after), asked, noted)
    answering = tuple(one.id for one in quotes)
    beside = found.model_copy(
        update={"pack": found.pack.model_copy(update={"quotes": quotes, "themes": ()}), "answering": answering}
    )
    lines = compose(spoken(beside), beside).text.splitlines()
    assert lines[0].endswith("[1]")
    assert lines[1].endswith("[2] (said right after that)")
    assert lines[2].endswith("[3] (asked “What would you change?”)")
    assert lines[3].startswith("Staff noted: “") and lines[3].endswith("[4]")


def test_who_alone_is_heard_is_said_until_others_are_heard_too(desk: PackDesk) -> None:
    found = desk.find("What do they say about sizes?", None)
    some = found.model_copy(update={"crowd": "women (2 of the 5 of whom it is known)"})
    assert compose(spoken(some), some).text.startswith("From women (2 of the 5 of whom it is known):\n")
    shelf = Shelf(some)
    shelf.lines(some)
    assert compose(spoken(some), shelf.found).text.startswith("From women")
    shelf.lines(found)
    assert "From women" not in compose(spoken(some), shelf.found).text


def test_a_figure_in_an_answer_about_everybody_names_its_segment(desk: PackDesk) -> None:
    answer = reply("How many of them order online?", desk)
    assert "High value, active: " in answer.text
    assert all(not claim.blocking for claim in answer.claims)


def test_a_question_that_names_nothing_has_nothing_near_it(desk: PackDesk) -> None:
    answer = reply("why?", desk)
    assert answer.abstained
    assert answer.cited() == []


def test_what_nobody_says_is_not_answered_and_the_nearest_is_given(desk: PackDesk) -> None:
    answer = reply("Do they want a mobile app for their jackets?", desk)
    assert answer.abstained
    assert answer.text.startswith("The evidence does not say")
    assert "“mobile app”" in answer.text
    nearest = answer.text.splitlines()[2:]
    assert nearest
    assert all(re.fullmatch(r"  “.+” \(\w+, \S.*\)", line) for line in nearest)
    assert answer.claims == ()
    assert answer.public_json()["evidence"]


def test_the_evidence_of_one_segment_never_answers_for_another(desk: PackDesk) -> None:
    assert reply("What do they say about delivery?", desk, LOW).abstained
    assert not reply("What do they say about delivery?", desk, HIGH).abstained


def test_words_that_give_orders_or_hold_links_are_not_repeated(desk: PackDesk) -> None:
    answer = reply("What do they say about boots?", desk)
    assert "gnore all previous" not in answer.text
    assert "https" not in answer.text


def test_who_are_they_and_a_draft_are_answered_together(desk: PackDesk) -> None:
    answer = reply("who are our active high-value customers, and draft me one persona", desk)
    assert answer.text.startswith("High value, active (190 customers; top value quartile):")
    assert answer.draft_id == "d-1"
    assert "d-1: " in answer.text
    assert len(desk.drafted) == 1


def test_segments_are_compared_by_the_figures_that_both_have(desk: PackDesk) -> None:
    answer = reply("compare g-1 and g-2", desk)
    sides = [line.split(": ")[0] for line in answer.text.splitlines()[1:]]
    assert sides == ["High value, active", "High value, slipping"] * 4
    assert all(claim.verdict == "grounded" for claim in answer.claims)


def test_a_comparison_without_common_figures_says_so(desk: PackDesk) -> None:
    assert reply("compare g-1 and g-3", desk).abstained


def test_a_vague_name_is_asked_about(desk: PackDesk) -> None:
    assert "fits more than one segment" in reply("draft a persona for high value customers", desk).text
    assert desk.drafted == []


def test_a_thing_that_is_no_segment_is_asked_of_the_evidence(desk: PackDesk) -> None:
    assert "From everybody who spoke:" in reply("tell me about delivery", desk).text


@pytest.mark.parametrize("words", ["", "???", "draft", "compare and", "themes of", "\x00", "[1][2]{S1}", "a" * 3_000])
def test_any_words_are_answered(desk: PackDesk, words: str) -> None:
    assert reply(words, desk).text
