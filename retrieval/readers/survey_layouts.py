"""Layouts of survey tools' exports, converted to one header row."""

import json
from collections.abc import Sequence

import pandas as pd

from retrieval.readers.tables import Answers, Layout, only_answers
from segments.tables import Sample, plain

_ITEM = ("question", "question_text", "question_title", "item", "item_text", "frage", "pregunta")
_SAID = ("answer", "response", "value", "answer_text", "response_text", "antwort", "respuesta", "réponse")
_WHO = (
    "respondent", "respondent_id", "response_id", "responseid", "participant", "participant_id", "submission_id",
    "record_id", "id", "user_id", "customer_id", "email",
)  # fmt: skip


def is_qualtrics(looked: Sample) -> bool:
    """Three header rows, the third with import ids; or the columns that only Qualtrics has."""
    names = {plain(name) for name in looked.header}
    return _qualtrics_headers(looked) > 1 or (
        {"responseid", "response_id"} & names != set() and "distribution_channel" in names
    )


def is_surveymonkey(looked: Sample) -> bool:
    """The columns that every SurveyMonkey export opens with."""
    names = {plain(name) for name in looked.header}
    return {"respondent_id", "collector_id"} <= names


def is_typeform(looked: Sample) -> bool:
    """`#` first, or the network id that only Typeform writes, with its dates."""
    names = {plain(name) for name in looked.header}
    dates = {"start_date_utc", "submit_date_utc"} & names
    return bool(dates) and ("network_id" in names or looked.header[0].strip() == "#")


def _qualtrics_headers(looked: Sample) -> int:
    """Ids, questions and import ids in three rows; older exports have the ids alone."""
    return 3 if len(looked.head) > 2 and any('"ImportId"' in cell for cell in looked.head[2]) else 1


def _qualtrics_labels(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    texts = rows[1] if len(rows) > 1 else names
    return {name: _question(text) or name for name, text in zip(names, texts, strict=False)}


def _without_previews(frame: pd.DataFrame) -> Answers:
    status = next((name for name in frame.columns if plain(str(name)) in ("status", "response_type")), None)
    if status is None:
        return Answers(frame, {})
    previews = frame[status].str.strip().str.casefold().isin(["survey preview", "1", "preview", "survey test", "spam"])
    return Answers(frame[~previews], {"survey preview": int(previews.sum())} if previews.any() else {})


def is_long(looked: Sample) -> bool:
    """Whether each row is one answer: who, the question, what was said; questions and people come back."""
    columns = _long_columns(looked.header)
    if columns is None:
        return False
    places = [looked.header.index(name) for name in columns]
    cells = [[row[place].strip() if place < len(row) else "" for row in looked.head[1:]] for place in places]
    return all(len(set(column)) <= 0.75 * len(column) for column in cells[:2]) and len(set(cells[1])) > 1


def _one_row_each(frame: pd.DataFrame) -> Answers:
    """Rows of one answer as rows of one respondent; what else a row says is the respondent's."""
    frame, dropped = only_answers(frame)
    who, asked, said = _long_columns([str(name) for name in frame.columns]) or ("", "", "")
    frame = frame[frame[who].str.strip().ne("") & frame[asked].str.strip().ne("")]
    several = frame.groupby([who, asked], sort=False)[said]
    answers = several.agg(lambda cells: "; ".join(dict.fromkeys(filter(None, cells))))
    beside = frame.drop(columns=[asked, said]).groupby(who, sort=False).first()
    wide = beside.join(answers.unstack(asked, fill_value="")).reset_index()
    return Answers(wide.fillna("").astype("str"), dropped)


def _who_answers(names: Sequence[str]) -> str | None:
    columns = _long_columns(names)
    return columns and columns[0]


def _long_columns(header: Sequence[str]) -> tuple[str, str, str] | None:
    """The columns of the respondent, the question and the answer."""
    there = {plain(name): name for name in header}
    found = [next((there[name] for name in names if name in there), None) for names in (_WHO, _ITEM, _SAID)]
    return (found[0], found[1], found[2]) if found[0] and found[1] and found[2] else None


def _question(text: str) -> str:
    """A question's words without Qualtrics' piped-text marks."""
    if text.strip().startswith("{"):
        try:
            return str(json.loads(text).get("ImportId", ""))
        except ValueError:
            return text
    return " ".join(text.split())


QUALTRICS = Layout(_qualtrics_headers, _qualtrics_labels, _without_previews)
"""Ids, questions and import ids; previews are dropped."""
SURVEYMONKEY = Layout(headers=lambda looked: 2)
"""Questions in one row, choices in the next; a choice's column without a question continues the one before."""
ONE_ROW_EACH = Layout(headers=lambda looked: 1, answers=_one_row_each, together=_who_answers)
"""A row each answer."""
