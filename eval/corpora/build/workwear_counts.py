"""What can only be counted of Tarnbeck's customers, as functions of the finished tables."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from eval.corpora.build.workwear_catalogue import BOOT_CHANGE, WINDOW
from eval.corpora.build.workwear_cells import ACTIVE_DAYS
from eval.corpora.build.workwear_ledger import Ledger

LOGO_CODES = ("EMB", "PRI")
"""Codes of embroidery and print."""

END = pd.Timestamp(WINDOW[1])
"""The last day of the window."""


class Figure(NamedTuple):
    """A share of `denominator`, or a median over it, in which case the numerator is none."""

    value: float
    numerator: int | None
    denominator: int


Members = set[str]
"""Loyalty ids."""


def share(part: pd.Series, whole: pd.Series) -> Figure:
    """Give the share of the whole's true rows, or summed amounts, that the part holds."""
    numerator, denominator = int(part.sum() + 0.5), int(whole.sum() + 0.5)
    return Figure(round(numerator / denominator, 4) if denominator else 0.0, numerator, denominator)


def median(values: pd.Series) -> Figure:
    """Give a median to two decimals and the number of values."""
    return Figure(round(float(values.median()), 2), None, len(values))


def baskets(ledger: Ledger, members: Members) -> pd.DataFrame:
    """Give one row an order of the members: member, at, web, sent, delivery, pieces, amount, logo."""
    lines = ledger.lines[ledger.lines["member"].isin(members)]
    goods = lines["pieces"].where(~lines["code"].isin(LOGO_CODES), 0)
    logo = lines["code"].isin(LOGO_CODES)
    grouped = lines.assign(pieces=goods, logo=logo).groupby("order", sort=False)
    first = grouped[["member", "at", "web", "sent", "delivery"]].first()
    return first.join(grouped.agg(pieces=("pieces", "sum"), amount=("amount", "sum"), logo=("logo", "any")))


def crew_baskets(ledger: Ledger, members: Members) -> Figure:
    """Give the share of orders with ten pieces or more."""
    orders = baskets(ledger, members)
    return share(orders["pieces"] >= 10, orders["pieces"] >= 0)


def days_to_dispatch(*, logo: bool) -> Callable[[Ledger, Members], Figure]:
    """Give a count of the median days from order to dispatch of web orders with a logo, or without."""

    def count(ledger: Ledger, members: Members) -> Figure:
        orders = baskets(ledger, members)
        orders = orders[orders["web"] & orders["sent"].notna() & (orders["logo"] == logo)]
        return median((orders["sent"].dt.normalize() - orders["at"].dt.normalize()).dt.days)

    return count


def repeated_lines(ledger: Ledger, members: Members) -> Figure:
    """Give the share of lines whose variant the member had bought in an earlier order."""
    lines = ledger.lines[ledger.lines["member"].isin(members) & ~ledger.lines["code"].isin(LOGO_CODES)]
    lines = lines.sort_values("at", kind="stable")
    return share(lines.duplicated(["member", "sku"]), lines["pieces"] > 0)


def unsent_jackets(*sizes: str) -> Callable[[Ledger, Members], Figure]:
    """Give a count of the share of dispatched orders' Beacon jacket lines of the sizes left unsent."""

    def count(ledger: Ledger, members: Members) -> Figure:
        lines = ledger.lines[ledger.lines["member"].isin(members) & ledger.lines["web"]]
        lines = lines[(lines["code"] == "BEJ") & lines["sent"].notna() & lines["sku"].str.endswith(sizes)]
        return share(lines["status"] == "pending", lines["pieces"] > 0)

    return count


def early_receipts(ledger: Ledger, members: Members) -> Figure:
    """Give the share of store receipts before half past seven."""
    orders = baskets(ledger, members)
    orders = orders[~orders["web"]]
    return share(orders["at"].dt.hour * 60 + orders["at"].dt.minute < 450, orders["pieces"] >= 0)


def category_amount(*categories: str) -> Callable[[Ledger, Members], Figure]:
    """Give a count of the share of spending on the categories, in pence."""

    def count(ledger: Ledger, members: Members) -> Figure:
        lines = ledger.lines[ledger.lines["member"].isin(members)]
        return share(lines["amount"].where(lines["category"].isin(categories), 0), lines["amount"])

    return count


