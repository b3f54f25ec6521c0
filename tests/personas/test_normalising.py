import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from personas.ids import content_id
from personas.normalising import clean_text, comparable

TEXT = st.text(st.characters(), max_size=60)
NASTY = st.text("a é\u0301\u200b\u00ad\ufeff\u202e\r\n\t\x00\x85\u2028\u3000‘’“”„«»´ﬁ１\ud800", max_size=25)


@given(TEXT | NASTY)
@example("a\u200b\u0301")
@example("\r\u200b\n")
@example("a\x00\u0301 ")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned


@given(TEXT | NASTY)
@example("a\u00ad\u0301")
def test_comparing_twice_changes_nothing(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


@given(TEXT | NASTY)
def test_what_is_stored_holds_nothing_invisible_and_fits_every_database(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in cleaned if c != "\n")
    assert "  " not in cleaned and "\n\n\n" not in cleaned
    assert cleaned.encode().decode() == cleaned


@given(TEXT | NASTY)
def test_cleaning_never_changes_what_words_compare_as_but_for_what_can_not_be_stored(text: str) -> None:
    storable = "".join(c if unicodedata.category(c) not in {"Cc", "Cs"} or c in "\n\t\r" else "" for c in text)
    storable = storable.replace("\r", "\n")
    assert comparable(clean_text(text)) == comparable(storable)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("“It’s the ﬁt”", '"It\'s the fit"'),
        ("two\u00a0\n words", "two words"),
        ("cafe\u0301", "café"),
        ("in\u00advisible", "invisible"),
        ("«oui»", '"oui"'),
    ],
)
def test_typography_does_not_make_another_quotation(written: str, said: str) -> None:
    assert comparable(written) == comparable(said)


@pytest.mark.parametrize(("one", "other"), [("Yes", "yes"), ("it is", "its"), ("10", "100"), ("can", "can't")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_line_ends_are_one_kind_and_paragraphs_stay() -> None:
    assert clean_text("  one \r\n\r\n\r\n\r\ntwo\t here\rthree  ") == "one\n\ntwo here\nthree"


def test_an_id_is_short_stable_and_depends_on_every_part() -> None:
    assert content_id("q", "doc-1", 0, 12) == content_id("q", "doc-1", 0, 12)
    found = {content_id("q", *parts) for parts in (("a", "bc"), ("ab", "c"), ("abc",), ("a", "bc", ""), ("bc", "a"))}
    assert len(found) == 5
    prefix, _, digits = content_id("q", "x").partition("-")
    assert (prefix, len(digits)) == ("q", 10)
    assert int(digits, 16) >= 0


@given(st.lists(st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_ids_of_unlike_parts_are_unlike(parts: list[str]) -> None:
    assert content_id("q", *parts) != content_id("q", *parts, "more")
