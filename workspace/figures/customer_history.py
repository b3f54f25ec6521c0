"""What one customer bought, and what campaigns reached them."""

from datetime import datetime
from typing import Any

import pandas as pd

from personas.base import Record
from segments.features import ledger_lines, resolve
from segments.tables import personal_kind, sensitive_kind
from segments.tables.fetching import to_frame
from workspace.workspace import Workspace

_NAMED = 5
_HIDDEN = {"customer_id", "email_sha256", "source_id"}


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


def lines_of(workspace: Workspace, customer: str) -> pd.DataFrame:
    """The customer's lines as they are counted: each order from one source, categories filled in."""
    transactions = workspace.tables.read("transactions")
    if transactions is None:
        return pd.DataFrame({"currency": pd.Series(dtype="str"), "amount_cents": pd.Series(dtype="int64")})
    lines = ledger_lines(transactions, workspace.tables.read("customers"))
    return to_frame(lines.filter(lines.customer_id == customer))


def orders_in(lines: pd.DataFrame) -> list[Order]:
    """The orders and returns that a customer's lines belong to, the newest first."""
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


def responses_of(workspace: Workspace, customer: str) -> list[Response]:
    """The campaigns that a customer was in, the newest first."""
    rows = _of(workspace, "campaigns", customer)
    found = []
    for row in rows.to_dict("records"):
        done = (what for what in ("redeemed", "clicked", "opened") if pd.notna(row[f"{what}_at"]))
        answered = "held out" if row["holdout"] else next(done, "nothing")
        sent = row["sent_at"] if pd.notna(row["sent_at"]) else None
        found.append(Response(campaign=str(row["campaign_name"]), sent_at=sent, answered=answered))
    return sorted(found, key=lambda one: (one.sent_at is not None, str(one.sent_at)), reverse=True)


def attributes_of(workspace: Workspace, customer: str) -> dict[str, str]:
    """What the customer file knows of a customer, without what is personal or sensitive."""
    table = workspace.tables.read("customers")
    if table is None:
        return {}
    rows = to_frame(table.filter(table.customer_id == customer))
    told = [name for name in rows.columns if name not in _HIDDEN and not (sensitive_kind(name) or personal_kind(name))]
    return {name: str(rows[name].dropna().iloc[-1]) for name in told if rows[name].notna().any()}


def _of(workspace: Workspace, kind: Any, customer: str) -> pd.DataFrame:
    """The rows of one customer in one kind of table, e-mail keys resolved; empty where there is no such table."""
    table = workspace.tables.read(kind)
    if table is None:
        return pd.DataFrame()
    resolved = resolve(table, workspace.tables.read("customers"))
    return to_frame(resolved.filter(resolved.customer_id == customer))
