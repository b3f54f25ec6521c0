"""The example companies: synthetic, written for this project, and labelled so."""

import shutil
from pathlib import Path
from typing import Literal

Example = Literal["workwear", "bank"]
_HERE = Path(__file__).parent


def copy_example(name: Example, folder: Path) -> Path:
    """Copy an example's files into a workspace; gives the folder of files to take in."""
    target = folder / "files"
    shutil.copytree(_HERE / name / "files", target, dirs_exist_ok=True)
    rules = _HERE / name / "segments.yaml"
    if rules.exists():
        shutil.copyfile(rules, folder / "segments.yaml")
    return target
