"""What a customer file holds, as a strategist would say it."""

import pytest

from segments.statistics.wording import attribute_predicate, category_words, is_left_over


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("no_of_pets", "2", "have 2 pets"),
        ("number_of_vans", "1", "have 1 van"),
        ("species_on_file", "dog", "have dog as their species"),
        ("usual_branch", "Kendal", "have Kendal as their usual branch"),
        ("district", "Harbour", "have Harbour as their district"),
        ("nearest", "Hythe", "have Hythe as their nearest"),
        ("nps", "9", "have 9 as their likelihood to recommend"),
        ("household", "alone", "live alone"),
        ("household", "With partner", "live with partner"),
        ("household", "family", "live in a family household"),
        ("paw_plan", "yes", "are marked yes for paw plan"),
    ],
)
def test_a_column_of_a_file_is_told_as_what_people_have(name: str, value: str, words: str) -> None:
    assert attribute_predicate(name, value, said=False) == words


def test_only_who_was_asked_says_yes() -> None:
    assert attribute_predicate("on_a_plan", "no") == "say no to on a plan"


def test_a_code_of_a_till_is_told_as_a_category_and_a_good_as_a_good() -> None:
    tills, shop = ["CONS", "SM-APPL", "SOIL"], ["BOOTS", "PPE", "Base layers"]
    assert [category_words(name, tills).named for name in tills] == [f"the category {name}" for name in tills]
    assert [category_words(name, shop).named for name in shop] == ["boots", "PPE", "base layers"]


@pytest.mark.parametrize(
    ("name", "left"), [("ZZ-MISC", True), ("Other", True), ("Adjustments", True), ("Others' boots", False)]
)
def test_what_fits_no_category_is_no_good(name: str, left: bool) -> None:
    assert is_left_over(name) is left
