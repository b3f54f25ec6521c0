"""The plan of a draft: the aliases that each part may cite."""

from collections.abc import Iterable

from agent.writers.aliases import Aliases
from agent.writers.consequences import consequences
from agent.writers.feelings import reported_emotion
from agent.writers.planning.budget import JOURNEY, NARRATIVE, share_out
from agent.writers.planning.figures import distributions, grouped, statistics_by_section
from agent.writers.planning.parts import Part
from agent.writers.planning.quoting import Quotations
from agent.writers.planning.themes import FEW, HEARD, few_people, quotes_by_section, supporters, themes_by_section
from agent.writers.polarity import side
from agent.writers.protocol import Task
from agent.writers.quotations import excerpt
from agent.writers.stages import Spot, counted_along, place
from personas.draft import SECTIONS, STAGES
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from retrieval.packs import dissents

_OWN_WORDS = "in their own words"
_PEOPLE = "demographics"
_FROM_THEMES = ("messages", "implications")
_IMPLIED = "implications"
_HEARD_FOR_INFERENCES = 2
_OWN_QUOTES = 8
_THEMES_EACH = 3
_TOLD = ("trigger", "goals", "motivations", "frustrations", "decision criteria", "price sensitivity", "behaviours")
"""Sections whose strongest theme is told with a quotation of its own in the narrative."""
_VOICES = 6
"""Quotations that a story chooses from at least."""
_DISSENTING = 2
"""Voices against the grain that a story may let speak."""
_WORDS = 3
"""Words in which a segment is itself, each with its count."""
_STATISTICS_EACH = 6
_FAMILIES, _TOLD_EACH = 3, 3


def plan_parts(pack: EvidencePack, *, journey: bool, most: int) -> tuple[Part, ...]:
    """The sections that have evidence, then the narrative and, when wanted, the journey. At most `most` claims.

    A section of which enough people speak but which has no theme is given the quotes whose stance and topic fit it.
    """
    return _Planner(pack).parts(journey=journey, most=most)


def plan_journey(pack: EvidencePack) -> Part:
    """The journey by itself: every quote is there for it, since no other part repeats any."""
    return _Planner(pack).journey(0)


