from pathlib import Path

import pytest

from personas.errors import PrerequisiteMissing
from workspace.keys import KEY_FILE, keyed
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
