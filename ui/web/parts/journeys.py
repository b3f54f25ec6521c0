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
from ui.web.parts.plot import Point, plot
from ui.web.parts.tables import scrolling

_LEVELS = (0.125, 0.5, 0.875)
"""Where +2, 0 and -2 stand, of the height of the mood's line."""
_SIGNS = {"grounded": "●", "weak": "◐", "inference": "◇", "hypothesis": "◌", "failing": "✕"}


def journey_map(body: Mapping[str, Any], claims: Mapping[str, Claim], card: Card) -> Html:
    """The legend and the table, wide enough to read; on a narrow screen a list, lane by lane."""
    journey, shown = body["journey"], laid_out(body, Lines(body))
    if shown is None:
        return tag("p", "No claim of this journey is there.", class_="v-quiet-words")
    stages = journey["stages"]
    head = tag("tr", tag("td"), *(tag("th", stage["name"].capitalize(), scope="col") for stage in stages))
    lanes = [*CELLS, *dict.fromkeys(lane for stage in stages for lane in stage["cells"] if lane not in CELLS)]
    rows = [row for lane in lanes for row in _lane(lane, body, claims, card, shown)]
    caption = tag("caption", f"The {journey['kind']} journey, stage by stage")
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="v-journey")
    return join(_legend(shown), scrolling(table, "Journey map"))


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
        _cell(stage["name"], [claims[i] for i in stage["cells"].get(lane, []) if i in claims], card, tasks)
        for stage in body["journey"]["stages"]
    ]
    name = lane.capitalize()
    class_ = f"v-lane-{lane.replace(' ', '-')}"
    if lane != "emotion" or not shown.feelings:
        return [tag("tr", tag("th", name, scope="row"), *cells, class_=class_)]
    head = tag("th", name, tag("span", "from −2 to +2", class_="v-quiet-words"), scope="rowgroup", rowspan="2")
    curve = tag("td", _curve(shown), colspan=str(len(shown.stages)), class_="v-curve")
    return [tag("tr", head, curve), tag("tr", *cells, class_=class_)]


def _cell(stage: str, found: list[Claim], card: Card, tasks: Mapping[str, Any]) -> Html:
    name = stage.capitalize()
    if not found:
        silent = tag("span", "–", tag("span", "the evidence does not say", class_="v-hidden"), class_="v-silent")
        return tag("td", silent, data_name=name)
    said = (join(_sign(claim), card.sentence(claim), _task(claim, tasks)) for claim in found)
    return tag("td", *said, class_=f"v-cell v-rests-{_mark(found[0])}", data_name=name)


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
    strokes = [(_point(one, shown), _point(after, shown)) for one, after in shown.strokes]
    dots = [_point(one, shown) for one in shown.feelings]
    said = "; ".join(f"{one.stage} {one.words}" for one in shown.feelings)
    words = [tag("span", _words(shown, place)) for place in range(len(shown.stages))]
    picture = plot(strokes, dots, said=f"Reported mood: {said}", levels=_LEVELS)
    return join(picture, tag("div", *words, class_="v-moods", aria_hidden="true"))


def _point(feeling: Feeling, shown: JourneyMap) -> Point:
    return Point(feeling.x / shown.width, feeling.y / shown.height)


def _words(shown: JourneyMap, place: int) -> str:
    found: list[Feeling] = [one for one in shown.feelings if one.place == place]
    return found[0].words if found else "not reported"
