"""Interviews: from utterances to one document a respondent, with roles in place of names."""

import re
from collections.abc import Sequence

import pandas as pd

from personas.errors import BadInput
from personas.ids import content_id
from personas.voices import Document
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.dialogues import Said, dialogue
from retrieval.readers.formats import Request, VoiceExtract
from retrieval.readers.participants import Participant
from retrieval.readers.speakers import interviewers
from retrieval.readers.transcripts import kind_of, parse, preamble
from retrieval.readers.turns import Utterance, bare_name
from segments.tables.values.moments import to_days

INTERVIEWER, RESPONDENT = "Interviewer", "Respondent"
_OF_CUSTOMER = re.compile(
    r"\b(?:customer|client|member(?:ship)?|account|loyalty|guest|patient|patron|subscriber|kunden?|cliente?)"
    r"(?:[-_ ]?(?:no|nr|number|nummer|id|ref|card|code))?\b[.:# ]*([\w-]*\d[\w-]*)",
    re.IGNORECASE,
)
"""A customer's number, as people write it above a transcript."""
_GENERIC = re.compile(
    r"^(?:[qrpia]\d*|speaker \d+|unknown.*"
    r"|.*\b(?:interviewer|respondent|participant|moderator|interviewee|researcher)\b.*)$",
    re.IGNORECASE,
)


def read_interview(request: Request, *, interviewers_named: Sequence[str] = ()) -> VoiceExtract:
    """One transcript; every respondent in it becomes a person and a document.

    `interviewers_named` are the speakers who ask, where a steward says so.

    Speakers are called by their roles; their first names go from the text. Raises BadInput when nobody answers.
    """
    utterances = parse(request.path, request.sample)
    rows = request.participants.of(request.sample.name) or _from_preamble(request)
    told = _named(request.sample.name, utterances, interviewers_named)
    asking = told or interviewers(utterances, [row.name for row in rows])
    answering = list(dict.fromkeys(said.speaker for said in utterances if said.speaker not in asking))
    spoken = map(bare_name, (*asking, *answering, *(row.name for row in rows)))
    names = {name for name in spoken if name and not _GENERIC.match(name)}
    collector = Collector(request.source_id, "interview")
    collector.tally.read = len(utterances)
    for speaker in answering:
        _add(collector, request, utterances, asking, speaker, _row_of(rows, speaker, answering), names)
    collector.tally.notes.append(_who(kind_of(request.sample) or "transcript", asking, answering, utterances))
    if rows and not rows[0].name and not rows[0].attributes:
        collector.tally.notes.append("What stands above the interview names its customer.")
    if not rows:
        collector.tally.notes.append(
            "No table of participants names this file: the respondent's attributes are unknown."
        )
    empty = f"{request.sample.name!r} holds only an interviewer. Check the speakers' names and ingest it again."
    return collector.extract("interviews", empty=empty)


def _from_preamble(request: Request) -> tuple[Participant, ...]:
    """Whose interview it is, where what stands above it names a known customer: "Client no. 10877"."""
    if request.sample.container not in ("text", "docx", "pdf"):
        return ()
    codes = dict.fromkeys(_OF_CUSTOMER.findall(preamble(request.path, request.sample)))
    known = [code for code in codes if code in request.customers([code])]
    return (Participant(file=request.sample.name, customer_id=known[0]),) if len(known) == 1 else ()


def _named(file: str, utterances: Sequence[Utterance], names: Sequence[str]) -> set[str]:
    """The speakers of these names. Raises BadInput for a name that nobody in the transcript bears."""
    speakers = {said.speaker.strip().casefold(): said.speaker for said in utterances}
    if strange := [name for name in names if name.strip().casefold() not in speakers]:
        raise BadInput(
            f"Nobody in {file!r} is called {', '.join(map(repr, strange))}. Its speakers: "
            f"{', '.join(dict.fromkeys(speakers.values()))}. Correct `interviewers` in the mapping."
        )
    return {speakers[name.strip().casefold()] for name in names}


def _row_of(rows: Sequence[Participant], speaker: str, answering: Sequence[str]) -> Participant | None:
    named = [row for row in rows if row.name and speaker.casefold().split()[0] == row.name.casefold().split()[0]]
    if named:
        return named[0]
    return rows[0] if len(rows) == 1 and len(answering) == 1 else None


def _add(
    collector: Collector,
    request: Request,
    utterances: Sequence[Utterance],
    asking: set[str],
    speaker: str,
    row: Participant | None,
    names: set[str],
) -> None:
    """Add a respondent, and what they and whoever asks say as one document; none where they say nothing."""
    person = collector.add_person(_person(request, speaker, row))
    heard = [said for said in utterances if said.speaker == speaker or said.speaker in asking]
    told = dialogue(_turn(collector.clean(said.text, names=names), answers=said.speaker == speaker) for said in heard)
    if not told.answers:
        return
    collector.tally.kept += told.answers
    collector.add_document(
        Document(
            id=content_id("doc", collector.source_id, person, told.text),
            source_id=collector.source_id,
            respondent_id=person,
            kind="interview",
            text=told.text,
            turns=told.turns,
            date=_date(row),
        )
    )


def _person(request: Request, speaker: str, row: Participant | None) -> Person:
    """A respondent as the table of participants describes them; else known by the file and their name in it."""
    unnamed = f"{request.sample.name}\n{speaker}"
    if row is None:
        return Person(unnamed, {})
    return Person(row.key or unnamed, dict(row.attributes), row.customer_id, None, row.email_sha256)


def _turn(words: str, *, answers: bool) -> Said:
    return Said(RESPONDENT, "respondent", words) if answers else Said(INTERVIEWER, "interviewer", words)


def _date(row: Participant | None) -> pd.Timestamp | None:
    if row is None or not row.date:
        return None
    at = to_days(pd.Series([row.date])).iloc[0]
    return None if pd.isna(at) else at.to_pydatetime()


def _who(kind: str, asking: set[str], answering: Sequence[str], utterances: Sequence[Utterance]) -> str:
    turns = sum(said.speaker in answering for said in utterances)
    first = "who begins asks" if utterances[0].speaker in asking else "who begins answers"
    counted = f"{len(asking)} interviewer(s), {len(answering)} respondent(s), {turns} turns of theirs"
    return f"Read as {kind}: {counted}; {first}. Where that is wrong, `interviewers` in a mapping says who asks."
