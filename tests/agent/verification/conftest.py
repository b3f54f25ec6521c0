from pathlib import Path

import pytest
import yaml

from agent.verification import verify
from personas.claims import Citation, Claim, Scope, SlotSpan
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Quote, Statistic, Theme

HERE = Path(__file__).parent


def _quote(quote_id, respondent, text, segment, *, membership="customer", language="en"):
    return Quote(
        id=quote_id,
        source_id="src-1",
        document_id=f"doc-{quote_id}",
        start=0,
        end=len(text),
        text=text,
        respondent_id=respondent,
        language=language,
        source="spring survey",
        segment_id=segment,
        membership=membership,
        attributes={"trade": "groundworks", "region": "Yorkshire"} if quote_id == "q-28" else {},
    )


def _pack(raw):
    home, group = raw["segment"]["id"], raw["segment"]["name"]
    quotes = [_quote(i, who, text, home) for i, (who, text) in raw["quotes"].items()]
    quotes += [_quote(i, who, text, s, membership=m) for i, (who, s, m, text) in raw["foreign"].items()]
    quotes += [_quote(i, who, text, home, language="de") for i, (who, text) in raw["german"].items()]
    themes = [Theme(id=i, **{"segment_id": home, **theme}) for i, theme in raw["themes"].items()]
    statistics = [
        Statistic(id=i, **{"segment_id": home, "group": group, **figure}) for i, figure in raw["statistics"].items()
    ]
    return EvidencePack(
        id="p-1", segment_id=home, quotes=tuple(quotes), statistics=tuple(statistics), themes=tuple(themes)
    )


class Desk:
    """Builds claims over a small pack: `{s-1}` in a text is spoken by the system, cited quotes whole."""

    def __init__(self, file="pack.yaml"):
        raw = yaml.safe_load((HERE / file).read_text("utf-8"))
        self.pack = _pack(raw)
        self.segment = SegmentReference(**raw["segment"])
        self.persona_name = raw["persona"]

    def claim(self, text, kind="inference", cite=(), *, scope=None, by="writer", stage="", section="goals", **more):
        slots = []
        for figure in (*self.pack.statistics, *self.pack.themes):
            mark = "{" + figure.id + "}"
            while mark in text:
                start = text.index(mark)
                phrase = figure.phrase()
                text = text.replace(mark, phrase, 1)
                slots = [slot if slot.start < start else _shifted(slot, len(phrase) - len(mark)) for slot in slots]
                slots.append(SlotSpan(start=start, end=start + len(phrase), evidence_id=figure.id))
        return Claim(
            id="c-1",
            section=section,
            text=text,
            kind=kind,
            citations=None if cite is None else tuple(self.citation(c) for c in cite),
            scope=Scope(n=scope[0], of=scope[1]) if scope else None,
            slots=tuple(slots),
            typed_by=by,
            stage=stage,
            **more,
        )

    def citation(self, cited):
        if isinstance(cited, dict):
            return Citation(**cited)
        evidence_id, _, span = cited.partition("@")
        member = self.pack.find(evidence_id)
        if not isinstance(member, Quote):
            return Citation(evidence_id=evidence_id)
        start, end = (int(part) for part in span.split(":")) if span else (0, len(member.text))
        return Citation(evidence_id=evidence_id, start=start, end=end, excerpt=member.text[start:end])

    def labelled(self, case):
        keys = ("kind", "cite", "scope", "by", "stage")
        claim = self.claim(case["text"], **{key: case[key] for key in keys if key in case})
        return self.verify(claim, planned=case.get("planned", False))

    def verify(self, claim, **more):
        return verify(claim, self.pack, self.segment, persona_name=self.persona_name, **more)


def _shifted(slot, by):
    return slot.model_copy(update={"start": slot.start + by, "end": slot.end + by})


@pytest.fixture(scope="session")
def desk():
    return Desk()


@pytest.fixture(scope="session")
def bank():
    return Desk("labelled_bank.yaml")
