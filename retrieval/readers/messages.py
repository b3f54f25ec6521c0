"""Support tickets, chat logs, notes of a CRM and posts: one document a conversation of a customer, or a post."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from personas.evidence import Attribute, VoiceKind
from personas.ids import OF_TEXTS, content_id
from personas.voices import Document, Turn
from retrieval.readers.by_values import customer_column
from retrieval.readers.cleaning import is_nil
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.formats import Request, VoiceExtract
from retrieval.readers.message_layouts import ATTRIBUTES, STAFF, MessageColumns, MessageKind, is_note
from retrieval.readers.naming import attribute_value
from retrieval.readers.tables import read_table
from retrieval.readers.threads import read_threads
from segments.tables import email_sha256, plain, sensitive_kind
from segments.tables.moments import to_days

_CUSTOMER, _EMPLOYEE, _NOTE = "Customer", "Staff", "Staff note"
_VOICE: dict[MessageKind, VoiceKind] = {"tickets": "ticket", "posts": "post"}


class _Said(NamedTuple):
    values: dict[str, str]
    at: pd.Timestamp
    by_staff: bool
    title: str
    text: str


def message_reader(kind: MessageKind, columns_of: Callable[[list[str]], MessageColumns]) -> Callable[..., VoiceExtract]:
    """A reader of tables of messages with these columns."""

    def read(request: Request) -> VoiceExtract:
        table = read_table(request.path, request.sample)
        names = [str(name) for name in table.frame.columns]
        return _read(request, table.frame, columns_of(names), kind, dropped=table.dropped)

    return read


def read_helpdesk(request: Request) -> VoiceExtract:
    """Tickets with their messages inside each, as helpdesks export them in JSON."""
    frame, columns, notes = read_threads(request.path, request.sample)
    return _read(request, frame, columns, "tickets", notes)


def _read(
    request: Request,
    frame: pd.DataFrame,
    known: MessageColumns,
    kind: MessageKind,
    notes: Iterable[str] = (),
    *,
    dropped: Mapping[str, int] | None = None,
) -> VoiceExtract:
    collector = Collector(request.source_id, _VOICE[kind])
    collector.tally.notes += notes
    collector.tally.dropped.update(dropped or {})
    collector.tally.read = len(frame) + sum((dropped or {}).values())
    if known.customer is None and (told := customer_column(frame, request.customers)):
        known = known._replace(customer=told[0])
        collector.tally.notes.append(told[1])
    frame = _without_copies(frame, collector)
    dates = (
        to_days(frame[known.date], collector.tally.notes.append) if known.date else pd.Series(pd.NaT, index=frame.index)
    )
    facts = [str(name) for name in frame.columns if plain(str(name)) in ATTRIBUTES and not sensitive_kind(str(name))]
    sensitive = [f"{name} ({about})" for name in map(str, frame.columns) if (about := sensitive_kind(name))]
    collector.tally.notes += [f"Set aside as sensitive: {', '.join(sensitive)}."] if sensitive else []
    conversations: dict[str, list[_Said]] = {}
    for place, (record, at) in enumerate(zip(frame.to_dict("records"), dates, strict=True)):
        said = _said({str(name): str(cell).strip() for name, cell in record.items()}, at, known, collector)
        if said is not None:
            conversations.setdefault(_thread(said, known, kind, place), []).append(said)
    for thread, messages in conversations.items():
        _add(collector, known, facts, thread, messages)
    _note(collector, known, kind, conversations.values())
    return collector.extract(kind, empty=f"{request.sample.name!r} holds no message of a customer.")


def _without_copies(frame: pd.DataFrame, collector: Collector) -> pd.DataFrame:
    copies = frame.duplicated()
    if copies.any():
        collector.tally.duplicates += int(copies.sum())
        collector.tally.dropped["exact copy of another row"] += int(copies.sum())
    return frame[~copies]


def _said(values: dict[str, str], at: pd.Timestamp, known: MessageColumns, collector: Collector) -> _Said | None:
    text, title = values[known.text], values[known.title] if known.title else ""
    if is_nil(text):
        collector.tally.dropped["empty, nil or the like"] += 1
        return None
    title = "" if is_nil(title) or text.casefold().startswith(title.casefold()) else title
    sender = values[known.sender] if known.sender else ""
    return _Said(values, at, bool(STAFF.search(sender)), title, text)


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
        plain(name): attribute_value(first.values[name]) for name in facts if not is_nil(first.values[name])
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
