"""A small invented shop: purchases, customers, campaigns, visits, voices; the same on every run."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from segments.tables import Tables, email_sha256
from segments.tables.transactions import COLUMNS

START = datetime(2025, 1, 1, 9, tzinfo=UTC)
DAYS = 600
STORE_MIX, WEB_MIX = [0.6, 0.3, 0.1], [0.2, 0.3, 0.5]


def line(customer: str, order: str, day: float, cents: int, **fields: object) -> dict[str, object]:
    at = START + timedelta(days=day)
    given = {"channel": "web", "store_id": None, "product_id": "P-1", "category": "boots", "quantity": 1}
    return {
        **given,
        "customer_id": customer,
        "order_id": order,
        "ordered_at": at,
        "amount_cents": cents,
        "discount_cents": 0,
        "currency": "GBP",
        "hour": at.hour,
        **fields,
    }


def ledger(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows)[list(COLUMNS)].astype(COLUMNS)


def purchases(customers: int = 400, seed: int = 7) -> pd.DataFrame:
    """Frequent and rare, rich and poor customers; some stop half-way; some send things back."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(customers):
        gap, size = random.choice([20, 45, 90, 200]), int(random.choice([1500, 4000, 9000, 30000]))
        until = DAYS if random.random() < 0.6 else DAYS * 0.5
        day, place = random.uniform(0, gap), 0
        while day < until:
            store = random.random() < (0.8 if size > 5000 else 0.2)
            cents = int(size * random.lognormal(0, 0.4))
            fields: dict[str, object] = {
                "channel": "store" if store else "web",
                "store_id": "S1" if store else None,
                "category": random.choice(
                    ["boots", "gloves", "coats"], p=[0.6, 0.3, 0.1] if store else [0.2, 0.3, 0.5]
                ),
                "discount_cents": 100 if random.random() < 0.2 else 0,
            }
            order = f"o{number}-{place}"
            rows.append(line(f"c{number:04}", order, day, cents, **fields))
            if random.random() < 0.1:
                rows.append(line(f"c{number:04}", order, day, -cents, **{**fields, "quantity": -1}))
            day += random.exponential(gap) + 0.5
            place += 1
    return ledger(rows)


def people(customers: int = 400, seed: int = 8) -> pd.DataFrame:
    """Attributes of the customers and of some who never bought."""
    random = np.random.default_rng(seed)
    count = customers + 20
    sector = [None if random.random() < 0.3 else str(random.choice(["Care", "Construction"])) for _ in range(count)]
    return pd.DataFrame(
        {
            "customer_id": [f"c{number:04}" for number in range(count)],
            "email_sha256": [email_sha256(f"c{number}@example.com") for number in range(count)],
            "birth_year": random.integers(1950, 2005, count),
            "sector": sector,
            "religion": "some",
        }
    )


def stocked(tables: Tables) -> Tables:
    """The tables of the whole shop."""
    tables.add("src-ledger", "transactions", purchases())
    tables.add("src-people", "customers", people())
    return tables
