"""One part of a draft, and the request that a writer gets for it."""

from agent.writers.aliases import Aliases
from agent.writers.data import load
from agent.writers.protocol import SectionRequest, Standing, Task
from personas.base import Record
from personas.draft import SegmentReference
from personas.evidence import Quote, Statistic, Theme


class Part(Record):
    """One part of a draft and the aliases of the evidence that it may use."""

    task: Task = "section"
    section: str
    statistics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    quotable: tuple[str, ...] = ()
    limit: int = 3
    ordinal: int = 0
    wish: str = ""
    """Of a revision, how the section is to become."""


def request_for(
    part: Part,
    aliases: Aliases,
    segment: SegmentReference,
    persona_name: str,
    standing: tuple[Standing, ...] = (),
) -> SectionRequest:
    """The request that a writer gets for a part."""
    members = aliases.members
    guidance = load("sections").get(part.section, {}).get("guidance", "")
    return SectionRequest(
        task=part.task,
        section=part.section,
        guidance=guidance,
        segment=segment,
        persona_name=persona_name,
        statistics={a: m for a in part.statistics if isinstance(m := members[a], Statistic)},
        themes={a: m for a in part.themes if isinstance(m := members[a], Theme)},
        quotes={a: m for a in part.quotes if isinstance(m := members[a], Quote)},
        quotable=part.quotable,
        standing=standing,
        limit=part.limit,
        wish=part.wish,
        ordinal=part.ordinal,
    )
