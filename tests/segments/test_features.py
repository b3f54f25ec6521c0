from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput, PrerequisiteMissing
from segments.features import CUSTOMERS, build_features, customer_of_email, customer_of_order
from segments.tables import Tables, email_sha256
from segments.tables.fetching import to_frame
from tests.segments.shop import ledger, line, people, purchases, stocked


def customers_of(tables: Tables) -> pd.DataFrame:
    return to_frame(build_features(tables).table(CUSTOMERS)).set_index("customer_id").sort_index()


def test_an_address_leads_to_the_loyalty_number(tables: Tables) -> None:
    address = email_sha256("ann@example.com")
    tables.add("a", "transactions", ledger([line("T1", "o1", 0, 500), line(f"e-{address[:16]}", "o2", 1, 700)]))
    tables.add("b", "customers", pd.DataFrame({"customer_id": ["T1"], "email_sha256": [address]}))
    assert customers_of(tables)["revenue_cents"].to_dict() == {"T1": 1200}
    assert customer_of_email(tables, [address]) == {address: "T1"}
    assert customer_of_order(tables, ["o1", "o2", "o3"]) == {"o1": "T1", "o2": "T1"}


def test_an_address_that_two_customers_share_leads_to_neither(tables: Tables) -> None:
    address = email_sha256("home@example.com")
    key = f"e-{address[:16]}"
    tables.add("a", "transactions", ledger([line(key, "#1", 0, 500)]))
    tables.add("b", "customers", pd.DataFrame({"customer_id": ["T1", "T2"], "email_sha256": [address, address]}))
    assert customers_of(tables)["revenue_cents"].to_dict() == {"T1": 0, "T2": 0, key: 500}
    assert customer_of_email(tables, [address]) == {address: key}
    assert customer_of_order(tables, ["#1", "1"]) == {"#1": key, "1": key}


def test_a_guests_address_is_found_by_its_purchases(tables: Tables) -> None:
    address = email_sha256("guest@example.com")
    tables.add("a", "transactions", ledger([line(f"e-{address[:16]}", "o1", 0, 500)]))
    stranger = email_sha256("stranger@example.com")
    assert customer_of_email(tables, [address, stranger]) == {address: f"e-{address[:16]}"}


def test_returns_count_against_revenue_and_are_no_orders(tables: Tables) -> None:
    rows = [line("c", "o1", 0, 5000), line("c", "r1", 3, -2000, quantity=-1), line("d", "r2", 4, -100, quantity=-1)]
    tables.add("a", "transactions", ledger(rows))
    found = customers_of(tables)
    assert found.loc["c", ["orders", "returns", "revenue_cents", "returned_cents"]].tolist() == [1, 1, 3000, 2000]
    assert found.loc["d", ["orders", "revenue_cents"]].tolist() == [0, -100]
    assert pd.isna(found.loc["d", "recency_days"])


def test_customers_who_never_bought_stay_with_noughts(tables: Tables) -> None:
    found = customers_of(stocked(tables))
    never = found[found["lines"] == 0]
    assert len(never) >= 20
    assert never["revenue_cents"].eq(0).all()
    assert never["last_order"].isna().all()


def test_days_are_whole_days_to_the_newest_purchase(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 0, 1), line("c", "o2", 9.9, 1), line("d", "o3", 30, 1)]))
    found = customers_of(tables)
    assert found["recency_days"].to_dict() == {"c": 20, "d": 0}
    assert found["tenure_days"].to_dict() == {"c": 30, "d": 0}
    later = build_features(tables, as_of=datetime(2025, 3, 2, 9, tzinfo=UTC)).table(CUSTOMERS)
    assert to_frame(later)["recency_days"].min() == 30


def test_orders_in_two_exports_count_once(tables: Tables) -> None:
    january = [line("c", "o1", 0, 500), line("c", "o2", 20, 700)]
    tables.add("a", "transactions", ledger(january))
    tables.add("b", "transactions", ledger([january[1], line("c", "o3", 40, 900)]))
    assert customers_of(tables).loc["c", ["orders", "revenue_cents"]].tolist() == [3, 2100]


def test_a_category_is_told_by_the_same_product_or_its_family(tables: Tables) -> None:
    rows = [
        line("c", "o1", 0, 1, product_id="CAB-BLA-9", category="footwear"),
        line("c", "o2", 0, 1, product_id="CAB-BLA-9", category=None),
        line("c", "o3", 0, 1, product_id="CAB-TAN-4", category=None),
        line("c", "o4", 0, 1, product_id="ZZZ-1", category=None),
    ]
    tables.add("a", "transactions", ledger(rows))
    build_features(tables)
    found = to_frame(tables.connection.table("lines")).set_index("order_id")["category"]
    assert found.fillna("").to_dict() == {"o1": "footwear", "o2": "footwear", "o3": "footwear", "o4": ""}


def test_the_age_is_that_at_the_newest_purchase(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 400, 500)]))
    tables.add("b", "customers", pd.DataFrame({"customer_id": ["c"], "email_sha256": [None], "birth_year": [1980]}))
    assert customers_of(tables)["age"].to_dict() == {"c": 46}


def test_an_attribute_named_like_a_feature_stays_apart(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 0, 500)]))
    tables.add("b", "customers", pd.DataFrame({"customer_id": ["c"], "email_sha256": [None], "orders": [99]}))
    assert customers_of(tables).loc["c", ["orders", "profile_orders"]].tolist() == [1, 99]


def test_purchases_in_two_currencies_are_not_added(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 0, 500)]))
    tables.add("b", "transactions", ledger([line("c", "o2", 0, 500, currency="EUR")]))
    with pytest.raises(BadInput, match="EUR, GBP"):
        build_features(tables)


def test_revenue_adds_up_to_the_ledger(tables: Tables) -> None:
    frame = purchases()
    tables.add("a", "transactions", frame)
    tables.add("b", "customers", people())
    assert customers_of(tables)["revenue_cents"].sum() == frame["amount_cents"].sum()


def test_what_a_customer_did_not_do_counts_nought_with_and_without_a_customer_file(tables: Tables) -> None:
    rows = [line("c", "o1", 0, 500, channel=None, hour=None), line("d", "o2", 1, 700, channel="store")]
    tables.add("a", "transactions", ledger(rows))
    counts = ["store_orders", "early_orders", "clock_orders"]
    alone = customers_of(tables)[counts]
    tables.add("b", "customers", pd.DataFrame({"customer_id": ["c", "d"], "email_sha256": [None, None]}))
    assert alone.loc["c"].tolist() == [0, 0, 0]
    pd.testing.assert_frame_equal(customers_of(tables)[counts], alone)


def test_tables_without_room_say_what_to_do_and_leave_nothing_behind(tmp_path: Path) -> None:
    tables = stocked(Tables(tmp_path))
    tables.connection.raw_sql("SET memory_limit = '3MB'; SET max_temp_directory_size = '1KB'")
    with pytest.raises(PrerequisiteMissing, match="free some on the disk"):
        build_features(tables)
    tables.close()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
