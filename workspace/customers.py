"""The profile of one customer: orders, campaigns, predictions and segments."""

from datetime import datetime
from typing import Any

import pandas as pd

from personas.base import Record
from personas.errors import NotFound
from personas.library.publications import list_personas
from personas.library.segments import current_definitions, list_segments
from personas.phrasing import money, percent
from segments.features import ledger_lines, resolve
from segments.prediction import TWO_PARTS
from segments.tables import personal_kind, sensitive_kind
from segments.tables.fetching import to_frame
from workspace import predicting
from workspace.keys import known_by_name
from workspace.roles import permitted
from workspace.segmenting import members
from workspace.workspace import Workspace

_NEWEST = 50
_NAMED = 5
_HIDDEN = {"customer_id", "email_sha256", "source_id"}
_CATEGORY = "category:"
_LAPSE, _SPEND = "lapse", "expected_cents"
_SCORES = {
    _LAPSE: "ordering nothing in the next 13 weeks",
    "soon": "ordering in the next 4 weeks",
    _SPEND: "spending expected in the next 13 weeks",
    "campaign": "answering the next campaign",
}


class Order(Record):
    """One order or return."""

    id: str
    at: datetime
    channel: str
    cents: int
    lines: int
    categories: tuple[str, ...]

    def of(self) -> str:
        """What was bought, for a line of a table: at most five categories by name, and how many more."""
        named = ", ".join(self.categories[:_NAMED])
        more = len(self.categories) - _NAMED
        return f"{named} and {more:,} more" if more > 0 else named


class Response(Record):
    """One campaign that reached the customer, or was held back."""

    campaign: str
    sent_at: datetime | None
    answered: str
    """The most that they did: "redeemed", "clicked", "opened", "nothing", or "held out"."""


class Score(Record):
    """One prediction and where it stands among all customers."""

    name: str
    words: str
    value: float
    percentile: float
    """Share of the customers with a lower or the same score, 0..1."""
    chance: float | None = None
    """Of expected spending: how likely anything is ordered at all, 0..1, where the amount was told from that."""


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


def spoken(score: Score, currency: str) -> str:
    """A score as a person reads it: a probability in per cent, or an amount and what it comes from."""
    if score.name != _SPEND:
        return percent(score.value)
    amount = money(score.value, currency)
    if not score.chance:
        return f"{amount}, from past spending (not by way of the chance of ordering)"
    then = money(score.value / score.chance, currency)
    return f"{amount}: {percent(score.chance)} chance of ordering, times {then} if they do"


@permitted("look")
def profile(workspace: Workspace, customer_id: str) -> CustomerProfile:
    """One customer by id, or by the name that a ledger gives in its place. Raises NotFound for a stranger."""
    wanted = customer_id.strip()
    lines, attributes = _lines(workspace, wanted), _attributes(workspace, wanted)
    if lines.empty and not attributes and (key := known_by_name(workspace, wanted)):
        wanted, lines, attributes = key, _lines(workspace, key), _attributes(workspace, key)
    if lines.empty and not attributes:
        raise NotFound(
            f"There is no customer {customer_id.strip()!r}. Customers go by the id of the ledger or the customer file."
        )
    orders = _orders(lines)
    currencies = list(lines["currency"].dropna().unique())
    return CustomerProfile(
        id=wanted,
        attributes=attributes,
        currency=str(currencies[0]) if currencies else workspace.settings.currency or "",
        revenue_cents=int(lines["amount_cents"].sum()),
        orders=tuple(orders[:_NEWEST]),
        order_count=len(orders),
        channels=dict(pd.Series([one.channel for one in orders], dtype="str").value_counts()),
        responses=tuple(_responses(workspace, wanted)),
        scores=tuple(_scores(workspace, wanted)),
        places=tuple(_places(workspace, wanted)),
    )


def _of(workspace: Workspace, kind: Any, customer: str) -> pd.DataFrame:
    """The rows of one customer in one kind of table, e-mail keys resolved; empty where there is no such table."""
    table = workspace.tables.read(kind)
    if table is None:
        return pd.DataFrame()
    resolved = resolve(table, workspace.tables.read("customers"))
    return to_frame(resolved.filter(resolved.customer_id == customer))


def _lines(workspace: Workspace, customer: str) -> pd.DataFrame:
    """The customer's lines as they are counted: each order from one source, categories filled in."""
    transactions = workspace.tables.read("transactions")
    if transactions is None:
        return pd.DataFrame({"currency": pd.Series(dtype="str"), "amount_cents": pd.Series(dtype="int64")})
    lines = ledger_lines(transactions, workspace.tables.read("customers"))
    return to_frame(lines.filter(lines.customer_id == customer))


def _attributes(workspace: Workspace, customer: str) -> dict[str, str]:
    table = workspace.tables.read("customers")
    if table is None:
        return {}
    rows = to_frame(table.filter(table.customer_id == customer))
    told = [name for name in rows.columns if name not in _HIDDEN and not (sensitive_kind(name) or personal_kind(name))]
    return {name: str(rows[name].dropna().iloc[-1]) for name in told if rows[name].notna().any()}


def _orders(lines: pd.DataFrame) -> list[Order]:
    if "order_id" not in lines:
        return []
    found = []
    for order_id, rows in lines.groupby("order_id"):
        channel = rows["channel"].dropna()
        found.append(
            Order(
                id=str(order_id), at=rows["ordered_at"].min(), channel=str(channel.iloc[0]) if len(channel) else "",
                cents=int(rows["amount_cents"].sum()), lines=len(rows),
                categories=tuple(sorted(rows["category"].dropna().unique())),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _responses(workspace: Workspace, customer: str) -> list[Response]:
    rows = _of(workspace, "campaigns", customer)
    found = []
    for row in rows.to_dict("records"):
        done = (what for what in ("redeemed", "clicked", "opened") if pd.notna(row[f"{what}_at"]))
        answered = "held out" if row["holdout"] else next(done, "nothing")
        sent = row["sent_at"] if pd.notna(row["sent_at"]) else None
        found.append(Response(campaign=str(row["campaign_name"]), sent_at=sent, answered=answered))
    return sorted(found, key=lambda one: (one.sent_at is not None, str(one.sent_at)), reverse=True)


def _scores(workspace: Workspace, customer: str) -> list[Score]:
    scores = predicting.scores(workspace)
    own = scores[scores["customer_id"] == customer]
    found = []
    for name in scores.columns:
        known = own[name].dropna().to_numpy()
        if len(known) and (name in _SCORES or name.startswith(_CATEGORY)):
            value = float(known[0])
            percentile = float((scores[name].dropna().to_numpy() <= value).mean())
            chance = _chance_of_ordering(workspace, own) if name == _SPEND else None
            found.append(Score(name=name, words=_words(name), value=value, percentile=percentile, chance=chance))
    return found


def _chance_of_ordering(workspace: Workspace, own: pd.DataFrame) -> float | None:
    """How likely a customer orders at all, where what they are expected to spend was told from that."""
    fitted = predicting.outlook(workspace).report.fitted
    two_parts = fitted is not None and fitted.spend_method == TWO_PARTS and _LAPSE in own
    return 1 - float(own[_LAPSE].iloc[0]) if two_parts else None


def _words(name: str) -> str:
    return _SCORES.get(name) or f"buying {name.removeprefix(_CATEGORY).lower()} in the next 13 weeks"


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
