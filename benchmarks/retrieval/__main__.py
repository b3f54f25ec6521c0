"""Every part in one run, each contender in a process of its own so that its peak of memory is its own.

    python -m benchmarks.retrieval                       all parts but large, or `make bench-retrieval`
    python -m benchmarks.retrieval quality query         some
    python -m benchmarks.retrieval --missing             those that have no result yet: a run that was stopped goes on

quality: the shipped suite, each embedder that is there alone, BM25, their blend, and LangChain's Chroma.
intake: a file of reviews taken in, against embedding, BM25 and Chroma's insertion each done alone.
query: searches within a segment of those reviews, against LangChain's Chroma with the same filter.
drafting: the themes of those segments, and a persona and a journey of each, without a model.
million: the reviews' quotes repeated with changed words, indexed and searched.
large: memory while generated reviews, surveys, tickets, ledgers and customers of 200 MB and 1 GB are read in parts.

All but quality and large need the clothing reviews (`--reviews FILE`); without the file they say so and are left out.
"""

import argparse
import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.results import FOLDER
from tests.support.public_data import PUBLIC_DATA

PARTS = ("quality", "intake", "query", "drafting", "million")
LONG = ("large",)
"""Run only when named: they take long, and a gigabyte of disk."""
KINDS = ("reviews", "survey", "tickets", "ledger", "customers")
REVIEWS = PUBLIC_DATA / "reviews" / "womens_clothing_reviews.csv.zip"


def main() -> None:
    """Run the parts asked for."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("parts", nargs="*", choices=[*PARTS, *LONG, []], help="by default all but large")
    wanted.add_argument("--missing", action="store_true", help="leave out what has a result")
    wanted.add_argument("--reviews", type=Path, default=REVIEWS, help="the clothing reviews, as CSV or zipped")
    wanted.add_argument("--quotes", type=int, default=1_000_000, help="of the part million")
    wanted.add_argument("--sizes", type=int, nargs="*", help="megabytes of the files of the part large: 200 and 1000")
    wanted.add_argument("--kind", choices=KINDS, help="of the part large, this kind of file alone")
    wanted.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "verism-bench-retrieval")
    asked = wanted.parse_args()
    parts = [part for part in asked.parts or PARTS if not (asked.missing and _result(part).exists())]
    if len(parts) == 1:
        return _measured(parts[0], asked)
    for part in parts:
        line = [part, "--reviews", str(asked.reviews), "--quotes", str(asked.quotes), "--work", str(asked.work)]
        subprocess.run([sys.executable, "-m", "benchmarks.retrieval", *line], check=True)
    return None


def _measured(part: str, asked: argparse.Namespace) -> None:
    if part not in ("quality", "large") and not asked.reviews.exists():
        print(f"{part}: left out, there are no reviews at {asked.reviews} (--reviews FILE)")
        return
    asked.work.mkdir(parents=True, exist_ok=True)
    importlib.import_module(f"benchmarks.retrieval.{part}").measure(asked)


def _result(part: str) -> Path:
    return FOLDER / f"retrieval-{part}.json"


if __name__ == "__main__":
    main()
