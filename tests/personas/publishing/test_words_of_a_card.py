"""Whom a card counts, and quotation marks set once."""

from collections.abc import Callable
from typing import Any

import pytest

from personas.publishing import html, markdown
from personas.publishing.words import size


@pytest.mark.parametrize(("population", "said"), [("customers", "customers"), ("respondents", "respondents")])
def test_a_segment_is_counted_in_its_own_population(body: dict[str, Any], population: str, said: str) -> None:
    for one in body["evidence"].values():
        if one["type"] == "statistic":
            one["population"] = population
    assert size(body) == f"311 {said}"


def test_without_a_figure_of_the_segment_nobody_is_called_a_customer(body: dict[str, Any]) -> None:
    body["evidence"] = {key: one for key, one in body["evidence"].items() if one["type"] != "statistic"}
    assert size(body) == "311 people"


@pytest.mark.parametrize("write", [markdown, html])
def test_a_quotation_after_a_lead_in_has_one_pair_of_marks(
    body: dict[str, Any], write: Callable[[dict[str, Any]], str]
) -> None:
    claim = next(one for one in body["claims"] if one["kind"] == "verbatim")
    claim["text"] = f"A respondent says: “{body['evidence'][claim['citations'][0]['evidence_id']]['text']}”"
    written = write(body)
    assert "A respondent says: “" in written
    assert "“A respondent says" not in written
