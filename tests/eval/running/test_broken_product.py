"""The product broken on purpose, and a whole suite run over it: the figures move, the bars are missed."""

from pathlib import Path

import pytest

from agent.writers import ExtractiveWriter
from eval.metrics import metrics
from eval.running import opening, producing, run_suites
from eval.running.rooms import Room
from eval.suites import load_suite
from retrieval.index import EvidenceIndex
from workspace.workspace import Workspace

DRAFT = """\
corpus: bank
cases: [{id: persona, type: draft, segment: "Top value, active", journey: false}]
bars: {quote_fidelity: {min: 1}, citation_recall: {min: 0.9}}
"""
FOUND = """\
corpus: bank
cases:
- {id: find, type: retrieval, query: coin machine out of order, relevant: {coin machine has had a bin liner: 2}}
- {id: coins, type: question, question: "Does the branch coin machine work?", answerable: true, gold: [coin machine]}
- {id: dogs, type: question, question: "Do they keep dogs?", answerable: false}
"""


@pytest.fixture
def figures(built, copied, own, write, monkeypatch):
    """Run a suite over the example company, whose workspace is already built; gives its figures and missed bars."""
    room = Room("bank", Workspace.open(copied(built)))
    monkeypatch.setattr(opening, "open_room", lambda *_, **__: room)

    def run(text):
        [suite] = run_suites(own, [load_suite(write(text))], actor="eve").suites
        return {name: figure.value for name, figure in suite.metrics.items()}, suite.missed

    yield run
    room.workspace.library.close()


def broken(monkeypatch, change):
    """The extractive writer, each of whose proposals goes out changed, mended ones included."""
    for name in ("write", "repair"):
        whole = getattr(ExtractiveWriter, name)

        def write(self, *asked, whole=whole):
            written = whole(self, *asked)
            changed = [one.model_copy(update=change(one)) for one in written.proposals]
            return written.model_copy(update={"proposals": tuple(changed)})

        monkeypatch.setattr(ExtractiveWriter, name, write)


def altered(proposal):
    other = f"{proposal.excerpt} for ever"
    return {"text": proposal.text.replace(proposal.excerpt, other), "excerpt": other} if proposal.excerpt else {}


def test_a_writer_that_drops_citations_and_one_that_alters_quotes_miss_their_bars(figures, monkeypatch):
    whole, missed = figures(DRAFT)
    assert not missed
    with monkeypatch.context() as patched:
        broken(patched, lambda proposal: {"citations": ()})
        uncited, missed = figures(DRAFT)
    assert uncited["citation_recall"] < whole["citation_recall"]
    assert any(words.startswith("citation_recall") for words in missed)
    broken(monkeypatch, altered)
    lying, missed = figures(DRAFT)
    assert lying["quote_fidelity"] < whole["quote_fidelity"] == 1
    assert any(words.startswith("quote_fidelity") for words in missed)


def test_a_retriever_that_returns_nothing_finds_nothing_and_answers_nothing(figures, monkeypatch):
    whole, _ = figures(FOUND)
    monkeypatch.setattr(EvidenceIndex, "search", lambda *_, **__: [])
    empty, _ = figures(FOUND)
    assert empty["ndcg_at_10"] == empty["recall_at_20"] == 0 < min(whole["ndcg_at_10"], whole["recall_at_20"])
    assert empty["wrong_refusals"] == 1 > whole["wrong_refusals"]
    assert empty["right_refusals"] == whole["right_refusals"] == 1


def test_a_checker_that_says_yes_catches_no_lie(own, small, monkeypatch):
    yes = lambda claim, *_, **__: claim.model_copy(update={"verdict": "grounded"})  # noqa: E731
    whole = run_suites(own, [small], actor="eve").suites[0].metrics
    monkeypatch.setattr(producing, "verify", yes)
    gullible = run_suites(own, [small], actor="eve").suites[0].metrics
    assert gullible["lies_caught"].value == 0 < whole["lies_caught"].value
    assert gullible["wrongly_green"].value == 1 > whole["wrongly_green"].value


@pytest.mark.parametrize("name", metrics())
def test_every_figure_has_a_test_that_moves_it(name):
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    assert any(f'"{name}"]' in text or f'"{name}":' in text or f'"{name}",' in text for text in tests)
