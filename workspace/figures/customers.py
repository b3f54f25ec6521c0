"""The profile of one customer: orders, campaigns, predictions and segments, side by side."""

import pandas as pd

from personas.base import Record
from personas.errors import NotFound
from personas.library.publications import list_personas
from personas.library.segments import current_definitions, list_segments
from workspace.figures.customer_history import Order, Response, attributes_of, lines_of, orders_in, responses_of
from workspace.figures.customer_scores import Score, scores_of
from workspace.keys import known_by_name
from workspace.roles import permitted
from workspace.segmenting import members
from workspace.workspace import Workspace

_NEWEST = 50


class Place(Record):
    """A segment that the customer is in, why, and the personas drawn from it."""

    segment_id: str
    segment: str
    why: str
    """The rule that they fit."""
    personas: tuple[str, ...]


class CustomerProfile(Record):
    """Everything counted of one customer."""

    id: str
    attributes: dict[str, str]
    currency: str
    revenue_cents: int
    """All orders less returns."""
    orders: tuple[Order, ...]
    """The newest fifty, the newest first."""
    order_count: int
    channels: dict[str, int]
    """Channel -> orders."""
    responses: tuple[Response, ...]
    scores: tuple[Score, ...]
    places: tuple[Place, ...]


@permitted("look")
def profile(workspace: Workspace, customer_id: str) -> CustomerProfile:
    """One customer by id, or by the name that a ledger gives in its place. Raises NotFound for a stranger."""
    wanted = customer_id.strip()
    lines, attributes = lines_of(workspace, wanted), attributes_of(workspace, wanted)
    if lines.empty and not attributes and (key := known_by_name(workspace, wanted)):
        wanted, lines, attributes = key, lines_of(workspace, key), attributes_of(workspace, key)
    if lines.empty and not attributes:
        raise NotFound(
            f"There is no customer {customer_id.strip()!r}. Customers go by the id of the ledger or the customer file."
        )
    orders = orders_in(lines)
    currencies = list(lines["currency"].dropna().unique())
    return CustomerProfile(
        id=wanted,
        attributes=attributes,
        currency=str(currencies[0]) if currencies else workspace.settings.currency or "",
        revenue_cents=int(lines["amount_cents"].sum()),
        orders=tuple(orders[:_NEWEST]),
        order_count=len(orders),
        channels=dict(pd.Series([one.channel for one in orders], dtype="str").value_counts()),
        responses=tuple(responses_of(workspace, wanted)),
        scores=tuple(scores_of(workspace, wanted)),
        places=tuple(_places(workspace, wanted)),
    )


def _places(workspace: Workspace, customer: str) -> list[Place]:
    with workspace.library.read() as connection:
        methods = [one.method for one in current_definitions(connection)]
        parts = [part for method in methods for part in list_segments(connection, method)]
        published = [one for one in list_personas(connection) if one.status == "published"]
    found = []
    for part in (one for one in parts if one.population == "customers"):
        if (members(workspace, part)["customer_id"] == customer).any():
            drawn = tuple(one.name for one in published if one.segment_id == part.id)
            found.append(Place(segment_id=part.id, segment=part.name, why=part.rule, personas=drawn))
    return found