class _Planner:
    def __init__(self, pack: EvidencePack) -> None:
        self.pack, self.aliases, self.quotations = pack, Aliases(pack), Quotations(pack)
        self.quotes = {quote.id: quote for quote in pack.quotes}
        self.themes = themes_by_section(pack)
        self.figures = statistics_by_section(pack)
        self.spoken = quotes_by_section(pack)
        self.few = few_people(pack)
        said = [theme for section, found in self.themes.items() if section != _OWN_WORDS for theme in found]
        self.telling = self._two_sided(said)
        counted = [figure for figures in self.figures.values() for figure in figures]
        weighed = consequences(counted)
        self.worth_weighing = [figure for figure in counted if figure.id in weighed]

    def parts(self, *, journey: bool, most: int) -> tuple[Part, ...]:
        total = most - NARRATIVE - (JOURNEY + len(self._counted_along()) if journey else 0)
        both = [section for section in SECTIONS if self.figures[section] and self.themes[section]]
        limits = share_out({section: self._possible(section) for section in SECTIONS}, total, both)
        voiced = {section: self._voices(section) for section in sorted(limits, key=self._voices_for)}
        narrative = self._narrative(len(limits))
        travel = [self.journey(len(limits) + 1)] if journey else []
        themed = {section: quoted for section in limits if (quoted := [*voiced[section], *self._quote(section)])}
        words = [*voiced[_OWN_WORDS], *self._words()] if _OWN_WORDS in limits else []
        parts = [
            self._section(section, limits[section], words if section == _OWN_WORDS else themed.get(section, []), place)
            for place, section in enumerate(limits_in_order(limits))
        ]
        return (*parts, narrative, *travel)

    def _possible(self, section: str) -> int:
        if section == _OWN_WORDS:
            return _OWN_QUOTES if self.pack.quotes else 0
        if section in _FROM_THEMES:
            return 4 if self.telling or (section == _IMPLIED and self.worth_weighing) else 0
        themes = self.themes[section][:_THEMES_EACH]
        spoken = min(2, len(self.spoken.get(section, [])))
        opposed = sum(bool(theme.opposing) for theme in themes)
        return len(grouped(self.figures[section])) + len(themes) + opposed + spoken

    def _voices_for(self, section: str) -> tuple[bool, bool, int]:
        """In which order sections take quotes: their own words last; of few people the least spoken for first."""
        spoken = len(self.spoken.get(section, []))
        return section == _OWN_WORDS, self.few and bool(self.themes[section]), spoken if self.few else 0

    def _voices(self, section: str) -> list[str]:
        """Of a small pack a quote for a section that single voices alone speak for, and for their own words.

        The story and the journey take of the others: they left such a section unknown. Of few people a theme's section
        is given one, too.
        """
        if len(self.pack.quotes) > FEW:
            return []
        if section == _OWN_WORDS:
            named = [quote_id for theme in self.themes[section] for quote_id in theme.quotes]
            if named and not self.few:
                return []
            return [quote.id for quote in self.quotations.take(named, 1) or self.quotations.take_any(1)]
        named = [quote_id for theme in self.themes[section][:1] for quote_id in theme.quotes]
        spoken = (named if self.few else []) if self.themes[section] else self.spoken.get(section, [])
        return [quote.id for quote in self.quotations.take(spoken, 1, section)]

    def _quote(self, section: str) -> list[str]:
        """Take the quotes that a section may repeat: two a theme and one that disagrees, or those on its topic."""
        chosen = self.themes[section][:_THEMES_EACH]
        if not chosen:
            return [quote.id for quote in self.quotations.take(self.spoken.get(section, []), 3, section)]
        taken: list[Quote] = []
        for theme in chosen:
            taken += self.quotations.take(theme.quotes, 2, theme.label)
        for theme in chosen:
            taken += self.quotations.take(theme.opposing, 1, theme.label)
        taken += self.quotations.take(self.spoken.get(section, []), 2, section)
        return [quote.id for quote in taken]

    def _section(self, section: str, limit: int, quotable: list[str], place: int) -> Part:
        most = _WORDS if section == _OWN_WORDS else _THEMES_EACH
        themes = self.telling if section in _FROM_THEMES else self.themes[section][:most]
        figures = self._figures(section)
        quoted = [] if section in _FROM_THEMES else quotable if section == _OWN_WORDS else self._spare(themes, quotable)
        heard = _HEARD_FOR_INFERENCES if section in _FROM_THEMES else HEARD
        cited = self._cited(themes, quoted, heard)
        return self._part("section", section, figures, themes, cited, quoted, limit, place)

    def _words(self) -> list[str]:
        """For each of their words one who says it, and some who say what others say, whatever the words."""
        said = [
            quote for theme in self.themes[_OWN_WORDS] for quote in self.quotations.take(theme.quotes, 2, theme.label)
        ]
        return [quote.id for quote in (*said, *self.quotations.take_any(_OWN_QUOTES - len(said) // 2))]

    def _figures(self, section: str) -> list[Statistic]:
        """What a section may say in figures: of people's attributes whole distributions, else two of a family."""
        if section == _IMPLIED:
            return self.worth_weighing
        groups = (distributions if section == _PEOPLE else grouped)(self.figures[section])
        return [figure for group in groups for figure in group][: None if section == _PEOPLE else _STATISTICS_EACH]

    def _spare(self, themes: Iterable[Theme], quotable: list[str]) -> list[str]:
        spares = [quote.id for theme in themes for quote in self.quotations.take(theme.quotes, 1, theme.label)]
        return [*quotable, *spares]

    def _narrative(self, place: int) -> Part:
        themes = [theme for section in SECTIONS if section != _OWN_WORDS for theme in self.themes[section][:1]]
        told = [theme for section in _TOLD for theme in self.themes[section][:1]]
        taken = [quote for theme in told for quote in self.quotations.take(theme.quotes, 1, theme.label)]
        for theme in self.telling[1:2]:
            taken += self.quotations.take(theme.opposing, 1, theme.label)
        taken += self.quotations.take([quote.id for quote in self.pack.quotes if dissents(quote)], _DISSENTING)
        for section in ("motivations", "frustrations"):
            taken += self.quotations.take(self.spoken.get(section, []), 1)
        taken += self.quotations.take_any(max(1, _VOICES - len(taken)))
        figures = [figure for section in SECTIONS for figure in self._of_families(section)]
        quotable = [quote.id for quote in taken]
        return self._part(
            "narrative", "narrative", figures, themes, self._cited(themes, quotable), quotable, NARRATIVE, place
        )

    def _of_families(self, section: str) -> list[Statistic]:
        """A section's figures for the narrative: up to two of each of its first families."""
        groups = grouped(self.figures[section])[:_FAMILIES]
        return [figure for group in groups for figure in group][:_TOLD_EACH]

    def journey(self, place: int) -> Part:
        """The part that writes the journey."""
        taken = self._along_the_way()
        themes = [theme for section in SECTIONS if section != _OWN_WORDS for theme in self.themes[section][:2]]
        along = self._counted_along()
        figures = [figure for found in along.values() for figure in found]
        cited = self._cited(themes, taken)
        return self._part("journey", "journey", figures, themes, cited, taken, JOURNEY + len(along), place)

    def _counted_along(self) -> dict[Spot, list[Statistic]]:
        return counted_along([figure for section in SECTIONS for figure in self.figures[section]])

    def _along_the_way(self) -> list[str]:
        """Quotes for the journey: those that report a feeling, then one a stage."""
        placed = {quote.id: placement.stage for quote in self.pack.quotes if (placement := place(quote)) is not None}
        felt = [quote_id for quote_id in placed if reported_emotion(excerpt(self.quotes[quote_id]))]
        taken = self.quotations.take(felt, 2)
        for stage in STAGES:
            taken += self.quotations.take([quote_id for quote_id in placed if placed[quote_id] == stage], 1)
        return [quote.id for quote in taken]

    def _cited(self, themes: Iterable[Theme], quotable: list[str], heard: int = HEARD) -> list[str]:
        found = dict.fromkeys(quotable)
        for theme in themes:
            found.update(dict.fromkeys(quote.id for quote in supporters(theme, self.pack, heard)))
            found.update(dict.fromkeys(quote_id for quote_id in theme.opposing[:2] if quote_id in self.quotes))
        return list(found)

    def _two_sided(self, themes: list[Theme]) -> list[Theme]:
        """The strongest praise and the strongest complaint by turns, then the rest by prevalence."""
        sides = {theme.id: side(theme) for theme in themes}
        ordered = sorted(themes, key=lambda theme: -theme.n)
        good = [theme for theme in ordered if sides[theme.id] == "good"]
        bad = [theme for theme in ordered if sides[theme.id] == "bad"]
        pairs = [theme for pair in zip(good, bad, strict=False) for theme in pair]
        by_turns = {theme.id: theme for theme in [*pairs, *good, *bad, *ordered]}
        return list(by_turns.values())[:6]

    def _part(
        self,
        task: Task,
        section: str,
        figures: Iterable[Statistic],
        themes: Iterable[Theme],
        cited: Iterable[str],
        quotable: Iterable[str],
        limit: int,
        place: int,
    ) -> Part:
        of = self.aliases.of
        return Part(
            task=task,
            section=section,
            statistics=tuple(of(figure.id) for figure in figures),
            themes=tuple(of(theme.id) for theme in themes),
            quotes=tuple(of(quote_id) for quote_id in cited),
            quotable=tuple(of(quote_id) for quote_id in quotable),
            limit=limit,
            ordinal=place,
        )


def limits_in_order(limits: dict[str, int]) -> list[str]:
    """The sections that get claims, in the order of the card."""
    return [section for section in SECTIONS if section in limits]