def orders_placed(*, web: bool) -> Callable[[Ledger, Members], Figure]:
    """Give a count of the share of orders placed on the web, or over the counter."""

    def count(ledger: Ledger, members: Members) -> Figure:
        orders = baskets(ledger, members)
        return share(orders["web"] == web, orders["pieces"] >= 0)

    return count


def autumn_amount(ledger: Ledger, members: Members) -> Figure:
    """Give the share of spending in September, October and November, in pence."""
    lines = ledger.lines[ledger.lines["member"].isin(members)]
    return share(lines["amount"].where(lines["at"].dt.month.isin((9, 10, 11)), 0), lines["amount"])


def opened_mails(*, waterproofs: bool) -> Callable[[Ledger, Members], Figure]:
    """Give a count of the share of e-mails opened: the spring waterproof ones, or the others."""

    def count(ledger: Ledger, members: Members) -> Figure:
        rows = ledger.campaigns[ledger.campaigns["loyalty_id"].isin(members)]
        rows = rows[(rows["channel"] == "email") & (rows["holdout"] == "no")]
        rows = rows[rows["campaign_name"].str.contains("waterproofs") == waterproofs]
        return share(rows["opened_at"] != "", rows["holdout"] == "no")

    return count


def evening_orders(ledger: Ledger, members: Members) -> Figure:
    """Give the share of web orders placed from eight in the evening to two at night."""
    orders = baskets(ledger, members)
    hours = orders.loc[orders["web"], "at"].dt.hour
    return share((hours >= 20) | (hours < 2), hours >= 0)


def late_next_day(ledger: Ledger, members: Members) -> Figure:
    """Give the share of dispatched next-day orders without a logo that left after the next working day."""
    orders = baskets(ledger, members)
    orders = orders[(orders["delivery"] == "Next day") & orders["sent"].notna() & ~orders["logo"]]
    due = orders["at"].dt.normalize() + pd.offsets.BusinessDay(1)
    return share(orders["sent"].dt.normalize() > due, orders["pieces"] >= 0)


def order_value(ledger: Ledger, members: Members) -> Figure:
    """Give the median pounds of goods in an order."""
    return median(baskets(ledger, members)["amount"] / 100)


def returned_boots(*, changed: bool) -> Callable[[Ledger, Members], Figure]:
    """Give a count of Calder boots brought back to stores for each sold there, since the change or before."""

    def count(ledger: Ledger, members: Members) -> Figure:
        sold, back = (
            frame[frame["member"].isin(members) & frame["code"].isin(("CAB", "CAR"))]
            for frame in (ledger.lines[~ledger.lines["web"]], ledger.returns)
        )
        parts = [frame.loc[(frame["at"] >= pd.Timestamp(BOOT_CHANGE)) == changed, "pieces"] for frame in (back, sold)]
        return share(*parts)

    return count


def gone_quiet(ledger: Ledger, members: Members) -> Figure:
    """Give the share of members with an order whose last one is older than the active days."""
    last = baskets(ledger, members).groupby("member")["at"].max()
    return share((END - last.dt.normalize()).dt.days > ACTIVE_DAYS, last.notna())


def boots_only_looked_at(ledger: Ledger, members: Members) -> Figure:
    """Give the share of signed-in visits that viewed a Calder boot and ended without a purchase."""
    events = ledger.events[ledger.events["loyalty_id"].isin(members)]
    visits = events.assign(boots=events["page"].str.startswith("/products/calder"), bought=events["type"] == "purchase")
    visits = visits.groupby("session_id")[["boots", "bought"]].any()
    return share(visits["boots"] & ~visits["bought"], visits["boots"] | ~visits["boots"])


def starter_kits(ledger: Ledger, members: Members) -> Figure:
    """Give the share of first orders that hold footwear together with hi-vis or gloves."""
    first = baskets(ledger, members).sort_values("at", kind="stable").groupby("member").head(1).index
    lines = ledger.lines[ledger.lines["order"].isin(first)]
    held = (
        pd.DataFrame(
            {
                "boots": lines["category"] == "footwear",
                "guard": (lines["category"] == "hi-vis") | (lines["code"] == "FOG"),
            }
        )
        .groupby(lines["order"])
        .any()
    )
    return share(held["boots"] & held["guard"], held["boots"] | ~held["boots"])


def one_or_two_orders(ledger: Ledger, members: Members) -> Figure:
    """Give the share of members with an order who have no more than two."""
    counts = baskets(ledger, members).groupby("member").size()
    return share(counts <= 2, counts > 0)
