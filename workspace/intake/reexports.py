"""Later exports of the same survey or reviews: people ingested before are not ingested twice.

Two tests, the sure one first. A text of five words or more that stands already, word for word, under the same question
and date, is the same text. And once half of a file's voices are known that way, it is an export of the same thing: then
a person with the same answers on the same day is the same person, too, each counted as often as it stood before. Where
nobody says as much, equal answers tell so, unless many of a file give the same ones: scores alone are no trace of
anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from personas.library.schema import documents, respondents, sources
from personas.sources import QualityReport
from personas.voices import Document, Respondent
from retrieval.readers import VoiceExtract

_LONG = 5
"""Words from which on the same text on the same day is no chance."""
_SHARED = 0.5
"""Of the voices of the smaller of two files: from there on one is an export of the other."""
_DIFFERENT = 0.5
"""Of a file's people: so many differ from all others in what is known of them where equal answers tell who it is."""

_DOUBT = (
    "Most of these answers stand in an earlier file, too, and nothing tells whether they are of the same people: all "
    "are counted. If this is a longer export of the same survey, remove the earlier one (`verism sources remove`)."
)


class Key(NamedTuple):
    """A text with its question and date, as a hash."""

    digest: bytes
    long: bool
    """Whether it is long enough to be the same by itself."""


class Fresh(NamedTuple):
    """What of a file is new."""

    extract: VoiceExtract
    people: Mapping[str, str]
    """Respondent id -> person id, for those who wrote more since they were taken in."""


class Former(NamedTuple):
    """A source of the same kind that was taken in before."""

    name: str
    texts: dict[Key, str]
    """Long text with its question and date -> the person who wrote it."""
    people: Counter[bytes]
    """What a person said in all, with their facts -> people."""

    @property
    def tells_apart(self) -> bool:
        """Whether its people can be known again by their answers."""
        return len(self.people) >= _DIFFERENT * self.people.total()


def only_new(before: Iterable[Former], extract: VoiceExtract) -> Fresh:
    """A file's voices without those that stand already from another file of its kind; the report counts them."""
    people: dict[str, str] = {}
    for former in before:
        known = _known_texts(extract, former)
        gone = {document.id for document in extract.documents if document.id in known}
        same = _same_people(extract, former)
        whole = _whole_people(extract, former, gone, same)
        if not gone and not whole:
            extract = _doubted(extract) if _is_doubtful(extract, former, same) else extract
            continue
        people |= {document.respondent_id: known[document.id] for document in extract.documents if document.id in gone}
        extract = _without(extract, gone, whole, former.name)
    left = {person.id for person in extract.respondents}
    return Fresh(extract, {key: person for key, person in people.items() if key in left})


def formers(connection: Connection, kind: str, *, but: str = "") -> list[Former]:
    """The sources of a kind that were taken in before, without the one that is read."""
    theirs = respondents.c
    rows = connection.execute(
        select(theirs.id, theirs.person_id, theirs.attributes, sources.c.id, sources.c.name)
        .add_columns(theirs.email_sha256, theirs.order_id, theirs.customer_id)
        .join(sources, sources.c.id == respondents.c.source_id)
        .where(sources.c.kind == kind, sources.c.id != but)
        .order_by(sources.c.ingested_at, sources.c.id)
    )
    said = _said_by(connection, kind)
    found: dict[str, Former] = {}
    for respondent, person, attributes, source, name, *who in rows:
        former = found.setdefault(source, Former(name, {}, Counter()))
        spoken = said.get(respondent, [])
        former.texts.update({key: person for key in spoken if key.long})
        former.people[_signature(who, attributes, spoken)] += 1
    return list(found.values())


def _said_by(connection: Connection, kind: str) -> dict[str, list[Key]]:
    columns = (documents.c.respondent_id, documents.c.question, documents.c.text, documents.c.date)
    statement = select(*columns).join(sources, sources.c.id == documents.c.source_id).where(sources.c.kind == kind)
    said: dict[str, list[Key]] = defaultdict(list)
    for respondent, question, text, date in connection.execute(statement):
        said[respondent].append(_key(question, text, date))
    return said


def _key(question: str, text: str, date: datetime | None) -> Key:
    words = text.casefold().split()
    said = "\x1f".join((question, date.isoformat() if date else "", *words))
    return Key(_digest(said), len(words) >= _LONG)


