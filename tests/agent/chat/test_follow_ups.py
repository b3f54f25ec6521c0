"""What a follow-up is taken to ask."""

import pytest

from agent.chat import asks_for_sources, standalone_question
from agent.chat.intents import intents


@pytest.mark.parametrize(
    ("words", "before", "meant"),
    [
        ("what about price?", "What do they say about zips?", "What do people say about price?"),
        ("And the parking?", "What do they say about zips?", "What do people say about parking?"),
        ("How about next-day delivery", "Do they like us?", "What do people say about next-day delivery?"),
        ("why?", "Do they like the zips?", "Why do they like the zips?"),
        ("and why is that?", "Are the zips liked?", "Why are the zips liked?"),
    ],
)
def test_a_follow_up_is_read_in_full(words: str, before: str, meant: str) -> None:
    assert standalone_question(words, before) == meant


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("and the older ones?", "What do they say about zips?"),
        ("what about women?", "What do they say about zips?"),
        ("what about price?", ""),
        ("why?", "draft g-1"),
        ("Why do they leave?", "Do they like the zips?"),
    ],
)
def test_other_words_stay_as_they_are(words: str, before: str) -> None:
    assert standalone_question(words, before) == words


def test_whoever_said_it_is_asked_for() -> None:
    assert asks_for_sources("Who said that?")
    assert not asks_for_sources("Who said that the zips are good?")


@pytest.mark.parametrize("words", ["thanks!", "Thank you very much.", "hello"])
def test_courtesy_is_no_question_about_the_evidence(words: str) -> None:
    assert [one.name for one in intents(words)] == ["help"]
