"""Recognising the format of a file of voices by its content."""

from collections.abc import Mapping
from functools import partial

from personas.normalising import word_count
from retrieval.data import word_list
from retrieval.readers import transcripts
from retrieval.readers.by_values import reviews_by_values
from retrieval.readers.collecting import Collector
from retrieval.readers.formats import Request, VoiceExtract, VoiceFormat
from retrieval.readers.heads import as_rows, first_objects, head_columns, head_roles, written
from retrieval.readers.interviews import read_interview
from retrieval.readers.message_layouts import (
    NOTHING_TOLD,
    MessageColumns,
    MessageKind,
    marked_kind,
    message_columns,
    message_kind,
)
from retrieval.readers.messages import HelpdeskReader, message_reader
from retrieval.readers.participants import is_participants, read_participants
from retrieval.readers.ratings import is_rating
from retrieval.readers.review_layouts import (
    ReviewColumns,
    generic_layout,
    is_google,
    is_rated,
    known_layout,
)
from retrieval.readers.reviews import review_reader
from retrieval.readers.slack import COLUMNS as SLACK
from retrieval.readers.slack import LAYOUT as SLACK_LAYOUT
from retrieval.readers.slack import is_slack
from retrieval.readers.survey_answers import CLOSED
from retrieval.readers.survey_layouts import (
    ONE_ROW_EACH,
    QUALTRICS,
    SURVEYMONKEY,
    is_long,
    is_qualtrics,
    is_surveymonkey,
    is_typeform,
)
from retrieval.readers.surveys import SurveyReader
from retrieval.readers.tables import ANY_TABLE
from retrieval.readers.threads import thread_of
from retrieval.readers.transcript_tables import is_spoken_table
from segments.tables import Sample, plain, recognise_table

_TRANSCRIPTS = {
    "webvtt": "WebVTT transcript",
    "srt": "SRT transcript",
    "timed": "Transcript with times",
    "otter": "Otter transcript",
    "chat": "Chat transcript",
    "docx": "Word transcript",
    "pdf": "PDF transcript",
    "plain": "Name: text transcript",
}
RECOMMENDING = "NPS survey"
_OF_WHOM = frozenset(("respondent", "customer", "email", "date"))
"""What columns say of those who gave a score: who they are, or when it was."""
_LEDGER = frozenset(word_list("ledger_columns"))
"""Columns that a table of purchases, campaigns or events has and a survey has not."""


def recognise_voices(sample: Sample, kind: str | None = None) -> VoiceFormat | None:
    """The format of a file of interviews, survey answers, reviews, tickets or posts; None when it is none of these.

    With `kind` tickets or posts any table with a column of texts is taken for that.
    """
    if layout := transcripts.kind_of(sample):
        return VoiceFormat(_TRANSCRIPTS[layout], "interviews", read_interview)
    if is_google(sample):
        return VoiceFormat("Google Business reviews", "reviews", review_reader(_known_columns))
    objects = first_objects(sample)
    if thread_of(objects) and kind in (None, "tickets"):
        return VoiceFormat("Helpdesk tickets with their messages", "tickets", HelpdeskReader())
    if is_slack(objects) and kind in (None, "posts"):
        return VoiceFormat("Slack messages", "posts", message_reader("posts", lambda names: SLACK, SLACK_LAYOUT))
    head = sample.head or as_rows(objects)
    if len(head) < 2:
        return None
    looked = sample.model_copy(update={"head": head})
    if kind in ("tickets", "posts") and message_columns(looked.header):
        return _messages("tickets" if kind == "tickets" else "posts")
    if found := _survey_tool(looked):
        return found
    if is_spoken_table(looked):
        return VoiceFormat("Transcript in a table", "interviews", read_interview)
    of_messages = message_kind(looked.header)
    if of_messages and not known_layout(looked.header) and not is_rated(looked.header):
        return _messages(of_messages)
    if _is_recommending(looked):
        return VoiceFormat(RECOMMENDING, "survey", SurveyReader(ANY_TABLE))
    found = _reviews(looked) or _reviews_by_values(looked, named=kind == "reviews") or _messages_by_values(looked)
    return found or _generic_survey(looked)


def _messages(kind: MessageKind, told: Mapping[str, str] = NOTHING_TOLD) -> VoiceFormat:
    names = {"tickets": "Support tickets, chats or notes", "posts": "Posts"}
    return VoiceFormat(names[kind], kind, message_reader(kind, partial(_message_columns, told=told)))


def _messages_by_values(looked: Sample) -> VoiceFormat | None:
    """Tickets or posts whose text has a name of its own: the only column in which people write."""
    kind = marked_kind(looked.header)
    if kind is None or is_rated(looked.header) or _is_deeds(looked):
        return None
    told = written(looked)
    return _messages(kind, told) if told else None


