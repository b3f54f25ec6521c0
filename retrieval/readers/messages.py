"""Reading support tickets, chat logs, CRM notes and posts: one document a conversation or post."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from personas.evidence import Attribute, VoiceKind
from personas.ids import OF_TEXTS, content_id
from personas.voices import Document, Turn
from retrieval.readers.by_values import customer_column, unknown_customers
from retrieval.readers.cleaning import is_nil, is_unanswered
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.employees import employees_among
from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.in_parts import Seen, parts_of
from retrieval.readers.message_layouts import ATTRIBUTES, STAFF, MessageColumns, MessageKind, is_note
from retrieval.readers.naming import attribute_value
from retrieval.readers.tables import Layout, read_table
from retrieval.readers.threads import told_in_threads
from segments.tables import email_sha256, plain, sensitive_kind
from segments.tables.date_styles import stands_month_first
from segments.tables.moments import to_days

_CUSTOMER, _EMPLOYEE, _NOTE = "Customer", "Staff", "Staff note"
_TICKETS = 10_000
"""Tickets of a part of a helpdesk's export."""
_VOICE: dict[MessageKind, VoiceKind] = {"tickets": "ticket", "posts": "post"}


class _Said(NamedTuple):
    values: dict[str, str]
    at: pd.Timestamp
    by_staff: bool
    title: str
    text: str


def message_reader(kind: MessageKind, columns_of: Callable[[list[str]], MessageColumns]) -> "MessageReader":
    """A reader of tables of messages with these columns."""
    return MessageReader(kind, columns_of)


class MessageReader:
    """Reads a table of messages, whole or part by part; those of one conversation may stand anywhere in it."""

    def __init__(self, kind: MessageKind, columns_of: Callable[[list[str]], MessageColumns]) -> None:
        self._kind, self._columns_of = kind, columns_of

    def __call__(self, request: Request) -> VoiceExtract:
        """All of it. Raises BadInput when no customer says anything in it."""
        table = read_table(request.path, request.sample)
        return self._begin(request, table.frame).part(table.frame, table.dropped, empty=_empty(request))

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """One part after the other, without the first `after`; what the columns hold is told by the first part."""
        layout = Layout(together=self._thread)
        return parts_of(request, lambda first: self._begin(request, first), after=after, layout=layout)

    def _thread(self, names: Sequence[str]) -> str | None:
        return self._columns_of(list(names)).thread if self._kind == "tickets" else None

    def _begin(self, request: Request, frame: pd.DataFrame) -> "_Reading":
        return _Reading(request, frame, self._columns_of([str(name) for name in frame.columns]), self._kind)


class HelpdeskReader:
    """Reads tickets with their messages inside each, as helpdesks export them in JSON, whole or part by part."""

    def __call__(self, request: Request) -> VoiceExtract:
        """All of it. Raises BadInput when no customer says anything in it."""
        (told,) = told_in_threads(request.path, request.sample)
        reading = _Reading(request, told.frame, told.columns, "tickets")
        reading.note(told.notes)
        return reading.part(told.frame, {}, empty=_empty(request))

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """One part after the other, without the first `after`."""
        reading: _Reading | None = None
        for number, told in enumerate(told_in_threads(request.path, request.sample, tickets=_TICKETS)):
            reading = reading or _Reading(request, told.frame, told.columns, "tickets")
            if number < after:
                reading.pass_over(told.frame)
            else:
                reading.note(told.notes)
                yield Part(reading.part(told.frame, {}), (number + 1) / (number + 2))


class _Reading:
    """One table while it is read: what its columns hold, and what is remembered of the rows so far."""

    def __init__(self, request: Request, frame: pd.DataFrame, known: MessageColumns, kind: MessageKind) -> None:
        self._request, self._kind, self._notes, self._seen = request, kind, list[str](), Seen()
        if known.customer is None and (told := customer_column(frame, request.customers)):
            known = known._replace(customer=told[0])
            self._notes.append(told[1])
        elif known.customer is None and (may := unknown_customers(frame.drop(columns=list(filter(None, known))))):
            self._notes.append(may)
        self._known, names = known, [str(name) for name in frame.columns]
        self._facts = [name for name in names if plain(name) in ATTRIBUTES and not sensitive_kind(name)]
        sensitive = [f"{name} ({about})" for name in names if (about := sensitive_kind(name))]
        self._notes += [f"Set aside as sensitive: {', '.join(sensitive)}."] if sensitive else []
        self._staff = employees_among(frame, known)
        company = ", ".join(map(repr, self._staff))
        self._notes += (
            [f"{known.sender!r} calls the company {company}: it answers what others begin."] if company else []
        )
        self._month_first = stands_month_first(frame[known.date]) if known.date else None

    def note(self, sentences: Iterable[str]) -> None:
        """What the report of the next part is to say, too."""
        self._notes += sentences

    def pass_over(self, frame: pd.DataFrame) -> None:
        """Remember rows that were read before."""
        self._seen.again(frame)
        self._notes = []

    def part(self, frame: pd.DataFrame, dropped: Mapping[str, int], *, empty: str = "") -> VoiceExtract:
        """What some rows say, and what others were dropped. Raises BadInput with `empty` when that is nothing."""
        known, collector = self._known, Collector(self._request.source_id, _VOICE[self._kind])
        tally = collector.tally
        tally.read, tally.notes, self._notes = len(frame) + sum(dropped.values()), self._notes, []
        tally.dropped.update(dropped)
        copies = self._seen.again(frame)
        if copies.any():
            tally.duplicates = tally.dropped["exact copy of another row"] = int(copies.sum())
        frame = frame[~copies]
        none = pd.Series(pd.NaT, index=frame.index)
        dates = to_days(frame[known.date], tally.notes.append, self._month_first) if known.date else none
        conversations: dict[str, list[_Said]] = {}
        for place, record, at in zip(frame.index, frame.to_dict("records"), dates, strict=True):
            said = _said(
                {str(name): str(cell).strip() for name, cell in record.items()}, at, known, self._staff, collector
            )
            if said is not None:
                conversations.setdefault(_thread(said, known, self._kind, place), []).append(said)
        for thread, messages in conversations.items():
            _add(collector, known, self._facts, thread, messages)
        _note(collector, known, self._kind, conversations.values())
        return collector.extract(self._kind, empty=empty)


