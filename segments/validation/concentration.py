"""Revenue concentration: wholesale customers beside retail, for whom averages mislead."""

import pandas as pd

from personas.phrasing import percent

FEW, MOST = 0.01, 0.5
"""A hundredth of the customers who bring half of the revenue are too much for one division of everybody."""
_FEWEST = 5


def few_decide(customers: pd.DataFrame) -> list[str]:
    """One sentence with a rule that sets them apart; none where revenue is spread, or where they are fewer than 5.

    `customers` have lines and revenue_cents.
    """
    revenue = customers.loc[customers["lines"] > 0, "revenue_cents"].sort_values(ascending=False)
    few = int(len(revenue) * FEW)
    if few < _FEWEST or revenue.sum() <= 0:
        return []
    share = float(revenue.iloc[:few].sum() / revenue.sum())
    if share < MOST:
        return []
    rule = f"revenue_cents >= {int(revenue.iloc[few - 1])}"
    return [
        f"{few:,} of {len(revenue):,} customers brought {percent(share)} of the revenue: a division of everybody tells "
        f"little of later spending there. Set them apart by a rule (`{rule}` in segments.yaml), and keep trade "
        "customers in a workspace of their own."
    ]
