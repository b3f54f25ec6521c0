import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.errors import BadInput
from segments.tables import read_rows, sample
from segments.tables.opening.rows import unique_names
from segments.tables.opening.separators import separator_of

TEXT = "customer_id,order_id,note\nc1,o1,café £5\nc2,o2,plain\n"
Written = Callable[..., Path]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("latin-1", "cp1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(written: Written, encoding: str, expected: str) -> None:
    path = written(TEXT.encode(encoding))
    looked = sample(path)
    assert looked.encoding == expected
    assert looked.header[0].strip("\ufeff") == "customer_id"
    assert read_rows(path, looked)["note"].tolist() == ["café £5", "plain"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_rows(written: Written, separator: str) -> None:
    path = written(TEXT.replace(",", separator))
    looked = sample(path)
    assert looked.separator == separator
    assert list(read_rows(path, looked).columns) == ["customer_id", "order_id", "note"]


def test_columns_parted_by_blanks_are_read(written: Written) -> None:
    path = written(" id  date num value\n 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n")
    looked = sample(path)
    assert looked.separator == " "
    assert read_rows(path, looked)["value"].tolist() == ["11.77", "12.00"]


def test_prose_has_no_separator() -> None:
    assert separator_of("Anna: I like it, mostly.\nBen: well\nAnna: but then, again, no\n") == ""


def test_a_gzip_and_a_zip_of_one_file_are_opened(tmp_path: Path) -> None:
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(TEXT.encode()))
    zipped = tmp_path / "orders.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("orders.csv", TEXT)
        archive.writestr("__MACOSX/._orders.csv", b"\x00\x05")
    for path in (packed, zipped):
        assert len(read_rows(path, sample(path))) == 2


def test_an_xlsx_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "really.csv"
    buffer = io.BytesIO()
    pd.DataFrame({"customer_id": ["a"], "when": [pd.Timestamp("2026-01-02")], "n": [3.0]}).to_excel(buffer, index=False)
    path.write_bytes(buffer.getvalue())
    looked = sample(path)
    assert looked.container == "xlsx"
    assert read_rows(path, looked).iloc[0].tolist() == ["a", "2026-01-02 00:00:00", "3"]


def test_parquet_and_json_lines_are_read(tmp_path: Path) -> None:
    parquet = tmp_path / "a.bin"
    pd.DataFrame({"customer_id": ["a", "b"], "n": [1, 2]}).to_parquet(parquet)
    assert read_rows(parquet, sample(parquet))["n"].tolist() == ["1", "2"]
    lines = tmp_path / "b.txt"
    lines.write_text('{"a": 1, "b": {"c": "x"}}\n{"a": 2}\n', encoding="utf-8")
    looked = sample(lines)
    assert looked.container == "jsonl"
    assert read_rows(lines, looked)["b_c"].tolist() == ["x", ""]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n\n ", "blanks"),
        (b"https://example.com/export.csv\n", "web address"),
        (b"/home/ines/exports/orders.csv\n", "path"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "pointer"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (
            b"From: Erika <e@example.com>\r\nTo: us@example.com\r\nSubject: Boots\r\n\r\nThey leak.\r\n",
            "e-mail message",
        ),
        (b"kind: transactions\ncolumns:\n  amount: Betrag\n", "is a mapping"),
        (b"a,b,c\n" + b"1,2,3\n" * 9 + b"a,b,x,c\n" + b"1,2,9,3\n" * 8, "from row 11 on 4"),
        (b"Row Labels,Sum of Amount\nLeeds,5\nGrand Total,5\n", "pivot"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"),
        (b"PK\x03\x04broken", "damaged zip"),
    ],
)
def test_what_is_no_data_is_refused_with_a_reason(written: Written, content: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        sample(written(content))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder"):
        sample(tmp_path)
    with pytest.raises(BadInput, match="no file"):
        sample(tmp_path / "gone.csv")


def test_a_zip_of_several_files_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", TEXT)
        archive.writestr("b.csv", TEXT)
    with pytest.raises(BadInput, match=r"a\.csv, b\.csv"):
        sample(path)


def test_rows_with_too_many_or_too_few_cells_are_kept_and_counted(written: Written) -> None:
    path = written("a,b\n1,2\n3,4,5\n6\n7,8\n9,0\n")
    frame = read_rows(path, sample(path))
    assert frame.to_numpy().tolist() == [["1", "2"], ["3", "4"], ["6", ""], ["7", "8"], ["9", "0"]]
    assert frame.attrs["ragged"] == 1


def test_quoted_line_breaks_stay_inside_their_cell(written: Written) -> None:
    path = written('a,b\n1,"two\nlines"\n3,x\n')
    assert read_rows(path, sample(path))["b"].tolist() == ["two\nlines", "x"]


def test_several_header_rows_can_be_skipped(written: Written) -> None:
    path = written('Q1,Q2\n"How\nold?",Why\n{},{}\n20,x\n')
    assert read_rows(path, sample(path), skip=3).to_numpy().tolist() == [["20", "x"]]


def test_duplicate_and_empty_column_names_become_unique() -> None:
    assert unique_names(["a", "", "a ", "\ufeffb"]) == ["a", "column 2", "a.2", "b"]


@given(st.text(max_size=300))
def test_no_text_makes_the_separator_search_fail(text: str) -> None:
    assert separator_of(text) in {",", ";", "\t", "|", " ", ""}


@given(st.binary(min_size=1, max_size=200))
def test_no_bytes_do_worse_than_a_refusal(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "file"
    path.write_bytes(content)
    try:
        sample(path)
    except BadInput as error:
        assert "'file'" in str(error)


TITLED = "Sales of the shops\nExported on 3 May 2026\n\nOrder No;Customer No;Order Date;Amount\n"
TITLED += "".join(f"{n};K{n};0{n}.05.2026;{n},50\n" for n in range(1, 9))


@pytest.mark.parametrize(
    "title", [TITLED, TITLED.replace("2026\n\n", "2026;;;\n;;;\n").replace("shops\n", "shops;;;\n")]
)
def test_a_title_above_a_table_is_not_its_header(written: Written, title: str) -> None:
    path = written(title)
    looked = sample(path)
    assert (looked.separator, looked.above) == (";", 2)
    assert looked.header == ["Order No", "Customer No", "Order Date", "Amount"]
    assert read_rows(path, looked)["Amount"].tolist() == [f"{n},50" for n in range(1, 9)]


def test_a_title_in_a_workbook_is_not_its_header(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [["Wholesale desk", None, None], [None, None, None], ["customer_no", "order_date", "amount"]]
    rows += [[f"K{n}", f"2026-05-0{n}", n] for n in range(1, 9)]
    pd.DataFrame(rows).to_excel(path, index=False, header=False)
    looked = sample(path)
    assert looked.header == ["customer_no", "order_date", "amount"]
    assert read_rows(path, looked)["customer_no"].tolist() == [f"K{n}" for n in range(1, 9)]


@pytest.mark.parametrize("text", ["n,value\n1,2\n2,3\n", ",value\n0,a\n1,b\n", "a,b,c\n1,,\n2,,\n,x,y\n"])
def test_a_header_is_not_taken_for_a_title(written: Written, text: str) -> None:
    assert sample(written(text)).above == 0
