"""Ledgers and customer files too large to be held: taken in whole or not at all, without who was erased."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput
from personas.library import evidence as store
from personas.sources import Source
from segments.tables import in_parts
from workspace import erasing
from workspace.intake import large_tables
from workspace.intake.ingest import ingest
from workspace.workspace import Workspace


@pytest.fixture(autouse=True)
def _in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_tables, "LARGE", 1_000)
    monkeypatch.setattr(in_parts, "ROWS", 40)


def _ledger(path: Path, lines: int = 300) -> Path:
    rows = [f"C{n % 50},O{n // 2},2025-0{n % 9 + 1}-11,{n % 7 + 1}.50,S{n % 3}" for n in range(lines)]
    path.write_text("customer_id,order_id,order_date,amount,store_id\n" + "\n".join([*rows, rows[7]]) + "\n", "utf-8")
    return path


def _customers(path: Path) -> Path:
    rows = [f"C{n},c{n}@shop.example,{'North' if n % 2 else 'South'},{1950 + n}" for n in range(50)]
    path.write_text("customer_id,email,region,birth_year\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def _taken(room: Workspace, path: Path, report: Callable[[str, float], None] = lambda words, share: None) -> Source:
    (taken,) = ingest(room, [path], actor="ines", report=report)
    assert taken.outcome == "taken" and taken.source is not None
    return taken.source


def _rows(room: Workspace, kind: str) -> pd.DataFrame:
    frame = pd.concat([pd.read_parquet(path) for path in room.tables.files(kind)])  # type: ignore[arg-type]
    return frame.sort_values(list(frame.columns), ignore_index=True)


def test_a_large_table_is_the_table_taken_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room, whole = Workspace.create(tmp_path / "room"), Workspace.create(tmp_path / "whole")
    ledger, customers, shares = _ledger(tmp_path / "till.csv"), _customers(tmp_path / "people.csv"), list[float]()
    reports = [_taken(room, path, lambda words, share: shares.append(share)).report for path in (ledger, customers)]
    assert len(set(shares)) > 5
    monkeypatch.setattr(large_tables, "LARGE", 1 << 20)
    assert [_taken(whole, path).report for path in (ledger, customers)] == reports
    for kind in ("transactions", "customers"):
        pd.testing.assert_frame_equal(_rows(room, kind), _rows(whole, kind))
    assert [taken.outcome for taken in ingest(room, [ledger], actor="ines")] == ["known"]


def test_a_run_that_is_stopped_leaves_the_library_and_the_disk_as_they_were(tmp_path: Path) -> None:
    room = Workspace.create(tmp_path / "room")

    def stop(words: str, share: float) -> None:
        if share > 0.45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(room, [_ledger(tmp_path / "till.csv")], actor="ines", report=stop)
    with room.library.read() as connection:
        assert store.list_sources(connection) == []
    assert [path for path in (tmp_path / "room" / "tables").rglob("*") if path.is_file()] == []
    assert _taken(room, tmp_path / "till.csv").report.rows_kept == 300


def test_of_a_large_table_that_turns_out_damaged_nothing_stays(tmp_path: Path) -> None:
    room, path = Workspace.create(tmp_path / "room"), tmp_path / "calls.jsonl"
    call = (
        '{"event": "Page Viewed", "userId": "u1", "timestamp": "2025-01-01T10:00:00Z", "properties": {"path": "/"}}\n'
    )
    path.write_text(call * 90 + '{"event": "Page Vi', "utf-8")
    with pytest.raises(BadInput, match="not valid JSON"):
        ingest(room, [path], actor="ines")
    with room.library.read() as connection:
        assert store.list_sources(connection) == []
    assert [path for path in (tmp_path / "room" / "tables").rglob("*") if path.is_file()] == []


def test_who_was_erased_stays_out_of_a_large_table(tmp_path: Path) -> None:
    room = Workspace.create(tmp_path / "room")
    _taken(room, _ledger(tmp_path / "till.csv"))
    erasing.erase(room, "C7", actor="ines")
    assert "C7" not in set(_rows(room, "transactions")["customer_id"])
    again, people = (
        _taken(room, _ledger(tmp_path / "again.csv", 320)),
        _taken(room, _customers(tmp_path / "people.csv")),
    )
    assert again.report.dropped["of people who were erased"] == 7 and again.report.rows_kept == 313
    assert people.report.dropped == {"of people who were erased": 1}
    assert "C7" not in {*_rows(room, "transactions")["customer_id"], *_rows(room, "customers")["customer_id"]}
