"""Quote, number and scope fidelity against the raw files, sharing no code with the product's checks."""

import re
from collections.abc import Iterator, Sequence

from eval.metrics.observing import Observation, Shown, seen
from eval.metrics.raw import Counted, RawCorpus
from eval.metrics.words import plain, quoted
from personas.claims import Claim
from personas.evidence import EvidencePack, Quote, Statistic

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SHORT = 12
"""Characters below which quoted words are a term, found in too many places to say where they are from."""


def quote_fidelity(claims: Sequence[Claim], pack: EvidencePack, raw: RawCorpus) -> Iterator[Observation]:
    """For each excerpt, and all that stands in quotation marks: whether the cited file holds it."""
    for claim in claims:
        cited = [member for c in claim.citations or () if isinstance(member := pack.find(c.evidence_id), Quote)]
        sources = {quote.source for quote in cited}
        for quote, citation in _excerpts(claim, pack):
            yield from _held(claim, citation, {quote.source}, raw)
        if sources:
            for words in (words for words in quoted(claim.text) if len(words) >= _SHORT):
                yield from _held(claim, words, sources, raw)


def number_fidelity(claims: Sequence[Claim], pack: EvidencePack, raw: RawCorpus, rule: str) -> Iterator[Observation]:
    """For each figure that the system spoke, where the raw files give it: whether they give it again."""
    for claim in claims:
        for slot in claim.slots:
            statistic = pack.find(slot.evidence_id)
            if not isinstance(statistic, Statistic):
                continue
            counted = raw.count(statistic.metric, rule)
            if counted is None:
                continue
            shown = claim.text[slot.start : slot.end]
            wrong = [number for number in _NUMBER.findall(shown) if not _among(number, counted, statistic)]
            why = f"the raw files give {counted.numerator:,.0f} of {counted.denominator:,.0f}, not {', '.join(wrong)}"
            yield seen("number_fidelity", not wrong, why, claim=claim, evidence=(statistic.sentence(),))


def scope_fidelity(claims: Sequence[Claim], pack: EvidencePack, raw: RawCorpus, rule: str) -> Iterator[Observation]:
    """For each cited speaker whom the raw files link to a customer: whether that customer is in the segment."""
    inside = raw.members(rule)
    if inside is None:
        return
    for claim in claims:
        for quote, _ in _excerpts(claim, pack):
            speakers = {raw.speaker(record) for record in raw.holding(quote.text) if record.file == quote.source}
            known = speakers - {None}
            if quote.membership == "customer" and known:
                why = f"the speaker is {', '.join(sorted(map(str, known)))}, who is not in the segment"
                yield seen("scope_fidelity", bool(known & inside), why, claim=claim, evidence=(quote.text,))


def _excerpts(claim: Claim, pack: EvidencePack) -> Iterator[tuple[Quote, str]]:
    for citation in claim.citations or ():
        member = pack.find(citation.evidence_id)
        if isinstance(member, Quote):
            yield member, citation.excerpt or member.text


def _held(claim: Claim, words: str, files: set[str], raw: RawCorpus) -> Iterator[Observation]:
    found = {record.file for record in raw.holding(words.rstrip(".…,"))}
    there = bool(found & files)
    named = ", ".join(sorted(files))
    yield seen("quote_fidelity", there, f"{named} does not hold “{words}”", claim=claim, evidence=(words,))
    elsewhere = not there and bool(found)
    why = Shown(why=f"the words are from {', '.join(sorted(found))}, not from {named}", claim=claim.text)
    yield Observation(metric="misattribution", hit=float(elsewhere), failure=why if elsewhere else None)


def _among(number: str, counted: Counted, statistic: Statistic) -> bool:
    """Whether a number as it is written is one of the raw figures, to the precision that it shows."""
    value = float(number.replace(",", ""))
    half = 0.5 * 10 ** -len(number.partition(".")[2]) + 1e-9
    scale = {"share": 100, "money": 0.01}.get(statistic.unit, 1)
    known = [counted.numerator, counted.denominator, counted.value * scale]
    known += [counted.base * scale] if counted.base is not None else []
    known += [float(found.replace(",", "")) for found in _NUMBER.findall(plain(statistic.predicate))]
    return any(abs(value - one) <= half for one in known)
