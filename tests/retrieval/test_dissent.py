"""Who goes against what others say or want is found by what they say, and has a place in every pack."""

from typing import Any

import pytest

from personas.evidence import Quote
from retrieval.packs import build_pack, dissents, prepare, sections_of, voices_by_section


def _quote(text: str, number: int = 0, *, start: int = 0, rating: float | None = None, **known: Any) -> Quote:
    return Quote(
        id=f"q-{number}", source_id="src-1", document_id=f"doc-{number}", start=start, end=start + len(text), text=text,
        respondent_id=f"r-{number}", segment_id="g-1", membership="rule", rating=rating,
        attributes=known,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Everybody raves about the breakfast and I have never seen why.", True),
        ("I couldn't care less what colour the box is.", True),
        ("We would never use the loyalty card they keep pushing.", True),
        ("No idea why people moan about the queue, I was out in five minutes.", True),
        ("The breakfast is the best thing about the place.", False),
        ("Why does everybody say people complain about the breakfast?", False),
        ("I don't need the loyalty card they keep pushing.", True),
        ("I like fresh dishes that don't need heating or any prep.", False),
        ("Not for me.", False),
    ],
)
def test_a_voice_against_the_grain_says_so_in_so_many_words(text: str, against: bool) -> None:
    assert dissents(_quote(text)) is against


def test_a_pack_holds_who_goes_against_what_others_say() -> None:
    common = [_quote(f"The breakfast was wonderful and I had {dish} twice.", n) for n, dish in enumerate(_DISHES)]
    against = _quote("Everybody raves about the breakfast and I have never seen why.", len(common))
    quotes = [*common, against]
    laid = prepare("g-1", quotes, [], [], of=len(quotes))
    pack = build_pack("g-1", quotes, [], [], telling=laid.telling, voices=laid.voices)
    assert against.id in {quote.id for quote in pack.quotes}


def test_a_score_of_recommendation_tells_what_stars_tell_and_a_wish_praises_nothing() -> None:
    said = "My arms hurt after every ride."
    assert "frustrations" in sections_of(_quote(said, nps=2))
    assert "frustrations" not in sections_of(_quote(said, nps=9))
    change = "If you could change one thing, what would it be?"
    assert "motivations" not in sections_of(_quote("cat friendly sign", question=change))
    assert "motivations" in sections_of(_quote("Nothing, lovely and friendly people", question=change))


def test_stars_that_bear_words_out_come_first() -> None:
    plain = _quote("The seat is very comfortable and I love it.", 1)
    starred = _quote("The seat is very comfortable and I love it.", 2, rating=5.0)
    assert voices_by_section([plain, starred], 2)["motivations"] == [starred.id, plain.id]


def test_the_first_words_under_low_stars_are_a_frustration_without_a_word_of_trouble() -> None:
    said = "My arms hurt after every ride."
    assert "frustrations" in sections_of(_quote(said, rating=2.0))
    assert "frustrations" not in sections_of(_quote(said, start=80, rating=2.0))
    assert "frustrations" not in sections_of(_quote(said, rating=4.0))
    assert "frustrations" not in sections_of(_quote("Bought two pairs in March for the lads.", rating=1.0))


_DISHES = ("eggs", "porridge", "kippers", "toast", "beans", "waffles", "melon", "bacon", "rolls", "yoghurt")
