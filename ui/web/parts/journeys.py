"""A buying journey as a map: stages as columns, lanes as rows; where the evidence is silent the cell says so."""

from collections.abc import Mapping
from typing import Any

from personas.claims import Claim
from personas.draft import CELLS
from ui.web.parts.cards import Card
from ui.web.parts.markup import Html, tag


def journey_map(journey: Mapping[str, Any], claims: Mapping[str, Claim], card: Card) -> Html:
    """The table, wide enough to read; on a small screen it scrolls by itself."""
    stages = journey["stages"]
    head = tag("tr", tag("td"), *(tag("th", stage["name"].capitalize(), scope="col") for stage in stages))
    lanes = [*CELLS, *dict.fromkeys(lane for stage in stages for lane in stage["cells"] if lane not in CELLS)]
    rows = [_lane(lane, stages, claims, card) for lane in lanes]
    caption = tag("caption", f"The {journey['kind']} journey, stage by stage")
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="v-journey")
    return tag("div", table, class_="v-scroll", tabindex="0", role="region", aria_label="Journey map")


def _lane(lane: str, stages: list[Mapping[str, Any]], claims: Mapping[str, Claim], card: Card) -> Html:
    cells = []
    for stage in stages:
        found = [claims[i] for i in stage["cells"].get(lane, []) if i in claims]
        silent = tag("span", "–", tag("span", "the evidence does not say", class_="v-hidden"), class_="v-silent")
        cells.append(tag("td", *([card.sentence(claim) for claim in found] or [silent])))
    return tag("tr", tag("th", lane.capitalize(), scope="row"), *cells, class_=f"v-lane-{lane.replace(' ', '-')}")
