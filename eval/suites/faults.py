"""Validation errors of a suite's file: file, line, field, and what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from eval.suites.cases import Case, CaseBase
from personas.errors import BadInput

_SEE = "docs/suites.md describes every field."
_TYPES: dict[str, type[CaseBase]] = {one.model_fields["type"].default: one for one in get_args(get_args(Case)[0])}


class Written(NamedTuple):
    """A case as it stands in a file."""

    path: Path
    place: int
    """Among the cases of its file, from 0."""
    fields: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}"

    @property
    def line(self) -> int:
        """Where it begins, from 1; the file is read again for it, because only a mistake asks."""
        cases = _case_nodes(yaml.compose(self.path.read_text(encoding="utf-8")))
        return int(cases[self.place].start_mark.line) + 1


def repeated(cases: Sequence[Written]) -> BadInput | None:
    """Two cases with one id."""
    first: dict[str, Written] = {}
    for case in cases:
        before = first.setdefault(str(case.fields["id"]), case)
        if before is not case:
            return BadInput(f"{case}: two cases have the id {case.fields['id']!r} ({before}): give one another id.")
    return None


def place_of(path: Path, figure: str) -> str:
    """The file, and the line (from 1) on which its `metrics` or `bars` name a figure."""
    root = yaml.compose(path.read_text(encoding="utf-8"))
    fields = root.value if isinstance(root, yaml.MappingNode) else []
    asking = [value for key, value in fields if key.value in ("metrics", "bars")]
    lines = [key.start_mark.line for node in asking for key in _names(node) if key.value == figure]
    return f"{path}, line {lines[0] + 1}" if lines else str(path)


def explained(suite: Path, cases: Sequence[Written], error: ValidationError) -> BadInput:
    """All that does not fit the schema of the first case of which anything does not, or of the suite."""
    found = error.errors()
    match found[0]["loc"]:
        case ("cases", int(number), *_):
            case = cases[number]
            wrong = " ".join(_wrong_in_case(one) for one in found if one["loc"][:2] == ("cases", number))
            return BadInput(f"{case}: case {case.fields['id']!r}: {wrong} {_SEE}")
        case place:
            return BadInput(f"{suite}: {_wrong(found[0], '.'.join(map(str, place)) or 'the suite')} {_SEE}")


def _wrong_in_case(found: ErrorDetails) -> str:
    within = list(found["loc"][2:])
    kind = str(within.pop(0)) if within and within[0] in _TYPES else ""
    return _wrong(found, ".".join(map(str, within)) or "it", kind)


def _wrong(found: ErrorDetails, field: str, kind: str = "") -> str:
    """What is wrong with a field, and what to do about it."""
    match found["type"]:
        case "missing":
            return f"{field} is missing: add it."
        case "extra_forbidden" if kind:
            known = ", ".join(name for name in _TYPES[kind].model_fields if name != "type")
            return f"{field} is unknown: correct or remove it. A {kind} case has {known}."
        case "extra_forbidden":
            return f"{field} is unknown: correct or remove it."
        case "union_tag_not_found" | "union_tag_invalid":
            return f"its type must be one of {', '.join(_TYPES)}: add or correct `type`."
        case "value_error":
            return f"{field} {found['ctx']['error']}."
    told = found["msg"]
    return f"{field}: {told[:1].lower()}{told[1:]}, not {found['input']!r}."


def _names(node: yaml.Node) -> list[yaml.Node]:
    """What a list or a mapping names."""
    return [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else list(node.value)


def _case_nodes(root: yaml.Node | None) -> list[yaml.Node]:
    """The cases of a file that is a list of them, or that names them as `cases`."""
    if isinstance(root, yaml.MappingNode):
        root = next(value for key, value in root.value if key.value == "cases")
    return list(root.value) if isinstance(root, yaml.SequenceNode) else []
