"""Tables too large to be held: what is read in parts is what is read whole."""

import random
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import eval.corpora
from personas.errors import BadInput
from segments.tables import TableFormat, in_parts, recognise_table, sample
from segments.tables.opening.sampling import Sample
from tests.support.formats import every_format

Read = tuple[TableFormat, Path, Sample]
TABLES = [name for name, (_, kind) in every_format().items()
          if kind in ("transactions", "customers", "campaigns", "events", "consents")]  # fmt: skip
CORPORA = sorted(
    path
    for path in Path(eval.corpora.__file__).parent.glob("*/files/*.csv*")
    if recognise_table(sample(path)) is not None
)


def _read(path: Path) -> Read:
    looked = sample(path)
    found = recognise_table(looked)
    assert found is not None
    return found, path, looked


def _same(read: Read, tmp_path: Path) -> None:
    found, path, looked = read
    whole, reading = found.read(path, looked), found.in_parts(path, looked)
    parts = [part.frame for part in reading.parts(tmp_path) if part.frame is not None]
    order = list(whole.frame.columns)
    together = pd.concat(parts, ignore_index=True).sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(together, whole.frame.sort_values(order, ignore_index=True))
    told, expected = reading.report(), whole.report
    assert sorted(told.notes) == sorted(expected.notes) and told.notes[:1] == expected.notes[:1]
    assert told.model_copy(update={"notes": ()}) == expected.model_copy(update={"notes": ()})


@pytest.fixture
def _in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_parts, "ROWS", 7)


@pytest.mark.usefixtures("_in_small_parts")
@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_every_format_is_the_same_in_parts(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(every_format()[name][0])
    _same(_read(path), tmp_path)


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_the_tables_of_the_example_companies_are_the_same_in_parts(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_parts, "ROWS", 3_000)
    _same(_read(path), tmp_path)


@pytest.mark.usefixtures("_in_small_parts")
def test_what_only_the_whole_file_tells_holds_for_every_part(written: Callable[..., Path], tmp_path: Path) -> None:
    """One date decides which number is the month, one amount where decimals begin, the rows which currency stays."""
    chance = random.Random(5)
    rows = []
    for number in range(120):
        day, amount = f"{number % 12 + 1:02}/0{number % 9 + 1}/2025", f"{number + 1},{chance.randrange(10, 100)}"
        currency, kind = "USD" if number % 11 == 4 else "EUR", "return" if number % 13 == 5 else "sale"
        rows.append(f"C{chance.randrange(9)};O{number // 3};{day};{amount};{currency};{kind}")
    rows += [rows[3], rows[40], "C1;O90;02/28/2025;1.234,56;EUR;sale", ";O91;01/02/2025;2,50;EUR;sale"]
    rows += ["C2;O92;;3,00;EUR;sale;more"]
    path = written("customer_id;order_id;order_date;amount;currency;type\n" + "\n".join(rows) + "\n")
    _same(_read(path), tmp_path)


@pytest.mark.usefixtures("_in_small_parts")
def test_a_column_of_full_names_is_set_aside_wherever_they_stand(written: Callable[..., Path], tmp_path: Path) -> None:
    names = ["Ana Lopez", "Ben Ode", "Cem Kaya", "Dee O'Hara", "Eva Novak", "Finn Berg"]
    rows = []
    for number in range(80):
        name = f"{names[number % 6]} {chr(65 + number % 26)}{chr(97 + number // 26)}x"
        rows.append(f"C{number:03},{name},{number % 4},{'0' if number == 70 else ''}{number}")
    path = written("customer_id,known as,visits,shelf\n" + "no name,none,1,2\n" + "\n".join([*rows, rows[9]]) + "\n")
    found, path, looked = _read(path)
    _same((found, path, looked), tmp_path)
    reading = found.in_parts(path, looked)
    kept = pd.concat([part.frame for part in reading.parts(tmp_path) if part.frame is not None])
    assert list(kept.columns) == ["customer_id", "email_sha256", "visits", "shelf"] and kept["visits"].dtype == "Int64"
    assert "Dropped because they identify a person: known as." in reading.report().notes


def test_of_a_table_in_which_nothing_is_of_use_the_reason_is_told(written: Callable[..., Path], tmp_path: Path) -> None:
    path = written("customer_id,order_id,order_date,amount\n" + ",O1,2025-01-01,5.00\n" * 30)
    found, path, looked = _read(path)
    with pytest.raises(BadInput, match=r"No purchase in 'export\.csv' can be used"):
        list(found.in_parts(path, looked).parts(tmp_path))


def test_nothing_is_left_on_the_disk_when_reading_breaks_off(written: Callable[..., Path], tmp_path: Path) -> None:
    call = (
        '{"event": "Page Viewed", "userId": "u1", "timestamp": "2025-01-01T10:00:00Z", "properties": {"path": "/"}}\n'
    )
    path, waiting = written(call * 900 + '{"event": "Page Vi', "calls.jsonl"), tmp_path / "waiting"
    waiting.mkdir()
    found, path, looked = _read(path)
    with pytest.raises(BadInput, match="not valid JSON"):
        list(found.in_parts(path, looked).parts(waiting))
    assert list(waiting.iterdir()) == []
