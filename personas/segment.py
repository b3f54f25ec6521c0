"""A segment: a counted group of customers or respondents, frozen under a versioned definition."""

from typing import Any, Literal

from personas.base import Record

Method = Literal["value-activity", "rules", "clusters", "missions", "target"]
OVERLAYS: tuple[Method, ...] = ("missions", "target")
"""Methods that describe customers beside the segments they are in."""


class Definition(Record):
    """How customers are divided. A new version is made only when the hash changes."""

    method: Method
    version: int = 1
    params: dict[str, Any] = {}
    hash: str
    """SHA-256 over the method and the parameters."""


class Segment(Record):
    """One part of a segmentation. Its id stays the same as long as its method and key do."""

    id: str = ""
    """`g-1` and so on, given by the library when the segmentation is saved."""
    key: str
    """The stable name of the part within its method: `top:active`, or the rule segment's name."""
    name: str
    rule: str
    """The definition in words or as the expression that a strategist wrote."""
    sql: str = ""
    """The definition as SQL that a warehouse can run over the customer table."""
    n: int
    share: float
    """Of all customers (or respondents), 0..1."""
    revenue_cents: int | None = None
    revenue_share: float | None = None
    population: Literal["customers", "respondents"] = "customers"
    definition_version: int = 1
    method: Method = "value-activity"
