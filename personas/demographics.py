"""Which attributes say who somebody is, by their names."""

import re
from collections.abc import Mapping

from personas.evidence import Attribute

WOMEN, MEN = frozenset({"woman", "women", "female", "f"}), frozenset({"man", "men", "male", "m"})
"""How a source says of somebody, in lower case, that they are a woman or a man."""
GENDERS: Mapping[str, frozenset[str]] = {"women": WOMEN, "men": MEN}
_DEMOGRAPHIC = re.compile(
    r"(^|_)(age|aged|gender|sex|region|country|county|city|state|province|occupation|profession|trade|job|sector|industry|"
    r"employment|income|salary|education|educational|qualification|qualifications|marital|relationship|household|family|"
    r"homeowner|home|kids|children)(_|$)"
)


def is_demographic(name: str) -> bool:
    """Whether an attribute or question of this plain name says who somebody is."""
    return bool(_DEMOGRAPHIC.search(name)) and len(name.split("_")) <= 4


def age_of(known: Mapping[str, Attribute]) -> Attribute | None:
    """The age among what is known of somebody, or a range of ages: `age`, `age_band`, `age_group` and the like."""
    return next((value for name, value in known.items() if "age" in name.casefold().split("_")), None)
