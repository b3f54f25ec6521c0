"""How fast: the search that commands and pages call, within a segment of a hundred thousand quotes."""

import argparse

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval import intake
from benchmarks.retrieval.measuring import langchain_chroma, milliseconds, peak_megabytes
from eval.suites import RetrievalCase, load_suite
from personas.library import evidence as store
from retrieval.embeddings import StaticEmbedder
from workspace import segmenting
from workspace.evidence import search_quotes
from workspace.workspace import Workspace

_RULES = """\
segments:
  - name: Mature dress buyers
    rule: age >= 55 and department_name == "Dresses"
  - name: Younger tops buyers
    rule: age < 35 and department_name == "Tops"
"""


def measure(asked: argparse.Namespace) -> None:
    """Search within each segment, and in everything, with the suite's queries."""
    room = _segmented(asked)
    queries = [case.query for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase)]
    parts = segmenting.segments(room)
    with room.library.read() as connection:
        words = list(store.iterate_words(connection))
        inside = {i: part.name for part in parts for i in store.quote_ids_in(connection, part.id)}
    facts = [{"segment": inside.get(quote_id, "")} for quote_id, _, _ in words]
    beside = langchain_chroma(StaticEmbedder(), [row[0] for row in words], [row[2] for row in words], facts)
    figures: dict[str, object] = {"quotes": len(words), "everything": _both(room, beside, queries, None, None)}
    for part in parts:
        size = sum(name == part.name for name in inside.values())
        figures[part.name] = {"quotes": size, **_both(room, beside, queries, part.id, part.name)}
    slowest = [figures[part.name]["verism p95_ms"] for part in parts]  # type: ignore[index]
    ratios = [figures[part.name]["ratio"] for part in parts]  # type: ignore[index]
    write_results(
        "retrieval-query",
        {**figures, "peak MB": peak_megabytes()},
        {
            "p95 in ms, the slowest segment": Ratio(max(slowest), 50.0, "lower"),
            "p95 / LangChain's Chroma with the same filter, the worst segment": Ratio(max(ratios), 0.5, "lower"),
        },
    )


def _both(room: Workspace, beside: object, queries: list[str], segment: str | None, name: str | None) -> dict:
    ours = milliseconds(lambda query: search_quotes(room, query, segment, 10), queries)
    narrowed = {"segment": name} if name else None
    theirs = milliseconds(lambda query: beside.similarity_search(query, 10, filter=narrowed), queries)  # type: ignore[attr-defined]
    return {
        **{f"verism {key}": value for key, value in ours.items()},
        **{f"langchain_chroma {key}": value for key, value in theirs.items()},
        "ratio": ours["p95_ms"] / theirs["p95_ms"],
    }


def _segmented(asked: argparse.Namespace) -> Workspace:
    """The reviews' workspace with its segments; what the part before made is used again."""
    folder = asked.work / intake.CLOTHING
    if not (folder / "verism.db").exists():
        intake.measure(asked)
    room = Workspace.open(folder)
    if not segmenting.segments(room):
        (folder / segmenting.RULES).write_text(_RULES, encoding="utf-8")
        segmenting.build_all(room, actor="bench")
    return room
