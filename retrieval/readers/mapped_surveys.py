"""Surveys read by a steward's column mapping: respondent, date, and the kind of each question."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from personas.errors import BadInput
from retrieval.readers.choices import choices_of
from retrieval.readers.columns import Column
from retrieval.readers.roles_by_values import Role
from segments.tables.values.names import plain_names

SURVEY_FIELDS = ("respondent", "customer_id", "email", "order_id", "date", "language", "duration")
"""What a mapping of a survey may name once each."""
QUESTION_KINDS = ("open", "scale", "choice", "several", "number", "left out")
"""What a column may be: answers in own words, points on a scale, one choice, several, a number, nothing to keep."""

_ROLES: Mapping[str, Role] = {
    "respondent": "respondent", "customer_id": "customer", "email": "email", "order_id": "order", "date": "date",
    "language": "language", "duration": "duration", "open": "open", "scale": "likert", "choice": "choice",
    "several": "choices", "number": "number", "left out": "ignored",
}  # fmt: skip
_TOLD: Mapping[Role, str] = {
    "open": "open", "likert": "scale", "nps": "scale", "choice": "choice", "choices": "several", "ticked": "several",
    "flag": "choice", "number": "number",
}  # fmt: skip


class SurveyMap(NamedTuple):
    """A steward's word on a survey."""

    columns: Mapping[str, str]
    """One of `SURVEY_FIELDS` -> the column that holds it."""
    questions: Mapping[str, str]
    """Column -> one of `QUESTION_KINDS`; what is not named stays what its values tell."""
    header_rows: int | None = None


def question_kind(column: Column) -> str:
    """What a column was taken for, in a steward's words."""
    return _TOLD.get(column.role, "left out")


def corrected(columns: Sequence[Column], frame: pd.DataFrame, mapping: SurveyMap) -> list[Column]:
    """Columns as a steward says they are. Raises BadInput for a column or a kind that there is not."""
    for kind in mapping.questions.values():
        if kind not in QUESTION_KINDS:
            raise BadInput(f"A question is one of {', '.join(QUESTION_KINDS)}; {kind!r} is none of these.")
    for field in mapping.columns:
        if field not in SURVEY_FIELDS:
            raise BadInput(f"A mapping of a survey knows no {field!r}. It knows: {', '.join(SURVEY_FIELDS)}.")
    names = _names(columns)
    fields = {_found(name, names): _role(field) for field, name in mapping.columns.items()}
    kinds = {_found(name, names): kind for name, kind in mapping.questions.items()}
    return [_corrected(column, frame, fields, kinds) for column in columns]


def _corrected(column: Column, frame: pd.DataFrame, fields: Mapping[str, Role], kinds: Mapping[str, str]) -> Column:
    if role := fields.get(column.name):
        return column._replace(role=role, choices=None, ticked=None)
    if column.role in fields.values():
        column = column._replace(role="ignored")
    kind = kinds.get(column.name)
    if kind is None or kind == question_kind(column):
        return column
    if kind == "several":
        return _with_several(column, frame)
    return column._replace(role=_role(kind), choices=None, ticked=None)


def _with_several(column: Column, frame: pd.DataFrame) -> Column:
    answers = [cell.strip() for cell in frame[column.name].astype(str) if cell.strip()]
    choices = choices_of(column.label, answers, several=True)
    return column._replace(role="choices" if choices else "choice", choices=choices, ticked=None)


def _role(name: str) -> Role:
    return _ROLES[name]


def _names(columns: Sequence[Column]) -> dict[str, str]:
    """What a column may be called by -> its name: the name itself, its question, either in any spelling."""
    labels = {column.label.strip(): column.name for column in columns}
    spelled = {folded: labels.get(name, name) for folded, name in plain_names([*labels, *labels.values()]).items()}
    return {**spelled, **labels, **{column.name: column.name for column in columns}}


def _found(name: str, names: Mapping[str, str]) -> str:
    found = names.get(name.strip()) or next(iter(names[one] for one in plain_names([name]) if one in names), None)
    if found is None:
        raise BadInput(f"The survey has no column {name!r}. Its columns: {', '.join(dict.fromkeys(names.values()))}.")
    return found
