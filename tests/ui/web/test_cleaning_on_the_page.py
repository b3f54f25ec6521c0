"""What cleaning rules left out is taken back by a button, and left out again by another."""

from pathlib import Path

from tests.ui.web.conftest import Visit, press, words
from workspace.intake import cleaning
from workspace.intake import ingest as ingesting
from workspace.workspace import Workspace

_SAID = "The seam at the knee went after three months of wear on site, and nobody has answered my letter about it"


def _nearly_twice(folder: Path) -> Path:
    file = folder / "reviews.csv"
    file.write_text(f'review_id,review_text,rating\n1,"{_SAID}",1\n2,"{_SAID}, sadly",2\n3,A fair price for it,4\n')
    return file


def _left_out(room: Workspace) -> int:
    return sum(one.excluded for one in cleaning.cleaning(room))


def test_a_rule_and_a_single_text_are_switched_by_buttons(empty: Workspace, visit: Visit, tmp_path: Path) -> None:
    ingesting.ingest(empty, [_nearly_twice(tmp_path)], actor="steward")
    page = visit(empty, "evidence", actor="steward")
    assert _SAID in words(page)
    press(page, "Take it back")
    assert _left_out(empty) == 0
    press(visit(empty, "evidence", actor="steward"), "Leave all out")
    assert _left_out(empty) == 1
    press(visit(empty, "evidence", actor="steward"), "Take all back")
    assert _left_out(empty) == 0
