from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from personas.errors import BadInput
from workspace import segmenting
from workspace.workspace import Workspace


def test_segments_are_not_built_while_somebody_else_counts(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    with ThreadPoolExecutor(1) as other:
        with segmenting.counting(workspace):
            building = other.submit(segmenting.build_all, Workspace.open(workspace.folder), actor="ines")
            with pytest.raises(TimeoutError):
                building.result(timeout=1)
        with pytest.raises(BadInput, match="nothing to divide"):
            building.result(timeout=120)
