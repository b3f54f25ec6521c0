"""Two unlike tables in one file, one below the other, are refused; what only looks like that is read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from personas.errors import BadInput
from segments.tables import iterate_rows, read_rows, sample
from workspace.recognition.recognising import recognise

REVIEWS = ["Date,Stars,Review", *(f"2025-03-{n:02},{n % 5 + 1},Good boots number {n}" for n in range(1, 9))]
STORES = ["Store,Visits,Opened", "York,120,2019", "Hull,80,2020", "Leeds,95,2021"]
LABELS = ["Code,Meaning", "a,They came late", "b,They never came", "c,They came twice"]
STACKED = {
    "unlike columns": [*REVIEWS, "", *STORES],
    "fewer columns": [*REVIEWS, "", *LABELS],
    "as a spreadsheet pads it": [*REVIEWS, ",,", *(f"{line}," for line in LABELS)],
    "under titles": ["Reviews of March,,", "", *REVIEWS, ",,", ",,", *STORES],
    "beyond the first look": [*REVIEWS, *REVIEWS[1:] * 6_000, "", *STORES],
    "words alone": ["Name,Says,Town", *(f"P{n},It was good {n},York" for n in "abcdef"), "", *LABELS],
}
ONE = {
    "a header that comes again": [*REVIEWS, "", *REVIEWS],
    "rows that go on": [*REVIEWS, "", *REVIEWS[1:]],
    "words that go on": ["Name,Says", *(f"P{n},It was good {n}" for n in "abcd"), "", "Pe,So so", "Pf,Fine", "Pg,Ok"],
    "totals": [*REVIEWS, "", "Total,24,", "Mean,3,"],
    "a note": [*REVIEWS, "", "Exported by the desk,,", "on a Monday,,", "all rights reserved,,"],
    "a blank row below the header": [REVIEWS[0], "", *REVIEWS[1:]],
    "a blank row after each": [line for row in REVIEWS for line in (row, "")],
    "blank lines in a text": ["Stars,Review", *(f'{n},"Good\n\nFit, price\n4, 5\n3, 4\n2, 1"' for n in range(1, 5))],
    "a value that is missing": [*REVIEWS, "", "2025-04-01,n/a,Was fine", *REVIEWS[1:]],
}


def _write(folder: Path, lines: list[str]) -> Path:
    path = folder / "export.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _workbook(folder: Path, lines: list[str]) -> Path:
    book, path = Workbook(), folder / "export.xlsx"
    for line in lines:
        cells = [int(cell) if cell.isdigit() else cell or None for cell in line.split(",")]
        book.active.append(cells)
    book.save(path)
    return path


@pytest.mark.parametrize("kind", STACKED)
def test_two_tables_one_below_the_other_are_refused_with_where_to_cut(kind: str, tmp_path: Path) -> None:
    path, lines = _write(tmp_path, STACKED[kind]), STACKED[kind]
    header = LABELS[0] if LABELS[0] in "".join(lines) else STORES[0]
    line = next(place for place, text in enumerate(lines, 1) if text.startswith(header))
    with pytest.raises(BadInput, match=rf"two tables.*line {line:,} .*\({header.replace(',', ', ')}\). Cut it in two"):
        read_rows(path, sample(path))
    with pytest.raises(BadInput, match="two tables"):
        list(iterate_rows(path, sample(path), rows=50_000))


def test_two_tables_of_which_neither_is_known_are_told_apart_first(tmp_path: Path) -> None:
    assert "two tables" in recognise(_write(tmp_path, [*LABELS, "", *STORES]), explicit=True).problem


@pytest.mark.parametrize("kind", ONE)
def test_one_table_with_blank_rows_in_it_is_read(kind: str, tmp_path: Path) -> None:
    path = _write(tmp_path, ONE[kind])
    assert len(read_rows(path, sample(path))) >= 4


def test_two_tables_on_one_sheet_are_refused_and_one_is_read(tmp_path: Path) -> None:
    path = _workbook(tmp_path, [*REVIEWS, "", *STORES])
    with pytest.raises(BadInput, match=r"two tables.*row 11 of its first sheet .*\(Store, Visits, Opened\)"):
        read_rows(path, sample(path))
    path = _workbook(tmp_path, [*REVIEWS, "", *REVIEWS[1:], "", "Total,24", "", ""])
    assert len(read_rows(path, sample(path))) == 17
