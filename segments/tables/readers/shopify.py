"""Shopify's order export: one row per line item, the order's own fields only on its first row."""

from decimal import Decimal

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.privacy import email_keys
from segments.tables.quality import Sieve
from segments.tables.readers.allocation import allocate
from segments.tables.recipes import Recipe
from segments.tables.transactions import Totals, channels, finish, no_purchase
from segments.tables.values.cells import blank_to_missing
from segments.tables.values.money import cents_of_product

_MARKS = {"Name", "Email", "Lineitem quantity", "Lineitem name", "Lineitem price"}
_ORDER_FIELDS = [
    "Email",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Discount Amount",
    "Created at",
    "Cancelled at",
    "Refunded Amount",
    "Tags",
    "Source",
    "Location",
]
_LINE_FIELDS = ["Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Lineitem discount"]


def recognise_shopify(sample: Sample) -> TableFormat | None:
    """The format, if the header is that of Shopify's order export."""
    header = {name.strip("\ufeff ") for name in sample.header}
    return TableFormat("Shopify orders", "transactions", _RECIPE) if header >= _MARKS else None


def _prepare(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    absent = [column for column in (*_ORDER_FIELDS, *_LINE_FIELDS) if column not in frame]
    return frame.assign(**dict.fromkeys(absent, ""))


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    _drop_repeated_orders(sieve)
    sieve.frame = _fill_forward(sieve.frame)
    _drop_orders(sieve)
    _set_fields(sieve)
    _set_amounts(sieve)
    _subtract_refunds(sieve)
    return finish(sieve)


def _drop_repeated_orders(sieve: Sieve) -> None:
    """An order exported twice starts a second time: a row with the order's fields whose name was seen before."""
    frame = sieve.frame
    starts = frame["Financial Status"].ne("") | frame["Created at"].ne("")
    block = starts.cumsum()
    first_block = block.groupby(frame["Name"]).transform("min")
    repeated = block.ne(first_block)
    if repeated.any():
        sieve.count_duplicates(int(repeated.sum()))
        sieve.drop("an order exported twice", repeated)


def _fill_forward(frame: pd.DataFrame) -> pd.DataFrame:
    filled = frame[_ORDER_FIELDS].mask(frame[_ORDER_FIELDS] == "").groupby(frame["Name"]).ffill().fillna("")
    return frame.assign(**{column: filled[column] for column in _ORDER_FIELDS})


def _drop_orders(sieve: Sieve) -> None:
    sieve.drop("cancelled order", sieve.frame["Cancelled at"].ne(""))
    sieve.drop("voided order: nothing was paid", sieve.frame["Financial Status"].str.lower().eq("voided"))
    tags = sieve.frame["Tags"].str.lower().str.split(r"\s*,\s*", regex=True)
    tagged = tags.map(lambda words: bool({"test", "test order", "test-order"} & set(words)))
    address = sieve.frame["Email"].str.lower().str.match(r"(?:test|testing|qa)[\d+._-]*(?:order)?s?@")
    sieve.drop("test order", tagged | address)


def _set_fields(sieve: Sieve) -> None:
    frame = sieve.frame
    moments = sieve.moments("Created at")
    sieve.frame = frame.assign(
        customer_id=email_keys(frame["Email"]),
        order_id=frame["Name"],
        ordered_at=moments.at,
        hour=moments.hour,
        channel=channels(frame["Source"]).where(frame["Source"].str.lower().eq("pos"), "web"),
        store_id=blank_to_missing(frame["Location"]),
        product_id=blank_to_missing(frame["Lineitem sku"]).fillna(blank_to_missing(frame["Lineitem name"])),
        currency=blank_to_missing(frame["Currency"]),
    )
    sieve.drop("no customer (no e-mail address)", sieve.frame["customer_id"].isna())
    sieve.drop("no date or an impossible one", sieve.frame["ordered_at"].isna())


def _set_amounts(sieve: Sieve) -> None:
    """What each line was paid: the order's subtotal after discounts, shared out over its lines."""
    frame = sieve.frame
    quantity = sieve.micros("Lineitem quantity").fillna(0)
    gross = cents_of_product(quantity, sieve.micros("Lineitem price").fillna(0))
    listed = gross.groupby(frame["Name"]).transform("sum")
    net = _paid(sieve, listed)
    sieve.frame = frame.assign(
        quantity=quantity // 1_000_000,
        amount_cents=allocate(net, gross, frame["Name"]),
        discount_cents=allocate((listed - net).clip(lower=0), gross, frame["Name"]),
    )
    sieve.drop("a line of nothing (quantity is zero)", sieve.frame["quantity"].eq(0))


def _paid(sieve: Sieve, listed: pd.Series) -> pd.Series:
    """What the order's goods came to: its subtotal, less the discount where the subtotal is still before it."""
    on_lines = sieve.cents("Lineitem discount").fillna(0).groupby(sieve.frame["Name"]).transform("sum")
    discount = sieve.cents("Discount Amount").fillna(0)
    subtotal = sieve.cents("Subtotal")
    before = subtotal.eq(listed) | subtotal.eq(listed - on_lines) & subtotal.ne(listed - discount)
    net = subtotal.mask(before, subtotal - discount).fillna(listed - on_lines - discount)
    return net.clip(lower=0)


def _subtract_refunds(sieve: Sieve) -> None:
    """A refund becomes one negative line of its order, never more than its goods came to."""
    frame = sieve.frame
    first = frame[~frame["Name"].duplicated()]
    refund = sieve.cents("Refunded Amount").loc[first.index].fillna(0)
    full = first["Financial Status"].str.lower().eq("refunded")
    paid = frame.groupby("Name")["amount_cents"].sum().reindex(first["Name"]).set_axis(first.index)
    refund = refund.mask(full & refund.eq(0), paid).clip(upper=paid)
    lines = first[refund > 0].assign(amount_cents=-refund[refund > 0], discount_cents=0, quantity=0, product_id=None)
    sieve.count(
        "{0:,} orders were refunded in part or whole; {1:,.2f} count against revenue.",
        len(lines),
        Decimal(int(refund.sum())) / 100,
    )
    if len(lines):
        sieve.frame = pd.concat([frame, lines])


_RECIPE = Recipe(
    _sift,
    columns=("Name", *_ORDER_FIELDS, *_LINE_FIELDS),
    prepare=_prepare,
    together=lambda frame: frame["Name"],
    dates=("Created at",),
    numbers=(
        *("Lineitem quantity", "Lineitem price", "Lineitem discount"),
        *("Discount Amount", "Subtotal", "Refunded Amount"),
    ),
    currency="Currency",
    summary=Totals,
    nothing=no_purchase,
)
