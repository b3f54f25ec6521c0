"""Reconciliation: the segments' revenue against the ledger, to the cent."""

from segments.features import Features
from segments.segmentation.membership import MEMBERS
from segments.validation.report import Reconciliation

_DIMENSIONS = {
    "store": "coalesce(l.store_id, '')",
    "channel": "coalesce(l.channel, '')",
    "week": "date_trunc('week', l.ordered_at)",
}


def reconcile(features: Features) -> Reconciliation:
    """Add up the ledger with and without segments, in all and by store, channel and week.

    The table `members` must be that of the segmentation.
    """
    joined = f"lines l LEFT JOIN {MEMBERS} m USING (customer_id)"
    ledger, segmented = _row(
        features,
        f"SELECT sum(l.amount_cents), coalesce(sum(l.amount_cents) FILTER (m.key IS NOT NULL), 0) FROM {joined}",
    )
    by = {}
    for name, expression in _DIMENSIONS.items():
        apart = "abs(sum(l.amount_cents) - coalesce(sum(l.amount_cents) FILTER (m.key IS NOT NULL), 0))"
        by[name] = int(
            _row(features, f"SELECT max(apart) FROM (SELECT {apart} AS apart FROM {joined} GROUP BY {expression})")[0]
        )
    buyers = f"SELECT DISTINCT customer_id FROM lines EXCEPT SELECT customer_id FROM {MEMBERS}"
    none = _row(features, f"SELECT count(*) FROM ({buyers})")[0]
    several = _row(features, f"SELECT count(*) - count(DISTINCT customer_id) FROM {MEMBERS}")[0]
    return Reconciliation(
        ledger_cents=int(ledger),
        segments_cents=int(segmented),
        difference_cents=int(ledger) - int(segmented),
        by=by,
        in_none=int(none),
        in_several=int(several),
    )


def _row(features: Features, sql: str) -> tuple[int, ...]:
    row: tuple[int, ...] = features.connection.raw_sql(sql).fetchone()
    return row
