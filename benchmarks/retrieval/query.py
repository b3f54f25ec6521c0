"""How fast: the search that commands and pages call, within a segment of a hundred thousand quotes."""

import argparse
from pathlib import Path
from typing import Any

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval import intake
from benchmarks.retrieval.measuring import apart, milliseconds, peak_megabytes
from eval.suites import RetrievalCase, load_suite
from personas.library import evidence as store
from personas.segment import Segment
from retrieval.embeddings import StaticEmbedder
from workspace import segmenting
from workspace.evidence.searching import search_quotes
from workspace.workspace import Workspace

_RULES = """\
segments:
  - name: Mature dress buyers
    rule: age >= 55 and department_name == "Dresses"
  - name: Younger tops buyers
    rule: age < 35 and department_name == "Tops"
"""
_EVERYTHING = "everything"
_Figures = dict[str, Any]


def measure(asked: argparse.Namespace) -> None:
    """Search within each segment, and in everything, with the suite's queries; each side in a process of its own."""
    folder = asked.work / intake.CLOTHING
    if not (folder / "verism.db").exists():
        intake.measure(asked)
    sizes = apart(segmented, folder)
    ours, theirs = apart(_ours, folder), apart(_theirs, folder)
    names = [name for name in sizes if name != _EVERYTHING]
    ratios = {name: ours[name]["p95_ms"] / theirs[name]["p95_ms"] for name in sizes}
    write_results(
        "retrieval-query",
        {"quotes": sizes, "verism": ours, "langchain_chroma": theirs, "p95 / langchain_chroma": ratios},
        {
            "p95 in ms, the slowest segment": Ratio(max(ours[name]["p95_ms"] for name in names), 50.0, "lower"),
            "p95 / LangChain's Chroma with the same filter, the worst segment": Ratio(
                max(ratios[name] for name in names), 0.5, "lower"
            ),
        },
    )


def queries() -> list[str]:
    """What is asked: the queries of the shipped suite."""
    return [case.query for case in load_suite("retrieval").cases if isinstance(case, RetrievalCase)]


def segmented(folder: Path) -> dict[str, int]:
    """How many quotes each segment has; the segments are built where they are not there yet."""
    room = Workspace.open(folder)
    if not segmenting.segments(room):
        (folder / segmenting.RULES).write_text(_RULES, encoding="utf-8")
        segmenting.build_all(room, actor="bench")
    with room.library.read() as connection:
        sizes = {one.name: len(store.quote_ids_in(connection, one.id)) for one in segmenting.segments(room)}
        return {_EVERYTHING: store.count_quotes(connection), **sizes}


def _ours(folder: Path) -> _Figures:
    room, asked = Workspace.open(folder), queries()
    parts: list[Segment | None] = [None, *segmenting.segments(room)]
    times = {
        part.name if part else _EVERYTHING: milliseconds(
            lambda query, part=part: search_quotes(room, query, part.id if part else None, 10), asked
        )
        for part in parts
    }
    return {**times, "peak MB": peak_megabytes()}


def _theirs(folder: Path) -> _Figures:
    from benchmarks.retrieval.beside import langchain_chroma

    room, asked = Workspace.open(folder), queries()
    parts = segmenting.segments(room)
    with room.library.read() as connection:
        words = list(store.iterate_words(connection))
        inside = {i: part.name for part in parts for i in store.quote_ids_in(connection, part.id)}
    ids, texts = [row[0] for row in words], [row[2] for row in words]
    beside = langchain_chroma(StaticEmbedder(), ids, texts, [{"segment": inside.get(one, "")} for one in ids])
    times = {_EVERYTHING: milliseconds(lambda query: beside.similarity_search(query, 10), asked)}
    for part in parts:
        narrowed = {"segment": part.name}
        times[part.name] = milliseconds(
            lambda query, narrowed=narrowed: beside.similarity_search(query, 10, filter=narrowed), asked
        )
    return {**times, "peak MB": peak_megabytes()}
