"""Words that every text with an order holds: what is looked for first must let no order pass."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.data import load

_ASCII = st.characters(codec="ascii")


@pytest.mark.parametrize("expression", load("injection")["instructions"])
def test_whatever_an_expression_matches_holds_one_of_the_hints(expression: str) -> None:
    hints = load("injection")["hints"]

    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(expression), fullmatch=True, alphabet=_ASCII))
    def holds(text: str) -> None:
        assert any(hint in text.lower() for hint in hints), text

    holds()
