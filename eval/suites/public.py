"""Suites from public label sets, where the user has the files; none is shipped.

BEGIN-WoW (Dziri et al. 2022), BUMP (Ma et al. 2023), Factcheck-GPT (Wang et al. 2023).
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from eval.suites.cases import PassageCase
from eval.suites.suite import Suite
from personas.errors import BadInput, NotFound


def public_suites(folder: Path) -> list[Suite]:
    """A suite for each label set in a folder. Raises NotFound for none, BadInput for a file of another form."""
    found = [_suite(name, folder / file, reader) for name, (file, reader) in _SETS.items() if (folder / file).is_file()]
    if not found:
        files = ", ".join(file for file, _ in _SETS.values())
        raise NotFound(f"{folder} holds no label set. Known are {files}.")
    return found


def _suite(name: str, path: Path, reader: Callable[[Path], Iterator[PassageCase]]) -> Suite:
    try:
        return Suite(name=name, description=f"People's labels of {name}.", cases=tuple(reader(path)))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path} has not the form of {name}: {error}.") from error


def _begin(path: Path) -> Iterator[PassageCase]:
    """Responses to a passage: fully attributable to it, or not."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            supported = row["begin_label"] == "Fully attributable"
            yield PassageCase(
                id=f"{number:05}", text=row["response"], passage=row["knowledge"], supported=supported
            )  # fmt: skip


def _bump(path: Path) -> Iterator[PassageCase]:
    """Pairs of a summary and its copy with one error planted."""
    for pair in json.loads(path.read_text(encoding="utf-8")):
        for side, supported in (("reference_summary", True), ("edited_summary", False)):
            yield PassageCase(
                id=f"{pair['id']}-{side}", text=pair[side], passage=pair["article"], supported=supported,
                pair=str(pair["id"]),
            )  # fmt: skip


def _factcheck(path: Path) -> Iterator[PassageCase]:
    """Claims, and evidence that supports them wholly, or refutes or ignores them; partial support is left out."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["stance"] != "partially-support":
            supported = row["stance"] == "completely-support"
            yield PassageCase(id=f"{number:05}", text=row["claim"], passage=row["evidence"], supported=supported)


_SETS: dict[str, tuple[str, Callable[[Path], Iterator[PassageCase]]]] = {
    "begin-wow": ("begin-wow/begin_test_wow.tsv", _begin),
    "bump": ("bump/task1_dataset.json", _bump),
    "factcheck-gpt": ("factcheck-gpt/subtask3_claim_evidence_stance.jsonl", _factcheck),
}
