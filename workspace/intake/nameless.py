"""Voices whose customers go by ids that tell nobody's name."""

from collections.abc import Mapping

import pandas as pd

from personas.voices import Respondent
from retrieval.readers import Participants, VoiceExtract
from segments.tables import HideName, pseudonymous_ids


def nameless(extract: VoiceExtract, hide: HideName) -> VoiceExtract:
    """What a file says, with the ids that `hide` gives for customers who go by their names: the same as in tables."""
    told = [*(one.customer_id for one in extract.respondents), *(row.customer_id for row in extract.participants.rows)]
    ids = pd.Series(sorted({one for one in told if one}), dtype="str")
    kept = {one: key for one, key in zip(ids, pseudonymous_ids(ids, hide), strict=True) if key != one}
    if not kept:
        return extract
    answers = extract.answers
    if answers is not None:
        answers = answers.assign(customer_id=answers["customer_id"].replace(kept))
    return extract._replace(
        respondents=[_renamed(one, kept) for one in extract.respondents],
        participants=_of_transcripts(extract.participants, kept),
        answers=answers,
    )


def _renamed(person: Respondent, kept: Mapping[str, str]) -> Respondent:
    if person.customer_id is None or person.customer_id not in kept:
        return person
    return person.model_copy(update={"customer_id": _key(kept[person.customer_id])})


def _of_transcripts(table: Participants, kept: Mapping[str, str]) -> Participants:
    rows = tuple(
        row.model_copy(update={"customer_id": _key(kept.get(row.customer_id, row.customer_id))})
        if row.customer_id
        else row
        for row in table.rows
    )
    return table.model_copy(update={"rows": rows})


def _key(value: object) -> str | None:
    """An id; None where what stood in its place was nobody's."""
    return value if isinstance(value, str) else None
