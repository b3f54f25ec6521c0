from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from personas.errors import BadInput
from workspace.workspace import Workspace


def test_threads_that_ask_at_once_share_what_is_open(tmp_path: Path) -> None:
    workspace, together = Workspace.create(tmp_path / "shop"), Barrier(8)

    def opened(_: int) -> int:
        together.wait()
        return id(workspace.acting("ines").tables)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(opened, range(8)))) == 1


def test_a_folder_that_holds_something_else_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(BadInput, match="not an empty folder"):
        Workspace.create(tmp_path)
