"""What a customer file holds, as a strategist would say it."""

import pytest

from segments.statistics.wording import attribute_predicate


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("no_of_pets", "2", "have 2 pets"),
        ("number_of_vans", "1", "have 1 van"),
        ("species_on_file", "dog", "have dog as their species"),
        ("usual_branch", "Kendal", "have Kendal as their usual branch"),
        ("paw_plan", "yes", "are marked yes for paw plan"),
    ],
)
def test_a_column_of_a_file_is_told_as_what_people_have(name: str, value: str, words: str) -> None:
    assert attribute_predicate(name, value, said=False) == words


def test_only_who_was_asked_says_yes() -> None:
    assert attribute_predicate("on_a_plan", "no") == "say no to on a plan"
