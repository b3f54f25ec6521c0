"""Reading support tickets, chat logs, CRM notes and posts: one document a conversation or post."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from personas.evidence import VoiceKind
from retrieval.readers.by_values import customer_column, unknown_customers
from retrieval.readers.collecting import Collector
from retrieval.readers.conversations import Message, add_conversation, message_of, note_conversations, thread_of_message
from retrieval.readers.employees import employees_among
from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.in_parts import Seen, parts_of
from retrieval.readers.message_layouts import ATTRIBUTES, MessageColumns, MessageKind
from retrieval.readers.tables import ANY_TABLE, Layout, read_table
from retrieval.readers.threads import told_in_threads
from segments.tables import plain, sensitive_kind
from segments.tables.values.date_styles import stands_month_first
from segments.tables.values.moments import to_days

_TICKETS = 10_000
"""Tickets of a part of a helpdesk's export."""
_VOICE: dict[MessageKind, VoiceKind] = {"tickets": "ticket", "posts": "post"}


def message_reader(
    kind: MessageKind, columns_of: Callable[[list[str]], MessageColumns], layout: Layout = ANY_TABLE
) -> "MessageReader":
    """A reader of tables of messages with these columns."""
    return MessageReader(kind, columns_of, layout)


class MessageReader:
    """Reads a table of messages, whole or part by part; those of one conversation may stand anywhere in it."""

    def __init__(
        self, kind: MessageKind, columns_of: Callable[[list[str]], MessageColumns], layout: Layout = ANY_TABLE
    ) -> None:
        self._kind, self._columns_of, self._layout = kind, columns_of, layout

    def __call__(self, request: Request) -> VoiceExtract:
        """All of it. Raises BadInput when no customer says anything in it."""
        table = read_table(request.path, request.sample, self._layout)
        return self._begin(request, table.frame).part(table.frame, table.dropped, empty=_empty(request))

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """One part after the other, without the first `after`; what the columns hold is told by the first part."""
        layout = self._layout._replace(together=self._thread)
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
        self._used = list(dict.fromkeys(name for name in (*known, *self._facts) if name))
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
        frame = frame.loc[~copies, self._used]
        none = pd.Series(pd.NaT, index=frame.index)
        dates = to_days(frame[known.date], tally.notes.append, self._month_first) if known.date else none
        conversations: dict[str, list[Message]] = {}
        for place, record, at in zip(frame.index, frame.to_dict("records"), dates, strict=True):
            said = message_of(
                {str(name): str(cell).strip() for name, cell in record.items()}, at, known, self._staff, collector
            )
            if said is not None:
                conversations.setdefault(thread_of_message(said, known, self._kind, place), []).append(said)
        for thread, messages in conversations.items():
            add_conversation(collector, known, self._facts, thread, messages)
        note_conversations(collector, known, self._kind, conversations.values())
        return collector.extract(self._kind, empty=empty)


def _empty(request: Request) -> str:
    return f"{request.sample.name!r} holds no message of a customer."
