"""Fennmoor's tables: customers, the ledger, campaigns and visits.

Each function takes a generator of its own, so that a change to one table leaves the others alone.
The columns `archetype`, `true_age`, `first_day`, `last_day`, `factor` and `weekday` are the truth behind the
customers; they are dropped before a file is written.
"""

from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from eval.corpora.build.bank_world import (
    ARCHETYPES,
    BRANCHES,
    CAMPAIGNS,
    LEDGER_LINES,
    PRODUCTS,
    REGION_SHARES,
    VISITS,
    WINDOW_DAYS,
    WINDOW_START,
    Archetype,
    Campaign,
)

FIRST_NAMES = tuple(
    "Alan Amina Beth Callum Carol Chloe Craig Dawn Denise Elsie Faisal Fiona Gareth Gillian Harjit Hugh Ian Jade "
    "Janet Jodie Karen Keith Leanne Liam Maria Maureen Nadia Nigel Olga Owen Paula Pawel Rita Rob Sandra Shaun "
    "Sunita Tom Tracey Vera Wayne Yusuf".split()
)
"""Invented customers' first names."""

LAST_NAMES = tuple(
    "Abbott Barker Blyth Cragg Dobson Elsom Farrow Garner Hallam Ingall Jessop Kirkby Lamb Mawer Nowak Overton "
    "Pask Quibell Raby Sharpe Thackray Umpleby Vickers Wadsley Yarborough".split()
)
"""Invented customers' last names."""

CUSTOMER_COLUMNS = ("customer_id", "email", "age", "gender", "region", "household", "joined_on")
"""Columns of the customers' file; the rest of the frame stays here."""

Ints = NDArray[np.int64]


def customers(rng: Generator) -> pd.DataFrame:
    """Give the customers in random order, with the truth about each; unknown attributes are empty."""
    frame = pd.concat([_people(code, kind, rng) for code, kind in ARCHETYPES.items()], ignore_index=True)
    frame = frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)
    frame.insert(0, "customer_id", [f"FM{100_000 + 7 * number}" for number in range(len(frame))])
    frame["email"] = [
        f"{name.lower().replace(' ', '.')}{number}@example.com" for number, name in enumerate(frame["name"], start=11)
    ]
    return frame


