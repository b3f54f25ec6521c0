"""Conversations: the messages of one ticket, chat or post as one document, in which only the customer is quoted."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from personas.evidence import STAFF_NOTE, Attribute
from personas.ids import OF_TEXTS, content_id
from personas.voices import Document
from retrieval.readers.cleaning import is_nil, is_unanswered
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.dialogues import Said, dialogue
from retrieval.readers.message_layouts import STAFF, MessageColumns, MessageKind, is_note
from retrieval.readers.naming import attribute_value
from segments.tables import email_sha256, plain

_CUSTOMER, _EMPLOYEE, _NOTE = "Customer", "Staff", STAFF_NOTE


class Message(NamedTuple):
    """What one row of a table of messages says."""

    values: dict[str, str]
    at: pd.Timestamp
    by_staff: bool
    title: str
    text: str


def message_of(
    values: dict[str, str], at: pd.Timestamp, known: MessageColumns, staff: Collection[str], collector: Collector
) -> Message | None:
    """A row as a message; None, and counted as dropped, where it says nothing."""
    text, title = values[known.text], values[known.title] if known.title else ""
    if is_nil(text):
        collector.tally.dropped["empty, nil or the like"] += 1
        return None
    title = "" if is_nil(title) or text.casefold().startswith(title.casefold()) else title
    sender = values[known.sender] if known.sender else ""
    return Message(values, at, sender in staff or bool(STAFF.search(sender)), title, text)


def thread_of_message(said: Message, known: MessageColumns, kind: MessageKind, place: int) -> str:
    """What belongs together: the messages of a ticket or a chat; each post stands alone."""
    named = said.values[known.thread] if known.thread else ""
    return named if named and kind == "tickets" else f"{named or 'row'} {place}"


def add_conversation(
    collector: Collector, known: MessageColumns, facts: list[str], thread: str, messages: list[Message]
) -> None:
    """Add what a customer said, with what staff answered as context; nobody where only staff speaks."""
    theirs = [said for said in messages if not said.by_staff]
    if not theirs:
        collector.tally.dropped["only staff speaks"] += len(messages)
        return
    person = collector.add_person(_customer(theirs, known, thread))
    names = {name for said in messages if (name := _cell(said, known.author)) and " " in name}
    told = dialogue(_said(collector, messages, names, note=is_note(known)))
    if not told.answers:
        collector.tally.dropped["empty, nil or the like"] += len(messages)
        return
    first = theirs[0]
    collector.tally.kept += len(messages)
    collector.add_document(
        Document(
            id=content_id("doc", collector.source_id, person, thread, told.text, digits=OF_TEXTS),
            source_id=collector.source_id,
            respondent_id=person,
            kind=collector.kind,
            text=told.text,
            turns=told.turns,
            date=None if pd.isna(first.at) else first.at.to_pydatetime(),
            attributes=_attributes(first, facts),
        ),
        language=_cell(first, known.language),
    )


def _customer(theirs: list[Message], known: MessageColumns, thread: str) -> Person:
    """Who wrote: known by an address, a customer's number, a name; else whoever began the conversation."""
    first = theirs[0]
    email = next((found for said in theirs if (found := email_sha256(_cell(said, known.email)))), "")
    customer = next((found for said in theirs if (found := _cell(said, known.customer))), "")
    author = _cell(first, known.author)
    key = f"email {email}" if email else f"customer {customer}" if customer else f"author {author or thread}"
    return Person(key, {}, customer or None, _cell(first, known.order) or None, email or None)


def _attributes(first: Message, facts: list[str]) -> dict[str, Attribute]:
    """What the columns of facts say of a conversation, in its customer's first message."""
    told = {name: first.values[name] for name in facts}
    return {plain(name): attribute_value(value) for name, value in told.items() if not is_unanswered(value)}


def _said(collector: Collector, messages: list[Message], names: Iterable[str], *, note: bool) -> Iterator[Said]:
    """The messages as turns; a title stands once, with its customer's words."""
    titles = {""}
    for message in messages:
        titled = message.title not in titles and not message.by_staff
        titles |= {message.title} if titled else set()
        raw = f"{message.title}\n{message.text}" if titled else message.text
        words = collector.clean(raw, names=tuple(names))
        if message.by_staff:
            yield Said(_EMPLOYEE, "interviewer", words)
        else:
            yield Said(_NOTE if note else _CUSTOMER, "respondent", words)


def _cell(said: Message, column: str | None) -> str:
    value = said.values[column] if column else ""
    return "" if is_nil(value) else value


def note_conversations(
    collector: Collector, known: MessageColumns, kind: MessageKind, conversations: Iterable[list[Message]]
) -> None:
    """Say how many messages there were, and what was set aside of who wrote them."""
    counted = [len(messages) for messages in conversations]
    by_staff = "" if known.sender is None else f", {known.sender!r} says who speaks"
    collector.tally.notes.append(f"{sum(counted):,} messages in {len(counted):,} {kind}{by_staff}.")
    if is_note(known):
        collector.tally.notes.append("These are notes of employees: quotes of them say so and are nobody's own words.")
    set_aside = [name for name in (known.author, known.email) if name]
    if set_aside:
        collector.tally.notes.append(f"Set aside as personal: {', '.join(set_aside)}.")
