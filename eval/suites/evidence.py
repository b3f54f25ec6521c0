"""Inline evidence of a suite, and claims over it."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.suites.cases import Case, ClaimCase
from eval.suites.exchanging import exchanged_everywhere
from eval.suites.places import evidence_path, known_evidence
from eval.suites.reading import read_yaml
from personas.claims import Citation, Claim, Scope, SlotSpan
from personas.draft import SegmentReference
from personas.errors import BadInput, NotFound
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.ids import content_id

_FIELDS = {"segment", "persona", "attributes", "quotes", "foreign", "german", "themes", "statistics", "pack"}
_SEE = "docs/suites.md shows its form."


class EvidenceFile:
    """A segment, what its people said, themes and figures, read from a YAML file that a person writes by hand."""

    def __init__(self, raw: Mapping[str, Any], *, name: str = "evidence") -> None:
        """Raises BadInput when a field is missing or unknown."""
        self._raw, self._name = raw, name
        unknown = sorted(set(raw) - _FIELDS)
        if unknown:
            raise BadInput(f"{name}: unknown field {', '.join(unknown)}. Known are {', '.join(sorted(_FIELDS))}.")
        try:
            self.segment = SegmentReference(**raw["segment"])
            self.persona_name = str(raw.get("persona", ""))
            self.pack = EvidencePack.model_validate(raw["pack"]) if "pack" in raw else _pack(raw, name)
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"The evidence {name} cannot be read: {_wrong(error)}. {_SEE}") from error

    def claim(self, case: ClaimCase) -> Claim:
        """The claim of a case: `{s-1}` in its text is spoken by the system, cited quotes are cited whole."""
        text, slots = (case.text, case.slots) if case.slots else self._spoken(case.text)
        return Claim(
            id="c-1",
            section="goals",
            text=text,
            kind=case.kind,
            citations=None if case.cite is None else tuple(self.citation(cited) for cited in case.cite),
            scope=Scope(n=case.scope[0], of=case.scope[1]) if case.scope else None,
            slots=slots,
            typed_by=case.by,
            stage=case.stage,
        )

    def citation(self, cited: str | dict[str, Any]) -> Citation:
        """A citation from an evidence id, from `id@start:end`, or as it is written out."""
        if isinstance(cited, dict):
            return Citation(**cited)
        evidence_id, _, span = cited.partition("@")
        member = self.pack.find(evidence_id)
        if not isinstance(member, Quote):
            return Citation(evidence_id=evidence_id)
        start, end = _part(cited, span) if span else (0, len(member.text))
        return Citation(evidence_id=evidence_id, start=start, end=end, excerpt=member.text[start:end])

    def swapped(self, words: Mapping[str, str]) -> "EvidenceFile":
        """The same evidence with words exchanged wherever they stand: quotes, labels, figures, names."""
        return EvidenceFile(exchanged_everywhere(self._raw, words), name=self._name)

    def _spoken(self, text: str) -> tuple[str, tuple[SlotSpan, ...]]:
        slots: list[SlotSpan] = []
        figures: tuple[Statistic | Theme, ...] = (*self.pack.statistics, *self.pack.themes)
        for figure in figures:
            mark = "{" + figure.id + "}"
            while mark in text:
                start, phrase = text.index(mark), figure.phrase()
                text = text.replace(mark, phrase, 1)
                moved = len(phrase) - len(mark)
                slots = [slot if slot.start < start else _shifted(slot, moved) for slot in slots]
                slots.append(SlotSpan(start=start, end=start + len(phrase), evidence_id=figure.id))
        return text, tuple(slots)


@lru_cache(maxsize=32)
def load_evidence(name: str) -> EvidenceFile:
    """A shipped evidence file by name, one's own by path. Raises NotFound, or BadInput for a file of another form."""
    found = evidence_path(name)
    if found is None:
        raise NotFound(f"There is no evidence file {name!r}. Shipped are {known_evidence()}; or name a YAML file.")
    raw = read_yaml(found)
    if not isinstance(raw, dict):
        raise BadInput(f"{found} is no evidence file: it must be a mapping. {_SEE}")
    return EvidenceFile(raw, name=str(found))


def fingerprint(case: Case) -> str:
    """A hash of a case and of the evidence file that it is about: what was asked, wherever the files lie."""
    path = evidence_path(getattr(case, "evidence", ""))
    asked = case.model_copy(update={"evidence": ""}) if path else case
    held = path.read_bytes() if path else b""
    return content_id("case", asked.model_dump_json(), hashlib.sha256(held).hexdigest())


def _part(cited: str, span: str) -> tuple[int, int]:
    """Where a part of a quote begins and ends, from `start:end`."""
    match span.split(":"):
        case [start, end] if start.isdigit() and end.isdigit():
            return int(start), int(end)
    raise BadInput(f"The citation {cited!r} is no part of a quote: write `id@start:end`, such as q-1@0:12.")


def _wrong(error: Exception) -> str:
    match error:
        case KeyError():
            return f"{error} is missing"
        case ValidationError():
            return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
    return f"{error}"


def _pack(raw: Mapping[str, Any], name: str) -> EvidencePack:
    home, group = raw["segment"]["id"], raw["segment"]["name"]
    about = raw.get("attributes", {})
    quotes = [_quote(i, who, text, home, about) for i, (who, text) in raw.get("quotes", {}).items()]
    quotes += [_quote(i, who, text, s, about, membership=m) for i, (who, s, m, text) in raw.get("foreign", {}).items()]
    quotes += [_quote(i, who, text, home, about, language="de") for i, (who, text) in raw.get("german", {}).items()]
    themes = [Theme(id=i, **{"segment_id": home, **theme}) for i, theme in raw.get("themes", {}).items()]
    figures = raw.get("statistics", {}).items()
    statistics = [Statistic(id=i, **{"segment_id": home, "group": group, **figure}) for i, figure in figures]
    return EvidencePack(
        id=f"pack-{Path(name).stem}",
        segment_id=home,
        quotes=tuple(quotes),
        statistics=tuple(statistics),
        themes=tuple(themes),
    )


def _quote(quote_id: str, respondent: str, text: str, segment: str, about: Mapping[str, Any], **more: Any) -> Quote:
    return Quote(
        id=quote_id,
        source_id="src-1",
        document_id=f"doc-{quote_id}",
        start=0,
        end=len(text),
        text=text,
        respondent_id=respondent,
        source="spring survey",
        segment_id=segment,
        attributes=about.get(quote_id, {}),
        **{"membership": "customer", **more},
    )


def _shifted(slot: SlotSpan, by: int) -> SlotSpan:
    return slot.model_copy(update={"start": slot.start + by, "end": slot.end + by})
