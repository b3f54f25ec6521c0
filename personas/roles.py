"""The six roles, and the actions that each permits."""

from datetime import datetime
from typing import Literal

from personas.base import Record

Role = Literal["strategist", "reviewer", "evaluator", "steward", "reader", "admin"]
Action = Literal[
    "read", "use", "look", "ask", "comment", "draft", "edit", "decide", "publish", "segment", "gather", "evaluate",
    "administer",
]  # fmt: skip

LOCAL = "local"
"""The issuer of names that are given on this machine (`--actor`, the local sign-in) and that nobody vouches for."""

DOES: dict[Action, str] = {
    "read": "read what is published",
    "use": "record a use of a persona",
    "look": "look at evidence, segments and drafts",
    "ask": "talk with the evidence",
    "comment": "comment on a claim",
    "draft": "draft a persona and send it to review",
    "edit": "edit a claim",
    "decide": "accept and reject claims, request changes and approve",
    "publish": "publish and retire personas",
    "segment": "build segments",
    "gather": "take evidence in, remove it and forget a person",
    "evaluate": "run grounding suites",
    "administer": "give and take roles",
}
"""Action -> what it is, in the words of a refusal."""

_READING: frozenset[Action] = frozenset({"read", "use"})
_LOOKING: frozenset[Action] = _READING | {"look", "ask"}
PERMITS: dict[Role, frozenset[Action]] = {
    "reader": _READING,
    "evaluator": _LOOKING | {"evaluate"},
    "steward": _LOOKING | {"gather", "segment"},
    "strategist": _LOOKING | {"comment", "draft", "edit", "segment"},
    "reviewer": _LOOKING | {"comment", "edit", "decide", "publish"},
    "admin": frozenset(DOES),
}
"""Role -> the actions that it permits. Four eyes hold for every role, the admin's too."""


class Person(Record):
    """Somebody who acts: known by who vouches for them and under what subject."""

    issuer: str
    subject: str
    name: str
    """What the audit trail calls them; for a local person the same as the subject."""


class Grant(Record):
    """A role that somebody was given."""

    person: Person
    role: Role
    granted_by: str
    granted_at: datetime


def roles_for(action: Action) -> list[Role]:
    """The roles that permit an action, the least powerful first."""
    return [role for role, permitted in PERMITS.items() if action in permitted]
