"""Memory while large files are read in parts: five times the size, hardly more.

Reading and cleaning alone, without the library and the index. Each row of reviews, of the survey and of the tickets
says one thing and has two thousand characters more, as exports with descriptions of products have them, so that a
gigabyte takes minutes and not hours. The survey has two header rows; each ticket's messages stand a thousand rows
apart. A ledger's rows are short, some come twice; customers have names and addresses that are set aside.
"""

import argparse
import csv
import json
import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.results import Ratio, write_results
from benchmarks.retrieval.measuring import Clock, apart, peak_megabytes
from retrieval.readers import Part, recognise_voices
from segments.tables import Aside, Sample, TableFormat, recognise_table, sample

_SIZES = (200, 1_000)
"""Megabytes."""
_BESIDE = 2_000
"""Characters of each row beside its review."""
_FLAT = 1.25
_WORDS = (
    "the seam of this jacket split after a month and my size was wrong but I love fabric fit colour it came late "
    "refund pockets soft warm small large bought again never wash work price staff helped delivery quick boots tunic"
).split()
_Figures = dict[str, float]


def measure(asked: argparse.Namespace) -> None:
    """Write each file of the kinds asked for, read it in a process of its own, and delete it.

    One kind alone has a result of its own, `retrieval-large-KIND`, beside that of all.
    """
    figures: dict[str, _Figures] = {}
    files = {name: rows for name, rows in _FILES.items() if asked.kind in (None, _kind(name))}
    for name, rows in files.items():
        for size in asked.sizes or _SIZES:
            path = asked.work / f"{size}-{name}"
            try:
                _write(path, rows(), size << 20)
                figures[f"{name}, {size} MB"] = apart(_read, path)
            finally:
                path.unlink(missing_ok=True)
    peaks = {name: one["peak MB"] for name, one in figures.items()}
    small, large = min(asked.sizes or _SIZES), max(asked.sizes or _SIZES)
    write_results(
        f"retrieval-large-{asked.kind}" if asked.kind else "retrieval-large",
        figures,
        {
            f"peak of {large} MB / of {small} MB, {name}": Ratio(
                peaks[f"{name}, {large} MB"] / peaks[f"{name}, {small} MB"], _FLAT, "lower"
            )
            for name in files
        },
    )


def _write(path: Path, rows: Iterator[dict[str, str]], size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        for number, row in enumerate(rows):
            if path.suffix == ".jsonl":
                file.write(json.dumps(row) + "\n")
            else:
                table.writerows([row.keys(), row.values()] if not number else [row.values()])
            if file.tell() >= size:
                return


def _reviews() -> Iterator[dict[str, str]]:
    for number, said, beside in _said():
        yield {
            "review_text": said,
            "rating": str(number % 5 + 1),
            "date": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "description": beside,
        }


def _survey() -> Iterator[dict[str, str]]:
    names = ("Respondent ID", "How satisfied are you?", "Do you buy online?", "What should change?", "Address")
    yield dict(zip(names, ("", "Response", "Response", "Open-Ended Response", "Response"), strict=True))
    for number, said, beside in _said():
        answers = (f"p{number}", str(number % 5 + 1), "Yes" if number % 3 else "No", said, beside)
        yield dict(zip(names, answers, strict=True))


def _tickets() -> Iterator[dict[str, str]]:
    for number, said, beside in _said():
        yield {
            "ticket_id": f"T{number // 3_000}-{number % 1_000}",
            "sender_type": "agent" if number // 1_000 % 3 == 1 else "customer",
            "created_at": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "message": said,
            "address": beside,
        }


def _ledger() -> Iterator[dict[str, str]]:
    chance = random.Random(11)
    for number in count(1):
        order = number // 3
        yield {
            "customer_id": f"C{order % 90_000}",
            "order_id": f"O{order - order % 10_000 if number % 5_000 == 7 else order}",
            "order_date": f"2025-{order % 12 + 1:02}-{order % 28 + 1:02} {order % 24:02}:{order % 60:02}",
            "store": f"S{order % 40}",
            "product_id": f"P{chance.randrange(5_000)}",
            "category": f"category {chance.randrange(20)}",
            "quantity": str(chance.randrange(1, 4)),
            "amount": f"{chance.randrange(100, 9_000) / 100:.2f}",
        }


def _customers() -> Iterator[dict[str, str]]:
    chance = random.Random(11)
    for number in count(1):
        name = f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS).title()}{number:x}"
        yield {
            "customer_id": f"C{number}",
            "email": f"c{number}@shop.example",
            "known as": name,
            "region": chance.choice(_WORDS),
            "birth_year": str(1940 + number % 65),
            "visits": str(chance.randrange(90)),
        }


def _said() -> Iterator[tuple[int, str, str]]:
    """A number, what somebody says, and what stands beside it."""
    chance = random.Random(11)
    for number in count(1):
        said = " ".join(chance.choices(_WORDS, k=60)).capitalize() + f". Number {number}."
        yield number, said, " ".join(chance.choices(_WORDS, k=_BESIDE // 5))


_FILES: dict[str, Callable[[], Iterator[dict[str, str]]]] = {
    "reviews.csv": _reviews,
    "reviews.jsonl": _reviews,
    "survey.csv": _survey,
    "tickets.csv": _tickets,
    "ledger.csv": _ledger,
    "customers.csv": _customers,
}


def _kind(name: str) -> str:
    return name.partition(".")[0]


def _read(path: Path) -> _Figures:
    looked, clock = sample(path), Clock()
    table, voices = recognise_table(looked), recognise_voices(looked)
    with clock.step("read"):
        if table is not None:
            kept = _rows(table, path, looked)
        elif voices is not None and voices.streams:
            parts = voices.read_parts(path, looked, source_id="src-bench")
            kept = sum(map(_texts, parts))
        else:
            raise TypeError(f"{path.name} is not read in parts")
    return {"texts or rows": kept, **clock.figures(), "peak MB": peak_megabytes()}


def _texts(part: Part) -> int:
    return len(part.extract.documents)


def _rows(table: TableFormat, path: Path, looked: Sample) -> int:
    """Canonical rows written aside, as a library takes them in."""
    with Aside(path.parent, "src-bench") as aside:
        kept = 0
        for part in table.in_parts(path, looked).parts(path.parent):
            if part.frame is not None:
                aside.write(part.frame)
                kept += len(part.frame)
    return kept
