"""No figure is reported that no broken product moves."""

from pathlib import Path

import pytest

from eval.metrics import metrics

BREAKING = ("test_broken_*.py", "test_judging.py", "test_models.py")
"""Where a writer, the evidence, a checker, a judge or a model's server is broken, and a whole suite run with it."""


@pytest.fixture(scope="module")
def told():
    return "\n".join(path.read_text("utf-8") for name in BREAKING for path in Path(__file__).parent.glob(name))


@pytest.mark.parametrize("name", metrics())
def test_every_figure_is_moved_by_a_product_that_is_broken(told, name):
    assert f'"{name}"' in told