def ledger(people: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give the account events, one line each, in order of time; amounts in pounds after the discount."""
    lines = _lines(people, rng)
    for code, kind in ARCHETYPES.items():
        mask = (lines["archetype"] == code).to_numpy()
        lines.loc[mask, "product_id"] = _draw(kind.products, int(mask.sum()), rng)
        lines.loc[mask, "channel"] = _draw(kind.channels, int(mask.sum()), rng)
    lines = _priced(_ordered(_timed(lines, rng), rng), rng)
    fields = "customer_id order_id ordered_at channel store_id product_id category quantity amount discount"
    return lines.sort_values(["ordered_at", "order_id", "product_id"], kind="stable")[fields.split()]


def campaigns(people: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give one row per message sent; what did not happen is empty."""
    rows = [
        _message(campaign, str(person.customer_id), ARCHETYPES[str(person.archetype)], rng)
        for number, campaign in enumerate(CAMPAIGNS)
        for person in people.itertuples()
        if rng.random() < ARCHETYPES[str(person.archetype)].reached[number]
    ]
    return pd.DataFrame(rows)


def visits(people: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give web and app events: a login, then one to four pages of the kind that the customer looks at."""
    weights = people["archetype"].map(lambda code: ARCHETYPES[code].visits).to_numpy(dtype=float)
    chosen = rng.choice(len(people), size=VISITS, p=weights / weights.sum())
    days = rng.integers(people["first_day"].to_numpy()[chosen], people["last_day"].to_numpy()[chosen] + 1)
    rows: list[dict[str, str]] = []
    for number, (place, day) in enumerate(zip(chosen, days, strict=True)):
        person = people.iloc[int(place)]
        pages = ARCHETYPES[person["archetype"]].pages
        seen = ["/login", *(str(page) for page in rng.choice(pages, size=int(rng.integers(1, 5))))]
        start = int(rng.integers(6 * 3600, 22 * 3600))
        rows += _session(str(person["customer_id"]), f"S{number:06}", int(day), start, seen)
    return pd.DataFrame(rows).sort_values(["at", "session_id"], kind="stable")


def moment(day: int, second: int) -> str:
    """Give the time of a second of a day of the window, in ISO 8601, UTC."""
    return f"{WINDOW_START + timedelta(days=day)}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def _people(code: str, kind: Archetype, rng: Generator) -> pd.DataFrame:
    number = kind.customers
    age, joined = _ages(kind, rng)
    quiet = np.where(rng.random(number) < kind.active, rng.integers(0, 25, number), rng.integers(*kind.quiet, number))
    frame = pd.DataFrame(
        {
            "archetype": code,
            "name": [f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}" for _ in range(number)],
            "true_age": age,
            "age": age.astype(str),
            "gender": rng.choice(["woman", "man", "non-binary"], p=[0.51, 0.475, 0.015], size=number),
            "region": _draw(REGION_SHARES, number, rng),
            "household": _draw(kind.households, number, rng),
            "joined_on": [f"{day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}" for day in joined.tolist()],
            "last_day": WINDOW_DAYS - 1 - quiet,
            "factor": np.exp(rng.normal(0, 0.3, number)),
            "weekday": rng.choice([0, 1, 3, 4], size=number),
        }
    )
    frame["first_day"] = np.maximum(rng.integers(1, 24, number), [_day_of(text) for text in frame["joined_on"]])
    return _partly_known(frame, kind.known, rng)


def _ages(kind: Archetype, rng: Generator) -> tuple[Ints, Ints]:
    """Ages, and days of joining counted from year 0 by 365; nobody joined before the age of 18."""
    latest = (kind.joined[1] + 1) * 365 - 1
    age = np.clip(rng.normal(*kind.age, kind.customers).round(), 2044 - kind.joined[1], 94).astype(np.int64)
    joined = rng.integers(kind.joined[0] * 365, latest + 1, size=kind.customers)
    return age, np.clip(joined, (2043 - age) * 365, latest)


def _partly_known(frame: pd.DataFrame, known: float, rng: Generator) -> pd.DataFrame:
    for column, share in (("age", 1.0), ("gender", 1.05), ("household", 0.9)):
        frame.loc[rng.random(len(frame)) > known * share, column] = ""
    return frame


def _day_of(text: str) -> int:
    return int((pd.Timestamp(text) - pd.Timestamp(WINDOW_START)).days) + 1


def _draw(shares: dict[str, float], number: int, rng: Generator) -> list[str]:
    return [str(key) for key in rng.choice(list(shares), size=number, p=list(shares.values()))]


def _lines(people: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    weights = people["archetype"].map(lambda code: ARCHETYPES[code].lines).to_numpy(dtype=float)
    weights = weights * rng.gamma(14, 1 / 14, len(people))
    counts = 1 + rng.multinomial(LEDGER_LINES - len(people), weights / weights.sum())
    lines = people.loc[np.repeat(people.index.to_numpy(), counts)].reset_index(drop=True)
    place = lines.groupby("customer_id").cumcount().to_numpy()
    last = np.repeat(counts, counts) - 1
    share = np.where(last > 0, place / np.maximum(last, 1), 1.0)
    first_day, last_day = lines["first_day"].to_numpy(), lines["last_day"].to_numpy()
    day = first_day + share * (last_day - first_day) + np.where(share < 1, rng.integers(-5, 6, len(lines)), 0)
    lines["day"] = np.clip(day.round(), first_day, last_day).astype(int)
    return lines


def _timed(lines: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    branch = (lines["channel"] == "branch").to_numpy()
    regular = branch & (lines["archetype"] == "B3").to_numpy() & (rng.random(len(lines)) < 0.7)
    day = lines["day"].to_numpy()
    today = (day + WINDOW_START.weekday()) % 7
    day = np.where(regular, day - (today - lines["weekday"].to_numpy()) % 7, day)
    today = (day + WINDOW_START.weekday()) % 7
    day = np.where(branch & np.isin(today, [2, 6]), day - 1, day)
    day = np.maximum(day, 1)
    opens, closes = np.where(branch, 9 * 3600 + 1800, 7 * 3600), np.where(branch, 14 * 3600 + 1800, 22 * 3600)
    lines["ordered_at"] = [
        moment(*pair) for pair in zip(day.tolist(), rng.integers(opens, closes).tolist(), strict=True)
    ]
    stores = [str(rng.choice(BRANCHES[region])) for region in lines["region"]]
    lines["store_id"] = np.where(branch, stores, "")
    return lines.sort_values(["customer_id", "ordered_at"], kind="stable").reset_index(drop=True)


def _ordered(lines: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    joint = lines["archetype"].map(lambda code: ARCHETYPES[code].joint).to_numpy(dtype=float)
    new = (lines["customer_id"] != lines["customer_id"].shift()).to_numpy() | (rng.random(len(lines)) >= joint)
    lines["group"] = np.cumsum(new)
    for column in ("ordered_at", "channel", "store_id"):
        lines[column] = lines.groupby("group")[column].transform("last")
    rank = lines.drop_duplicates("group").sort_values(["ordered_at", "group"])["group"].to_numpy()
    number = dict(zip(rank.tolist(), range(len(rank)), strict=True))
    lines["order_id"] = [f"A{2_000_000 + number[group]}" for group in lines["group"]]
    return lines


def _priced(lines: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    chosen = [PRODUCTS[code] for code in lines["product_id"]]
    spread = np.array([product.spread for product in chosen])
    pence = 100 * np.array([product.pounds for product in chosen]) * np.exp(rng.normal(0, 1, len(lines)) * spread)
    pence = np.where(spread > 0, pence * lines["factor"].to_numpy(), pence).round().astype(np.int64)
    quantity = rng.integers(1, np.array([product.most for product in chosen]) + 1)
    cut = np.where(rng.random(len(lines)) < 0.06, rng.uniform(0.1, 0.5, len(lines)), 0)
    discount: Ints = (pence * quantity * cut).round().astype(np.int64)
    refund = (rng.random(len(lines)) < 0.006) & (pence < 5_000)
    quantity, discount = np.where(refund, -1, quantity), np.where(refund, 0, discount)
    lines["category"] = [product.category for product in chosen]
    lines["quantity"] = quantity
    lines["amount"] = [f"{value / 100:.2f}" for value in (pence * quantity - discount).tolist()]
    lines["discount"] = [f"{value / 100:.2f}" for value in discount.tolist()]
    return lines


def _message(campaign: Campaign, customer: str, kind: Archetype, rng: Generator) -> dict[str, str]:
    opened, clicked, redeemed = rng.random(3) < (kind.keen, 0.35, 0.3)
    day = (campaign.day - WINDOW_START).days
    waits = np.cumsum(rng.integers([600, 20, 300], [30_000, 400, 20_000])) + 9 * 3600
    times = [moment(day, int(second)) for second in waits]
    return {
        "campaign_id": campaign.code,
        "campaign_name": campaign.name,
        "customer_id": customer,
        "channel": campaign.channel,
        "sent_at": moment(day, 9 * 3600),
        "opened_at": times[0] if opened else "",
        "clicked_at": times[1] if opened and clicked else "",
        "redeemed_at": times[2] if opened and clicked and redeemed else "",
        "revenue": f"{campaign.pounds * rng.uniform(0.7, 1.4):.2f}" if opened and clicked and redeemed else "",
    }


def _session(customer: str, session: str, day: int, start: int, pages: list[str]) -> list[dict[str, str]]:
    return [
        {
            "customer_id": customer,
            "session_id": session,
            "at": moment(day, start + 40 * step),
            "type": "login" if page == "/login" else "page_view",
            "page": page,
        }
        for step, page in enumerate(pages)
    ]
