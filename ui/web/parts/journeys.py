"""A buying journey as a map: stages as columns, lanes as rows; where the evidence is silent the cell says so."""

from collections.abc import Mapping
from typing import Any

from personas.claims import Claim
from personas.draft import CELLS
from personas.publishing.journey_map import Feeling, JourneyMap
from personas.publishing.journey_map import journey_map as laid_out
from personas.publishing.lines import Lines
from ui.web.parts.cards import Card
from ui.web.parts.markup import Html, join, tag

_SIGNS = {"grounded": "●", "weak": "◐", "inference": "◇", "hypothesis": "◌", "failing": "✕"}


def journey_map(body: Mapping[str, Any], claims: Mapping[str, Claim], card: Card) -> Html:
    """The legend and the table, wide enough to read; on a small screen it scrolls by itself."""
    journey, shown = body["journey"], laid_out(body, Lines(body))
    if shown is None:
        return tag("p", "No claim of this journey is there.", class_="v-quiet-words")
    stages = journey["stages"]
    head = tag("tr", tag("td"), *(tag("th", stage["name"].capitalize(), scope="col") for stage in stages))
    lanes = [*CELLS, *dict.fromkeys(lane for stage in stages for lane in stage["cells"] if lane not in CELLS)]
    rows = [row for lane in lanes for row in _lane(lane, body, claims, card, shown)]
    caption = tag("caption", f"The {journey['kind']} journey, stage by stage")
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="v-journey")
    scroll = tag("div", table, class_="v-scroll", tabindex="0", role="region", aria_label="Journey map")
    return join(_legend(shown), scroll)


def _legend(shown: JourneyMap) -> Html:
    keys = [
        tag("span", tag("b", _SIGNS[name]), f" {words}", class_=f"v-key v-rests-{name}") for name, words in shown.marks
    ]
    planned = (
        tag("p", "A planned journey: what is meant to happen, not what was observed.") if shown.planned else Html()
    )
    return join(planned, tag("p", *keys, tag("span", "– the evidence does not say", class_="v-key"), class_="v-legend"))


def _lane(lane: str, body: Mapping[str, Any], claims: Mapping[str, Claim], card: Card, shown: JourneyMap) -> list[Html]:
    tasks = body["journey"].get("opportunities") or {}
    cells = [
        _cell([claims[i] for i in stage["cells"].get(lane, []) if i in claims], card, tasks)
        for stage in body["journey"]["stages"]
    ]
    name = lane.capitalize()
    class_ = f"v-lane-{lane.replace(' ', '-')}"
    if lane != "emotion" or not shown.feelings:
        return [tag("tr", tag("th", name, scope="row"), *cells, class_=class_)]
    head = tag("th", name, tag("span", "from −2 to +2", class_="v-quiet-words"), scope="rowgroup", rowspan="2")
    curve = tag("td", _curve(shown), colspan=str(len(shown.stages)), class_="v-curve")
    return [tag("tr", head, curve), tag("tr", *cells, class_=class_)]


def _cell(found: list[Claim], card: Card, tasks: Mapping[str, Any]) -> Html:
    if not found:
        return tag(
            "td", tag("span", "–", tag("span", "the evidence does not say", class_="v-hidden"), class_="v-silent")
        )
    mark = _mark(found[0])
    return tag("td", *(join(_sign(claim), card.sentence(claim), _task(claim, tasks)) for claim in found),
               class_=f"v-cell v-rests-{mark}")  # fmt: skip


def _sign(claim: Claim) -> Html:
    return tag("b", _SIGNS[_mark(claim)], class_=f"v-rest v-rests-{_mark(claim)}", aria_hidden="true")


def _mark(claim: Claim) -> str:
    if claim.kind == "hypothesis":
        return "hypothesis"
    return claim.verdict if claim.verdict in _SIGNS else "failing"


def _task(claim: Claim, tasks: Mapping[str, Any]) -> Html:
    given = tasks.get(claim.id) or {}
    words = " · ".join(f"{name}: {given[key]}" for name, key in (("Owner", "owner"), ("KPI", "kpi")) if given.get(key))
    return tag("p", words, class_="v-quiet-words") if words else Html()


def _curve(shown: JourneyMap) -> Html:
    """The mood, drawn between neighbouring stages that both report one, and said in words under it."""
    wide = str(shown.width)
    lines = [tag("line", x1="0", x2=wide, y1=y, y2=y, class_="v-level") for y in ("10", "40", "70")]
    strokes = [tag("polyline", points=points, class_="v-stroke") for points in shown.strokes]
    dots = [tag("path", d=f"M{one.x:g} {one.y:g}h.01", class_="v-dot") for one in shown.feelings]
    said = "; ".join(f"{one.stage} {one.words}" for one in shown.feelings)
    picture = tag("svg", *lines, *strokes, *dots, viewBox=f"0 0 {wide} 80", preserveAspectRatio="none", role="img",
                  aria_label=f"Reported mood: {said}")  # fmt: skip
    words = [tag("span", _words(shown, place)) for place in range(len(shown.stages))]
    return join(picture, tag("div", *words, class_="v-moods", aria_hidden="true"))


def _words(shown: JourneyMap, place: int) -> str:
    found: list[Feeling] = [one for one in shown.feelings if one.place == place]
    return found[0].words if found else "not reported"
