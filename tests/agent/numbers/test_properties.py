"""Properties that hold for any text."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.numbers import Number, agrees, read_numbers, same_number

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand")]
PIECES = (
    "1 2 10 62 190 2019 0 1,000 , . - / % £ $ € ½ ² ① and a an the one two twenty hundred thousand million half third "
    "quarter of in out to or between from point times first second once twice at least over about May size S3 EN ISO "
    "days hours past am pm k m bn percent per cent no \n \u00ad \u200b \u00a0 ' : ( ) # + minus dozen couple few"
).split(" ")


def in_words(value: int, *, conjunction: str = " and ", hyphen: str = "-") -> str:
    """British English, as 'one thousand two hundred and six'."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (hyphen + ONES[value % 10] if value % 10 else "")
    if value < 1000:
        rest = conjunction + in_words(value % 100, hyphen=hyphen) if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    size, name = next(scale for scale in SCALES if value >= scale[0])
    head = in_words(value // size, conjunction=conjunction, hyphen=hyphen)
    rest = value % size
    if not rest:
        return f"{head} {name}"
    joint = conjunction if rest < 100 else " "
    return f"{head} {name}{joint}{in_words(rest, conjunction=conjunction, hyphen=hyphen)}"


def only(text: str) -> Number:
    (number,) = read_numbers(text)
    return number


def check_spans(text: str) -> None:
    end = 0
    for number in read_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert number.low <= number.high
        assert number.step > 0
        end = number.end


@given(st.text())
@example("1\u0661\u00b2\u00bd\u2460\ud800")
def test_spans_are_ordered_disjoint_and_exact_for_any_text(text: str) -> None:
    check_spans(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " "]))
def test_spans_hold_for_any_mix_of_number_parts(pieces: list[str], joint: str) -> None:
    check_spans(joint.join(pieces))


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece != "\n"]), max_size=12))
def test_no_digit_is_missed(pieces: list[str]) -> None:
    text = " ".join(pieces)
    covered = {place for number in read_numbers(text) for place in range(number.start, number.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isdigit())


@given(st.text(), st.sampled_from(["de", "fr-FR", "zh", "xx", ""]))
def test_no_language_raises(text: str, language: str) -> None:
    reading = read_numbers(text, language=language)
    assert reading.understood == (reading.reason is None)


@given(
    st.integers(0, 10**9) | st.integers(0, 3000),
    st.sampled_from([" and ", " "]),
    st.sampled_from(["-", " ", "-\n", "\u2011", "\u00a0"]),
    st.sampled_from([str.lower, str.title, str.upper]),
)
def test_a_whole_number_in_words_is_read_back(value: int, conjunction: str, hyphen: str, case: object) -> None:
    words = in_words(value, conjunction=conjunction, hyphen=hyphen)
    text = f"We counted {case(words)} boots."  # type: ignore[operator]
    number = only(text)
    assert (number.low, number.unit) == (value, "count")
    assert number.text == case(words)  # type: ignore[operator]


@given(st.integers(0, 10**12), st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019", "_", "\u066c"]))
def test_digits_with_any_separator_are_read_back(value: int, separator: str) -> None:
    shown = f"{value:,}".replace(",", separator)
    assert only(f"We counted {shown} boots.").low == value


@given(st.decimals(0, 10**9, places=2), st.sampled_from([0x660, 0x966, 0xFF10, 0x1D7CE]))
def test_decimals_in_digits_of_other_scripts_are_read_back(value: Decimal, zero: int) -> None:
    digits = str(value).translate({48 + digit: zero + digit for digit in range(10)})
    number = only(f"It is {digits} kg")
    assert (number.low, number.unit) == (value, "measure")


@given(st.integers(10, 10**9), st.data())
def test_hidden_characters_do_not_split_a_number(value: int, data: st.DataObject) -> None:
    shown = str(value)
    place = data.draw(st.integers(1, len(shown) - 1))
    hidden = data.draw(st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e\u0336\ufe0f"))
    text = f"{shown[:place]}{hidden}{shown[place:]} %"
    number = only(text)
    assert (number.low, number.text, number.unit) == (value, text, "percent")


@given(st.floats(0.001, 0.999), st.integers(0, 3))
def test_a_correct_rounding_agrees_and_the_next_one_does_not(share: float, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    shown = (Decimal(repr(share)) * 100).quantize(step, ROUND_HALF_UP)
    assert agrees(only(f"{shown} %"), share, unit="fraction")
    assert not agrees(only(f"{shown + 2 * step} %"), share, unit="fraction")


@given(st.integers(1, 10**6), st.decimals(-3, 3, places=3))
def test_agreement_is_never_looser_than_half_of_the_last_digit(value: int, away: Decimal) -> None:
    assert agrees(only(f"{value} kg"), float(value + away), unit="kg") == (abs(away) <= Decimal("0.5"))


@given(st.integers(0, 10**9))
def test_words_and_digits_are_the_same_number(value: int) -> None:
    words, digits = only(f"We saw {in_words(value)} boots"), only(f"We saw {value:,} boots")
    assert same_number(words, digits)
    assert same_number(digits, words)


HOSTILE = (
    "9|1,|1,1|11,|1,111,|1.|1-|-|1 |111 |a1|one |one and |one hundred and |million |thousand,|1/|\u00bd|\u00b2|\u2460|"
    "\u00a31|1%|half |between 1 and |1 to |two point |zero |\n1.|\n1. a| |1.1.|EN |at least |1 of |1'1|\u200b1|twenty-|"
    "3 May |2019-|A-1|5 kg1|1:1|1\u2014|\n|hundred |a few |(1) |no one |half of a "
).split("|")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert all(0 <= number.start < number.end <= len(text) for number in read_numbers(text))
