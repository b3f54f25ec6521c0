"""Whom a question is about, by what is known of people; never guessed, and never where nothing is known."""

import pytest

from personas.evidence import Attribute
from retrieval.answering import Population, amount_of_some, crowd_of

PEOPLE: dict[str, dict[str, Attribute]] = {
    "ada": {"age": 22, "gender": "woman", "region": "Scotland"},
    "bert": {"age": "65+", "gender": "Man", "region": "North West", "trade": "Healthcare assistant"},
    "cleo": {"age": "25-34", "gender": "Female"},
    "dee": {"age": 47, "gender": "Non-binary", "sector": "Care", "trade": "Roofer"},
    "eve": {"age": "under 25"},
    "fay": {},
}


@pytest.mark.parametrize(
    ("question", "about_all", "who", "words"),
    [
        ("Why did young people leave?", "Why did people leave?", {"ada", "eve"}, "people under 30 (2 of the 5"),
        (
            "What annoys younger savers about the app?",
            "What annoys savers about the app?",
            {"ada", "eve"},
            "people under",
        ),
        ("What do customers over 60 like?", "What do customers like?", {"bert"}, "people of 60 and over (1 of the 5"),
        ("What do the over-60s like?", "What do the customers like?", {"bert"}, "people of 60 and over"),
        ("Do customers aged 65 and over queue?", "Do customers queue?", {"bert"}, "people of 65 and over"),
        ("What do 25-34 year olds want?", "What do customers want?", {"cleo"}, "people of 25 to 34"),
        ("Why do people in their forties switch?", "Why do people switch?", {"dee"}, "people of 40 to 49"),
        ("What do women say about fit?", "What do customers say about fit?", {"ada", "cleo"}, "women (2 of the 4"),
        ("What annoys men about sizes?", "What annoys customers about sizes?", {"bert"}, "men (1 of the 4"),
        (
            "What do people in the North West want?",
            "What do people want?",
            {"bert"},
            "people in the North West (1",
        ),
        ("What annoys roofers?", "What annoys customers?", {"dee"}, "roofers (1 of the 2"),
        ("Why do healthcare assistants wait?", "Why do customers wait?", {"bert"}, "healthcare assistants (1"),
        ("What do roofers in Scotland want?", "What do customers want?", set(), "people in Scotland, roofers (0"),
        ("What do women over 40 like?", "What do customers like?", set(), "people of 40 and over, women (0 of the 4"),
    ],
)
def test_people_are_told_by_what_is_known(question: str, about_all: str, who: set[str], words: str) -> None:
    crowd = crowd_of(question, Population(PEOPLE))
    assert crowd is not None
    assert crowd.asked == about_all
    assert crowd.people == who
    assert crowd.words.startswith(words)


@pytest.mark.parametrize(
    "question",
    [
        "What do people say about boots for women?",
        "What do they say about women's boots?",
        "Do men and women want different things?",
        "How do women differ from men?",
        "How many women order online?",
        "What do people over 60 pounds say?",
        "What do older models look like?",
        "What do people from Leeds say?",
        "What do young and older customers want?",
        "How do hotel and care workers pay?",
        "What do plumbers say?",
        "What annoys customers?",
    ],
)
def test_a_question_about_all_about_amounts_or_about_two_groups_is_left_as_it_is(question: str) -> None:
    assert crowd_of(question, Population(PEOPLE)) is None


def test_where_nothing_tells_people_apart_their_name_is_matter() -> None:
    question = "What do women say about fit?"
    assert crowd_of(question, Population({"fay": {}, "gil": {"region": "Wales"}})) is None
    assert crowd_of(question, Population({"ada": PEOPLE["ada"], "cleo": PEOPLE["cleo"]})) is None


def test_an_age_may_be_known_as_a_band() -> None:
    crowd = crowd_of(
        "What stops older passengers?", Population({"a": {"age_band": "65-74"}, "b": {"age_band": "18-24"}})
    )
    assert crowd is not None
    assert crowd.people == {"a"}


def test_what_sort_of_customer_somebody_is_tells_people_apart() -> None:
    known = Population({"a": {"customer_type": "small office"}, "b": {"customer_type": "student"}})
    crowd = crowd_of("How do small offices order?", known)
    assert crowd is not None
    assert crowd.people == {"a"}


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("How many women order online?", "women"),
        ("How much do men spend?", "men"),
        ("How often do customers over 60 order?", "people of 60 and over"),
        ("What share of roofers use the app?", "roofers"),
        ("How many people in Scotland return things?", "people in Scotland"),
        ("Do women spend more than men?", "women and men"),
        ("What share of customers are women?", ""),
        ("How many women are there?", ""),
        ("What share of the customers whose gender is known are women?", ""),
        ("How many of our customers are over 60?", ""),
        ("How many customers in the Roofers in Scotland order online?", ""),
        ("How much do customers spend?", ""),
        ("What do women say about fit?", ""),
    ],
)
def test_an_amount_of_some_people_is_told_from_one_of_all_and_from_how_many_they_are(question: str, whose: str) -> None:
    found = amount_of_some(question, Population(PEOPLE), ["Roofers in Scotland"])
    assert (found.words if found else "") == whose


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("How often do the over-60s order?", "age >= 60"),
        ("How often do women order?", 'gender in ("Female", "woman")'),
        ("How much do men spend?", 'gender == "Man"'),
        ("How much do customers over 60 spend?", "age >= 60"),
        ("How often do people in their forties order?", "age >= 40 and age < 50"),
        ("How much do people in Scotland spend?", 'region == "Scotland"'),
        ("How often do women over 40 order?", 'age >= 40 and gender in ("Female", "woman")'),
    ],
)
def test_an_amount_of_some_people_comes_with_the_rule_that_makes_a_segment_of_them(question: str, rule: str) -> None:
    found = amount_of_some(question, Population(PEOPLE))
    assert found is not None and found.rule == rule
    assert "scotland" not in found.called


def test_what_a_file_calls_everybody_is_no_group() -> None:
    known = Population({"a": {"user_type": "Customer"}, "b": {"user_type": "Seller"}})
    assert crowd_of("What do customers want?", known) is None
    assert crowd_of("What do sellers want?", known) is not None
