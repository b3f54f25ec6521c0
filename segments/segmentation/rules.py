"""Segments by rule, as written in `segments.yaml`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from personas.base import Record
from personas.errors import BadInput
from segments.segmentation.parts import ColumnType, Part, by_plain_name
from segments.segmentation.rule_language import parse_rule
from segments.segmentation.rule_sql import rule_sql
from segments.segmentation.rule_tree import columns_of
from segments.tables import plain, sensitive_kind

OTHERS = "Others"
REST = "others"
"""The key of those whom no rule fits."""


class SegmentRule(Record):
    """A segment's name and the rule that says who is in it."""

    name: str
    rule: str


class _File(Record):
    segments: list[SegmentRule]


def load_rules(path: Path) -> list[SegmentRule]:
    """Read `segments.yaml`. Raises BadInput for a file that is not of its form or has a rule that makes no sense."""
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        rules = _File.model_validate(data).segments
    except OSError as error:
        raise BadInput(f"{path.name!r} cannot be read ({error.strerror}). Write the segments' rules there.") from error
    except (yaml.YAMLError, ValidationError) as error:
        form = "Write `segments:` with a list of `- name: ...` and `rule: ...`."
        raise BadInput(f"{path.name!r} is not understood ({str(error).splitlines()[0]}). {form}") from error
    check_rules(rules)
    return rules


def check_rules(rules: Sequence[SegmentRule]) -> None:
    """Raise BadInput for no rules, a name given twice, a rule that cannot be read or one on a sensitive attribute."""
    if not rules:
        raise BadInput("There are no rules. Write at least one segment with a name and a rule into segments.yaml.")
    names = [rule.name.strip().casefold() for rule in rules]
    twice = next((rule.name for rule in rules if names.count(rule.name.strip().casefold()) > 1), None)
    if twice is not None or OTHERS.casefold() in names:
        raise BadInput(f"The segment name {twice or OTHERS!r} is taken twice. Give each segment a name of its own.")
    for name in used_columns(rules):
        if kind := sensitive_kind(name):
            raise BadInput(f"A rule uses {name!r}: nobody is segmented by {kind}. Choose another attribute.")


def used_columns(rules: Sequence[SegmentRule]) -> list[str]:
    """All columns that the rules use, as written."""
    return sorted(set().union(*(columns_of(parse_rule(rule.rule)) for rule in rules)))


def missing_columns(rules: Sequence[SegmentRule], columns: Mapping[str, ColumnType]) -> list[str]:
    """The columns that the rules use and the table does not have."""
    there = by_plain_name(columns)
    return [name for name in used_columns(rules) if plain(name) not in there]


def rule_parts(rules: Sequence[SegmentRule], columns: Mapping[str, ColumnType]) -> list[Part]:
    """The parts that the rules make: the first that fits decides, the rest are others."""
    parts: list[Part] = []
    earlier: list[str] = []
    for item in rules:
        condition = rule_sql(parse_rule(item.rule), columns)
        before = [f"NOT coalesce({other}, FALSE)" for other in earlier]
        whole = " AND ".join([f"coalesce({condition}, FALSE)", *before])
        parts.append(Part(item.name, item.name, item.rule, f"({whole})"))
        earlier.append(condition)
    rest = " AND ".join(f"NOT coalesce({other}, FALSE)" for other in earlier)
    return [*parts, Part(REST, OTHERS, "none of the rules fits", f"({rest})")]
