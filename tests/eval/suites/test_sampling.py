"""A sample of a suite: drawn by lot, the same for a seed, with every kind of case by its share."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.suites import QuestionCase, Sample, Suite, drawn, load_suite
from personas.errors import BadInput


def suite(answerable=30, unanswerable=10, **fields):
    cases = [
        QuestionCase(id=f"q{n}", question=f"{n}?", answerable=n < answerable) for n in range(answerable + unanswerable)
    ]
    return Suite(name="s", cases=tuple(cases), **fields)


def ids(suite):
    return [case.id for case in suite.cases]


@given(st.integers(1, 39), st.integers(0, 99))
def test_a_sample_has_its_size_and_the_shares_of_the_whole(size, seed):
    found = drawn(suite(), Sample(size=size, seed=seed))
    assert len(found.cases) == size
    assert sum(case.answerable for case in found.cases) == pytest.approx(0.75 * size, abs=1)
    assert (found.sample.size, found.sample.seed, found.sample.of) == (size, seed, 40)


def test_the_same_seed_draws_the_same_cases_and_the_smaller_sample_is_a_part_of_the_larger():
    first, again, larger = (ids(drawn(suite(), Sample(size=size, seed=7))) for size in (10, 10, 20))
    assert first == again
    assert set(first) < set(larger)
    assert set(first) != set(ids(drawn(suite(), Sample(size=10, seed=8))))


def test_over_many_seeds_every_case_is_drawn_about_as_often():
    counted = Counter(one for seed in range(400) for one in ids(drawn(suite(), Sample(size=20, seed=seed))))
    assert min(counted.values()) > 150
    assert max(counted.values()) < 250


def test_a_sample_that_is_no_smaller_than_the_suite_is_the_suite():
    found = drawn(suite(), Sample(size=40))
    assert found.sample is None
    assert ids(found) == ids(suite())


def test_what_is_asked_for_goes_before_the_suites_own_sample():
    own = suite(sample=Sample(size=5))
    assert len(drawn(own).cases) == 5
    assert len(drawn(own, Sample(size=8)).cases) == 8


@pytest.mark.parametrize(("written", "size", "seed"), [("3", 3, 0), ("{size: 3, seed: 9}", 3, 9)])
def test_a_suite_says_how_large_a_sample_is_put(tmp_path, written, size, seed):
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"sample: {written}\ncorpus: bank\ntype: question\ncases: [{{question: 'Why?', answerable: true}}]\n", "utf-8"
    )
    assert load_suite(str(path)).sample == Sample(size=size, seed=seed)


@pytest.mark.parametrize("written", ["0", "many", "{size: 3, share: 1}"])
def test_a_sample_of_no_sense_is_refused(tmp_path, written):
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"sample: {written}\ncorpus: bank\ntype: question\ncases: [{{question: 'Why?', answerable: true}}]\n", "utf-8"
    )
    with pytest.raises(BadInput, match="sample"):
        load_suite(str(path))
