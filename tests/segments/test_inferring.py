"""Placing voices by what they say: only where it is known to tell, out of sample."""

import numpy as np
import pytest

from segments.segmentation.inferring import FEWEST, FEWEST_EACH, place_voices

_DIRECTIONS = np.eye(16, dtype=np.float32)


def _people(count, segment, *, seed, noise=0.6):
    """Vectors of people who speak of one thing, each in a way of their own."""
    drawn = np.random.default_rng(seed).normal(0, noise, (count, 16)) + _DIRECTIONS[segment]
    return {f"r-{segment}-{seed}-{number:03}": row.astype(np.float32) for number, row in enumerate(drawn)}


@pytest.fixture
def spoken():
    """Sixty people of each of three segments, and as many of whom nothing is known."""
    known = [_people(60, segment, seed=1) for segment in range(3)]
    free = [_people(20, segment, seed=2) for segment in range(3)]
    labels = {person: f"g-{segment}" for segment, people in enumerate(known) for person in people}
    return labels, {person: row for people in (*known, *free) for person, row in people.items()}


def test_people_are_placed_where_what_they_say_tells_their_segment(spoken):
    labels, vectors = spoken
    found = place_voices(labels, vectors)
    right = [person for person, segment in found.segments.items() if segment == f"g-{person[2]}"]
    assert found.test.usable and found.test.gain[0] > 0
    assert len(found.segments) == 60 and len(right) > 45
    assert abs(1 - len(right) / 60 - (1 - found.test.right)) < 0.15
    assert "rightly out of sample" in found.test.sentence()


def test_nobody_whose_segment_is_known_is_placed(spoken):
    labels, vectors = spoken
    assert not labels.keys() & place_voices(labels, vectors).segments.keys()


@pytest.mark.parametrize("seed", range(6))
def test_with_shuffled_labels_nobody_is_placed_and_the_figures_say_so(spoken, seed):
    labels, vectors = spoken
    shuffled = dict(zip(labels, np.random.default_rng(seed).permutation(list(labels.values())), strict=True))
    found = place_voices(shuffled, vectors)
    assert not found.test.usable and found.segments == {}
    assert "Nobody is placed" in found.test.sentence()


def test_a_large_segment_is_no_evidence_that_words_tell_it():
    labels = {person: "g-0" for person in _people(180, 0, seed=1)} | dict.fromkeys(_people(20, 0, seed=3), "g-1")
    vectors = _people(180, 0, seed=1) | _people(20, 0, seed=3) | _people(30, 0, seed=4)
    found = place_voices(labels, vectors)
    assert found.test.largest == 0.9 and found.segments == {}


def test_nobody_is_placed_in_a_segment_whose_error_is_not_known_to_be_under_a_half(spoken):
    labels, vectors = spoken
    blurred = _people(60, 2, seed=1, noise=30.0)
    found = place_voices(labels, {**vectors, **blurred})
    assert set(found.test.errors) == {"g-0", "g-1"}
    assert set(found.segments.values()) <= {"g-0", "g-1"}


def test_too_few_are_learned_nothing_from(spoken):
    labels, vectors = spoken
    few = dict(list(labels.items())[: FEWEST_EACH - 1] + list(labels.items())[-FEWEST:])
    assert place_voices({person: labels[person] for person in list(labels)[: FEWEST - 1]}, vectors) is None
    assert place_voices({person: few[person] for person in few if few[person] != "g-1"}, vectors) is None


def test_the_order_of_people_changes_nothing(spoken):
    labels, vectors = spoken
    backwards = place_voices(dict(reversed(labels.items())), dict(reversed(vectors.items())))
    assert backwards == place_voices(labels, vectors)
