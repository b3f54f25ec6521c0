"""Segments drawn: the heat map of all, one's distributions, journey and campaigns, and two side by side."""

from collections.abc import Sequence

from personas.evidence import BY_DEFINITION, Statistic
from personas.phrasing import figure, percent
from segments.validation import Verdict
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.tables import scrolling, table
from workspace.figures.comparing import JOURNEY, Compared, HeatMap
from workspace.publishing.engaging import SegmentContribution

_LEVELS = (20, 50, 100)
"""Index points from 100 at which a cell grows darker."""
_IN_VIEW = 10
_TESTED = ("apart", "may be alike")


def heat(found: HeatMap) -> Html:
    """A row a figure, a column a segment, the index in each cell; bold where the difference is more than chance."""
    if len(found.segments) < 2 or not found.rows:
        return Html()
    head = tag("tr", *(tag("th", name, scope="col") for name in ("", *(one.name for one in found.segments))))
    rows = [tag("tr", tag("th", row.words, scope="row"), *map(_cell, row.cells)) for row in found.rows]
    about = "Index: 100 is everybody. Bold and coloured: more than chance. A blank is withheld or not known."
    body = tag("table", tag("thead", head), tag("tbody", *rows), class_="v-table v-heat")
    return join(tag("p", about, class_="v-quiet-words"), scrolling(body, "Figures by segment"))


def held(verdict: Verdict | None, of: str = "") -> Html:
    """Whether the segments hold on later sales; that it was not tested where it was not."""
    if verdict is None:
        words = "Not yet tested on later sales: open Validation, or run verism segments validate."
        return tag("p", words, class_="v-quiet-words v-after")
    lead = tag("b", f"{of[:1].upper()}{of[1:]}: ") if of else Html()
    return tag("p", lead, verdict.sentence(), class_="v-after" if verdict.outcome == "holds" else "v-none v-after")


def distributions(statistics: Sequence[Statistic]) -> Html:
    """Shares that belong together, as bars with a tick for everybody."""
    families: dict[tuple[str, float | None], list[Statistic]] = {}
    for one in statistics:
        if one.distribution is not None and one.section == "demographics":
            families.setdefault(one.distribution, []).append(one)
    drawn = [_family(name, found) for (name, _), found in families.items() if len(found) > 1]
    return join(tag("h2", "Who they are", class_="v-heading"), *drawn) if drawn else Html()


def journey(statistics: Sequence[Statistic]) -> Html:
    """What is counted of each stage of their buying journey."""
    stages = list(dict.fromkeys(JOURNEY.values()))
    told = sorted(
        (one for one in statistics if one.metric in JOURNEY), key=lambda one: stages.index(JOURNEY[one.metric])
    )
    if not told:
        return Html()
    rows = [(JOURNEY[one.metric], f"{percent(one.value)} {one.predicate}", _counted(one)) for one in told]
    return join(tag("h2", "Their journey, counted", class_="v-heading"), table(("stage", "what", "counted"), rows))


def campaigns(found: SegmentContribution | None) -> Html:
    """How the segment answered campaigns; only a difference from those held out speaks for one."""
    if found is None or not found.campaigns:
        return Html()
    about = "Mailed is not caused: only where members were held out does a difference speak for the campaign."
    lines = [tag("p", tag("b", one.campaign), ": ", one.sentence(found.currency)) for one in found.campaigns]
    more = unfold(f"{len(lines) - 3} earlier campaigns", *lines[3:]) if len(lines) > 3 else Html()
    heading = tag("h2", "Campaigns", class_="v-heading")
    return join(heading, tag("p", about, class_="v-quiet-words"), *lines[:3], more)


def side_by_side(first: str, second: str, found: Sequence[Compared]) -> Html:
    """Two segments, figure by figure; what sets them apart first."""
    rows = [
        (one.words, figure(one.first, one.first.value), figure(one.second, one.second.value),
         _compared(one))
        for one in found
    ]  # fmt: skip
    apart = sum(one.apart for one in found)
    tested = sum(_compared(one) in _TESTED for one in found)
    about = f"{apart} of {tested} counted figures set them apart: their 95 % intervals do not meet."
    more = unfold(f"{len(rows) - _IN_VIEW} more", table(("", first, second, ""), rows[_IN_VIEW:]))
    shown = table(("", first, second, ""), rows[:_IN_VIEW])
    return join(tag("p", about, class_="v-quiet-words"), shown, more if len(rows) > _IN_VIEW else Html())


def _compared(row: Compared) -> str:
    """What the two figures say of the two segments."""
    if row.first.is_predicted:
        return "expected"
    if BY_DEFINITION in (row.first.section, row.second.section):
        return "by their rules"
    return _TESTED[0] if row.apart else _TESTED[1]


def _cell(one: Statistic | None) -> Html:
    if one is None or one.index is None:
        return tag("td", "")
    away = one.index - 100
    level = sum(abs(away) >= least for least in _LEVELS) if away > 0 else sum(-away >= least / 2 for least in _LEVELS)
    tone = f"v-{'more' if away > 0 else 'less'}-{level}" if one.differs and level else ""
    number = f"{one.index:.0f}"
    return tag("td", tag("b", number) if one.differs else number, class_=f"v-digits {tone}".strip())


def _family(name: str, found: Sequence[Statistic]) -> Html:
    rows = []
    for one in sorted(found, key=lambda one: one.metric):
        tick = (
            Html()
            if one.base_value is None
            else tag("span", class_="v-tick", style=f"left:{100 * one.base_value:.1f}%")
        )
        fill = tag("span", class_="v-fill", style=f"width:{100 * one.value:.1f}%")
        track = tag("span", fill, tick, class_="v-track", aria_hidden="true")
        label = tag("span", one.metric.partition("=")[2], class_="v-bar-name")
        rows.append(tag("div", label, track, tag("span", percent(one.value), class_="v-bar-value"), class_="v-bar"))
    known = f"known of {percent(found[0].coverage)}; upright ticks: everybody"
    title = name.rpartition(":")[2].replace("_", " ").capitalize()
    return join(tag("h3", title, " ", tag("small", known, class_="v-quiet-words")), tag("div", *rows, class_="v-bars"))


def _counted(one: Statistic) -> str:
    return f"{one.numerator or 0:,.0f} of {one.denominator or 0:,.0f}"
