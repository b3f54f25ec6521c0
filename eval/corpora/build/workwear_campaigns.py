"""Eight campaigns of Tarnbeck to its loyalty members: who got them and what each member did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from eval.corpora.build import render
from eval.corpora.build.workwear_catalogue import stream
from eval.corpora.build.workwear_customers import Customer
from eval.corpora.build.workwear_money import pounds, utc
from eval.corpora.build.workwear_orders import Order, Redemption
from eval.corpora.build.workwear_profiles import Weights

CAMPAIGN_FIELDS = (
    "campaign_id,campaign_name,loyalty_id,channel,sent_at,opened_at,clicked_at,redeemed_at,revenue,holdout"
).split(",")
"""Columns of the campaign file."""

WINDOW_DAYS = 28
"""Days after the send whose spending the revenue column holds, for those sent to and those held out."""

HOLDOUT = 0.12
"""Part of every campaign's audience that is sent nothing."""

OPENS = {"A1": 0.36, "A2": 0.23, "A3": 0.31, "A4": 0.41, "A5": 0.16, "A6": 0.26}
"""Part of e-mails opened when the subject is neither dear nor foreign to the reader."""


class Campaign(NamedTuple):
    """A mailing; `audience` is the part of each archetype addressed, `appeal` a factor on opening."""

    identifier: str
    name: str
    channel: str
    at: datetime
    code: str
    percent: int
    audience: Weights
    appeal: Weights


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


CAMPAIGNS = (
    Campaign(
        *("C01", "Spring waterproofs 2025", "email", _at("2025-03-18T08:00"), "SHOWERS15", 15),
        {"A1": 0.6, "A2": 0.7, "A3": 1.0, "A4": 0.4, "A5": 0.6, "A6": 0.5},
        {"A1": 0.8, "A2": 0.7, "A3": 0.24, "A4": 0.4, "A5": 0.7, "A6": 0.5},
    ),
    Campaign(
        *("C02", "Crew order offer", "email", _at("2025-05-13T07:30"), "CREW12", 12),
        {"A1": 1.0, "A2": 0.6, "A3": 0.4, "A4": 0.1, "A5": 0.9, "A6": 0.1},
        {"A1": 1.5, "A2": 0.5, "A3": 0.6, "A5": 0.9},
    ),
    Campaign(
        *("C03", "Fresh uniforms", "email", _at("2025-06-24T18:00"), "TUNIC10", 10),
        {"A1": 0.3, "A2": 0.1, "A3": 0.2, "A4": 1.0, "A5": 0.2, "A6": 0.5},
        {"A1": 0.4, "A4": 1.35, "A5": 0.4, "A6": 0.5},
    ),
    Campaign(
        *("C04", "Your college kit list", "email", _at("2025-08-26T16:00"), "KITLIST10", 10),
        {"A1": 0.3, "A2": 0.5, "A3": 0.3, "A4": 0.4, "A5": 0.3, "A6": 1.0},
        {"A1": 0.5, "A2": 0.5, "A3": 0.5, "A4": 0.5, "A5": 0.6, "A6": 1.75},
    ),
    Campaign(
        *("C05", "Double Toolbox points week", "sms", _at("2025-10-14T07:00"), "DOUBLE5", 5),
        {"A1": 0.8, "A2": 0.9, "A3": 0.8, "A4": 0.8, "A5": 0.8, "A6": 0.8},
        {"A1": 1.1, "A2": 0.45, "A3": 0.9, "A4": 1.1, "A5": 0.7, "A6": 0.7},
    ),
    Campaign(
        *("C06", "Boots worth coming back for", "email", _at("2026-02-10T08:00"), "BOOTS20", 20),
        {"A1": 0.4, "A2": 0.6, "A3": 0.5, "A4": 0.3, "A5": 1.0, "A6": 0.6},
        {"A1": 0.8, "A2": 0.8, "A3": 0.8, "A4": 0.5, "A5": 0.62, "A6": 0.9},
    ),
    Campaign(
        *("C07", "Spring waterproofs 2026", "email", _at("2026-04-07T08:00"), "SHOWERS26", 15),
        {"A1": 0.6, "A2": 0.7, "A3": 1.0, "A4": 0.4, "A5": 0.6, "A6": 0.5},
        {"A1": 0.8, "A2": 0.7, "A3": 0.2, "A4": 0.4, "A5": 0.6, "A6": 0.5},
    ),
    Campaign(
        *("C08", "Summer trousers", "letter", _at("2026-06-16T09:00"), "LITE10", 10),
        {"A1": 0.6, "A2": 0.9, "A3": 0.5, "A4": 0.1, "A5": 0.6, "A6": 0.4},
        {"A1": 1.0, "A2": 1.3, "A3": 0.5, "A5": 0.4, "A6": 0.6},
    ),
)
"""The campaigns in the order of their sending."""


