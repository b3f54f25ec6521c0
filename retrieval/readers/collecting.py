"""Collecting the respondents and documents of one file: the only way a text becomes a stored document."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from personas.cleaning import Finding, Rule
from personas.errors import BadInput
from personas.evidence import Attribute, VoiceKind
from personas.ids import OF_TEXTS, content_id
from personas.sources import QualityReport
from personas.voices import Document, Respondent
from retrieval.languages import languages_of
from retrieval.readers.cleaning import Tally, is_nil, prepare
from retrieval.readers.formats import VoiceExtract, VoicesKind, respondent_id
from retrieval.readers.participants import Participants
from retrieval.screening import found, screen


class Person(NamedTuple):
    """A respondent as a row of the source gives them."""

    key: str
    attributes: dict[str, Attribute]
    customer_id: str | None = None
    order_id: str | None = None
    email_sha256: str | None = None


class Collector:
    """Respondents, documents and the quality report of one file, gathered row by row."""

    def __init__(self, source_id: str, kind: VoiceKind, *, protected: Collection[str] = ()) -> None:
        self.source_id, self.kind, self.tally = source_id, kind, Tally()
        self._protected = protected
        self._people: dict[str, Respondent] = {}
        self._documents: dict[str, Document] = {}
        self._declared: list[str] = []
        self._nil: list[str] = []
        self._findings: list[Finding] = []

    def add_person(self, person: Person) -> str:
        """The pseudonym of a person; facts that an earlier row gave stay."""
        identifier = respondent_id(self.source_id, person.key)
        known = self._people.get(identifier)
        attributes = {**person.attributes, **(known.attributes if known else {})}
        self._people[identifier] = Respondent.model_construct(
            id=identifier,
            source_id=self.source_id,
            customer_id=(known and known.customer_id) or person.customer_id or None,
            order_id=(known and known.order_id) or person.order_id or None,
            email_sha256=(known and known.email_sha256) or person.email_sha256 or None,
            attributes=attributes,
        )
        return identifier

    def knows(self, key: str) -> bool:
        """Whether a person of this key was added."""
        return respondent_id(self.source_id, key) in self._people

    def clean(self, raw: str, *, names: Collection[str] = ()) -> str:
        """A text prepared for storage; what was redacted and noticed is counted."""
        prepared = prepare(raw, names=names, protected=self._protected)
        self.tally.redacted.update(prepared.redacted)
        self.tally.instructions += prepared.instruction
        return prepared.text

    def add_text(
        self,
        person: str,
        raw: str,
        *,
        question: str = "",
        date: datetime | None = None,
        rating: float | None = None,
        language: str = "",
        attributes: dict[str, Attribute] | None = None,
    ) -> bool:
        """Store one text of a person; False when it says nothing. "nil" and the like are stored too, and found."""
        text = self.clean(raw) if raw.strip() else ""
        if not text:
            self.tally.dropped["empty, nil or the like"] += 1
            return False
        document = Document.model_construct(
            id=content_id("doc", self.source_id, person, question, text, digits=OF_TEXTS),
            source_id=self.source_id,
            respondent_id=person,
            kind=self.kind,
            text=text,
            turns=(),
            question=question,
            date=date,
            language="en",
            rating=rating,
            attributes=attributes or {},
        )
        says_nothing = is_nil(raw) or is_nil(text) or not any(character.isalpha() for character in text)
        if says_nothing:
            self._nil.append(document.id)
        self.add_document(document, language=language)
        return not says_nothing

    def find_person(self, person: str, rule: Rule, reason: str, attributes: dict[str, Attribute] | None = None) -> None:
        """Note what a rule found in a respondent's answers."""
        self._findings.append(
            Finding(
                id=content_id("f", rule, person),
                source_id=self.source_id,
                respondent_id=person,
                rule=rule,
                reason=reason,
                attributes=attributes or {},
            )
        )

    def add_document(self, document: Document, *, language: str = "") -> None:
        """Keep a document that is ready to be stored."""
        if document.id not in self._documents:
            self._documents[document.id] = document
            self._declared.append(language)

    def extract(
        self,
        kind: VoicesKind,
        *,
        answers: pd.DataFrame | None = None,
        participants: Participants | None = None,
        empty: str = "",
    ) -> VoiceExtract:
        """Everything gathered, with languages told apart. Raises BadInput with `empty` when there is nothing."""
        if empty and len(self._documents) == len(set(self._nil)) and (answers is None or not len(answers)):
            raise BadInput(empty)
        documents = list(self._documents.values())
        codes = languages_of([document.text for document in documents], declared=self._declared)
        documents = [
            document if document.language == code else document.model_copy(update={"language": code})
            for document, code in zip(documents, codes, strict=True)
        ]
        people, report = list(self._people.values()), self._report(codes)
        return VoiceExtract(
            kind, people, documents, answers, report, participants or Participants(), self._found(documents)
        )

    def _found(self, documents: Sequence[Document]) -> list[Finding]:
        nil = frozenset(self._nil)
        nothing = [found(document, "nil") for document in documents if document.id in nil]
        return [*self._findings, *nothing, *screen([one for one in documents if one.id not in nil])]

    def _report(self, codes: list[str]) -> QualityReport:
        tally, notes = self.tally, list(self.tally.notes)
        if tally.instructions:
            notes.append(
                f"{tally.instructions} text(s) try to give orders to a language model (instruction): kept as data."
            )
        others = {code: codes.count(code) for code in sorted(set(codes))}
        if len(others) > 1:
            counted = ", ".join(f"{code} {count}" for code, count in sorted(others.items(), key=lambda item: -item[1]))
            notes.append(f"Languages of the texts: {counted}.")
        return QualityReport(
            rows_read=tally.read,
            rows_kept=tally.kept,
            dropped=dict(tally.dropped),
            duplicates=tally.duplicates,
            missing=tally.missing,
            redacted=dict(tally.redacted),
            notes=tuple(notes),
        )
