import pytest

from retrieval.themes.matching import read_text


def side(text: str, topic: str, rating: float | None = None) -> str | None:
    said = read_text(text, rating).topics.get(topic)
    return said.side if said else None


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("The staff were lovely and nothing was too much trouble.", "staff", "good"),
        ("I love the app, it just works.", "app", "good"),
        ("Terrible delivery, three days of it.", "delivery", "bad"),
        ("Prices are too high these days.", "prices", "bad"),
        ("The rooms were filthy.", "rooms and beds", "bad"),
        ("The broadband drops every evening.", "internet and signal", "bad"),
        ("I wish the opening hours were longer.", "opening hours", "wish"),
        ("We'd like more payment options at the desk.", "payment", "wish"),
        ("Customer support never answered my ticket.", "customer service", ""),
        ("I paid at the checkout and went home.", "payment", ""),
    ],
)
def test_a_clause_that_says_so_plainly_takes_a_side(text: str, topic: str, expected: str) -> None:
    assert side(text, topic) == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("If the delivery were late I would complain.", "delivery"),
        ("People say the staff are rude.", "staff"),
        ("Is the app any good?", "app"),
        ("The delivery was never late.", "delivery"),
        ("I can't blame the drivers for late delivery.", "delivery"),
        ("The staff at the other shop were rude.", "staff"),
        ("The staff told me it was awful weather.", "staff"),
        ("Prices used to be fair.", "prices"),
        ("I don't want a discount.", "discounts and offers"),
    ],
)
def test_doubt_leaves_a_quote_without_a_side(text: str, topic: str) -> None:
    assert side(text, topic) == ""


def test_stars_that_say_the_opposite_leave_a_quote_without_a_side() -> None:
    assert side("Great staff, really.", "staff", 1.0) == ""
    assert side("The delivery was late.", "delivery", 5.0) == ""
    assert side("Great staff, really.", "staff", 5.0) == "good"


def test_a_topic_is_not_meant_where_its_word_means_something_else() -> None:
    assert side("We split the bill in the car.", "faults and wear") is None
    assert side("That's the point of the thing.", "loyalty points and rewards") is None
    assert side("The sky was a deep blue.", "staff") is None


def test_both_sides_in_one_quote_are_no_side() -> None:
    assert side("The staff were lovely, the night staff were rude.", "staff") in ("", "good")
    assert side("The app is great. The app is slow.", "app") == ""
