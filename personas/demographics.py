"""Which attributes say who somebody is, by their names."""

import re

_DEMOGRAPHIC = re.compile(
    r"(^|_)(age|aged|gender|sex|region|country|county|city|state|province|occupation|profession|trade|job|sector|industry|"
    r"employment|income|salary|education|educational|qualification|qualifications|marital|relationship|household|family|"
    r"homeowner|home|kids|children)(_|$)"
)


def is_demographic(name: str) -> bool:
    """Whether an attribute or question of this plain name says who somebody is."""
    return bool(_DEMOGRAPHIC.search(name)) and len(name.split("_")) <= 4
