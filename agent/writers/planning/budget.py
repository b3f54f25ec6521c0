"""How many claims each section gets: a reviewer decides on every claim, so a draft stays short."""

from collections.abc import Mapping

NARRATIVE = 10
"""Claims of the narrative and the essence together."""
JOURNEY = 11
"""Claims of a journey with its scenario."""

_WANTED = {
    "segment facts": 3,
    "demographics": 2,
    "in their own words": 4,
    "messages": 3,
    "implications": 4,
    "outlook": 2,
}
_THEMED = 4
_FIRST = (
    "frustrations",
    "goals",
    "motivations",
    "segment facts",
    "in their own words",
    "trigger",
    "objections",
    "decision criteria",
    "implications",
    "price sensitivity",
    "behaviours",
    "channels",
    "loyalty",
    "jobs to be done",
    "deal-breaker",
    "messages",
    "demographics",
    "outlook",
)


def share_out(possible: Mapping[str, int], total: int) -> dict[str, int]:
    """Claims by section: at least one wherever there is evidence, then in rounds by importance until none is left.

    `possible` says how many claims a section's evidence can carry. Sections with none are left out.
    """
    ceilings = {section: min(possible.get(section, 0), _WANTED.get(section, _THEMED)) for section in _FIRST}
    given = {section: 1 for section in _FIRST if ceilings[section]}
    left = total - len(given)
    while left > 0:
        wanting = [section for section in given if given[section] < ceilings[section]]
        if not wanting:
            break
        for section in wanting[:left]:
            given[section] += 1
        left -= min(left, len(wanting))
    return given
