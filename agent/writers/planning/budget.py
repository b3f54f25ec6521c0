"""How many claims each section gets; every claim costs a reviewer a decision."""

from collections.abc import Collection, Mapping

NARRATIVE = 9
"""Claims of the narrative and the essence together."""
JOURNEY = 7
"""Claims of a journey with its scenario, beside what was counted along the way."""

_WANTED = {
    "segment facts": 3,
    "demographics": 4,
    "in their own words": 8,
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
    "demographics",
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
    "outlook",
)
_SOONER = (
    *(
        "segment facts",
        "goals",
        "frustrations",
        "motivations",
        "decision criteria",
        "implications",
        "in their own words",
    ),
    *("goals", "frustrations", "motivations", "demographics", "in their own words", "implications", "messages"),
)
"""Sections that get further claims before the rounds: what they want and what hinders, what follows, who they are."""


def share_out(possible: Mapping[str, int], total: int, two_kinds: Collection[str] = ()) -> dict[str, int]:
    """Claims by section: at least one wherever there is evidence, then in rounds by importance until none is left.

    `possible` says how many claims a section's evidence can carry; sections with none are left out. `two_kinds` are
    the sections with figures and themes: they get room for both before the rounds.
    """
    ceilings = {section: min(possible.get(section, 0), _WANTED.get(section, _THEMED)) for section in _FIRST}
    given = {section: 1 for section in _FIRST if ceilings[section]}
    left = total - len(given)
    for section in (*_SOONER, *two_kinds):
        if left > 0 and given.get(section, 0) and given[section] < ceilings[section]:
            given[section] += 1
            left -= 1
    while left > 0:
        wanting = [section for section in given if given[section] < ceilings[section]]
        if not wanting:
            break
        for section in wanting[:left]:
            given[section] += 1
        left -= min(left, len(wanting))
    return given
