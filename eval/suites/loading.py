"""Loading suites: shipped ones by name, others by path."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.suites.faults import Written, explained, repeated
from eval.suites.places import DATA, misplaced
from eval.suites.reading import read_yaml
from eval.suites.suite import Suite
from personas.errors import BadInput, NotFound
from personas.ids import content_id

_HERE = Path(__file__).parent
SHIPPED = _HERE / "shipped"
_OF_A_SUITE = ("version", "description", "writer", "metrics", "bars", "sample")
_OF_A_FILE = {"suite", "corpus", "type", "defaults", "cases", "case_files", *_OF_A_SUITE}


def shipped() -> list[str]:
    """The names of the suites that come with Verism."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def suite_path(name: str) -> Path:
    """The file of a suite, by the name of a shipped one or by path. Raises NotFound naming those that exist."""
    if (SHIPPED / f"{name}.yaml").exists():
        return SHIPPED / f"{name}.yaml"
    if Path(name).is_file():
        return Path(name)
    raise NotFound(
        f"There is no suite {name!r}. Shipped are {', '.join(shipped())}; or name a YAML file (docs/suites.md)."
    )


def load_suite(name: str) -> Suite:
    """A suite by name or path, its case files read beside it. Raises BadInput saying what is wrong and where."""
    path = suite_path(name)
    raw = _mapping(path)
    unknown = sorted(set(raw) - _OF_A_FILE)
    if unknown:
        raise BadInput(f"{path}: unknown field {', '.join(unknown)}. Known are {', '.join(sorted(_OF_A_FILE))}.")
    defaults = {**_given(path, raw, "defaults", {}), **{key: raw[key] for key in ("corpus", "type") if key in raw}}
    cases = [
        *_cases(path, raw.get("cases") or []),
        *(case for file in _given(path, raw, "case_files", []) for case in _file(path, file)),
    ]
    return _checked(path, raw, [_filled(path, case, defaults) for case in cases])


def _filled(suite: Path, case: Written, defaults: dict[str, Any]) -> Written:
    """The case with the suite's defaults and an id, and with its evidence file's whole path where it stands beside."""
    fields = {**defaults, **case.fields}
    named = {"id": _name(fields), **fields}
    beside = suite.parent / str(fields.get("evidence") or " ")
    return case._replace(fields={**named, "evidence": str(beside)} if beside.is_file() else named)


def _name(case: dict[str, Any]) -> str:
    """The id of a case that has none: a hash of what it holds, the same wherever it stands in the file."""
    return content_id(str(case.get("type", "case")), json.dumps(case, sort_keys=True, default=str))


def _checked(path: Path, raw: dict[str, Any], cases: list[Written]) -> Suite:
    if not cases:
        raise BadInput(f"{path} holds no case. docs/suites.md shows how one is written.")
    twice = repeated(cases)
    if twice is not None:
        raise twice
    kept = {key: raw[key] for key in _OF_A_SUITE if key in raw}
    read: Any = tuple(case.fields for case in cases)
    try:
        suite = Suite(name=str(raw.get("suite", path.stem)), cases=read, path=path, **kept)
    except ValidationError as error:
        raise explained(path, cases, error) from error
    for written, case in zip(cases, suite.cases, strict=True):
        if wrong := misplaced(case):
            raise BadInput(f"{written}: case {case.id!r}: {wrong} docs/suites.md describes every field.")
    return suite


def _file(suite: Path, named: str) -> list[Written]:
    """The cases of a file named by a suite: beside it, or among the shipped data."""
    places = [folder / named for folder in (suite.parent, DATA) if folder / named != suite]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise NotFound(f"{suite} names the case file {named!r}, which is neither beside it nor shipped.")
    read = read_yaml(found)
    if not isinstance(read, dict):
        return _cases(found, read)
    defaults = _given(found, read, "defaults", {})
    return [
        case._replace(fields={**defaults, **case.fields}) for case in _cases(found, read.get("cases"))
    ]  # fmt: skip


def _cases(path: Path, read: Any) -> list[Written]:
    if not isinstance(read, list):
        raise BadInput(f"{path}: cases must be a list of mappings. docs/suites.md shows how.")
    cases = [Written(path, place, case) for place, case in enumerate(read)]
    wrong = next((case for case in cases if not isinstance(case.fields, dict)), None)
    if wrong is not None:
        raise BadInput(f"{wrong}: a case must be a mapping, not {wrong.fields!r}. docs/suites.md shows how.")
    return cases


def _given(path: Path, raw: dict[str, Any], field: str, empty: Any) -> Any:
    """A field that is a list or a mapping, as its empty value is; that, where it is left out."""
    found = raw.get(field) or empty
    if not isinstance(found, type(empty)):
        shape = "a list" if empty == [] else "a mapping"
        raise BadInput(f"{path}: {field} must be {shape}, not {found!r}. docs/suites.md shows how.")
    return found


def _mapping(path: Path) -> dict[str, Any]:
    read = read_yaml(path)
    if not isinstance(read, dict):
        raise BadInput(f"{path} is not a suite: it must be a mapping with `cases` or `case_files`. See docs/suites.md.")
    return read
