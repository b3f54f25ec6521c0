"""Which figures are worth saying: real differences first, and not the same metric twice over."""

from collections.abc import Iterable

from personas.draft import SECTIONS
from personas.evidence import EvidencePack, Statistic


def statistics_by_section(pack: EvidencePack) -> dict[str, list[Statistic]]:
    """The statistics under their section, the most telling first; bare zeros are left out."""
    placed: dict[str, list[Statistic]] = {section: [] for section in SECTIONS}
    for statistic in (figure for figure in pack.statistics if figure.value or figure.differs):
        placed[statistic.section if statistic.section in placed else "segment facts"].append(statistic)
    return {section: _telling(section, figures) for section, figures in placed.items()}


def family(statistic: Statistic) -> str:
    """What the metric measures, without the value of a breakdown: `order_share` for `order_share:channel=web`."""
    return statistic.metric.partition("=")[0]


def grouped(figures: Iterable[Statistic], most: int = 2) -> list[list[Statistic]]:
    """The figures in groups of one family, at most `most` of each, in the order in which families come first."""
    groups: dict[str, list[Statistic]] = {}
    for figure in figures:
        members = groups.setdefault(family(figure), [])
        if len(members) < most:
            members.append(figure)
    return list(groups.values())


def _telling(section: str, figures: list[Statistic]) -> list[Statistic]:
    """Differences first; the parts of one breakdown by size, where the first of them stands."""
    if section == "segment facts":
        return figures
    ordered = sorted(figures, key=lambda figure: not figure.differs)
    place: dict[str, int] = {}
    for figure in ordered:
        place.setdefault(family(figure), len(place))
    return sorted(ordered, key=lambda figure: (place[family(figure)], not figure.differs, -_part(figure)))


def _part(figure: Statistic) -> float:
    return figure.value if figure.unit == "share" else 0.0
