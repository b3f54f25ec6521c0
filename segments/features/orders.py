"""The order table: one row per basket, so that frequency is a plain count."""

from typing import Any

import ibis


def order_table(lines: Any) -> Any:
    """Orders: order_id, customer_id, ordered_at, channel, store_id, hour, units, lines, purchase, returned and money.

    `sold_cents` is what was bought, `returned_cents` what came back, `revenue_cents` the difference; `purchase` is
    false for a basket of returns only.
    """
    bought, back = lines.amount_cents >= 0, lines.amount_cents < 0
    return lines.group_by("order_id", "customer_id").aggregate(
        ordered_at=lines.ordered_at.min(),
        channel=lines.channel.max(),
        store_id=lines.store_id.max(),
        hour=lines.hour.min().cast("int64"),
        lines=lines.count(),
        units=ibis.coalesce(lines.quantity.sum(where=bought), 0).cast("int64"),
        revenue_cents=lines.amount_cents.sum().cast("int64"),
        sold_cents=ibis.coalesce(lines.amount_cents.sum(where=bought), 0).cast("int64"),
        returned_cents=ibis.coalesce(-lines.amount_cents.sum(where=back), 0).cast("int64"),
        discount_cents=ibis.coalesce(lines.discount_cents.sum(where=bought), 0).cast("int64"),
        purchase=bought.any(),
        returned=back.any(),
    )
