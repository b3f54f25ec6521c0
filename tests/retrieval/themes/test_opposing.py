"""Who praises what others complain of stands against the complaint, and the other way; who only names it does not."""

import pytest

from personas.evidence import Quote
from retrieval.themes.matching import Match, read_quotes
from retrieval.themes.opposing import opposing

_COMPLAINT = "The delivery was awful and came a week late."


def _matches(*said: tuple[str, float | None]) -> list[Match]:
    quotes = [
        Quote(id=f"q-{n}", source_id="src-1", document_id=f"doc-{n}", start=0, end=len(text), text=text,
              respondent_id=f"r-{n}", rating=rating)
        for n, (text, rating) in enumerate(said)
    ]  # fmt: skip
    return [Match(row, row.topics["delivery"]) for row in read_quotes(quotes) if "delivery" in row.topics]


@pytest.mark.parametrize(
    ("text", "rating", "against"),
    [
        ("The delivery was great and right on time.", None, True),
        ("My delivery arrived next day, quick and tidy.", 5.0, True),
        ("No idea why people moan about delivery here.", None, True),
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
