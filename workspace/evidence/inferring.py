"""Placing voices of unknown segment by a classifier: opt-in, tested, and marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from personas.base import Record
from personas.errors import BadInput, Refused
from personas.library import segments as store
from personas.library.events import append_event
from personas.library.evidence import iterate_words, load_respondents
from personas.library.meta import forget_fact, get_fact, set_fact
from personas.library.schema import documents
from personas.segment import OVERLAYS, Method
from retrieval.index import EvidenceIndex
from segments.features import known_customers
from segments.segmentation.inferring import FEWEST, FEWEST_EACH, Placing, Vectors, place_voices
from workspace.evidence.indexing import open_index
from workspace.progress import Report, silent
from workspace.roles import permitted
from workspace.workspace import Workspace

_MOST, _CHUNK = 20_000, 5_000
_TOO_FEW = (
    f"Too few people are known to belong to a segment and to have spoken: {FEWEST} are needed to learn from, with "
    f"{FEWEST_EACH} in each of two segments. Nobody is placed."
)


class Inferred(Record):
    """What came of placing voices by what they say."""

    method: Method
    test: Placing
    """By the segments' names."""
    placed: dict[str, int]
    """Segment's name -> people placed in it."""
    set_aside: int = 0
    """People who were not placed because they speak in a way (kind and language) in which too few were learned from."""


class _People(NamedTuple):
    """Who is known to belong where, and who may be placed."""

    known: dict[str, str]
    """Person -> segment."""
    free: set[str]
    """Of no known segment, and of no customer that the ledger knows."""
    voices: dict[str, list[str]]
    """Person -> respondents."""
    ways: dict[str, set[tuple[str, str]]]
    """Person -> kind and language of what the person said."""


@permitted("segment")
def infer_voices(
    workspace: Workspace, *, actor: str, method: Method | None = None, report: Report = silent
) -> Inferred:
    """Place those whose segment nothing tells by what they say, and keep on doing so when segments are built again.

    They may be found and quoted, marked with their error, and enter no count. Raises BadInput without segments, and
    Refused with the figures where too few are known to learn from or where the test is not passed: nobody is placed.
    """
    chosen = method or _default(workspace)
    found = _placed(workspace, chosen, report)
    if found is None:
        raise Refused(_TOO_FEW)
    if not found.test.usable:
        raise Refused(found.test.sentence())
    with workspace.library.write() as connection:
        set_fact(connection, _fact(chosen), found.model_dump_json())
        store.forget_groundwork(connection)
        append_event(
            connection, actor=actor, action="infer voices", subject="segments", method=chosen, placed=found.placed
        )
    return found


@permitted("segment")
def take_back(workspace: Workspace, *, actor: str, method: Method | None = None) -> int:
    """Have nobody placed by inference any more; gives how many people were."""
    chosen = method or _default(workspace)
    with workspace.library.write() as connection:
        parts = store.list_segments(connection, chosen)
        count = sum(store.count_inferred(connection, part.id) for part in parts)
        store.save_inferred(connection, chosen, {}, {})
        store.forget_groundwork(connection)
        forget_fact(connection, _fact(chosen))
        append_event(connection, actor=actor, action="take back inferred voices", subject="segments", method=chosen)
    return count


def infer_again(workspace: Workspace, method: Method, *, report: Report = silent) -> None:
    """After segments were built: place voices as was chosen before. Where the test is no longer passed nobody is."""
    with workspace.library.read() as connection:
        wanted = get_fact(connection, _fact(method))
    if wanted:
        _placed(workspace, method, report)


def _placed(workspace: Workspace, method: Method, report: Report) -> Inferred | None:
    """Test, place, and write who was placed; nobody where the test is not passed. None where too few are known."""
    index = open_index(workspace, report=report)
    with workspace.library.read() as connection:
        people = _people(workspace, connection, method)
        names = {part.id: part.name for part in store.list_segments(connection, method)}
        alike = _alike(people)
        vectors = _means(connection, index, _even(people.known) | alike)
    found = place_voices(people.known, vectors)
    placed = {} if found is None else found.segments
    errors = {} if found is None else found.test.errors
    with workspace.library.write() as connection:
        voices = {one: segment for person, segment in placed.items() for one in people.voices[person]}
        store.save_inferred(connection, method, voices, errors)
    if found is None:
        return None
    counts = {name: list(placed.values()).count(segment) for segment, name in names.items() if segment in errors}
    named = found.test.model_copy(update={"errors": {names[segment]: error for segment, error in errors.items()}})
    return Inferred(method=method, test=named, placed=counts, set_aside=len(people.free) - len(alike))


def _people(workspace: Workspace, connection: Connection, method: Method) -> _People:
    frame = load_respondents(connection, counted=True)
    person_of = dict(zip(frame["respondent_id"], frame["person_id"], strict=True))
    voices: dict[str, list[str]] = defaultdict(list)
    for respondent, person in person_of.items():
        voices[person].append(respondent)
    segment_of = store.known_members(connection, method)
    known = {person_of[one]: segment for one, segment in segment_of.items() if one in person_of}
    customers = dict(zip(frame["person_id"], frame["customer_id"], strict=True))
    in_ledger = known_customers(workspace.tables, {one for one in customers.values() if isinstance(one, str)})
    free = {person for person, customer in customers.items() if person not in known and customer not in in_ledger}
    return _People(known, free, voices, _ways(connection, person_of))


def _ways(connection: Connection, person_of: Mapping[str, str]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    told = select(documents.c.respondent_id, documents.c.kind, documents.c.language).distinct()
    for respondent, kind, language in connection.execute(told):
        if respondent in person_of:
            found[person_of[respondent]].add((kind, language))
    return found


def _alike(people: _People) -> set[str]:
    """Those free to be placed who speak only in ways in which enough were learned from."""
    heard: dict[tuple[str, str], int] = defaultdict(int)
    for person in people.known:
        for way in people.ways.get(person, ()):
            heard[way] += 1
    enough = {way for way, count in heard.items() if count >= FEWEST_EACH}
    return {person for person in people.free if people.ways.get(person) and people.ways[person] <= enough}


def _even(known: Iterable[str]) -> set[str]:
    """The people to learn from: all, or of very many an even sample (ids are hashes)."""
    return set(sorted(known)[:_MOST])


def _means(connection: Connection, index: EvidenceIndex, people: set[str]) -> dict[str, Vectors]:
    """Person -> the sum of the vectors of what the person said, whose direction is their mean's."""
    sums: dict[str, Vectors] = {}
    said = [(quote_id, person) for quote_id, person, _ in iterate_words(connection) if person in people]
    for start in range(0, len(said), _CHUNK):
        chunk: Sequence[tuple[str, str]] = said[start : start + _CHUNK]
        for (_, person), vector in zip(chunk, index.vectors_of([one for one, _ in chunk]), strict=True):
            sums[person] = vector if person not in sums else np.asarray(sums[person] + vector, dtype=np.float32)
    return sums


def _default(workspace: Workspace) -> Method:
    with workspace.library.read() as connection:
        methods = [one.method for one in store.current_definitions(connection) if one.method not in OVERLAYS]
    if not methods:
        raise BadInput("There are no segments to place voices in. Run `verism segments build` first.")
    return methods[0]


def _fact(method: Method) -> str:
    return f"inferred voices: {method}"
