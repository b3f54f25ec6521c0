"""Scoring: the observations of one case, and of all cases together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.metrics.answers import answering
from eval.metrics.attacks import attacked
from eval.metrics.checking import checking, supporting
from eval.metrics.citations import citation_figures
from eval.metrics.facts import fact_coverage, invention
from eval.metrics.fidelity import number_fidelity, quote_fidelity, scope_fidelity
from eval.metrics.observing import Observation, Produced
from eval.metrics.personas import distinctiveness, marked_words, valence_shift
from eval.metrics.prevalence import prevalence_honesty
from eval.metrics.ranking import ranking
from eval.metrics.raw import RawCorpus
from eval.metrics.spending import lost, spending
from eval.metrics.stability import consistency, swapped_claims, swapped_drafts
from eval.suites import (
    AttackCase,
    Case,
    ClaimCase,
    DraftCase,
    PassageCase,
    QuestionCase,
    RetrievalCase,
    SwapCase,
)
from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import EvidencePack, Quote


class Known(NamedTuple):
    """What the suites know of a case's evidence and the product is not told."""

    raw: RawCorpus | None = None
    """The raw files; None for a workspace of one's own, which keeps none."""
    voices: Sequence[Quote] = ()
    """All that the segment's people said."""


def score(case: Case, produced: Produced, known: Known) -> list[Observation]:
    """Everything observed of one case. What has no gold gives no observation."""
    return [*_observed(case, produced, known), *spending(produced.cost)]


def together(results: Mapping[str, Sequence[tuple[str, Produced]]]) -> dict[str, list[Observation]]:
    """Case id -> what is only seen across cases and repeats. `results` holds corpus and outcome of each repeat."""
    found: dict[str, list[Observation]] = defaultdict(list)
    drafts = {name: [one.draft for _, one in done if one.draft] for name, done in results.items()}
    personas = {
        name: (results[name][0][0], own[0]) for name, own in drafts.items() if own and not _swapped(results[name])
    }
    for name, own in drafts.items():
        found[name] += consistency(own)
    for name, (corpus, own_draft) in personas.items():
        others = [draft for other, (place, draft) in personas.items() if other != name and place == corpus]
        found[name] += _beside(own_draft, others)
    return found


def _swapped(repeats: Sequence[tuple[str, Produced]]) -> bool:
    return any(produced.twin for _, produced in repeats)


def _beside(draft: Draft, others: Sequence[Draft]) -> Iterator[Observation]:
    yield from distinctiveness(draft, others)
    yield from marked_words(draft, others)


def _observed(case: Case, produced: Produced, known: Known) -> Iterable[Observation]:
    match case:
        case DraftCase() if produced.draft:
            return _draft(case, produced.draft, known)
        case QuestionCase() if produced.answer:
            return _answer(case, produced, known)
        case RetrievalCase():
            return ranking(case, produced.ranked, produced.gold)
        case ClaimCase():
            return checking(case, produced.claims[0])
        case PassageCase():
            return supporting(case, produced.claims[0])
        case AttackCase() if produced.answer:
            return attacked(case, (*produced.answer.claims, *produced.claims), produced.answer.text)
        case SwapCase() if produced.draft and produced.twin:
            return swapped_drafts(case, produced.draft, produced.twin)
        case SwapCase():
            return swapped_claims(case, *produced.claims)
        case _:
            return ()


def _draft(case: DraftCase, draft: Draft, known: Known) -> Iterator[Observation]:
    texts = [quote.text for quote in known.voices]
    yield from _claims(draft.claims, draft.pack, known)
    if known.raw:
        yield from number_fidelity(draft.claims, draft.pack, known.raw, draft.segment.rule)
        yield from scope_fidelity(draft.claims, draft.pack, known.raw, draft.segment.rule)
    facts = [*case.facts, *(known.raw.facts(case.archetype) if known.raw and case.archetype else ())]
    yield from fact_coverage(facts, draft.claims, draft.pack, texts)
    yield from invention(case.silent, draft.claims)
    yield from valence_shift(draft, known.voices)
    yield from lost(draft)


def _answer(case: QuestionCase, produced: Produced, known: Known) -> Iterator[Observation]:
    if produced.answer is None:
        return
    yield from answering(case, produced.answer, _gold(case, known.raw))
    yield from _claims(produced.answer.claims, produced.answer.pack, known)


def _claims(claims: Sequence[Claim], pack: EvidencePack, known: Known) -> Iterator[Observation]:
    yield from citation_figures(claims, pack)
    yield from prevalence_honesty(claims, pack)
    if known.raw:
        yield from quote_fidelity(claims, pack, known.raw)


def _gold(case: QuestionCase, raw: RawCorpus | None) -> tuple[str, ...]:
    """The right evidence, planted facts replaced by the words in which they are told."""
    found: list[str] = []
    facts = {fact.id: fact for fact in raw.facts()} if raw else {}
    for one in case.gold:
        fact = facts.get(one.removeprefix("fact:")) if one.startswith("fact:") else None
        found += [*fact.said, *fact.against] if fact else [one]
    return tuple(found)
