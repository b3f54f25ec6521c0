from datetime import UTC, datetime, timedelta

from segments.features import build_features
from segments.quality import LedgerQuality, ledger_quality
from segments.statistics.purchases import purchase_measures
from segments.tables import Tables
from tests.segments.shop import START, ledger, line, stocked

TODAY = datetime(2027, 1, 1, tzinfo=UTC)


def examined(tables: Tables) -> LedgerQuality:
    found = ledger_quality(tables, today=TODAY)
    assert found is not None
    return found


def test_a_clean_ledger_deserves_no_look(tables: Tables) -> None:
    found = examined(stocked(tables))
    assert not [
        sentence for sentence in found.findings() if "channel" not in sentence and "less than nothing" not in sentence
    ]
    assert found.currencies == {"GBP": found.lines}


def test_what_repeats_stands_out_or_cannot_be_is_said(tables: Tables) -> None:
    daily = [line(f"c{day % 9}", f"o{day}", day, 1_000 + day) for day in range(40)]
    later = [line(f"c{day % 9}", f"o{day}", day, 1_000 + day) for day in range(70, 200)]
    odd = [
        line("c1", "twice", 3, 700, product_id="P-7"), line("c1", "twice", 3, 700, product_id="P-7"),
        line("c2", "back", 5, -900), line("c3", "huge", 6, 9_000_000), line("c4", "future", 900, 500, currency=None),
    ]  # fmt: skip
    tables.add("src-a", "transactions", ledger([*daily, *later, *odd]))
    tables.add("src-b", "transactions", ledger(daily[:4]))
    found = examined(tables)
    assert (found.repeated_lines, found.orders_in_two_sources, found.negative_orders) == (1, 4, 1)
    assert found.negative_cents == -900 and found.outlying_orders == 1 and found.largest_cents == 9_000_000
    assert found.future_lines == 1 and found.currencies == {"GBP": found.lines - 1, "": 1}
    assert [gap.days for gap in found.gaps][1:] == [30] and found.gaps[1].after.date() == (START + timedelta(39)).date()
    words = " ".join(found.findings())
    for part in (
        "stand in two files",
        "less than nothing (-9.00 in all)",
        "90,000.00",
        "a file may be missing",
        "after today",
    ):
        assert part in words


def test_several_currencies_and_none_are_said(tables: Tables) -> None:
    tables.add("src-a", "transactions", ledger([line("a", "1", 0, 5), line("b", "2", 1, 5, currency="EUR")]))
    assert "cannot be added" in examined(tables).findings()[0]
    tables.add("src-a", "transactions", ledger([line("a", "1", 0, 5, currency=None)]))
    assert "Set `currency`" in examined(tables).findings()[0]


def test_without_transactions_there_is_no_ledger(tables: Tables) -> None:
    assert ledger_quality(tables) is None


def test_a_set_currency_serves_a_ledger_that_names_none(tables: Tables) -> None:
    tables.add("src-a", "transactions", ledger([line("a", "1", 0, 5, currency=None)]))
    assert build_features(tables).currency == ""
    tables.currency = "EUR"
    assert build_features(tables).currency == "EUR"


def test_litres_are_no_items(tables: Tables) -> None:
    pieces = [line(f"c{n}", f"o{n}", n, 900, quantity=2) for n in range(50)]
    tables.add("src-a", "transactions", ledger(pieces))
    assert "items_per_order" in {one.metric for one in purchase_measures(build_features(tables))}
    tables.add("src-b", "transactions", ledger([line("c1", "fuel", 60, 900, quantity=90_000)]))
    told = {one.metric for one in purchase_measures(build_features(tables))}
    assert not {"items_per_order", "order_share:size=large"} & told and "average_order_value" in told
