"""The clearest voices of the sections of a persona, for a question that names no matter: "What annoys people?"."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from sqlalchemy import Connection

from personas.evidence import Quote
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.library.meta import voices_state
from personas.segment import Segment
from retrieval.answering import Evidence
from retrieval.packs import SAMPLE, voices_by_section
from workspace.chat.hearing import Voices
from workspace.drafting.packing import with_what_was_asked
from workspace.workspace import Workspace

_VOICES = 8
"""The most voices of one answer."""


def by_section(
    workspace: Workspace,
    connection: Connection,
    found: Evidence,
    sections: Sequence[str],
    *,
    parts: Sequence[Segment],
    voices: Voices,
) -> Evidence:
    """What was found, or the clearest quotes of the sections that a question names: each segment's first, by turns."""
    laid = _laid(workspace, connection, parts, voices)
    lists = [one.get(section, ()) for section in sections for one in laid]
    ids = dict.fromkeys(i for turn in zip_longest(*lists) for i in turn if i is not None)
    people: dict[str, Quote] = {}
    for quote in voices.quotes(ids):
        people.setdefault(quote.respondent_id, quote)
    quotes = tuple(people.values())[:_VOICES]
    return found._replace(covered=True, missing=(), reason="", quotes=quotes) if quotes else found


def _laid(
    workspace: Workspace, connection: Connection, parts: Sequence[Segment], voices: Voices
) -> list[Mapping[str, Sequence[str]]]:
    """By section the ids of the clearest quotes: of the people alone who are asked about, else of each segment.

    The largest segments come first; where there are none, everybody speaks.
    """
    if voices.narrowed:
        return [_clearest(connection, voices.theirs())]
    if not parts:
        state = voices_state(connection)
        return [workspace.remembered("clearest voices", state, lambda: _clearest(connection, _sample(connection)))]
    largest = sorted(parts, key=lambda part: -part.n)
    grounds = (segment_store.groundwork_of(connection, part.id) for part in largest)
    return [ground.voices for ground in grounds if ground is not None]


def _sample(connection: Connection) -> list[Quote]:
    return store.some_quotes(connection, SAMPLE)


def _clearest(connection: Connection, quotes: Sequence[Quote]) -> Mapping[str, Sequence[str]]:
    return voices_by_section(with_what_was_asked(connection, quotes), _VOICES)
