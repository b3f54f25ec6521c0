"""What a quote tells by its turn of phrase, and what it does not."""

import pytest

from personas.evidence import Quote, VoiceKind
from retrieval.packs import is_request, phrased_for, sections_of, stands_in, told_outright


def said(text: str, kind: VoiceKind = "review", *, asked: str = "", rating: float | None = None) -> Quote:
    return Quote(
        id="q-1",
        source_id="s",
        document_id="d-1",
        start=0,
        end=len(text),
        text=text,
        kind=kind,
        rating=rating,
        respondent_id="r-1",
        attributes={"question": asked} if asked else {},
    )


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Since the mill closed its doors I have to get my yarn by post.", "trigger"),
        ("Got these for my father's retirement.", "trigger"),
        ("What I look for is a seam that lies flat.", "decision criteria"),
        ("We picked that loom because it folds away.", "decision criteria"),
        ("I no longer order wool in summer.", "deal-breaker"),
        ("I'd never hire a van from them again.", "deal-breaker"),
        ("I very nearly turned back at the gate.", "objections"),
        ("All I want is a hem that stays up.", "goals"),
        ("We need somewhere to dry the nets.", "jobs to be done"),
        ("The guild's forum sent me here.", "channels"),
    ],
)
def test_a_turn_of_phrase_tells_of_a_section_whatever_it_is_about(text: str, section: str) -> None:
    assert phrased_for(said(text)) == {section}
    assert section in sections_of(said(text)) and section in told_outright(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "If it were cheaper I'd never order from the others again.",
        "My neighbour says all I want is a bargain.",
        "Is that what I look for?",
        "That's why I took it.",
        "I'd recommended them to two lads that week.",
    ],
)
def test_a_condition_hearsay_a_question_and_half_a_sentence_tell_nothing_outright(text: str) -> None:
    assert not phrased_for(said(text))


@pytest.mark.parametrize(
    "text",
    ["Please refund me for the broken loom.", "I want my money back, not a voucher.", "I'd like you to pay that."],
)
def test_what_is_asked_of_a_support_desk_is_no_goal(text: str) -> None:
    assert is_request(said(text, "ticket")) and "goals" not in sections_of(said(text, "ticket"))


@pytest.mark.parametrize(
    "text",
    [
        "Wanted to send it back and was told I'd pay the postage.",
        "I rang round and they'd not give me a price over the telephone.",
        "I'd like a proper horn so I can frighten the cat. No, I'm joking.",
    ],
)
def test_what_others_said_what_was_refused_and_a_joke_are_no_wishes(text: str) -> None:
    assert "goals" not in sections_of(said(text))


@pytest.mark.parametrize(
    ("asked", "reply", "section", "told"),
    [
        ("What else mattered?", "Guarantee. Five years.", "decision criteria", True),
        ("Was it important to you where it is made?", "Made here, people say.", "decision criteria", False),
        ("What is it for, mostly?", "Laundry and the tools.", "jobs to be done", True),
        ("How did you hear of us?", "The nurse gave me a sheet.", "channels", True),
        ("How did you hear of us?", "The nurse gave me a sheet.", "trigger", False),
        ("When did the stairs become a problem?", "After the knee operation.", "trigger", True),
        ("What made you get one?", "I didn't fall, if you're thinking that.", "trigger", False),
        ("Any doubts?", "The look of it, mainly.", "objections", True),
        ("What do you want from it?", "To stay where my bench is.", "goals", True),
        ("What would you improve?", "The voice on the telephone.", "goals", False),
        ("How was the fitting?", "Late. I took the whole day for them.", "frustrations", True),
        ("How was your childhood home?", "We had a wide hall.", "frustrations", False),
    ],
)
def test_in_talk_a_reply_is_of_the_section_that_was_asked_for(asked: str, reply: str, section: str, told: bool) -> None:
    assert (section in sections_of(said(reply, "interview", asked=asked))) is told


@pytest.mark.parametrize(
    ("score", "text", "sections"),
    [
        (3, "The gate closes at six.", {"frustrations"}),
        (10, "Own lock, own key, nobody else gets in.", {"motivations"}),
        (7, "The gate closes at six.", set()),
        (9, "The lift is a nightmare.", set()),
    ],
)
def test_the_reason_of_a_score_praises_or_complains_as_the_score_does(
    score: int, text: str, sections: set[str]
) -> None:
    reason = said(text, "survey", asked="What is the main reason for your score?")
    scored = reason.model_copy(update={"attributes": {**reason.attributes, "nps": score}})
    assert sections_of(scored) & {"motivations", "frustrations"} == sections


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("I order on the website, mostly at night.", True),
        ("After the shop on our street closed I had nowhere to buy yarn.", False),
        ("This is my third e-mail.", False),
    ],
)
def test_a_place_is_a_channel_only_where_somebody_looks_or_buys_there(text: str, there: bool) -> None:
    assert ("channels" in stands_in(said(text))) is there


@pytest.mark.parametrize("text", ["Away two weeks in August.", "We only have that one place in the flat."])
def test_a_count_of_weeks_or_an_only_is_no_trouble_at_a_support_desk(text: str) -> None:
    assert "frustrations" not in sections_of(said(text, "ticket"))
