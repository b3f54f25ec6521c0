"""Fennmoor's voices: the hand-written interviews, answers and reviews in the shapes of real exports."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from eval.corpora.build import render
from eval.corpora.build.bank_tables import FIRST_NAMES, LAST_NAMES, moment
from eval.corpora.build.bank_world import ARCHETYPES, BACKGROUND, LIKERT, OPEN_QUESTIONS, WINDOW_DAYS
from eval.corpora.build.render import Interview

JOINED = {"interview-01": "2020-02-18", "interview-02": "2021-04-06", "interview-04": "2025-02-10"}
"""What the linked participants say about when they joined."""

LINKED_EVERY = 3
"""Every third respondent came to the survey by a personal link, so that their customer id is known."""

REVIEWS_FROM = 130
"""First day of the window on which a review was written; many speak of the spring or later."""

PARTICIPANT_COLUMNS = tuple("file participant respondent_id customer_id age gender trade sector region date".split())
"""Columns of the list of participants."""

Record = Mapping[str, Any]


class Voice(NamedTuple):
    """Somebody whose words are known, and who is to be found among the customers."""

    key: str
    archetype: str
    age: int
    gender: str
    region: str


def voices(respondents: Sequence[Record], interviews: Mapping[str, Interview]) -> list[Voice]:
    """Give those who are linked to a customer: participants marked so, and every third respondent."""
    metas = [(f"interview-{key}", interview.meta) for key, interview in interviews.items()]
    chosen: list[tuple[str, Record]] = [(key, meta) for key, meta in metas if meta["linked"] == "true"]
    chosen += [(f"survey-{record['respondent']}", record) for record in respondents[::LINKED_EVERY]]
    return [
        Voice(key, str(who["archetype"]), int(who["age"]), str(who["gender"]), str(who["region"]))
        for key, who in chosen
    ]


def link(people: pd.DataFrame, speakers: Sequence[Voice]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Give the customers with each voice put in the place of the nearest in age, and who that was.

    Only customers who behave as most of their archetype do (active or not) take a voice.
    """
    people = people.copy()
    active = people["last_day"] >= WINDOW_DAYS - 28
    links: dict[str, str] = {}
    for voice in speakers:
        usual = active == (ARCHETYPES[voice.archetype].active > 0.5)
        free = people[usual & (people["archetype"] == voice.archetype) & ~people["customer_id"].isin(links.values())]
        nearest = int((free["true_age"] - voice.age).abs().to_numpy().argmin())
        who = str(free["customer_id"].iloc[nearest])
        own = people["customer_id"] == who
        people.loc[own, ["age", "gender", "region"]] = [str(voice.age), voice.gender, voice.region]
        if voice.key in JOINED:
            people.loc[own, "joined_on"] = JOINED[voice.key]
        links[voice.key] = who
    return people, links


def survey_qualtrics(records: Sequence[Record], links: Mapping[str, str], people: pd.DataFrame, rng: Generator) -> str:
    """Give the survey as Qualtrics exports it, with one preview response that is not a respondent's."""
    emails = dict(zip(people["customer_id"], people["email"], strict=True))
    rows = [_preview(), *(_response(record, rng) for record in records)]
    for record, row in zip(records, rows[1:], strict=True):
        customer = links.get(f"survey-{record['respondent']}", "")
        row |= {"ExternalReference": customer, "RecipientEmail": emails.get(customer, "")}
    _repeat_duplicates(records, rows[1:])
    return render.qualtrics_csv({**LIKERT, **OPEN_QUESTIONS, **BACKGROUND}, rows)


