"""The evidence that a chat's tools have shown so far, under stable aliases."""

from collections.abc import Sequence
from typing import TypeVar

from agent.chat.services import Found
from agent.writers import Aliases, SectionRequest
from agent.writers.llm.presenting import evidence_lines
from agent.writers.quotations import usable
from personas.evidence import EvidencePack, Quote, Statistic, Theme

_NOTHING = "Nothing that was said or counted speaks of this."
Member = TypeVar("Member", bound=Quote | Statistic | Theme)


class Shelf:
    """Grows with every search; a member keeps the alias that it was first shown under."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.aliases = Aliases(found.pack)
        self.whole = self._request(found)
        """All that is on the shelf, as what an answer is written from."""

    @property
    def pack(self) -> EvidencePack:
        """Everything that may be cited."""
        return self.found.pack

    def known(self) -> str:
        """All that is on the shelf, as a model sees it."""
        return evidence_lines(self.whole) if self.found.covered else _NOTHING

    def lines(self, found: Found) -> str:
        """The found evidence as a model sees it; new members are put on the shelf."""
        if not found.covered:
            return _NOTHING
        self._add(found)
        return evidence_lines(self._request(found))

    def _add(self, found: Found) -> None:
        pack = EvidencePack(
            id=self.pack.id,
            segment_id=self.pack.segment_id,
            quotes=_joined(self.pack.quotes, found.pack.quotes),
            statistics=_joined(self.pack.statistics, found.pack.statistics),
            themes=_joined(self.pack.themes, found.pack.themes),
        )
        crowd = self.found.crowd if self.found.crowd == found.crowd else ""
        names = {**self.found.names, **found.names}
        self.found = self.found.model_copy(update={"pack": pack, "names": names, "crowd": crowd})
        self.aliases = Aliases(pack)
        self.whole = self._request(self.found)

    def _request(self, found: Found) -> SectionRequest:
        quotes = {self.aliases.of(one.id): one for one in found.pack.quotes if usable(one)}
        statistics: dict[str, Statistic] = {self.aliases.of(one.id): one for one in found.pack.statistics}
        themes: dict[str, Theme] = {self.aliases.of(one.id): one for one in found.pack.themes}
        return SectionRequest(
            section="answer",
            segment=found.scope,
            persona_name="",
            quotes=quotes,
            statistics=statistics,
            themes=themes,
            quotable=tuple(quotes),
        )


def _joined(known: Sequence[Member], new: Sequence[Member]) -> tuple[Member, ...]:
    ids = {member.id for member in known}
    found: list[Member] = [*known]
    found += [member for member in new if member.id not in ids]
    return tuple(found)
