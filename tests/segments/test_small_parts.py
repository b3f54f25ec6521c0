from hypothesis import given
from hypothesis import strategies as st

from segments.segmentation.parts import FEWEST_SHOWN, Part
from segments.segmentation.small_parts import homes_of, told_together

SIZES = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "others"]), st.integers(0, 12), min_size=1)


@given(SIZES)
def test_no_part_of_fewer_than_five_is_left_beside_another(sizes: dict[str, int]) -> None:
    homes = homes_of(sizes)
    left = {key: n for key, n in sizes.items() if n and key not in homes}
    for small, home in homes.items():
        left[home] += sizes[small]
    assert len(left) <= 1 or min(left.values()) >= FEWEST_SHOWN
    assert sum(left.values()) == sum(sizes.values())


def test_a_small_part_goes_to_those_whom_no_rule_fits_and_they_to_the_smallest() -> None:
    assert homes_of({"a": 3, "b": 7, "others": 90}) == {"a": "others"}
    assert homes_of({"a": 9, "b": 7, "others": 2}) == {"others": "b"}
    assert homes_of({"a": 9, "b": 7}) == {}


def test_who_takes_others_in_says_so() -> None:
    parts = [Part("a", "A", "vote > 3", "vote > 3"), Part("b", "B", "vote > 2", "vote = 3")]
    (only,) = told_together(parts, {"b": "a"})
    assert only.rule == "vote > 3; with B, fewer than 5 people"
    assert only.condition == "(vote > 3 OR vote = 3)"
