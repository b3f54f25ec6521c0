"""Voices read by a steward's column mapping."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from personas.errors import BadInput
from retrieval.readers.formats import Reader, Request, VoiceExtract, VoiceFormat
from retrieval.readers.interviews import read_interview
from retrieval.readers.mapped_surveys import SURVEY_FIELDS, SurveyMap
from retrieval.readers.message_layouts import MessageColumns
from retrieval.readers.messages import message_reader
from retrieval.readers.review_layouts import ReviewColumns
from retrieval.readers.reviews import review_reader
from retrieval.readers.surveys import mapped_survey_reader
from segments.tables import Sample
from segments.tables.values.names import plain_names

MappedKind = Literal["survey", "reviews", "tickets", "posts", "interviews"]
COMMON = ("text", "title", "date", "author", "customer_id", "email", "order_id", "language")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "survey": SURVEY_FIELDS,
    "reviews": (*COMMON, "rating", "id"),
    "tickets": (*COMMON, "thread", "sender"),
    "posts": (*COMMON, "thread"),
}
"""Kind -> what a mapping may name."""

_OURS = {"customer_id": "customer", "order_id": "order"}
_OF_REVIEWS = {**_OURS, "author": "reviewer", "id": "review_id"}


def mapped_voices(
    looked: Sample,
    kind: MappedKind,
    columns: Mapping[str, str],
    *,
    interviewers: Sequence[str] = (),
    questions: Mapping[str, str] | None = None,
    header_rows: int | None = None,
) -> VoiceFormat:
    """The format that a steward describes: ours -> theirs, for interviews who asks, for surveys what each question is.

    Raises BadInput for a column that the file has not, a name that is none of ours, and a missing text.
    """
    if kind == "interviews":
        return VoiceFormat("mapped interview", kind, _interview_reader(interviewers))
    if kind == "survey":
        described = SurveyMap(columns, questions or {}, header_rows)
        return VoiceFormat("mapped survey", kind, mapped_survey_reader(described))
    found = _there(looked, kind, columns)
    if kind == "reviews":
        named: dict[str, Any] = {_OF_REVIEWS.get(ours, ours): theirs for ours, theirs in found.items()}
        of_reviews = ReviewColumns(named.pop("text"))._replace(**named)
        return VoiceFormat("mapped reviews", kind, review_reader(lambda names: of_reviews))
    of_messages = MessageColumns(**{_OURS.get(ours, ours): theirs for ours, theirs in found.items()})
    return VoiceFormat(f"mapped {kind}", kind, message_reader(kind, lambda names: of_messages))


def _interview_reader(interviewers: Sequence[str]) -> Reader:
    def read(request: Request) -> VoiceExtract:
        return read_interview(request, interviewers_named=interviewers)

    return read


def _there(looked: Sample, kind: str, columns: Mapping[str, str]) -> dict[str, str]:
    names = plain_names(looked.header)
    written = {name.strip(): name.strip() for name in looked.header}
    found = {}
    for ours, theirs in columns.items():
        if ours not in FIELDS[kind]:
            raise BadInput(f"A mapping of {kind} knows no {ours!r}. It knows: {', '.join(FIELDS[kind])}.")
        name = written.get(theirs.strip()) or names.get(theirs.strip().lower())
        if name is None:
            raise BadInput(f"{looked.name!r} has no column {theirs!r}. Its columns: {', '.join(looked.header)}.")
        found[ours] = name.strip()
    if "text" not in found:
        raise BadInput(f"The mapping for {kind} names no text. Add it.")
    return found
