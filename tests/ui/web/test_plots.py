"""Lines on the pages: boxes, because the pages' HTML is cleaned of SVG before a browser sees it."""

from collections.abc import Sequence
from pathlib import Path

from personas.publishing import public_json
from tests.personas.fixtures.workwear import workwear_draft
from ui.web.parts.drawing import map_of
from ui.web.parts.plot import Point, plot

PAGES = Path(__file__).parents[3] / "ui" / "web"


def mood(stages: Sequence[str]) -> str:
    """The map of a journey with feelings at all but these stages."""
    body = public_json(workwear_draft())
    for stage in body["journey"]["stages"]:
        stage["cells"] = {
            lane: ids for lane, ids in stage["cells"].items() if lane != "emotion" or stage["name"] not in stages
        }
    return str(map_of(body, "draft"))


def test_a_stroke_joins_its_ends_and_a_dot_stands_where_it_is_put() -> None:
    drawn = plot([(Point(0, 1), Point(1, 0.25))], [Point(1, 0.25)], said="up", levels=[0.5])
    assert "polygon(0.00% calc(100.00% - var(--v-thick)), 100.00% calc(25.00% - var(--v-thick))" in drawn
    assert "left:100.00%;top:25.00%" in drawn and 'aria-label="up"' in drawn


def test_the_mood_line_joins_neighbouring_stages_and_breaks_where_nobody_reported_one() -> None:
    assert (mood([]).count("v-stroke"), mood([]).count("v-dot")) == (3, 4)
    assert (mood(["purchase"]).count("v-stroke"), mood(["purchase"]).count("v-dot")) == (1, 3)
    assert "v-plot" not in mood(["consideration", "purchase", "use", "loyalty"])


def test_no_page_makes_what_the_browser_would_not_be_shown() -> None:
    assert [file.name for file in PAGES.rglob("*.py") if 'tag("svg"' in file.read_text(encoding="utf-8")] == []
