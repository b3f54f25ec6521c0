"""What a company calls its customers is read from how its own tables head their column."""

from pathlib import Path

import pytest

from workspace.intake import ingest
from workspace.intake.naming import customers_called
from workspace.workspace import Workspace

LEDGER = "Guest No,Order no,Sold on,Amount\nA1,1,2026-01-02,9.50\nA2,2,2026-01-03,7.00\n"


@pytest.mark.parametrize(
    ("heading", "called"), [("Guest No", {"guest"}), ("Account no", set()), ("Donor ref", {"donor"})]
)
def test_the_word_for_customers_is_remembered_with_the_table_and_forgotten_with_it(
    tmp_path: Path, heading: str, called: set[str]
) -> None:
    room = Workspace.create(tmp_path / "room")
    file, mapping = tmp_path / "till.csv", tmp_path / "till.yaml"
    file.write_text(LEDGER.replace("Guest No", heading), encoding="utf-8")
    columns = f"{{customer_id: {heading}, order_id: Order no, ordered_at: Sold on, amount: Amount}}"
    mapping.write_text(f"kind: transactions\ncolumns: {columns}\n", encoding="utf-8")
    (taken,) = ingest.ingest(room, [file], actor="ines", mapping=mapping)
    assert taken.source is not None
    assert _called(room) == called
    ingest.remove(room, taken.source.id, actor="ines")
    assert _called(room) == set()


def _called(room: Workspace) -> set[str]:
    with room.library.read() as connection:
        return set(customers_called(connection))
