"""What a written number may be said of, and which two numbers are the same."""

import math

import pytest

from agent.numbers import agrees, read_numbers, same_number

AGREES = [
    ("62 %", 0.6243, "fraction"),
    ("62 %", 62.4, "percent"),
    ("62.4 %", 0.6243, "fraction"),
    ("62 %", 0.615, "fraction"),
    ("£1.2m", 1_249_999.99, "GBP"),
    ("£1.2m", 1_249_999.99, "money"),
    ("£45", 45.2, "GBP"),
    ("190 customers", 190, "count"),
    ("half", 0.504, "fraction"),
    ("about half", 0.48, "fraction"),
    ("about half", 52, "percent"),
    ("a third", 0.333, "fraction"),
    ("two thirds", 0.67, "fraction"),
    ("nearly half", 0.485, "fraction"),
    ("just over half", 0.51, "fraction"),
    ("over half", 0.62, "fraction"),
    ("more than a third", 0.4, "fraction"),
    ("less than a quarter", 0.21, "fraction"),
    ("at least half", 0.5, "fraction"),
    ("over 200", 240, "count"),
    ("over 60 %", 62.4, "percent"),
    ("under 50", 46, "count"),
    ("at least 3", 3, "count"),
    ("at most 3", 3, "count"),
    ("about 200", 193, "count"),
    ("about 60 %", 0.62, "fraction"),
    ("nearly 200", 193, "count"),
    ("one in five", 0.2, "fraction"),
    ("one in five", 20.4, "percent"),
    ("12 of 50", 0.24, "fraction"),
    ("12 of 50", 12, "count"),
    ("10-15 %", 0.12, "fraction"),
    ("10-15 %", 15.4, "percent"),
    ("between 3 and 5", 3, "count"),
    ("hundreds of orders", 450, "count"),
    ("twice", 2.07, "multiple"),
    ("2.1x", 2.07, "multiple"),
    ("28 days", 28, "day"),
    ("a fortnight", 14, "day"),
    ("18 months", 1.5, "year"),
    ("5 kg", 4.6, "kg"),
    ("the third order", 3, "ordinal"),
    ("in 2019", 2019, "date"),
    ("in 2019", 2019, "count"),
    ("at 6.30pm", 1110, "time"),
    ("5 percentage points", 5.2, "percent"),
]
DISAGREES = [
    ("62 %", 0.6251, "fraction"),
    ("62 %", 0.62, "percent"),
    ("62 %", 62, "count"),
    ("62", 62, "percent"),
    ("62.0 %", 0.6243, "fraction"),
    ("£1.2m", 1_250_001, "GBP"),
    ("£45", 45, "EUR"),
    ("200 customers", 240, "count"),
    ("half", 0.51, "fraction"),
    ("about half", 0.53, "fraction"),
    ("nearly half", 0.5, "fraction"),
    ("nearly half", 0.51, "fraction"),
    ("just over half", 0.49, "fraction"),
    ("over half", 0.5, "fraction"),
    ("over half", 0.9, "fraction"),
    ("over 10 %", 0.62, "fraction"),
    ("over 200", 200, "count"),
    ("over 250", 300, "count"),
    ("more than 3", 190, "count"),
    ("under 50", 51, "count"),
    ("at most 3", 4, "count"),
    ("about 200", 180, "count"),
    ("one in five", 0.21, "fraction"),
    ("12 of 50", 50, "count"),
    ("12 of 50", 0.25, "fraction"),
    ("10-15 %", 0.16, "fraction"),
    ("between 3 and 5", 6, "count"),
    ("twice", 2.3, "multiple"),
    ("28 days", 28, "week"),
    ("28 days", 1, "month"),
    ("5 kg", 5, "g"),
    ("the third order", 3.2, "ordinal"),
    ("S3", 3, "count"),
    ("size 10", 10, "code"),
    ("62 %", math.nan, "percent"),
    ("over 200", math.inf, "count"),
]
SAME = [
    ("three", "3"),
    ("50 %", "half"),
    ("one in two", "50 %"),
    ("a third", "33 %"),
    ("a third", "33.3 %"),
    ("twice", "2x"),
    ("double", "two times"),
    ("£1.2m", "£1,200,000"),
    ("50p", "£0.50"),
    ("a fortnight", "14 days"),
    ("a year", "a year"),
    ("two years", "24 months"),
    ("over 200", "more than two hundred"),
    ("10-15 %", "between 10 and 15 per cent"),
    ("3 May 2026", "2026-05-03"),
    ("in 2019", "2019 boots"),
    ("EN 397", "EN397"),
    ("1.20", "1.2"),
    ("seven o'clock", "7am"),
    ("12 of 50", "12 out of 50"),
]
DIFFERENT = [
    ("three", "4"),
    ("3", "3 %"),
    ("half", "51 %"),
    ("a third", "34 %"),
    ("£5", "$5"),
    ("£5", "5"),
    ("over 200", "200"),
    ("about 200", "200"),
    ("3 days", "3 weeks"),
    ("30 days", "1 month"),
    ("5 kg", "5 miles"),
    ("5 %", "5 percentage points"),
    ("12 of 50", "24 of 100"),
    ("3-5", "3"),
    ("S3", "3"),
    ("S3", "S1"),
    ("third", "3"),
]


@pytest.mark.parametrize(("text", "value", "unit"), AGREES)
def test_a_fair_figure_agrees(text: str, value: float, unit: str) -> None:
    assert agrees(read_numbers(text)[0], value, unit=unit)


@pytest.mark.parametrize(("text", "value", "unit"), DISAGREES)
def test_a_figure_that_says_something_else_does_not(text: str, value: float, unit: str) -> None:
    assert not agrees(read_numbers(text)[0], value, unit=unit)


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_quantity_in_two_writings_is_the_same(left: str, right: str) -> None:
    for one, two in zip(read_numbers(left), read_numbers(right), strict=True):
        assert same_number(one, two)
        assert same_number(two, one)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_quantities_are_not_the_same(left: str, right: str) -> None:
    assert not same_number(read_numbers(left)[0], read_numbers(right)[0])
    assert not same_number(read_numbers(right)[0], read_numbers(left)[0])
