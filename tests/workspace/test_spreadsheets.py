"""What a person opens in a spreadsheet is read there and never computed."""

from pathlib import Path

import pandas as pd
import pytest

from segments.tables import email_sha256
from workspace.spreadsheets import guarded_words, write_sheet

HASH = str(email_sha256("ines@example.com"))


def written(tmp_path: Path, *cells: str | None) -> list[str]:
    write_sheet(pd.DataFrame({"customer_id": cells, "n": range(len(cells))}), tmp_path / "sheet.csv")
    found = pd.read_csv(tmp_path / "sheet.csv", dtype=str, keep_default_na=False)
    return list(found["customer_id"])


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1"]
)
def test_a_formula_stands_behind_an_apostrophe(cell: str, tmp_path: Path) -> None:
    assert written(tmp_path, cell) == ["'" + cell]


def test_what_other_systems_match_by_is_written_as_it_is(tmp_path: Path) -> None:
    cells = [HASH, "TB100091", "0007", "e-844bfe831ff1bd81", "-12.50", "+49", "a=b", "x@example.com", None]
    assert written(tmp_path, *cells) == ["" if cell is None else cell for cell in cells]


def test_how_many_cells_were_guarded_is_said(tmp_path: Path) -> None:
    frame = pd.DataFrame({"customer_id": ["=1", "@b", "c"], "segment_name": ["-Others-", "A", "B"], "n": [-1, 2, 3]})
    assert write_sheet(frame, tmp_path / "sheet.csv") == 3
    assert guarded_words(3) == " 3 cells that a spreadsheet would compute stand behind an apostrophe."
    assert guarded_words(0) == ""
