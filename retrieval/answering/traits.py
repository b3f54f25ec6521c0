"""Whether a person is one of those meant, by what is known of them: an age, a gender, a region."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from personas.demographics import GENDERS, age_of, is_demographic
from personas.evidence import Attribute

Known = Mapping[str, Attribute]
"""What is known of one person: an attribute's name -> its value."""
Trait = Callable[[Known], bool | None]
"""Whether a person is one of those meant; None where too little is known of them."""

_ELSEWHERE = ("age", "gender")
"""Attributes that are asked about in words of their own."""
_SORTS = frozenset({"type", "kind", "group", "role", "profile", "sort"})
"""Words of an attribute's name that tells what sort of customer somebody is."""
_SHORTEST = 3
"""Characters of a value that can be told from chance."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AND_OVER = re.compile(r"\+|\b(?:over|above|older|more|plus)\b")
_UNDER = re.compile(r"<|\b(?:under|below|younger|less)\b")


class Population:
    """Everybody who may be asked about, and what is known of them."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        """`known` gives for a person's id what is known of them."""
        self.known = known

    @cached_property
    def names(self) -> Sequence[str]:
        """The attributes that are known of anybody."""
        return sorted({name for one in self.known.values() for name in one})

    @cached_property
    def values(self) -> Sequence[tuple[str, str]]:
        """The different values that say who somebody is, each with its attribute, the longest first."""
        told = {(name, value) for one in self.known.values() for name, value in one.items() if isinstance(value, str)}
        return sorted((pair for pair in told if _says_who(*pair)), key=lambda pair: (-len(pair[1]), pair))


def _says_who(name: str, value: str) -> bool:
    told = is_demographic(name) or not _SORTS.isdisjoint(name.casefold().split("_"))
    return len(value) >= _SHORTEST and told and name not in _ELSEWHERE


def of_age(low: float, below: float) -> Trait:
    """People who are `low` years old or older, and younger than `below`; a range of ages lies within or does not."""

    def holds(known: Known) -> bool | None:
        years = _years(age) if (age := age_of(known)) is not None else None
        return None if years is None else low <= years[0] and (years[1] < below or math.isinf(below))

    return holds


def of_gender(gender: str) -> Trait:
    """People who are "women" or "men"; who is neither is known not to be meant."""

    def holds(known: Known) -> bool | None:
        said = _plain(known.get("gender", ""))
        return said in GENDERS[gender] if said else None

    return holds


def of_value(name: str, value: str) -> Trait:
    """People of whom an attribute has a value, capitals aside."""

    def holds(known: Known) -> bool | None:
        return _plain(known[name]) == _plain(value) if name in known else None

    return holds


def _years(value: Attribute) -> tuple[float, float] | None:
    """The years that an age or a range of ages spans, both included: "65+" has no end, "under 25" no beginning."""
    text = _plain(value)
    found = [float(one) for one in _NUMBER.findall(text)]
    if not found:
        return None
    if _UNDER.search(text):
        return 0.0, found[0] - 1
    return found[0], math.inf if _AND_OVER.search(text) else found[-1]


def _plain(value: Attribute) -> str:
    return str(value).strip().casefold()
