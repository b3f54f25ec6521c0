"""Builds the files of Fennmoor, the small example company: `python -m eval.corpora.build.bank`.

Equal seeds give equal bytes. The texts are hand-written and stay in `texts/`; this program renders
them, and makes the tables whose customers behave as the archetypes in the texts do.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from numpy.random import Generator, default_rng

from eval.corpora.build import bank_tables, bank_voices, render
from eval.corpora.build.bank_world import SEED

CORPUS = Path(__file__).resolve().parents[1] / "bank"
"""Where the texts are, and where the files go."""

log = logging.getLogger(__name__)


def generator(name: str, seed: int = SEED) -> Generator:
    """Give the random numbers of one table, independent of every other table's."""
    return default_rng([seed, *name.encode()])


def build(corpus: Path = CORPUS, seed: int = SEED) -> dict[str, bytes]:
    """Give every file by its path below the corpus: the exports in `files/`, and the truth beside them."""
    respondents = render.read_jsonl(corpus / "texts" / "survey.jsonl")
    reviews = render.read_jsonl(corpus / "texts" / "reviews.jsonl")
    masters = sorted((corpus / "texts" / "interviews").glob("*.txt"))
    interviews = {path.stem: render.parse_master(path) for path in masters}
    speakers = bank_voices.voices(respondents, interviews)
    people, links = bank_voices.link(bank_tables.customers(generator("customers", seed)), speakers)
    frames = tables(people, seed)
    survey = bank_voices.survey_qualtrics(respondents, links, people, generator("survey", seed))
    files = {f"files/{name}": render.gzip_bytes(_csv(frame)) for name, frame in frames.items()}
    files["files/survey_qualtrics.csv"] = survey.encode()
    files |= _reviews(reviews, people, frames["transactions.csv.gz"], seed)
    transcripts = bank_voices.interview_files(interviews)
    files |= {f"files/interviews/{name}": data for name, data in transcripts.items()}
    participants = bank_voices.participants_csv(interviews, links, list(transcripts))
    return files | {"files/interviews/participants.csv": participants.encode(), "truth.csv": _truth(people, links)}


def tables(people: pd.DataFrame, seed: int = SEED) -> dict[str, pd.DataFrame]:
    """Give the tables by file name; the truth about customers is left out."""
    return {
        "customers.csv.gz": people[list(bank_tables.CUSTOMER_COLUMNS)],
        "transactions.csv.gz": bank_tables.ledger(people, generator("ledger", seed)),
        "campaigns.csv.gz": bank_tables.campaigns(people, generator("campaigns", seed)),
        "events.csv.gz": bank_tables.visits(people, generator("events", seed)),
    }


def main() -> None:
    """Write the files below the corpus and log their sizes."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for name, data in build().items():
        path = CORPUS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        log.info("%10d bytes  %s", len(data), name)


def _csv(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False, lineterminator="\n")


def _reviews(
    reviews: Sequence[bank_voices.Record], people: pd.DataFrame, ledger: pd.DataFrame, seed: int
) -> dict[str, bytes]:
    google, trustpilot = bank_voices.split_reviews(reviews, generator("split", seed))
    second = bank_voices.reviews_trustpilot(trustpilot, people, ledger, generator("trustpilot", seed))
    return {
        "files/reviews_google.json": bank_voices.reviews_google(google, generator("google", seed)).encode(),
        "files/reviews_trustpilot.csv": second.encode(),
    }


def _truth(people: pd.DataFrame, links: dict[str, str]) -> bytes:
    """Who each customer really is; for the evaluation only, never to be ingested."""
    names = {customer: key for key, customer in links.items()}
    rows = zip(people["customer_id"], people["archetype"], strict=True)
    header = ("customer_id", "archetype", "voice")
    return render.csv_text(header, [(who, code, names.get(who, "")) for who, code in rows]).encode()


if __name__ == "__main__":
    main()
