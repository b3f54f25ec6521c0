"""Whether a person is one of those meant, by what is known of them: an age, a gender, a region."""

import math
import re
from collections.abc import Callable, Mapping

from personas.evidence import Attribute

Known = Mapping[str, Attribute]
"""What is known of one person: an attribute's name -> its value."""
Trait = Callable[[Known], bool | None]
"""Whether a person is one of those meant; None where too little is known of them."""

_GENDERS = {"women": frozenset({"woman", "women", "female", "f"}), "men": frozenset({"man", "men", "male", "m"})}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AND_OVER = re.compile(r"\+|\b(?:over|above|older|more|plus)\b")
_UNDER = re.compile(r"<|\b(?:under|below|younger|less)\b")


def of_age(low: float, below: float) -> Trait:
    """People who are `low` years old or older, and younger than `below`; a range of ages lies within or does not."""

    def holds(known: Known) -> bool | None:
        years = _years(known.get("age", ""))
        return None if years is None else low <= years[0] and (years[1] < below or math.isinf(below))

    return holds


def of_gender(gender: str) -> Trait:
    """People who are "women" or "men"; who is neither is known not to be meant."""

    def holds(known: Known) -> bool | None:
        said = _plain(known.get("gender", ""))
        return said in _GENDERS[gender] if said else None

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