class Send(NamedTuple):
    """One member's row of a campaign; times are British local, none where nothing happened."""

    campaign: Campaign
    customer: Customer
    held_out: bool
    opened: datetime | None
    clicked: datetime | None
    offer: Redemption | None


def build_sends(customers: Iterable[Customer]) -> list[Send]:
    """Give every campaign's rows, in the order of campaigns and members."""
    members = list(customers)
    sends = (_send(campaign, customer) for campaign in CAMPAIGNS for customer in members)
    return [send for send in sends if send is not None]


def offers_taken(sends: Iterable[Send]) -> dict[str, list[Redemption]]:
    """Give the offers that each member takes up, by loyalty id."""
    taken: dict[str, list[Redemption]] = defaultdict(list)
    for send in sends:
        if send.offer:
            taken[send.customer.loyalty_id].append(send.offer)
    return taken


def campaigns_csv(sends: Iterable[Send], orders: Sequence[Order]) -> str:
    """Give the campaign file; revenue is a member's spending in the days after the send."""
    ledger: dict[str, list[Order]] = defaultdict(list)
    for order in orders:
        if order.customer and not order.cancelled:
            ledger[order.customer.loyalty_id].append(order)
    return render.csv_text(CAMPAIGN_FIELDS, (_row(send, ledger) for send in sends))


def _send(campaign: Campaign, customer: Customer) -> Send | None:
    random = stream("send", campaign.identifier, customer.loyalty_id)
    consent = customer.consent_date
    if consent is None or consent >= campaign.at.date():
        return None
    if random.random() >= campaign.audience.get(customer.archetype, 0.0):
        return None
    if random.random() < HOLDOUT:
        return Send(campaign, customer, True, None, None, None)
    appeal = campaign.appeal.get(customer.archetype, 0.5)
    opened = _opened(random, campaign, customer, appeal)
    clicked = _clicked(random, campaign, opened, appeal)
    return Send(campaign, customer, False, opened, clicked, _offer(random, campaign, customer, clicked, appeal))


def _opened(random: Random, campaign: Campaign, customer: Customer, appeal: float) -> datetime | None:
    if campaign.channel != "email" or random.random() >= OPENS[customer.archetype] * appeal:
        return None
    return campaign.at + timedelta(minutes=round(random.expovariate(1 / 420)) + 2, seconds=random.randint(0, 59))


def _clicked(random: Random, campaign: Campaign, opened: datetime | None, appeal: float) -> datetime | None:
    if campaign.channel == "letter":
        return None
    start, odds = (campaign.at, 0.07 * appeal) if campaign.channel == "sms" else (opened, 0.24)
    if start is None or random.random() >= odds:
        return None
    return start + timedelta(seconds=random.randint(9, 2400))


def _offer(
    random: Random, campaign: Campaign, customer: Customer, clicked: datetime | None, appeal: float
) -> Redemption | None:
    odds = 0.035 * appeal if campaign.channel == "letter" else 0.30 if clicked else 0.0
    if customer.archetype == "A5":
        odds /= 3
    if random.random() >= odds:
        return None
    start = clicked or campaign.at
    return Redemption(start.date() + timedelta(days=random.randint(1, 18)), campaign.code, campaign.percent)


def _row(send: Send, ledger: Mapping[str, Sequence[Order]]) -> list[object]:
    campaign, customer = send.campaign, send.customer
    until = campaign.at + timedelta(days=WINDOW_DAYS)
    spent = [order for order in ledger.get(customer.loyalty_id, ()) if campaign.at <= order.at < until]
    redeemed = next((order.at for order in spent if order.code == campaign.code), None)
    return [
        *(campaign.identifier, campaign.name, customer.loyalty_id, campaign.channel),
        "" if send.held_out else utc(campaign.at),
        *(utc(at) if at else "" for at in (send.opened, send.clicked, redeemed)),
        pounds(sum(order.goods for order in spent)),
        "yes" if send.held_out else "no",
    ]
