"""Short names for a pack's members inside prompts: E1 for a quote, S1 for a statistic, T1 for a theme."""

from personas.evidence import EvidencePack, Quote, Statistic, Theme

Member = Quote | Statistic | Theme


class Aliases:
    """The two-way table between a pack's members and their aliases, the same for every part of a draft."""

    def __init__(self, pack: EvidencePack) -> None:
        groups: tuple[tuple[str, tuple[Member, ...]], ...] = (
            ("E", pack.quotes),
            ("S", pack.statistics),
            ("T", pack.themes),
        )
        self.members: dict[str, Member] = {
            f"{letter}{number}": member for letter, group in groups for number, member in enumerate(group, start=1)
        }
        """Alias -> member."""
        self._of = {member.id: alias for alias, member in self.members.items()}

    def of(self, evidence_id: str) -> str:
        """The alias of a member. Raises KeyError when the pack has no such member."""
        return self._of[evidence_id]

    def knows(self, evidence_id: str) -> bool:
        """Whether the pack has a member of that id."""
        return evidence_id in self._of

    def find(self, alias: str) -> Member | None:
        """The member of that alias, whatever its case and brackets, or None."""
        return self.members.get(alias.strip().strip("[]{}()").upper())