def split_reviews(reviews: Sequence[Record], rng: Generator) -> tuple[list[Record], list[Record]]:
    """Give two random halves, each in the order in which it was written."""
    first = set(rng.permutation(len(reviews))[: len(reviews) // 2].tolist())
    halves = ([r for n, r in enumerate(reviews) if n in first], [r for n, r in enumerate(reviews) if n not in first])
    return halves


def reviews_google(reviews: Sequence[Record], rng: Generator) -> str:
    """Give Google Business reviews; a title becomes the first line of the comment."""
    rows = []
    for review in reviews:
        name = f"{rng.choice(FIRST_NAMES)} {str(rng.choice(LAST_NAMES))[0]}." if rng.random() < 0.85 else ""
        at = moment(*_when(rng))
        identifier = f"AbFv{rng.integers(10**11, 10**12)}"
        rows.append(
            render.google_review(identifier, name, review["rating"], f"{review['title']}\n{review['text']}", at)
        )
    return render.google_json(sorted(rows, key=lambda row: str(row["createTime"])))


def reviews_trustpilot(reviews: Sequence[Record], people: pd.DataFrame, ledger: pd.DataFrame, rng: Generator) -> str:
    """Give Trustpilot reviews; every fifth names an order of a customer of the reviewer's archetype."""
    recent = ledger[ledger["ordered_at"].between(moment(REVIEWS_FROM, 0), moment(WINDOW_DAYS - 3, 0))]
    orders = recent.merge(people[["customer_id", "archetype"]], on="customer_id")
    rows = [_trustpilot(review, rng) for review in reviews]
    for review, row in list(zip(reviews, rows, strict=True))[::5]:
        own = orders[orders["archetype"] == review["archetype"]]
        order = own.iloc[int(rng.integers(len(own)))]
        at = datetime.fromisoformat(str(order["ordered_at"])) + timedelta(days=1, seconds=int(rng.integers(40_000)))
        row |= {"Reference Id": str(order["order_id"]), "Review Created (UTC)": f"{at:%Y-%m-%d %H:%M:%S}"}
    return render.trustpilot_csv(sorted(rows, key=lambda row: str(row["Review Created (UTC)"])))


def interview_files(interviews: Mapping[str, Interview]) -> dict[str, bytes]:
    """Give the transcripts by file name: WebVTT with and without voice tags, Otter's text, and Word."""
    one, two, three, four = (interview.turns for interview in interviews.values())
    return {
        "01.vtt": render.webvtt(one, voice_tags=True).encode(),
        "02.vtt": render.webvtt(two, voice_tags=False).encode(),
        "03.txt": render.otter(three).encode(),
        "04.docx": render.docx(four),
    }


def participants_csv(interviews: Mapping[str, Interview], links: Mapping[str, str], files: Sequence[str]) -> str:
    """Give the list of participants; a customer id only for those who are linked."""
    rows = []
    for (key, interview), file in zip(interviews.items(), files, strict=True):
        row = {column: interview.meta.get(column, "") for column in PARTICIPANT_COLUMNS}
        rows.append(row | {"file": file, "respondent_id": f"P{key}", "customer_id": links.get(f"interview-{key}", "")})
    return render.records_csv(PARTICIPANT_COLUMNS, rows)


def _response(record: Record, rng: Generator) -> dict[str, object]:
    dull = record["style"] == "straightliner"
    means = ARCHETYPES[record["archetype"]].likert
    points = [3 if dull else int(point) for point in np.clip(rng.normal(means, 0.65).round(), 1, 5)]
    begun = datetime(2026, 5, 18, 7) + timedelta(seconds=int(rng.integers(27 * 86_400)))
    row = _stamped(begun, 19 if dull else int(rng.integers(140, 900)))
    row |= {"ResponseId": f"R_{rng.integers(10**14, 10**15)}", "IPAddress": f"192.0.2.{rng.integers(1, 255)}"}
    row |= dict(zip(LIKERT, points, strict=True))
    row |= dict(zip(OPEN_QUESTIONS, (record["q_value"], record["q_change"]), strict=True))
    return row | {
        name: record[field]
        for name, field in zip(BACKGROUND, ("age", "gender", "region", "sector", "trade"), strict=True)
    }


def _stamped(begun: datetime, seconds: int) -> dict[str, object]:
    start, end = f"{begun:%Y-%m-%d %H:%M:%S}", f"{begun + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
    row: dict[str, object] = {"StartDate": start, "EndDate": end, "RecordedDate": end, "Duration (in seconds)": seconds}
    row |= {"Status": "IP Address", "Progress": 100, "Finished": "True", "UserLanguage": "EN-GB"}
    return row | {"DistributionChannel": "anonymous"}


def _preview() -> dict[str, object]:
    row = _stamped(datetime(2026, 5, 15, 15, 2, 11), 31)
    row |= {"Status": "Survey Preview", "ResponseId": "R_100000000000001", "DistributionChannel": "preview"}
    return row | dict.fromkeys(LIKERT, 5) | dict.fromkeys(OPEN_QUESTIONS, "test test")


def _repeat_duplicates(records: Sequence[Record], rows: Sequence[dict[str, object]]) -> None:
    """Give a second submission the first one's address and points."""
    asked = (*LIKERT, "IPAddress")
    firsts = {
        (record["q_value"], record["q_change"]): row
        for record, row in zip(records, rows, strict=True)
        if record["style"] != "duplicate"
    }
    for record, row in zip(records, rows, strict=True):
        if record["style"] == "duplicate":
            row |= {name: firsts[record["q_value"], record["q_change"]][name] for name in asked}


def _trustpilot(review: Record, rng: Generator) -> dict[str, object]:
    day, second = _when(rng)
    created = moment(day, second).replace("T", " ").removesuffix("Z")
    replied = moment(min(day + 2, WINDOW_DAYS - 1), 36_000).replace("T", " ").removesuffix("Z")
    return {
        "Review Id": f"{rng.integers(2**60, 2**62):x}",
        "Review Created (UTC)": created,
        "Review Username": f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}",
        "Review Title": review["title"],
        "Review Content": review["text"],
        "Review Stars": review["rating"],
        "Source Of Review": "Organic" if rng.random() < 0.7 else "Invitation",
        "Location Name": review["product"],
        "Domain Url": "fennmoor.example",
        "Business Reply Date (UTC)": replied if rng.random() < 0.3 else "",
    }


def _when(rng: Generator) -> tuple[int, int]:
    return int(rng.integers(REVIEWS_FROM, WINDOW_DAYS)), int(rng.integers(6 * 3600, 23 * 3600))
