"""Reading surveys: closed answers as attributes and the answers table, open answers as documents."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

import pandas as pd

from retrieval.readers.by_values import customer_column, unknown_customers
from retrieval.readers.cleaning import is_nil, is_unanswered
from retrieval.readers.collecting import Collector
from retrieval.readers.columns import Column, classify, first_of, set_aside
from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.in_parts import Seen, parts_of
from retrieval.readers.mapped_surveys import SurveyMap, corrected
from retrieval.readers.roles_by_name import counts_answers
from retrieval.readers.roles_by_values import Role
from retrieval.readers.survey_answers import CLOSED, collect
from retrieval.readers.tables import ANY_TABLE, Layout, read_table
from segments.tables.values.date_styles import stands_month_first

_WHO: frozenset[Role] = frozenset(("respondent", "customer", "email", "order", "personal"))
"""Columns that tell one person from another."""
_NAMELESS = "Nothing tells who answered: equal rows without words count as different people."
_FEW = 2
"""Closed questions that many answer alike; where more are asked, equal answers to all of them are a copy."""
_TOO_FAST = 1 / 3
"""Of the median time: faster than that nobody reads the questions (after Greszki, Meyer and Schoen, 2015)."""


def mapped_survey_reader(mapping: SurveyMap) -> "SurveyReader":
    """A reader of a survey that a steward describes."""
    rows = mapping.header_rows
    return SurveyReader(ANY_TABLE if rows is None else Layout(headers=lambda looked: rows), mapping)


class SurveyReader:
    """Reads a survey in some layout, whole or part by part."""

    def __init__(self, layout: Layout, mapping: SurveyMap | None = None) -> None:
        self._layout, self._mapping = layout, mapping

    def __call__(self, request: Request) -> VoiceExtract:
        """All of it. Raises BadInput when no answer says anything."""
        table = read_table(request.path, request.sample, self._layout)
        empty = f"{request.sample.name!r} holds no answers that say anything."
        return self._begin(request, table.frame).part(table.frame, table.dropped, empty=empty)

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """One part after the other, without the first `after`.

        What the columns hold, and how long the survey usually takes, is told by the first part.
        """
        return parts_of(request, lambda first: self._begin(request, first), after=after, layout=self._layout)

    def _begin(self, request: Request, frame: pd.DataFrame) -> "_Reading":
        heading = request.sample.head[: self._layout.headers(request.sample)]
        columns = classify(frame, self._layout.labels([str(name) for name in frame.columns], heading))
        columns = corrected(columns, frame, self._mapping) if self._mapping else columns
        return _Reading(request, columns, frame)


class _Reading:
    """One survey while it is read: what its columns hold, and what is remembered of the rows so far."""

    def __init__(self, request: Request, columns: list[Column], frame: pd.DataFrame) -> None:
        self._source_id, self._seen, self._notes = request.source_id, Seen(), list[str]()
        columns = _with_customer(columns, frame, request, self._notes)
        self._columns = columns
        self._nameless = _tells_nobody(columns, frame)
        self._notes += [*set_aside(columns), _counted(columns), *([_NAMELESS] if self._nameless else [])]
        duration, date = first_of(columns, "duration"), first_of(columns, "date")
        self._usual = pd.to_numeric(frame[duration], errors="coerce").median() if duration else float("nan")
        self._month_first = stands_month_first(frame[date]) if date else None

    def pass_over(self, frame: pd.DataFrame) -> None:
        """Remember rows that were read before."""
        self._without_repeats(self._in_columns(frame), Collector(self._source_id, "survey"))
        self._notes = []

    def part(self, frame: pd.DataFrame, dropped: Mapping[str, int], *, empty: str = "") -> VoiceExtract:
        """What some rows say, and what others were dropped. Raises BadInput with `empty` when that is nothing."""
        collector = Collector(self._source_id, "survey")
        tally, columns = collector.tally, self._columns
        tally.read = len(frame) + sum(dropped.values())
        tally.dropped.update(dropped)
        tally.notes, self._notes = self._notes, []
        frame = self._without_repeats(self._in_columns(frame), collector)
        frame = _without_silent(frame, columns, collector)
        hurried = _hurried(frame, columns, self._usual)
        tally.kept = len(frame)
        tally.missing = _missing(frame.drop(index=list(hurried)), columns)
        answers = collect(frame, columns, collector, hurried, self._month_first)
        return collector.extract("survey", answers=answers, empty=empty)

    def _in_columns(self, frame: pd.DataFrame) -> pd.DataFrame:
        """With the columns of the first part: a question that nobody there was asked is not known."""
        return frame.reindex(columns=[column.name for column in self._columns], fill_value="")

    def _without_repeats(self, frame: pd.DataFrame, collector: Collector) -> pd.DataFrame:
        """Without rows that repeat a respondent's own, or another's every answer, words among them.

        A second row of a respondent counts where it holds words that the first has not. Two who gave the same score and
        no word are two where nothing tells who they are.
        """
        columns = self._columns
        key, opened = first_of(columns, "respondent"), [column.name for column in columns if column.role == "open"]
        wordless = _wordless(frame, opened)
        if key:
            named = frame[key].str.strip().ne("")
            again = (self._again(frame, "own", [key, *opened]) | (self._again(frame, "who", [key]) & wordless)) & named
        else:
            again = self._again(frame, "own", list(frame.columns)) & ~(wordless & self._nameless)
        answered = [*(column.name for column in columns if column.role in CLOSED), *opened]
        spoken = ~wordless if opened else again
        copied = self._again(frame, "answers", answered) & spoken & ~again if answered else again & False
        for rows, reason in (
            (again, "second row of the same respondent" if key else "exact copy of another row"),
            (copied, "copy of another respondent's answers"),
        ):
            if rows.any():
                collector.tally.duplicates += int(rows.sum())
                collector.tally.dropped[reason] += int(rows.sum())
        return frame[~again & ~copied]

    def _again(self, frame: pd.DataFrame, what: str, names: list[str]) -> pd.Series:
        """Which rows stand before, here or in an earlier part, in these columns."""
        return pd.Series(self._seen.again(frame[names].assign(**{"compared": what})), index=frame.index)


def _with_customer(columns: list[Column], frame: pd.DataFrame, request: Request, notes: list[str]) -> list[Column]:
    """With the column of known customers' ids called that, where no name says which it is."""
    open_to_it = [column.name for column in columns if column.role in ("choice", "number", "ignored")]
    if first_of(columns, "customer"):
        return columns
    if not (found := customer_column(frame[open_to_it], request.customers)):
        notes += filter(None, [unknown_customers(frame[[name for name in open_to_it if not counts_answers(name)]])])
        return columns
    notes.append(found[1])
    return [column._replace(role="customer") if column.name == found[0] else column for column in columns]


