"""How well: nDCG@10 and recall@20 of the shipped suite, as the engine counts them, and the time of a query."""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval.beside import langchain_chroma
from eval.corpora import copy_example
from eval.metrics.ranking import ranking
from eval.metrics.words import plain
from eval.suites import RetrievalCase, load_suite
from personas.errors import PrerequisiteMissing
from personas.evidence import Quote
from personas.library import evidence as store
from retrieval.embeddings import Embedder, MiniLMEmbedder, StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, publish
from workspace import segmenting
from workspace.intake import ingest
from workspace.workspace import Workspace

_DEPTH = 20
_WEIGHTS = tuple(round(0.1 * step, 1) for step in range(11))
Search = Callable[[RetrievalCase], list[str]]
Figures = dict[str, float]


class _Company:
    """The example company's quotes, who says them, and the suite's queries."""

    def __init__(self, room: Workspace) -> None:
        self.quotes = {quote.id: quote for quote in _quotes(room)}
        self.parts = {one.name: [quote.id for quote in _quotes(room, one.id)] for one in segmenting.segments(room)}
        cases = (case for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase))
        self.gold = [(case, gold) for case in cases if (gold := self._gold(case))]

    def _gold(self, case: RetrievalCase) -> tuple[str, ...]:
        ids = self.parts[case.segment] if case.segment else list(self.quotes)
        texts = [plain(self.quotes[one].text) for one in ids]
        return tuple(words for words in case.relevant if any(plain(words) in text for text in texts))


def measure(asked: argparse.Namespace) -> None:
    """Search the example company in every way, and print what was found."""
    company = _Company(_built(asked.work / "workwear"))
    figures: dict[str, object] = {}
    for embedder in _there():
        figures[embedder.name] = _ways(asked.work / "index", company, embedder)
    ours: dict[str, Figures] = figures["static-256"]  # type: ignore[assignment]
    parts = max(ours["dense"]["ndcg_at_10"], ours["bm25"]["ndcg_at_10"])
    bars = {
        "blend nDCG@10 / the better of its parts": Ratio(ours["blend"]["ndcg_at_10"] / parts, 1.0, "higher"),
        "blend nDCG@10 / LangChain's Chroma": Ratio(
            ours["blend"]["ndcg_at_10"] / ours["langchain_chroma"]["ndcg_at_10"], 1.0, "higher"
        ),
    }
    write_results("retrieval-quality", {"queries": len(company.gold), **figures}, bars)


def _there() -> list[Embedder]:
    embedders: list[Embedder] = [StaticEmbedder()]
    try:
        embedders.append(MiniLMEmbedder())
    except PrerequisiteMissing as missing:
        print(f"minilm: left out. {missing}")
    return embedders


def _ways(folder: Path, company: _Company, embedder: Embedder) -> dict[str, object]:
    entries = [Entry(one.id, one.text, one.respondent_id) for one in company.quotes.values()]
    index = EvidenceIndex(folder, publish(folder, entries, embedder), embedder)
    rows = {name: index.rows_of(ids) for name, ids in company.parts.items()}
    inside = {quote_id: name for name, ids in company.parts.items() for quote_id in ids}
    beside = langchain_chroma(
        embedder,
        [one.quote_id for one in entries],
        [one.text for one in entries],
        [{"segment": inside.get(one.quote_id, "")} for one in entries],
    )

    def ours(weight: float | None) -> Search:
        return lambda case: [
            hit.quote_id
            for hit in index.search(case.query, limit=_DEPTH, among=rows.get(case.segment), dense_weight=weight)
        ]

    def theirs(case: RetrievalCase) -> list[str]:
        narrowed = {"segment": case.segment} if case.segment else None
        return [str(found.id) for found in beside.similarity_search(case.query, _DEPTH, filter=narrowed)]

    ways = {"dense": ours(1.0), "bm25": ours(0.0), "blend": ours(None), "langchain_chroma": theirs}
    by_weight = {f"{weight:g}": _searched(ours(weight), company)["ndcg_at_10_odd"] for weight in _WEIGHTS}
    return {**{name: _searched(search, company) for name, search in ways.items()}, "odd queries by weight": by_weight}


def _searched(search: Search, company: _Company) -> Figures:
    """Means over the queries, and over the odd (on which weights may be tuned) and the even ones (held out)."""
    search(company.gold[0][0])
    seen: dict[str, list[tuple[float, float]]] = {"odd": [], "even": []}
    times = []
    for case, gold in company.gold:
        start = time.perf_counter()
        found = search(case)
        times.append(1000 * (time.perf_counter() - start))
        values = {one.metric: one.hit for one in ranking(case, [company.quotes[i] for i in found], gold)}
        half = "odd" if int(case.id[1:]) % 2 else "even"
        seen[half].append((values["ndcg_at_10"], values["recall_at_20"]))
    return {
        "ndcg_at_10": _mean([*seen["odd"], *seen["even"]], 0),
        "ndcg_at_10_odd": _mean(seen["odd"], 0),
        "ndcg_at_10_even": _mean(seen["even"], 0),
        "recall_at_20": _mean([*seen["odd"], *seen["even"]], 1),
        "p95_ms": float(np.percentile(times, 95)),
    }


def _mean(pairs: Sequence[tuple[float, float]], place: int) -> float:
    return float(np.mean([pair[place] for pair in pairs]))


def _built(folder: Path) -> Workspace:
    """The example company's workspace; one that an earlier run made is used again."""
    if (folder / "built").exists():
        return Workspace.open(folder)
    room = Workspace.create(folder)
    ingest.ingest(room, [copy_example("workwear", folder)], actor="bench")
    segmenting.build_all(room, actor="bench")
    (folder / "built").touch()
    return room


def _quotes(room: Workspace, segment: str | None = None) -> list[Quote]:
    with room.library.read() as connection:
        return list(store.iterate_quotes(connection, segment_id=segment))