def _digest(said: str) -> bytes:
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _key_of(document: Document) -> Key:
    return _key(document.question, document.text, document.date)


def _signature(who: Sequence[str | None], attributes: Mapping[str, Any], said: Sequence[Key]) -> bytes:
    """What is known of a person; who they are, the surest first, matters for those who said nothing."""
    named = () if said else (next(filter(None, who), ""),)
    facts = sorted(f"{name}\x1f{value}" for name, value in attributes.items())
    return _digest("\x1e".join((*named, *facts, *sorted({key.digest.hex() for key in said}))))


def _known_texts(extract: VoiceExtract, former: Former) -> dict[str, str]:
    """Document id -> the person who wrote it in the former file."""
    keys = {document.id: _key_of(document) for document in extract.documents}
    return {identifier: former.texts[key] for identifier, key in keys.items() if key in former.texts}


def _same_people(extract: VoiceExtract, former: Former) -> set[str]:
    """Respondents of whom the former file holds an equal."""
    said: dict[str, list[Key]] = defaultdict(list)
    for document in extract.documents:
        said[document.respondent_id].append(_key_of(document))
    left, same = former.people.copy(), set()
    for person in extract.respondents:
        who = (person.email_sha256, person.order_id, person.customer_id)
        signature = _signature(who, person.attributes, said[person.id])
        if left[signature] > 0:
            left[signature] -= 1
            same.add(person.id)
    return same


def _whole_people(extract: VoiceExtract, former: Former, gone: set[str], same: set[str]) -> set[str]:
    """Respondents of whom nothing is new, where the file is an export of the same thing as the former one."""
    if _is_same_export(extract, former, gone, same):
        return same
    speaking = {document.respondent_id for document in extract.documents if document.id not in gone}
    return {document.respondent_id for document in extract.documents if document.id in gone} - speaking


def _is_same_export(extract: VoiceExtract, former: Former, gone: set[str], same: set[str]) -> bool:
    if long := _texts_tell(extract, former):
        return len(gone) >= _SHARED * min(long, len(former.texts))
    return former.tells_apart and _is_shared(extract, former, same)


def _is_shared(extract: VoiceExtract, former: Former, same: set[str]) -> bool:
    return len(same) >= _SHARED * min(len(extract.respondents), former.people.total())


def _texts_tell(extract: VoiceExtract, former: Former) -> int:
    """How many texts of a file tell whether it is an export of the former one."""
    return sum(_key_of(document).long for document in extract.documents) if former.texts else 0


def _is_doubtful(extract: VoiceExtract, former: Former, same: set[str]) -> bool:
    """Whether a file may be an export of the former one, and nothing tells."""
    untold = not former.tells_apart and not _texts_tell(extract, former)
    return bool(same) and untold and _is_shared(extract, former, same)


def _doubted(extract: VoiceExtract) -> VoiceExtract:
    notes = tuple(dict.fromkeys((*extract.report.notes, _DOUBT)))
    return extract._replace(report=extract.report.model_copy(update={"notes": notes}))


def _without(extract: VoiceExtract, gone: set[str], whole: set[str], name: str) -> VoiceExtract:
    documents_left = [d for d in extract.documents if d.id not in gone and d.respondent_id not in whole]
    people: list[Respondent] = [person for person in extract.respondents if person.id not in whole]
    answers = extract.answers
    if answers is not None:
        answers = answers[~answers["respondent_id"].isin(whole)].reset_index(drop=True)
    rows = len(whole) if extract.kind == "survey" else len(extract.documents) - len(documents_left)
    report = _reported(extract, rows, name, nothing_left=not people)
    return extract._replace(documents=documents_left, respondents=people, answers=answers, report=report)


def _reported(extract: VoiceExtract, rows: int, name: str, *, nothing_left: bool) -> QualityReport:
    report, reason = extract.report, already_in(name)
    return report.model_copy(
        update={
            "rows_kept": 0 if nothing_left else max(0, report.rows_kept - rows),
            "dropped": {**report.dropped, reason: report.dropped.get(reason, 0) + rows},
            "duplicates": report.duplicates + rows,
        }
    )


def already_in(name: str) -> str:
    """How a report names what was left out because another file had brought it in."""
    return f"already taken in with {name}"
