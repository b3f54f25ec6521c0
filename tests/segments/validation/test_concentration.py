import pandas as pd

from segments.validation.concentration import few_decide


def ledger(*revenue: int) -> pd.DataFrame:
    return pd.DataFrame({"lines": 1, "revenue_cents": list(revenue)})


def test_a_hundredth_of_the_customers_who_bring_half_of_the_revenue_are_named_with_a_rule_for_them() -> None:
    (told,) = few_decide(ledger(*[50_000] * 5, *[100] * 495))
    assert "5 of 500 customers brought 83 % of the revenue" in told and "revenue_cents >= 50000" in told


def test_nothing_is_said_where_revenue_is_spread_or_fewer_than_five_decide() -> None:
    assert few_decide(ledger(*[100] * 500)) == []
    assert few_decide(ledger(1_000_000, *[100] * 300)) == []
    assert few_decide(ledger()) == []
