"""Words of emotion are words: named by family, denied ones left out, and what they tell of ratings is measured."""

import pytest

from retrieval.emotions import emotion_words, emotions_rated, worded_with


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Annoyed, and frankly a bit worried.", {"anger": ("annoyed",), "fear": ("worried",)}),
        ("I am not happy with it.", {}),
        ("Never annoyed me, I'm over the moon.", {"joy": ("over the moon",)}),
        ("Great boots, I like them. Sorry for the fuss.", {}),
        ("Fed up! FED UP, I said; so disappointing.", {"anger": ("fed up",), "sadness": ("disappointing",)}),
        ("", {}),
    ],
)
def test_the_words_of_emotion_in_a_text_are_given_by_family(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert emotion_words(text) == found


def test_they_are_told_as_words() -> None:
    assert worded_with(emotion_words("I was annoyed and livid.")) == "words of anger (annoyed, livid)"
    assert worded_with({}) == ""


def test_what_a_family_tells_of_ratings_is_said_with_its_interval() -> None:
    told = emotions_rated(
        [*["I am furious"] * 40, *["I am glad"] * 20, *["it is a coat"] * 40], [1.0] * 40 + [5.0] * 60
    )
    by_family = {one.family: one for one in told}
    assert set(by_family) == {"joy", "anger"}
    assert (by_family["anger"].texts, by_family["anger"].low, by_family["anger"].tells) == (40, 40, True)
    assert by_family["anger"].interval[0] > 0.9 and by_family["anger"].base == 0.4
    assert "of all 40%" in by_family["joy"].sentence()


def test_words_that_stand_under_every_rating_alike_are_said_to_tell_nothing() -> None:
    told = emotions_rated(["I am glad", "it is a coat"] * 50, [1.0, 1.0, 5.0, 5.0] * 25)
    assert [one.tells for one in told] == [False]
    assert "tell nothing of ratings here" in told[0].sentence()
    assert emotions_rated(["I am glad"], [3.0]) == []
