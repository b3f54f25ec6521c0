"""A statistic with everything needed to doubt it: count, base, interval, q, coverage, window, SQL."""

from collections.abc import Sequence

from personas.evidence import Statistic
from personas.phrasing import figure
from ui.figures import known_of
from ui.web.parts.markup import Html, join, tag, unfold

_IN_VIEW = 6


def statistic_card(statistic: Statistic, *, number: int | None = None) -> Html:
    """The figure, large; the segment against everybody as bars; the rest as a list of facts."""
    label = tag("span", str(number), class_="v-number") if number is not None else Html()
    head = tag("div", tag("b", figure(statistic, statistic.value)), tag("p", statistic.sentence()), class_="v-figure")
    sql = unfold("SQL", tag("pre", statistic.sql)) if statistic.sql else Html()
    return tag("section", label, head, bars(statistic), facts(statistic), sql, class_="v-statistic")


def figure_list(statistics: Sequence[Statistic]) -> Html:
    """Figures by section, each with its bars, facts and SQL one click behind; the first six of a section in view."""
    sections = dict.fromkeys(one.section for one in statistics)
    groups = [_group(name, [one for one in statistics if one.section == name]) for name in sections]
    return tag("div", *groups, class_="v-figures")


def _group(section: str, found: Sequence[Statistic]) -> Html:
    more = found[_IN_VIEW:]
    rest = unfold(f"{len(more)} more about {section}", *map(_figure, more)) if more else Html()
    return join(tag("h3", section.capitalize()), *map(_figure, found[:_IN_VIEW]), rest)


def _figure(statistic: Statistic) -> Html:
    return unfold(statistic.sentence(), bars(statistic), facts(statistic), tag("pre", statistic.sql))


def bars(statistic: Statistic) -> Html:
    """The segment's value with its interval, above everybody's; nothing where there is no base."""
    if statistic.base_value is None:
        return Html()
    top = max(statistic.value, statistic.base_value, statistic.ci_high or 0) or 1
    rows = [_bar(statistic.group, statistic, statistic.value, top, interval=True)]
    rows.append(_bar("everybody", statistic, statistic.base_value, top))
    return tag("div", *rows, class_="v-bars")


def facts(statistic: Statistic) -> Html:
    """Name and value pairs of everything known about the figure."""
    rows = [join(tag("dt", name), tag("dd", value)) for name, value in known_of(statistic)]
    return tag("dl", *rows, class_="v-facts")


def _bar(name: str, statistic: Statistic, value: float, top: float, *, interval: bool = False) -> Html:
    whisker = Html()
    if interval and statistic.ci_low is not None and statistic.ci_high is not None:
        low, high = max(0.0, statistic.ci_low) / top * 100, statistic.ci_high / top * 100
        whisker = tag("span", class_="v-whisker", style=f"left:{low:.1f}%;width:{max(0.0, high - low):.1f}%")
    fill = tag("span", class_="v-fill", style=f"width:{max(0.0, value) / top * 100:.1f}%")
    track = tag("span", fill, whisker, class_="v-track", aria_hidden="true")
    words = tag("span", name, class_="v-bar-name"), track, tag("span", figure(statistic, value), class_="v-bar-value")
    return tag("div", *words, class_="v-bar" if interval else "v-bar v-base")
