"""Keeping erased people out: their rows are dropped before anything of a file is stored."""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property

import pandas as pd

from personas.errors import Refused
from personas.library.suppression import suppressed_digests
from personas.normalising import comparable
from personas.sources import QualityReport
from personas.voices import Document, Respondent
from retrieval.readers import Participants, VoiceExtract
from segments.tables import TableExtract
from workspace.keys import Keyed, keyed
from workspace.workspace import Workspace

REASON = "of people who were erased"
_LONG, _DATED = 12, 5
"""Words from which on the same text is the same person's: by itself, and on the same day."""


class SuppressionList:
    """The people who were erased from a workspace, recognisable by nothing but the keyed hashes of their keys.

    Whoever writes what was asked of it asks within the writing transaction: somebody may be erased at any moment.
    """

    def __init__(self, workspace: Workspace) -> None:
        with workspace.library.read() as connection:
            self._digests = suppressed_digests(connection)
        self._workspace = workspace

    @cached_property
    def _keyed(self) -> Keyed:
        return keyed(self._workspace)

    @property
    def is_empty(self) -> bool:
        """Whether nobody was erased."""
        return not self._digests

    def holds(self, kind: str, value: object) -> bool:
        """Whether a key of that kind (`customer`, `email`, `order`, `respondent`, `text`) was an erased person's."""
        return isinstance(value, str) and self._keyed.digest(kind, value) in self._digests

    def erased(self, customers: Collection[str]) -> set[str]:
        """Those of some customer ids that were erased people's."""
        return {one for one in customers if self.holds("customer", one)} if self._digests else set()

    def table(self, extract: TableExtract) -> TableExtract:
        """A table without the rows of erased people."""
        if not self._digests:
            return extract
        gone = pd.Series(data=False, index=extract.frame.index)
        for column, kind in (("customer_id", "customer"), ("email_sha256", "email")):
            if column in extract.frame:
                values = extract.frame[column]
                gone |= values.isin([one for one in values.dropna().unique() if self.holds(kind, one)])
        if not gone.any():
            return extract
        kept = extract.frame[~gone].reset_index(drop=True)
        return extract._replace(frame=kept, report=_reported(extract.report, int(gone.sum())))

    def voices(self, extract: VoiceExtract) -> VoiceExtract:
        """Voices without those of erased people, and what tables of participants say of them.

        Raises Refused when nobody else speaks in them: a transcript's very name may be a person's.
        """
        if not self._digests:
            return extract
        speaking = {document.respondent_id for document in extract.documents if self._said_before(document)}
        gone = speaking | {person.id for person in extract.respondents if self._is_known(person)}
        table = Participants(
            rows=tuple(
                row
                for row in extract.participants.rows
                if not self.holds("customer", row.customer_id) and not self.holds("email", row.email_sha256)
            ),
            set_aside=extract.participants.set_aside,
        )
        left = _without(extract, gone)._replace(participants=table)
        if gone and not left.respondents:
            raise Refused("Everything in this file is of people who were erased: nothing was taken in.")
        return left

    def _is_known(self, person: Respondent) -> bool:
        keys = {"respondent": person.id, "customer": person.customer_id, "email": person.email_sha256}
        order = {"order": person.order_id.removeprefix("#")} if person.order_id else {}
        return any(self.holds(kind, value) for kind, value in {**keys, **order}.items())

    def _said_before(self, document: Document) -> bool:
        return any(self.holds("text", text) for text in telling_texts(document))


def telling_texts(document: Document) -> Iterator[str]:
    """What of a document tells who wrote it when it comes again in another file."""
    said = [document.text[turn.start : turn.end] for turn in document.turns if turn.role == "respondent"]
    for text in said or [document.text]:
        folded = comparable(text).casefold()
        words = folded.count(" ") + 1
        if words >= _LONG:
            yield folded
        elif words >= _DATED and document.date is not None:
            yield f"{document.date.date()} {document.question} {folded}"


def _without(extract: VoiceExtract, gone: Collection[str]) -> VoiceExtract:
    if not gone:
        return extract
    documents = [one for one in extract.documents if one.respondent_id not in gone]
    rows = len(extract.documents) - len(documents) if extract.kind != "survey" else len(gone)
    answers = extract.answers
    return extract._replace(
        respondents=[one for one in extract.respondents if one.id not in gone],
        documents=documents,
        answers=None if answers is None else _rows(answers, lambda one: one not in gone),
        report=_reported(extract.report, rows),
    )


def _rows(answers: pd.DataFrame, keep: Callable[[str], bool]) -> pd.DataFrame:
    return answers[answers["respondent_id"].map(keep).astype(bool)].reset_index(drop=True)


def _reported(report: QualityReport, rows: int) -> QualityReport:
    dropped = {**report.dropped, REASON: report.dropped.get(REASON, 0) + rows}
    return report.model_copy(update={"rows_kept": max(0, report.rows_kept - rows), "dropped": dropped})
