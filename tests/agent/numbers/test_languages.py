"""Other languages are refused rather than guessed."""

import pytest

from agent.numbers import read_numbers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dreiundzwanzig Kunden kamen.", "de"),
        ("Die Hälfte der Kunden", "de-DE"),
        ("Ein Drittel bestellt online.", "de"),
        ("62 Prozent bestellen online.", "de"),
        ("doppelt so viel", "de"),
        ("vingt-trois clients", "fr"),
        ("la moitié des clients", "fr"),
        ("veintitrés clientes", "es"),
        ("la mitad", "es"),
        ("ventitré clienti", "it"),
        ("drieëntwintig klanten", "nl"),
        ("metade dos clientes", "pt"),
        ("kaksikymmentä asiakasta", "fi"),
        ("двадцать три", "ru"),
        ("二十三", "zh"),
    ],
)
def test_number_words_of_another_language_are_not_understood(text: str, language: str) -> None:
    reading = read_numbers(text, language=language)
    assert not reading.understood
    assert reading.reason


@pytest.mark.parametrize(
    ("text", "language", "low"),
    [("62 % der Kunden", "de", 62), ("1.234,5 kg", "de", 1234.5), ("62 %", "ru", 62), ("£ 5", "xx", 5)],
)
def test_digits_of_another_language_are_read(text: str, language: str, low: float) -> None:
    reading = read_numbers(text, language=language)
    assert reading.understood
    assert [number.low for number in reading] == [low]


def test_digits_are_read_beside_words_that_are_refused() -> None:
    reading = read_numbers("Die Hälfte von 190 Kunden", language="de")
    assert not reading.understood
    assert [number.low for number in reading] == [190]


def test_english_words_are_not_read_in_another_language() -> None:
    assert read_numbers("two", language="de").numbers == ()


def test_a_text_without_numbers_is_understood_in_a_known_language() -> None:
    assert read_numbers("Wir kaufen gern Stiefel.", language="de").understood


def test_english_of_any_region_is_understood() -> None:
    assert read_numbers("Half of them.", language="en-GB").understood


def test_a_numeral_of_an_unread_script_is_not_understood_in_english() -> None:
    assert not read_numbers("They own \u4e09 boots.").understood


@pytest.mark.parametrize("text", ["1,5 % of them", "1,2k orders", "€12,50 a month", "0,5 percent"])
def test_a_decimal_comma_in_english_is_refused_and_not_read_as_two_numbers(text: str) -> None:
    assert not read_numbers(text).understood


@pytest.mark.parametrize("text", ["1,500 % up", "sites 1,2,3", "1,234,567 orders", "1, 5 % of them"])
def test_other_commas_between_digits_are_read(text: str) -> None:
    assert read_numbers(text).understood
