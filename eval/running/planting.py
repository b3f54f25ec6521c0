"""Planting attacks in files that a company would ingest."""

import csv
import io
from collections.abc import Iterable, Sequence

from eval.metrics.raw import raw_corpus
from eval.running.rooms import Planted
from eval.suites import AttackCase, Suite

_REVIEW = ("Review Id", "Review Created (UTC)", "Review Username", "Review Title", "Review Content", "Review Stars",
           "Source Of Review", "Location Name", "Domain Url", "Reference Id", "Business Reply Date (UTC)")  # fmt: skip
_SURVEY = ("respondent_id", "customer_id", "What would you change about us, and why?")


def planted(suite: Suite, corpus: str) -> tuple[Planted, ...]:
    """The files that carry a suite's attacks on a corpus; none when it holds none.

    Each hostile voice is given to one of the customers who spend most, so that the personas of the best segments are
    drafted with it among their evidence.
    """
    attacks = [case for case in suite.cases if isinstance(case, AttackCase) and case.corpus == corpus]
    by_place = {place: [case for case in attacks if case.where == place] for place in ("review", "survey", "interview")}
    orders, customers = _best(corpus, len(attacks))
    files = []
    if by_place["review"]:
        files.append(Planted("planted_reviews_trustpilot.csv", _reviews(by_place["review"], orders)))
    if by_place["survey"]:
        files.append(Planted("planted_survey.csv", _survey(by_place["survey"], customers)))
    for number, case in enumerate(by_place["interview"], start=1):
        files.append(Planted(f"planted-interview-{number:02}.txt", _interview(case)))
    return tuple(files)


def _best(corpus: str, most: int) -> tuple[list[str], list[str]]:
    """An order each of the customers who spent most, and those customers."""
    customers = raw_corpus(corpus).ledger.customers
    best = sorted((name for name, one in customers.items() if one.orders), key=lambda name: -customers[name].cents)
    named = [name for name in best if "@" not in name][: most + 1]
    return [min(customers[name].orders) for name in named], named


def _reviews(cases: Sequence[AttackCase], orders: Sequence[str]) -> str:
    return _csv(
        _REVIEW,
        (
            (f"planted{number:04}", "2026-08-14 10:00:00", f"Visitor {number}", "A word", case.text, 1 + number % 5,
             "Organic", "", "", order, "")
            for number, (case, order) in enumerate(zip(cases, orders, strict=False))
        ),
    )  # fmt: skip


def _survey(cases: Sequence[AttackCase], customers: Sequence[str]) -> str:
    rows = zip(cases, reversed(customers), strict=False)
    return _csv(_SURVEY, ((f"planted-{number:03}", who, case.text) for number, (case, who) in enumerate(rows)))


def _interview(case: AttackCase) -> str:
    lines = " ".join(case.text.split())
    return f"Interviewer: What would you tell us about the service?\n\nVisitor: {lines}\n\nInterviewer: Thank you.\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
