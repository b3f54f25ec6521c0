from pathlib import Path

import pytest

from personas.errors import PrerequisiteMissing
from segments.tables import hashed_name
from segments.tables.fetching import to_frame
from workspace.erasing.person import find_person
from workspace.figures.customers import profile
from workspace.intake.ingest import ingest
from workspace.keys import KEY_FILE, keyed, known_by_name
from workspace.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "shop")


def test_a_key_file_that_a_killed_process_left_empty_is_not_taken_for_a_secret(workspace: Workspace) -> None:
    file = workspace.folder / KEY_FILE
    file.touch()
    known = keyed(workspace).digest("customer", "C-1")
    assert len(file.read_bytes()) == 64
    assert keyed(workspace).digest("customer", "C-1") == known


def test_the_secret_is_made_once_and_read_by_its_owner_only(workspace: Workspace) -> None:
    first = keyed(workspace).digest("customer", "C-1")
    assert (workspace.folder / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert keyed(Workspace.open(workspace.folder)).digest("customer", "C-1") == first


def test_without_the_secret_that_was_used_nothing_is_hashed(workspace: Workspace) -> None:
    keyed(workspace)
    (workspace.folder / KEY_FILE).unlink()
    with pytest.raises(PrerequisiteMissing, match="Put back"):
        keyed(workspace)


def test_customers_who_go_by_names_are_known_by_keyed_hashes_and_found_by_their_names(
    workspace: Workspace, tmp_path: Path
) -> None:
    bought = "Erika Berger;02.01.2025;3,00\nBerger, Erika;03.01.2025;4,00\nJonas Quell;04.01.2025;5,00\n"
    (tmp_path / "kasse.csv").write_text(f"Kunde;Datum;Betrag\n{bought}", encoding="utf-8")
    ingest(workspace, [tmp_path / "kasse.csv"], actor="sam")
    erika = known_by_name(workspace, "erika berger")
    assert erika != hashed_name("erika berger")
    assert len(profile(workspace, "Erika Berger").orders) == 2
    kept = b"".join(path.read_bytes() for path in workspace.folder.rglob("*.*") if path.is_file())
    table = to_frame(workspace.tables.read("transactions")).to_csv()
    assert erika in table and "berger" not in table.lower() and b"Quell" not in kept
    assert find_person(workspace, "Jonas Quell").customers == (known_by_name(workspace, "jonas quell"),)
