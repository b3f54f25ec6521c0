"""Survey tools' exports, brought to one header row: column names, questions, answers."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from retrieval.readers.formats import Request
from segments.tables import Sample, plain, read_rows


class Layout(NamedTuple):
    """A survey with one header row, and the questions behind its columns."""

    frame: pd.DataFrame
    labels: dict[str, str]
    dropped: dict[str, int]


def is_qualtrics(looked: Sample) -> bool:
    """Three header rows, the third with import ids; or the columns that only Qualtrics has."""
    names = {plain(name) for name in looked.header}
    marked = len(looked.head) > 2 and any('"ImportId"' in cell for cell in looked.head[2])
    return marked or ({"responseid", "response_id"} & names != set() and "distribution_channel" in names)


def is_surveymonkey(looked: Sample) -> bool:
    """The columns that every SurveyMonkey export opens with."""
    names = {plain(name) for name in looked.header}
    return {"respondent_id", "collector_id"} <= names


def is_typeform(looked: Sample) -> bool:
    """`#` first, or the network id that only Typeform writes, with its dates."""
    names = {plain(name) for name in looked.header}
    dates = {"start_date_utc", "submit_date_utc"} & names
    return bool(dates) and ("network_id" in names or looked.header[0].strip() == "#")


def qualtrics(request: Request) -> Layout:
    """Ids, questions and import ids in three rows; previews are dropped."""
    looked = request.sample
    marked = len(looked.head) > 2 and any('"ImportId"' in cell for cell in looked.head[2])
    frame = read_rows(request.path, looked, header=0, skip=3 if marked else 1)
    texts = looked.head[1] if marked else looked.header
    labels = {str(name): _question(text) or str(name) for name, text in zip(frame.columns, texts, strict=False)}
    status = next((name for name in frame.columns if plain(str(name)) in ("status", "response_type")), None)
    if status is None:
        return Layout(frame, labels, {})
    previews = frame[status].str.strip().str.casefold().isin(["survey preview", "1", "preview", "survey test", "spam"])
    kept = frame[~previews].reset_index(drop=True)
    return Layout(kept, labels, {"survey preview": int(previews.sum())} if previews.any() else {})


def surveymonkey(request: Request) -> Layout:
    """Questions in one row, choices in the next; a choice's column without a question continues the one before."""
    looked = request.sample
    questions, choices = looked.head[0], [*looked.head[1], *[""] * len(looked.head[0])]
    frame = read_rows(request.path, looked, header=0, skip=2)
    labels, question = {}, ""
    for name, asked, choice in zip(frame.columns, questions, choices, strict=False):
        question = asked.strip() or question
        generic = choice.strip().casefold() in ("", "response", "open-ended response", "open ended response")
        labels[str(name)] = question if generic else f"{question} - {choice.strip()}"
    return Layout(frame, labels, {})


def one_header(request: Request) -> Layout:
    """Any table of answers with one header row, Typeform's among them."""
    return Layout(read_rows(request.path, request.sample), {}, {})


def _question(text: str) -> str:
    """A question's words without Qualtrics' piped-text marks."""
    if text.strip().startswith("{"):
        try:
            return str(json.loads(text).get("ImportId", ""))
        except ValueError:
            return text
    return " ".join(text.split())


LayoutReader = Callable[[Request], Layout]
