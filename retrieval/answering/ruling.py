"""Rules, as segments.yaml holds them, for people whom a question names: what is asked of them can then be counted."""

import math
from collections.abc import Iterable

from personas.demographics import GENDERS
from personas.evidence import Attribute
from retrieval.answering.traits import Population
from segments.tables import plain


def rule_of_age(people: Population, low: float, below: float) -> str:
    """People of `low` years and more who are younger than `below`; empty where no attribute is an age."""
    name = next((plain(name) for name in people.names if "age" in name.casefold().split("_")), "")
    bounds = [f"{name} >= {low:.0f}"] if low else []
    bounds += [] if math.isinf(below) else [f"{name} < {below:.0f}"]
    return " and ".join(bounds) if name else ""


def rule_of_gender(people: Population, gender: str) -> str:
    """People who are "women" or "men", in the words of the sources; empty where none says so."""
    name = "sex" if "sex" in people.names else "gender"
    told = {one[name] for one in people.known.values() if name in one}
    return _one_of(name, (value for value in told if str(value).strip().casefold() in GENDERS[gender]))


def rule_of_value(name: str, value: str) -> str:
    """People of whom an attribute has a value."""
    return _one_of(plain(name), [value])


def _one_of(name: str, values: Iterable[Attribute]) -> str:
    """Texts are equal whatever their case, so each is written once; one with a quotation mark is in no rule."""
    written = sorted({str(value).strip().casefold(): f'"{str(value).strip()}"' for value in values}.values())
    if not written or any(value.count('"') > 2 for value in written):
        return ""
    return f"{name} == {written[0]}" if len(written) == 1 else f"{name} in ({', '.join(written)})"
