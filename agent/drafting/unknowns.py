"""Unknowns: one line for every section and attribute without enough evidence."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agent.drafting.outcomes import Outcome
from agent.drafting.request import DraftRequest
from agent.writers.data import load
from personas.coverage import SectionCoverage
from personas.draft import SECTIONS, Unknown
from personas.evidence import Statistic

_TOLD_OF_A_FAULT = ("demographics", "narrative")
"""Parts that are unknown only where the writer failed at them."""
_FROM_FIGURES = frozenset({"segment facts", "outlook"})


def unknowns(request: DraftRequest, outcomes: Mapping[str, Outcome]) -> tuple[Unknown, ...]:
    """The sections that hold no claim, with the reason, and the demographic attributes without a figure."""
    sections = [
        _section(section, _coverage(section, request.coverage), outcomes.get(section))
        for section in SECTIONS
        if section != "demographics" and not _has_claims(outcomes.get(section))
    ]
    faulty = [name for name in _TOLD_OF_A_FAULT if (found := outcomes.get(name)) and found.fault and not found.claims]
    sections += [_section(name, None, outcomes[name]) for name in faulty]
    return (*sections, *_attributes(request))


def _has_claims(outcome: Outcome | None) -> bool:
    return outcome is not None and bool(outcome.claims)


def _section(section: str, coverage: SectionCoverage | None, outcome: Outcome | None) -> Unknown:
    template, values = _reason(section, coverage, outcome)
    found = coverage.found if coverage else 0
    spoken = {"found": found, "minimum": coverage.minimum if coverage else 0, "says": "says" if found == 1 else "say"}
    reason = template.format(topic=_named(section), **spoken, **values)
    searched = coverage.searched if coverage else tuple(load("unknowns")["figures_searched"].get(section, ()))
    return Unknown(section=section, reason=reason, searched=searched, found=found)


def _reason(section: str, coverage: SectionCoverage | None, outcome: Outcome | None) -> tuple[str, dict[str, str]]:
    """The template that fits, and what fills it beside the coverage."""
    reasons = load("unknowns")
    if outcome is not None and outcome.fault is not None and outcome.fault.name == "token budget":
        return reasons["budget"], {"detail": outcome.fault.detail}
    if outcome is not None and outcome.fault is not None:
        return reasons["fault"], {"fault": outcome.fault.name, "detail": outcome.fault.detail}
    if outcome is not None and outcome.written:
        return reasons["nothing"], {}
    if section in _FROM_FIGURES:
        return reasons["figures"], {}
    if coverage is None:
        return reasons["section_unsearched"], {}
    if coverage.enough:
        return reasons["section_thin"], {}
    return reasons["section_few" if coverage.found else "section_none"], {}


def _coverage(section: str, coverage: Iterable[SectionCoverage]) -> SectionCoverage | None:
    """A section's topics as one: the best covered, with everything that was searched for."""
    topics = [topic for topic in coverage if topic.section == section]
    if not topics:
        return None
    best = max(topics, key=lambda topic: topic.found)
    searched = dict.fromkeys(term for topic in topics for term in topic.searched)
    return best.model_copy(update={"searched": tuple(searched)})


def _named(section: str) -> str:
    names = {
        "narrative": "their story",
        "journey": "their journey",
        "trigger": "what sets a purchase off",
        "deal-breaker": "deal-breakers",
        "outlook": "the outlook",
    }
    return names.get(section, section)


def _attributes(request: DraftRequest) -> Iterator[Unknown]:
    known = {word for statistic in request.pack.statistics for word in _measured(statistic)}
    counted = {topic.topic: topic for topic in request.coverage if topic.section == "demographics"}
    for attribute, synonyms in load("unknowns")["attributes"].items():
        topic = counted.get(attribute)
        if (topic is not None and topic.enough) or not known.isdisjoint({attribute, *synonyms}):
            continue
        template = "attribute_few" if topic is not None and topic.found else "attribute"
        spoken = {"found": topic.found, "minimum": topic.minimum} if topic is not None else {}
        yield Unknown(
            section=f"demographics: {attribute}",
            reason=load("unknowns")[template].format(topic=attribute, **spoken),
            searched=topic.searched if topic is not None else (attribute, *synonyms),
            found=topic.found if topic is not None else 0,
        )


def _measured(statistic: Statistic) -> set[str]:
    """The words of a metric's name: {"share", "age", "range"} for `share:age_range=25-34`."""
    return set(re.split(r"[^a-z]+", statistic.metric.partition("=")[0].lower()))