def _empty(request: Request) -> str:
    return f"{request.sample.name!r} holds no message of a customer."


def _said(
    values: dict[str, str], at: pd.Timestamp, known: MessageColumns, staff: Collection[str], collector: Collector
) -> _Said | None:
    text, title = values[known.text], values[known.title] if known.title else ""
    if is_nil(text):
        collector.tally.dropped["empty, nil or the like"] += 1
        return None
    title = "" if is_nil(title) or text.casefold().startswith(title.casefold()) else title
    sender = values[known.sender] if known.sender else ""
    return _Said(values, at, sender in staff or bool(STAFF.search(sender)), title, text)


def _thread(said: _Said, known: MessageColumns, kind: MessageKind, place: int) -> str:
    """What belongs together: the messages of a ticket or a chat; each post stands alone."""
    named = said.values[known.thread] if known.thread else ""
    return named if named and kind == "tickets" else f"{named or 'row'} {place}"


def _add(collector: Collector, known: MessageColumns, facts: list[str], thread: str, messages: list[_Said]) -> None:
    theirs = [said for said in messages if not said.by_staff]
    if not theirs:
        collector.tally.dropped["only staff speaks"] += len(messages)
        return
    first = theirs[0]
    email = next((found for said in theirs if (found := email_sha256(_cell(said, known.email)))), "")
    customer = next((found for said in theirs if (found := _cell(said, known.customer))), "")
    author = _cell(first, known.author)
    key = f"email {email}" if email else f"customer {customer}" if customer else f"author {author or thread}"
    order = _cell(first, known.order) or None
    person = collector.add_person(Person(key, {}, customer or None, order, email or None))
    names = {name for said in messages if (name := _cell(said, known.author)) and " " in name}
    text, turns = _conversation(collector, messages, names, note=is_note(known))
    if not turns or not any(turn.role == "respondent" for turn in turns):
        collector.tally.dropped["empty, nil or the like"] += len(messages)
        return
    attributes: dict[str, Attribute] = {
        plain(name): attribute_value(first.values[name]) for name in facts if not is_unanswered(first.values[name])
    }
    collector.tally.kept += len(messages)
    collector.add_document(
        Document(
            id=content_id("doc", collector.source_id, person, thread, text, digits=OF_TEXTS),
            source_id=collector.source_id,
            respondent_id=person,
            kind=collector.kind,
            text=text,
            turns=turns,
            date=None if pd.isna(first.at) else first.at.to_pydatetime(),
            attributes=attributes,
        ),
        language=_cell(first, known.language),
    )


def _conversation(
    collector: Collector, messages: list[_Said], names: Iterable[str], *, note: bool
) -> tuple[str, tuple[Turn, ...]]:
    """The text of a conversation, and who said which part of it; a title stands once, with its customer's words."""
    text, turns, titles = "", list[Turn](), {""}
    for said in messages:
        titled = said.title not in titles and not said.by_staff
        titles |= {said.title} if titled else set()
        words = collector.clean(f"{said.title}\n{said.text}" if titled else said.text, names=tuple(names))
        if not words:
            continue
        label = _EMPLOYEE if said.by_staff else _NOTE if note else _CUSTOMER
        start = len(text) + (2 if text else 0) + len(label) + 2
        text += ("\n\n" if text else "") + f"{label}: {words}"
        role = "interviewer" if said.by_staff else "respondent"
        turns.append(Turn.model_validate({"start": start, "end": len(text), "speaker": label, "role": role}))
    return text, tuple(turns)


def _cell(said: _Said, column: str | None) -> str:
    value = said.values[column] if column else ""
    return "" if is_nil(value) else value


def _note(collector: Collector, known: MessageColumns, kind: MessageKind, conversations: Iterable[list[_Said]]) -> None:
    counted = [len(messages) for messages in conversations]
    by_staff = "" if known.sender is None else f", {known.sender!r} says who speaks"
    collector.tally.notes.append(f"{sum(counted):,} messages in {len(counted):,} {kind}{by_staff}.")
    if is_note(known):
        collector.tally.notes.append("These are notes of employees: quotes of them say so and are nobody's own words.")
    set_aside = [name for name in (known.author, known.email) if name]
    if set_aside:
        collector.tally.notes.append(f"Set aside as personal: {', '.join(set_aside)}.")
