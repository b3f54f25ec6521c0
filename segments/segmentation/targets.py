"""A target customer: several segments taken together, or a subgroup of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from personas.errors import BadInput
from personas.segment import Segment
from segments.segmentation.parts import Part

REST = "rest"
"""The key of everybody else."""


def make_target(name: str, chosen: Sequence[Segment], *, of_whom: tuple[str, str] | None = None) -> dict[str, Any]:
    """What a definition keeps of a target: its name and the conditions of the chosen segments, frozen.

    `of_whom` narrows each of them: what is known, for a reader ("region: Scotland"), and the condition as SQL. Raises
    BadInput for fewer than two segments where nothing narrows, and for segments of respondents.
    """
    if not chosen or (len({one.id for one in chosen}) < 2 and of_whom is None):
        raise BadInput(
            "A target customer is drawn from two segments or more, named by id or name; or from one of which only "
            "some are meant (--attribute region=Scotland)."
        )
    spoken = [one.name for one in chosen if one.population != "customers"]
    if spoken:
        raise BadInput(f"{spoken[0]} is known from a survey: a target customer is drawn from segments of customers.")
    words, fits = of_whom or ("", "")
    return {"name": name, "of": [_of(one, words, fits) for one in chosen]}


def target_parts(params: Mapping[str, Any]) -> list[Part]:
    """The target and everybody else; with `apart` each of the chosen segments by itself, the first that fits."""
    target = params["targets"][0]
    conditions = [f"({one['condition']})" for one in target["of"]]
    anyone = " OR ".join(conditions)
    rest = Part(REST, "Everybody else", "in none of them", f"NOT coalesce({anyone}, FALSE)")
    if params.get("apart"):
        return [*_each(target["of"]), rest]
    names = [str(one["name"]) for one in target["of"]]
    rule = f"in one of: {'; '.join(names)}" if len(names) > 1 else f"in {names[0]}"
    return [Part(target["name"], target["name"], rule, f"({anyone})"), rest]


def _each(chosen: Sequence[Mapping[str, str]]) -> list[Part]:
    parts: list[Part] = []
    for place, one in enumerate(chosen):
        before = [f"NOT coalesce({other['condition']}, FALSE)" for other in chosen[:place]]
        condition = " AND ".join([f"({one['condition']})", *before])
        parts.append(Part(f"{place + 1}", one["name"], one["name"], f"({condition})"))
    return parts


def _of(segment: Segment, words: str, fits: str) -> dict[str, str]:
    condition = segment.sql.partition(" WHERE ")[2]
    if not fits:
        return {"name": segment.name, "condition": condition}
    return {"name": f"{segment.name}, {words}", "condition": f"({condition}) AND {fits}"}
