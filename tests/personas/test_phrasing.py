import pytest

from personas.evidence import Statistic
from personas.phrasing import figure, money, percent
from tests.personas.fixtures.workwear import statistic


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0 %"),
        (0.0004, "under 0.1 %"),
        (0.001, "0.1 %"),
        (0.004, "0.4 %"),
        (0.0994, "9.9 %"),
        (0.0996, "10 %"),
        (0.624, "62 %"),
        (0.994, "99 %"),
        (0.996, "99.6 %"),
        (0.9996, "over 99.9 %"),
        (1.0, "100 %"),
        (1.204, "120 %"),
    ],
)
def test_a_ratio_reads_as_a_percentage(value: float, words: str) -> None:
    assert percent(value) == words


@pytest.mark.parametrize(
    ("cents", "currency", "words"),
    [
        (123_456_789, "GBP", "£1,234,567.89"),
        (5, "EUR", "€0.05"),
        (-1_250, "USD", "-$12.50"),
        (1_000, "SEK", "SEK 10.00"),
    ],
)
def test_cents_read_as_an_amount(cents: int, currency: str, words: str) -> None:
    assert money(cents, currency) == words


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [("days", 1.0, "1 day"), ("days", 33.6, "34 days"), ("count", 12_345.0, "12,345"), ("mean", 3.14159, "3.1")],
)
def test_every_unit_has_its_words(unit: str, value: float, words: str) -> None:
    assert figure(statistic("s-1", "m", "the figure", 1.0, unit=unit), value) == words  # type: ignore[arg-type]


def _share(**changes: object) -> Statistic:
    made = statistic("s-1", "order_share:channel=web", "order online", 0.62, n=190, base=0.41, q=0.001)
    return Statistic.model_validate({**made.model_dump(), **changes})


def test_a_share_says_of_whom_what_and_against_what() -> None:
    assert _share().sentence() == "62 % of 190 customers order online, against 41 % of all."


def test_a_level_says_its_metric_and_what_it_is_for_all() -> None:
    order = statistic("s-1", "average_order_value", "the average order", 18_450.0, unit="money", base=7_120.0, q=0.01)
    assert order.sentence() == "The average order is £184.50, against £71.20 for all."


@pytest.mark.parametrize(
    "changes",
    [{"q_value": 0.05}, {"q_value": None}, {"base_value": None}, {"base_value": 0.62}],
    ids=["q at the bar", "never tested", "no base", "no difference"],
)
def test_no_difference_is_spoken_that_may_not_be_claimed(changes: dict[str, object]) -> None:
    assert _share(**changes).phrase() == "62 % of 190 customers order online"


def test_under_thirty_people_a_share_speaks_of_this_sample_only() -> None:
    small = _share(denominator=17.0, numerator=11.0, value=11 / 17)
    assert small.phrase() == "11 of this sample of 17 order online"


def test_a_small_sample_without_a_numerator_is_counted_from_its_share() -> None:
    assert _share(denominator=17.0, numerator=None, value=11 / 17).phrase() == "11 of this sample of 17 order online"


def test_a_share_of_revenue_says_so_with_and_without_a_denominator() -> None:
    for denominator in (None, 12.0, 1_000_000.0):
        part = _share(population="revenue", predicate="comes from trousers", denominator=denominator, q_value=None)
        assert part.phrase() == "62 % of their spending comes from trousers"
        assert part.model_copy(update={"metric": "revenue_share"}).phrase().startswith("62 % of revenue comes")


def test_a_difference_that_rounding_hides_is_not_spelled_out() -> None:
    assert _share(base_value=0.6249).phrase() == _share(base_value=None).phrase()
    assert _share(base_value=0.41).phrase().endswith(", against 41 % of all")
