"""The nineteen counted facts of the corpus: what each says and how it is computed."""

from collections.abc import Callable
from typing import NamedTuple

from eval.corpora.build import workwear_counts as counts
from eval.corpora.build.workwear_counts import Figure, Members
from eval.corpora.build.workwear_ledger import CAMPAIGNS, EVENTS, STORES, WEB, Ledger

Count = Callable[[Ledger, Members], Figure]
"""A figure of some members."""


class Counted(NamedTuple):
    """A counted fact; the statement has slots for `value` and `base`."""

    identifier: str
    archetype: str
    statement: str
    unit: str
    computation: str
    files: tuple[str, ...]
    measure: Count
    base: Count | None = None
    """What it is compared with among the same members; without it, the same count over all members."""


COUNTED = (
    Counted(
        *("F32", "A1", "{value} of their orders hold ten pieces or more ({base} of all members' orders).", "share"),
        "orders with >= 10 pieces, services not counted / orders, web and store",
        (WEB, STORES),
        counts.crew_baskets,
    ),
    Counted(
        *(
            "F33",
            "A1",
            "A web order with a logo leaves after a median of {value} days, one without after {base}.",
            "days",
        ),
        "median of Fulfilled at - Created at in calendar days, orders with an EMB or PRI line against the others",
        (WEB,),
        counts.days_to_dispatch(logo=True),
        counts.days_to_dispatch(logo=False),
    ),
    Counted(
        *(
            "F34",
            "A1",
            "{value} of their lines repeat a variant they had bought before ({base} of all lines).",
            "share",
        ),
        "lines whose sku the same member had in an earlier order / lines, services not counted",
        (WEB, STORES),
        counts.repeated_lines,
    ),
    Counted(
        *(
            "F35",
            "A1",
            "{value} of their XXL and 3XL Beacon jacket lines on the web were not sent ({base} of S to XL).",
            "share",
        ),
        "lines still pending in dispatched orders / lines, sku BEJ-*-XXL and BEJ-*-3XL against BEJ-*-S, -M, -L, -XL",
        (WEB,),
        counts.unsent_jackets("-XXL", "-3XL"),
        counts.unsent_jackets("-S", "-M", "-L", "-XL"),
    ),
    Counted(
        *("F36", "A2", "{value} of their store receipts are from before half past seven ({base} of all).", "share"),
        "receipts sold before 07:30 / receipts",
        (STORES,),
        counts.early_receipts,
    ),
    Counted(
        *("F37", "A2", "{value} of their spending is on trousers ({base} of all).", "share"),
        "amount of lines of category trousers (sku GRW, GRL) / amount of lines, before returns",
        (WEB, STORES),
        counts.category_amount("trousers"),
    ),
    Counted(
        *("F38", "A2", "{value} of their orders are bought over the counter ({base} of all).", "share"),
        "store receipts / orders, web and store",
        (WEB, STORES),
        counts.orders_placed(web=False),
    ),
    Counted(
        *("F39", "A3", "{value} of their spending falls in September, October and November ({base} of all).", "share"),
        "amount of lines in months 9 to 11 / amount of lines, before returns",
        (WEB, STORES),
        counts.autumn_amount,
    ),
    Counted(
        *("F40", "A3", "{value} of their spending is on waterproofs and thermals ({base} of all).", "share"),
        "amount of lines of categories waterproofs and thermals (sku FEJ, FEO, RIB) / amount of lines, before returns",
        (WEB, STORES),
        counts.category_amount("waterproofs", "thermals"),
    ),
    Counted(
        *(
            "F41",
            "A3",
            "They open {value} of the spring e-mails about waterproofs and {base} of the other e-mails.",
            "share",
        ),
        "rows with opened_at / rows sent by email, campaigns C01 and C07 against the other e-mail campaigns",
        (CAMPAIGNS,),
        counts.opened_mails(waterproofs=True),
        counts.opened_mails(waterproofs=False),
    ),
    Counted(
        *("F42", "A4", "{value} of their orders are placed on the web ({base} of all).", "share"),
        "web orders / orders, web and store",
        (WEB, STORES),
        counts.orders_placed(web=True),
    ),
    Counted(
        *("F43", "A4", "{value} of their web orders are placed between 20:00 and 02:00 ({base} of all).", "share"),
        "web orders created from 20:00 to 01:59 local time / web orders",
        (WEB,),
        counts.evening_orders,
    ),
    Counted(
        *("F44", "A4", "{value} of their next-day orders left after the next working day ({base} of all).", "share"),
        "orders with Fulfilled at later than the working day after Created at "
        "/ dispatched Next day orders without a logo",
        (WEB,),
        counts.late_next_day,
    ),
    Counted(
        *("F45", "A4", "Their median order is worth {value} ({base} over all members).", "pounds"),
        "median of an order's goods after discounts, before returns",
        (WEB, STORES),
        counts.order_value,
    ),
    Counted(
        *(
            "F46",
            "A5",
            "Since May 2025 {value} of the boots they bought in stores came back, before it {base}.",
            "share",
        ),
        "pieces of sku CAB and CAR on return rows / pieces on sale rows, from 2025-05-01 against earlier",
        (STORES,),
        counts.returned_boots(changed=True),
        counts.returned_boots(changed=False),
    ),
    Counted(
        *(
            "F47",
            "A5",
            "{value} of them bought nothing in the last 100 days ({base} of all members with an order).",
            "share",
        ),
        "members whose last order is more than 100 days before 2026-09-30 / members with an order",
        (WEB, STORES),
        counts.gone_quiet,
    ),
    Counted(
        *(
            "F48",
            "A5",
            "{value} of their signed-in visits look at a Calder boot and end without a purchase ({base} of all).",
            "share",
        ),
        "sessions with a view of /products/calder-* and no purchase / sessions with a loyalty id",
        (EVENTS,),
        counts.boots_only_looked_at,
    ),
    Counted(
        *(
            "F49",
            "A6",
            "{value} of their first orders hold footwear together with hi-vis or gloves ({base} of all).",
            "share",
        ),
        "members' first orders in the window with a footwear line and a hi-vis or gloves line / first orders",
        (WEB, STORES),
        counts.starter_kits,
    ),
    Counted(
        *(
            "F50",
            "A6",
            "{value} of them ordered once or twice in two years ({base} of all members with an order).",
            "share",
        ),
        "members with at most two orders / members with an order",
        (WEB, STORES),
        counts.one_or_two_orders,
    ),
)
"""The counted facts in order."""