def _message_columns(names: list[str], told: Mapping[str, str] = NOTHING_TOLD) -> MessageColumns:
    return message_columns(names, told) or MessageColumns(names[0])


def _survey_tool(looked: Sample) -> VoiceFormat | None:
    if is_qualtrics(looked):
        return VoiceFormat("Qualtrics survey", "survey", SurveyReader(QUALTRICS))
    if is_surveymonkey(looked):
        return VoiceFormat("SurveyMonkey survey", "survey", SurveyReader(SURVEYMONKEY))
    if is_typeform(looked):
        return VoiceFormat("Typeform survey", "survey", SurveyReader(ANY_TABLE))
    if is_long(looked):
        return VoiceFormat("Survey, an answer a row", "survey", SurveyReader(ONE_ROW_EACH))
    if is_participants(looked):
        return VoiceFormat("Participants of interviews", "interviews", _read_participants)
    return None


def _reviews(looked: Sample) -> VoiceFormat | None:
    if known := known_layout(looked.header):
        return VoiceFormat(known[0], "reviews", review_reader(_known_columns))
    found = generic_layout(looked.header)
    if found is None or _is_ledger(looked):
        return None
    place = looked.header.index(found.text)
    texts = [row[place] for row in looked.head[1:] if place < len(row) and row[place].strip()]
    long = sum(word_count(text) >= 4 for text in texts)
    rated = looked.header.index(found.rating or "")
    points = [row[rated] for row in looked.head[1:] if rated < len(row) and row[rated].strip()]
    if not texts or long < len(texts) / 3 or sum(map(is_rating, points)) < len(points) / 2:
        return None
    return VoiceFormat("Reviews", "reviews", review_reader(_generic_columns))


def _reviews_by_values(looked: Sample, *, named: bool) -> VoiceFormat | None:
    """Reviews under any names: where a person says so, or where a column is called stars or rating in some way."""
    if _is_ledger(looked) or (recognise_table(looked) is not None and not named):
        return None
    found = reviews_by_values(*head_roles(looked))
    if found is None or not (named or found[1]):
        return None
    columns = found[0]._replace(ignored=frozenset())
    return VoiceFormat("Reviews", "reviews", review_reader(lambda names: columns))


def _is_recommending(looked: Sample) -> bool:
    """Whether a table asks how likely people are to recommend, from 0 to 10, and why."""
    if known_layout(looked.header) or len(looked.header) < 2 or _is_deeds(looked):
        return False
    return {"nps", "open"} <= {column.role for column in head_columns(looked)}


def _generic_survey(looked: Sample) -> VoiceFormat | None:
    """A table with open answers beside other columns, with three scale items or two questions at the least, or scored.

    Scores of recommendation alone are a survey where somebody or a day stands beside them. Where each row is a customer
    of whom something else is told, too, they are among what is known of customers.
    """
    if len(looked.header) < 2 or _is_deeds(looked):
        return None
    columns = head_columns(looked)
    roles = [column.role for column in columns]
    scores_alone = set(roles).isdisjoint(set(CLOSED) - {"nps"})
    if "nps" in roles and not _OF_WHOM.isdisjoint(roles) and (scores_alone or recognise_table(looked) is None):
        return VoiceFormat(RECOMMENDING, "survey", SurveyReader(ANY_TABLE))
    asked = sum("?" in column.label or "？" in column.label for column in columns)
    if "open" not in roles and roles.count("likert") < 3 and asked < 2:
        return None
    return VoiceFormat("Survey", "survey", SurveyReader(ANY_TABLE))


def _is_deeds(looked: Sample) -> bool:
    """Whether a table tells what customers did: purchases, campaigns, events."""
    table = recognise_table(looked)
    return _is_ledger(looked) or (table is not None and table.kind != "customers")


def _is_ledger(looked: Sample) -> bool:
    return len(_LEDGER & {plain(name) for name in looked.header}) >= 2


def _known_columns(names: list[str]) -> ReviewColumns:
    known = known_layout(names)
    return known[1] if known else _generic_columns(names)


def _generic_columns(names: list[str]) -> ReviewColumns:
    return generic_layout(names) or ReviewColumns(names[0])


def _read_participants(request: Request) -> VoiceExtract:
    found = read_participants(request.path, request.sample)
    collector = Collector(request.source_id, "interview")
    collector.tally.read = collector.tally.kept = len(found.rows)
    if found.set_aside:
        collector.tally.notes.append(f"Set aside as sensitive: {', '.join(found.set_aside)}.")
    return collector.extract("interviews", participants=found)
