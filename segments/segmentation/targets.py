"""A target customer: several segments taken together, for a persona of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from personas.errors import BadInput
from personas.segment import Segment
from segments.segmentation.parts import Part

REST = "rest"
"""The key of everybody else."""


def make_target(name: str, chosen: Sequence[Segment]) -> dict[str, Any]:
    """What a definition keeps of a target: its name and the conditions of the chosen segments, frozen.

    Raises BadInput for fewer than two segments, and for segments of respondents.
    """
    if len({one.id for one in chosen}) < 2:
        raise BadInput("A target customer is drawn from two segments or more. Name them by id or name.")
    spoken = [one.name for one in chosen if one.population != "customers"]
    if spoken:
        raise BadInput(f"{spoken[0]} is known from a survey: a target customer is drawn from segments of customers.")
    return {"name": name, "of": [{"name": one.name, "condition": _condition(one)} for one in chosen]}


def target_parts(params: Mapping[str, Any]) -> list[Part]:
    """The target and everybody else; with `apart` each of the chosen segments by itself, the first that fits."""
    target = params["targets"][0]
    conditions = [f"({one['condition']})" for one in target["of"]]
    anyone = " OR ".join(conditions)
    rest = Part(REST, "Everybody else", "in none of them", f"NOT coalesce({anyone}, FALSE)")
    if params.get("apart"):
        return [*_each(target["of"]), rest]
    rule = "in one of: " + "; ".join(one["name"] for one in target["of"])
    return [Part(target["name"], target["name"], rule, f"({anyone})"), rest]


def _each(chosen: Sequence[Mapping[str, str]]) -> list[Part]:
    parts: list[Part] = []
    for place, one in enumerate(chosen):
        before = [f"NOT coalesce({other['condition']}, FALSE)" for other in chosen[:place]]
        condition = " AND ".join([f"({one['condition']})", *before])
        parts.append(Part(f"{place + 1}", one["name"], one["name"], f"({condition})"))
    return parts


def _condition(segment: Segment) -> str:
    return segment.sql.partition(" WHERE ")[2]
