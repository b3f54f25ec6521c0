"""What wording tells of ratings is measured out of sample, and nothing is said where it tells nothing."""

import random

from retrieval.wording import calibrated, wording_of

_GOOD = ["a wonderful fit and a lovely colour", "great boots, perfect for me", "happy with it, excellent value"]
_BAD = ["a terrible fit and an ugly colour", "awful boots, horrible to wear", "disappointing and badly made"]
_PLAIN = ["the zip is on the left", "came on a Tuesday", "bought two of these for the van"]


def _rated(good: list[str], bad: list[str]) -> tuple[list[str], list[float]]:
    texts = [*(text for text in good for _ in range(20)), *(text for text in bad for _ in range(20))]
    ratings = [5.0] * 20 * len(good) + [1.0] * 20 * len(bad)
    order = random.Random(3).sample(range(len(texts)), len(texts))
    return [texts[place] for place in order], [ratings[place] for place in order]


def test_the_words_that_a_wording_goes_by_are_given() -> None:
    found = wording_of("The lining is lovely, the zip was not good.")
    assert found.words == ("lovely", "not good")
    assert wording_of("came on a Tuesday").words == ()


def test_where_words_follow_ratings_they_are_told_apart() -> None:
    scale = calibrated(*_rated(_GOOD, _BAD))
    assert scale is not None and scale.usable
    assert scale.accuracy == 1 and (scale.low, scale.high) == (60, 60)
    assert scale.worded("a lovely coat") == "well" and scale.worded("horrible socks") == "badly"
    assert scale.worded("came on a Tuesday") == ""
    assert "proves no claim" in scale.sentence()


def test_where_words_say_nothing_of_ratings_nothing_is_called_well_or_badly_worded() -> None:
    scale = calibrated(*_rated([*_PLAIN, *_GOOD, *_BAD], [*_PLAIN, *_GOOD, *_BAD]))
    assert scale is not None and not scale.usable
    assert scale.worded("a lovely coat") == ""
    assert "does not tell" in scale.sentence()


def test_too_few_ratings_calibrate_nothing() -> None:
    assert calibrated(["great"] * 40, [5.0] * 40) is None
    assert calibrated([], []) is None
