"""Who praises what others complain of stands against the complaint, and the other way; who only names it does not."""

import pytest

from personas.evidence import Quote
from retrieval.themes.matching import Match, candidates, read_quotes
from retrieval.themes.opposing import opposing

_COMPLAINT = "The delivery was awful and came a week late."


def _quote(number: int, text: str, rating: float | None) -> Quote:
    return Quote(
        id=f"q-{number}", source_id="src-1", document_id=f"doc-{number}", start=0, end=len(text), text=text,
        respondent_id=f"r-{number}", rating=rating,
    )  # fmt: skip


def _matches(*said: tuple[str, float | None]) -> list[Match]:
    quotes = [_quote(number, text, rating) for number, (text, rating) in enumerate(said)]
    return [Match(row, row.topics["delivery"]) for row in read_quotes(quotes) if "delivery" in row.topics]


@pytest.mark.parametrize(
    ("text", "rating", "against"),
    [
        ("The delivery was great and right on time.", None, True),
        ("My delivery arrived next day, quick and tidy.", 5.0, True),
        ("No idea why people moan about delivery here.", None, True),
        ("It came by courier the next day, promptly and in a dry box.", None, True),
        ("The courier took my other parcel back.", None, False),
        ("My delivery jacket is the one I wear on rounds.", 5.0, False),
        ("Delivery took its time, though the fleece is lovely.", 3.0, False),
        ("The delivery was terrible this time.", 1.0, False),
    ],
)
def test_what_stands_against_a_complaint(text: str, rating: float | None, against: bool) -> None:
    matches = _matches((_COMPLAINT, 1.0), (text, rating))
    assert len(matches) == 2
    assert bool(opposing(matches, "bad", matches[:1])) is against


def test_a_speaker_does_not_oppose_themselves() -> None:
    matches = _matches((_COMPLAINT, 1.0), ("The delivery was great and right on time.", 5.0))
    assert opposing(matches, "bad", matches) == ()


def test_a_plain_complaint_stands_against_praise() -> None:
    matches = _matches(("The delivery was great and right on time.", 5.0), (_COMPLAINT, 1.0))
    assert [match.read.quote.id for match in opposing(matches, "good", matches[:1])] == ["q-1"]


def test_who_praises_the_other_side_of_a_thing_speaks_against_a_complaint_and_is_not_counted_for_it() -> None:
    said = [
        "Delivery took ages again.",
        "It takes ages to answer.",
        "So slow, we gave up.",
        "Really quick and friendly.",
    ]
    rows = read_quotes([_quote(number, text, None) for number, text in enumerate(said)])
    slow = next(one for one in candidates(rows, 2) if one.label == "slowness and delays")
    assert [match.read.quote.id for match in slow.opposing] == ["q-3"]
    assert slow.people == 3


def test_of_those_who_only_speak_of_a_thing_the_side_that_fewer_take_stands_against() -> None:
    said = [
        "The delivery was great and right on time.",
        _COMPLAINT,
        "My delivery came on a Tuesday with the milk.",
        "I signed for the delivery at the gate.",
    ]
    rows = read_quotes([_quote(number, text, None) for number, text in enumerate(said)])
    plain = next(one for one in candidates(rows, 3) if one.label == "delivery" and not one.side)
    assert [match.read.quote.text for match in plain.opposing] == [_COMPLAINT]