def _tells_nobody(columns: Sequence[Column], frame: pd.DataFrame) -> bool:
    """Whether a table of scores or of few closed questions tells neither who answered nor at which time of the day."""
    roles = {column.role for column in columns if frame[column.name].str.strip().any()}
    date = first_of(columns, "date")
    few = "open" not in roles and sum(column.role in CLOSED for column in columns) <= _FEW
    return ("nps" in roles or few) and _WHO.isdisjoint(roles) and not (date and frame[date].str.contains(":").any())


def _wordless(frame: pd.DataFrame, opened: Sequence[str]) -> pd.Series:
    """Whether each row holds nothing in its respondent's own words."""
    if not opened:
        return pd.Series(data=True, index=frame.index)
    return frame[list(opened)].map(lambda cell: is_nil(str(cell))).all(axis=1)


def _hurried(frame: pd.DataFrame, columns: Sequence[Column], usual: float) -> dict[Hashable, str]:
    """Row -> how fast it was, for those who answered too fast to have read the questions; `usual` is the median."""
    name = first_of(columns, "duration")
    if name is None:
        return {}
    seconds = pd.to_numeric(frame[name], errors="coerce")
    fast = seconds[seconds < usual * _TOO_FAST]
    return {row: f"{taken:.0f} s, the median is {usual:.0f} s" for row, taken in fast.items()}


def _without_silent(frame: pd.DataFrame, columns: Sequence[Column], collector: Collector) -> pd.DataFrame:
    scored = any(column.role == "nps" for column in columns)
    asked = [column.name for column in columns if _is_asked(column, scored=scored)]
    silent = frame[asked].apply(lambda row: all(not str(cell).strip() for cell in row), axis=1) if asked else None
    if silent is None or not silent.any():
        return frame
    collector.tally.dropped["nothing answered"] += int(silent.sum())
    return frame[~silent]


def _is_asked(column: Column, *, scored: bool) -> bool:
    """Whether a column holds answers; beside a score of recommendation, short names are of what was known before."""
    if column.role in ("likert", "nps", "open"):
        return True
    return column.role in CLOSED and (not scored or "?" in column.label or len(column.label.split()) > 3)


def _missing(frame: pd.DataFrame, columns: Sequence[Column]) -> dict[str, float]:
    asked = [column for column in columns if column.role in (*CLOSED, "open")]
    says_nothing = {c.name: is_nil if c.role == "open" else is_unanswered for c in asked}
    shares = {
        c.label.strip(): float(frame[c.name].map(str).map(says_nothing[c.name]).mean()) for c in asked if len(frame)
    }
    return {label: round(share, 4) for label, share in shares.items() if share > 0}


def _counted(columns: Sequence[Column]) -> str:
    """What kinds of questions there are, for the report."""
    counted = Counter(column.role for column in columns)
    several = counted["choices"] + len({column.ticked.question for column in columns if column.ticked})
    opened = [column.label.strip() for column in columns if column.role == "open"]
    facts = counted["choice"] + counted["number"] + counted["flag"]
    recommended = f"{counted['nps']} score of recommendation from 0 to 10 (nps), " if counted["nps"] else ""
    return (
        f"{recommended}{counted['likert']} scale items, {facts} facts or choices, "
        f"{several} question(s) with several answers each, "
        f"{len(opened)} open question(s){': ' + '; '.join(opened) if opened else ''}."
    )
