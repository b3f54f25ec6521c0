"""The order table: one row per basket."""

from typing import Any

import ibis


def order_table(lines: Any) -> Any:
    """Orders: order_id, customer_id, ordered_at, channel, hour, units, lines, purchase, returned and money.

    `sold_cents` is what was bought, `returned_cents` what came back, `revenue_cents` the difference; `purchase` is
    false for a basket of returns only.
    """
    amount = lines.amount_cents
    back = (amount < 0).cast("int64")
    summed = lines.group_by("order_id", "customer_id").aggregate(
        ordered_at=lines.ordered_at.min(),
        channel=lines.channel.max(),
        hour=lines.hour.min().cast("int64"),
        lines=lines.count(),
        dearest=amount.max(),
        units=(lines.quantity * (1 - back)).sum().cast("int64"),
        revenue_cents=amount.sum().cast("int64"),
        returned_cents=(-amount * back).sum().cast("int64"),
        discount_cents=(lines.discount_cents * (1 - back)).sum().cast("int64"),
    )
    return summed.mutate(
        units=ibis.coalesce(summed.units, 0),
        discount_cents=ibis.coalesce(summed.discount_cents, 0),
        sold_cents=summed.revenue_cents + summed.returned_cents,
        purchase=summed.dearest >= 0,
        returned=summed.returned_cents > 0,
    ).drop("dearest")
