"""The stores' till rolls: one row a line, returns with negative quantities, and the dirt of real tills."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from eval.corpora.build import render
from eval.corpora.build.workwear_catalogue import Line, Store, stream
from eval.corpora.build.workwear_money import pounds, till_time
from eval.corpora.build.workwear_orders import Order

POS_FIELDS = (
    "receipt_no,line_no,sold_at,store_id,store_name,till,loyalty_id,"
    "sku,description,category,qty,unit_price,discount,line_total,type"
).split(",")
"""Columns of the till export."""

BAGS = 70
"""Receipts with a free carrier bag: lines that are worth nothing."""

DUPLICATES = 24
"""Rows that the export wrote twice."""

IMPOSSIBLE = ("2025-02-30 09:14:00", "2025-06-31 07:02:11", "2026-13-04 12:40:55")
"""Moments that never were, on one row each."""


class Receipt(NamedTuple):
    """A sale or a return at a till; each row is a line, its pieces and its discount in pence."""

    at: datetime
    store: Store
    loyalty_id: str
    rows: tuple[tuple[Line, int, int], ...]
    kind: str


def pos_csv(orders: Iterable[Order]) -> str:
    """Give the till export by time, with its duplicates, its impossible dates and its free bags."""
    counts: Counter[str] = Counter()
    rows: list[list[object]] = []
    for receipt in sorted(_receipts(orders), key=lambda one: (one.at, one.store.identifier, one.loyalty_id)):
        counts[receipt.store.identifier] += 1
        rows += _rows(receipt, f"{receipt.store.identifier}-{counts[receipt.store.identifier]:06}")
    return render.csv_text(POS_FIELDS, _soiled(rows))


def _receipts(orders: Iterable[Order]) -> Iterator[Receipt]:
    for order in orders:
        if order.store is None:
            continue
        member = order.customer.loyalty_id if order.customer else ""
        sold = tuple((line, line.quantity, off) for line, off in zip(order.lines, order.discounts, strict=True))
        yield Receipt(order.at, order.store, member, sold, "sale")
        for item in order.returns:
            line = order.lines[item.line]
            off = order.refund_of(item) - line.price * item.quantity
            yield Receipt(item.at, order.store, member, ((line, -item.quantity, off),), "return")


def _rows(receipt: Receipt, number: str) -> list[list[object]]:
    till = stream("till", number).choice((1, 1, 2))
    return [
        [
            *(number, index, till_time(receipt.at), receipt.store.identifier, receipt.store.city, till),
            *(receipt.loyalty_id, line.sku, f"{line.product.name} {line.variant}".strip(), line.product.category),
            *(quantity, pounds(line.price), pounds(off), pounds(quantity * line.price - off), receipt.kind),
        ]
        for index, (line, quantity, off) in enumerate(receipt.rows, start=1)
    ]


def _soiled(rows: Sequence[list[object]]) -> list[list[object]]:
    random = stream("till dirt")
    ends = [at for at, row in enumerate(rows[:-1]) if rows[at + 1][0] != row[0] and row[-1] == "sale"]
    single = [at for at in ends if rows[at][1] == 1]
    wrong = dict(zip(sorted(random.sample(single, len(IMPOSSIBLE))), IMPOSSIBLE, strict=True))
    twice = set(random.sample(range(len(rows)), DUPLICATES)) - set(wrong)
    bags = set(random.sample(ends, BAGS)) - set(wrong)
    soiled = []
    for at, row in enumerate(rows):
        row = [*row[:2], wrong.get(at, row[2]), *row[3:]]
        soiled += [row, row] if at in twice else [row]
        if at in bags:
            soiled.append([row[0], int(str(row[1])) + 1, *row[2:7], "BAG", "Carrier bag", "other", *_nothing()])
    return soiled


def _nothing() -> list[object]:
    return [1, "0.00", "0.00", "0.00", "sale"]
