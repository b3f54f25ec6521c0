"""The writer broken on purpose, and a whole suite run with it: the figures that are there to see it get worse."""

import time
from random import Random

import pytest

from agent.writers import ExtractiveWriter

PERSONAS = """\
corpus: bank
type: draft
defaults: {journey: false, archetype: all, silent: [cryptocurrency]}
cases:
- {id: best, segment: "Top value, active"}
- {id: slipping, segment: "Lower value, slipping"}
bars: {quote_fidelity: {min: 1}, citation_recall: {min: 0.9}, invention: {max: 0}}
"""
BARRED = {"quote_fidelity", "citation_recall", "invention"}
NAMED = """\
cases: [{id: named, type: swap, evidence: crew, swap: {Stuart: Amina, stuart: amina}}]
"""


@pytest.fixture
def broken(monkeypatch):
    """Break the extractive writer: each of its proposals goes out changed, mended ones included; None is left out."""

    def breaking(change):
        for name in ("write", "repair"):
            monkeypatch.setattr(ExtractiveWriter, name, changed(getattr(ExtractiveWriter, name), change))

    return breaking


def changed(method, change):
    def write(self, request, *failures):
        written = method(self, request, *failures)
        proposals = [change(one, request) for one in written.proposals]
        return written.model_copy(update={"proposals": tuple(one for one in proposals if one is not None)})

    return write


def with_text(words):
    return lambda proposal, _: proposal.model_copy(update={"text": words.format(proposal.text)})


def uncited(proposal, _):
    return proposal.model_copy(update={"citations": ()})


def citing_at_random(proposal, request):
    return proposal.model_copy(update={"citations": (*(proposal.citations or ()), *list(request.quotes)[:3])})


def altering_quotes(proposal, _):
    if not proposal.excerpt:
        return proposal
    other = f"{proposal.excerpt} for ever"
    return proposal.model_copy(update={"text": proposal.text.replace(proposal.excerpt, other), "excerpt": other})


def flowery(proposal, request):
    if request.segment.name != "Top value, active":
        return proposal
    return proposal.model_copy(update={"text": f"{proposal.text} A fiery exotic temperament."})


def the_same_for_all(proposal, _):
    return proposal.model_copy(update={"text": "They want what works.", "kind": "inference", "excerpt": ""})


@pytest.mark.parametrize(
    ("change", "figures"),
    [
        (uncited, ["citation_recall", "claim_support", "fact_coverage"]),
        (citing_at_random, ["citation_precision"]),
        (altering_quotes, ["quote_fidelity"]),
        (with_text("All customers say: {}"), ["prevalence_honesty"]),
        (with_text("{} They hold cryptocurrency."), ["invention"]),
        (flowery, ["marked_words"]),
        (the_same_for_all, ["distinctiveness"]),
    ],
    ids=["uncited", "citing at random", "altering quotes", "exaggerating", "inventing", "flowery", "the same for all"],
)
def test_a_writer_is_found_out(moved, broken, change, figures):
    _, _, missed = moved(PERSONAS, lambda: broken(change), figures)
    assert {words.split()[0] for words in missed} >= set(figures) & BARRED


def test_a_writer_that_reads_names_is_not_stable(moved, broken):
    told = lambda one, request: with_text("{} A proud people.")(one, request) if amina(request) else one  # noqa: E731
    moved(NAMED, lambda: broken(told), ["swap_stability"])


def amina(request):
    return any("amina" in quote.text.casefold() for quote in request.quotes.values())


def test_a_writer_that_draws_lots_is_not_consistent(moved, broken):
    lots = Random(3)
    moved(NAMED, lambda: broken(lambda one, _: one if lots.random() < 0.6 else None), ["consistency"], repeat=2)


def test_the_time_that_a_writer_takes_is_counted(put, broken):
    def slow(proposal, _):
        time.sleep(0.02)
        return proposal

    broken(slow)
    found, _ = put(NAMED)
    assert found["seconds"] > 0.1
