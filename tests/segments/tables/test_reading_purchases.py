from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput
from segments.tables import (
    ColumnMap,
    TableExtract,
    email_sha256,
    load_column_map,
    mapped_format,
    recognise_table,
    sample,
)

Taken = Callable[..., TableExtract]
Written = Callable[..., Path]

SHOPIFY_HEADER = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount,Tags,Source,Lineitem discount\n"
)


def shopify(*rows: str) -> str:
    return SHOPIFY_HEADER + "".join(f"{row}\n" for row in rows)


def first(name: str, subtotal: str, line: str, **fields: str) -> str:
    given = {
        "email": f"{name.strip('#')}@example.com",
        "status": "paid",
        "discount": "0.00",
        "cancelled": "",
        "refunded": "0.00",
        "tags": "",
    }
    f = {**given, **fields}
    quantity, price, sku = line.split()
    return (
        f"{name},{f['email']},{f['status']},GBP,{subtotal},4.95,1.00,99.99,{f['discount']},2026-06-01 06:45:00 +0100,"
        f"{quantity},Thing,{price},{sku},{f['cancelled']},{f['refunded']},{f['tags']},web,0.00"
    )


def further(name: str, line: str, email: str = "") -> str:
    quantity, price, sku = line.split()
    return f"{name},{email},,,,,,,,,{quantity},Thing,{price},{sku},,,,,0.00"


def test_a_shopify_orders_lines_add_up_to_its_subtotal_never_to_repeated_totals(taken: Taken) -> None:
    extract = taken(shopify(first("#1", "33.33", "1 20.00 A", discount="6.67"), further("#1", "2 10.00 B")))
    frame = extract.frame
    assert frame["amount_cents"].sum() == 3333
    assert frame["discount_cents"].sum() == 667
    assert frame["quantity"].tolist() == [1, 2]
    assert frame["customer_id"].tolist() == ["e-" + email_sha256("1@example.com")[:16]] * 2
    assert frame["ordered_at"].iloc[0].isoformat() == "2026-06-01T05:45:00+00:00"
    assert frame["hour"].iloc[0] == 6


def test_a_subtotal_before_the_discount_is_reduced_by_it(taken: Taken) -> None:
    assert taken(shopify(first("#1", "30.00", "3 10.00 A", discount="4.50"))).frame["amount_cents"].sum() == 2550


def test_cancelled_voided_and_test_orders_are_dropped_and_said(taken: Taken) -> None:
    extract = taken(
        shopify(
            first("#1", "10.00", "1 10.00 A"),
            first("#2", "10.00", "1 10.00 A", cancelled="2026-06-02 10:00:00 +0100"),
            further("#2", "1 10.00 B"),
            first("#3", "10.00", "1 10.00 A", status="voided"),
            first("#4", "10.00", "1 10.00 A", tags="test"),
            first("#5", "10.00", "1 10.00 A", email=""),
        )
    )
    assert extract.frame["order_id"].tolist() == ["#1"]
    assert sum(extract.report.dropped.values()) == 5
    assert extract.report.dropped["cancelled order"] == 2
    assert (extract.report.rows_read, extract.report.rows_kept) == (6, 1)


def test_refunds_count_against_revenue_but_never_more_than_was_paid(taken: Taken) -> None:
    extract = taken(
        shopify(
            first("#1", "40.00", "2 20.00 A", refunded="20.00", status="partially_refunded"),
            first("#2", "10.00", "1 10.00 A", refunded="14.95", status="refunded"),
        )
    )
    paid = extract.frame.groupby("order_id")["amount_cents"].sum()
    assert paid.to_dict() == {"#1": 2000, "#2": 0}
    assert any("refunded" in note for note in extract.report.notes)


def test_an_order_exported_twice_counts_once(taken: Taken) -> None:
    order = [first("#1", "20.00", "1 10.00 A"), further("#1", "1 10.00 B")]
    extract = taken(shopify(*order, first("#2", "5.00", "1 5.00 A"), *order))
    assert extract.frame["amount_cents"].sum() == 2500
    assert extract.report.duplicates == 2


POS = (
    "receipt_no,line_no,sold_at,store_id,store_name,till,loyalty_id,sku,description,category,qty,unit_price,discount,"
    "line_total,type\n"
)


def test_a_till_export_is_read_line_by_line(taken: Taken) -> None:
    extract = taken(
        POS
        + "R1,1,2026-01-05 06:40:00,S01,Leeds,1,TB1,A-1,Boot,footwear,1,89.00,9.00,80.00,sale\n"
        + "R1,1,2026-01-05 06:40:00,S01,Leeds,1,TB1,A-1,Boot,footwear,1,89.00,9.00,80.00,sale\n"
        + "R2,1,2026-01-07 12:00:00,S01,Leeds,1,TB1,A-1,Boot,footwear,1,89.00,9.00,80.00,return\n"
        + "R3,1,2026-01-08 12:00:00,S01,Leeds,1,,A-1,Boot,footwear,1,89.00,0.00,89.00,sale\n"
        + "R4,1,2026-02-31 12:00:00,S01,Leeds,1,TB2,A-1,Boot,footwear,1,89.00,0.00,89.00,sale\n"
        + "R5,1,2026-02-01 12:00:00,S01,Leeds,1,TB2,BAG,Bag,other,1,0.00,0.00,0.00,sale\n"
        + "R6,1,2026-02-01 12:00:00,S01,Leeds,1,TB2,A-1,Boot,footwear,1,89.00,0.00,89.00,void\n"
        + "R7,1,2026-02-01 12:00:00,S01,Leeds,1,TB2,A-1,Boot,footwear,2,89.00,0.00,178.00,sale\n"
    )
    frame = extract.frame
    assert frame["order_id"].tolist() == ["R1", "R2", "R7"]
    assert frame["amount_cents"].tolist() == [8000, -8000, 17800]
    assert frame["quantity"].tolist() == [1, -1, 2]
    assert set(frame["channel"]) == {"store"}
    assert frame["hour"].iloc[0] == 6
    assert len(extract.report.dropped) == 5
    assert extract.report.duplicates == 1
    assert any("89.00" in note and "no segment" in note for note in extract.report.notes)


def test_a_ledger_is_found_by_the_names_of_its_columns(taken: Taken) -> None:
    extract = taken(
        "Member No;Basket;Purchase Date;Turnover;Units;Department\n"
        "17;B1;03.02.2026;1.204,50;2;Garden\n17;B2;28.02.2026;-4,50;1;Garden\n18;B3;01.03.2026;9,99;1;Tools\n"
    )
    assert extract.kind == "transactions"
    assert extract.frame["amount_cents"].tolist() == [120450, -450, 999]
    assert extract.frame["category"].tolist() == ["Garden", "Garden", "Tools"]


def test_equal_lines_side_by_side_stay_but_a_repeated_export_does_not(taken: Taken) -> None:
    rows = "c1,o1,2026-01-01,5.00\nc1,o1,2026-01-01,5.00\nc2,o2,2026-01-02,7.00\n"
    extract = taken("customer_id,order_id,ordered_at,amount\n" + rows + rows)
    assert extract.frame["amount_cents"].tolist() == [500, 500, 700]
    assert extract.report.duplicates == 3
    assert any("equal another line" in note for note in extract.report.notes)


def test_without_an_order_number_a_customers_day_is_an_order(taken: Taken) -> None:
    extract = taken("customer_id,date,amount\nc1,2026-01-01,5\nc1,2026-01-01,6\nc1,2026-01-02,7\n")
    assert extract.frame["order_id"].nunique() == 2


def test_an_address_as_the_customers_number_is_never_kept(taken: Taken) -> None:
    frame = taken("customer_id,order_id,date,amount\nAnna@Example.com,1,2026-01-01,5\n").frame
    assert frame["customer_id"].tolist() == ["e-" + email_sha256("anna@example.com")[:16]]


def test_amounts_of_another_currency_are_not_added(taken: Taken) -> None:
    extract = taken(
        "customer_id,order_id,date,amount,currency\na,1,2026-01-01,5,GBP\nb,2,2026-01-01,5,GBP\nc,3,2026-01-01,5,EUR\n"
    )
    assert extract.frame["amount_cents"].sum() == 1000
    assert any("in EUR" in reason for reason in extract.report.dropped)


@pytest.mark.parametrize(
    "header",
    [
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
    ],
)
def test_the_uci_exports_give_returns_for_invoices_that_start_with_c(taken: Taken, header: str) -> None:
    extract = taken(
        header + "\n"
        "536365,85123A,HOLDER,6,01/12/2010 08:26,2.55,17850.0,United Kingdom\n"
        "C536379,85123A,HOLDER,-1,13/12/2010 09:41,2.55,17850.0,United Kingdom\n"
        "536414,22139,,56,01/12/2010 11:52,0,,United Kingdom\n"
        "536415,22139,THING,2,01/12/2010 11:52,4.25,,United Kingdom\n"
    )
    assert extract.frame["amount_cents"].tolist() == [1530, -255]
    assert extract.frame["customer_id"].tolist() == ["17850", "17850"]
    assert extract.frame["currency"].tolist() == ["GBP", "GBP"]


def test_woocommerce_items_become_lines(taken: Taken) -> None:
    extract = taken(
        "order_id,order_number,date,status,order_total,customer_user,billing_email,order_item_1,order_item_2\n"
        "7,7,2026-01-05 10:00:00,completed,42.00,3,,product_id:11|2|30.00,product_id:12|1|12.00\n"
        "8,8,2026-01-06 10:00:00,cancelled,30.00,3,,product_id:11|2|30.00,\n"
        "9,9,2026-01-07 10:00:00,refunded,30.00,0,a@example.com,product_id:11|1|30.00,\n"
    )
    assert extract.frame.groupby("order_id")["amount_cents"].sum().to_dict() == {"7": 4200, "9": 0}


def test_order_completed_calls_become_lines_that_add_up_to_the_revenue(taken: Taken) -> None:
    call = (
        '{"type":"track","event":"Order Completed","userId":"u1","timestamp":"2026-01-01T10:00:00Z","properties":'
        '{"order_id":"o1","revenue":25.00,"currency":"USD","products":[{"sku":"a","price":10,"quantity":2,'
        '"category":"Hats"},{"sku":"b","price":10,"quantity":1}]}}\n'
    )
    other = (
        '{"type":"track","event":"Product Viewed","userId":"u1","timestamp":"2026-01-01T09:00:00Z","properties":{}}\n'
    )
    extract = taken(call + other, "calls.jsonl")
    assert extract.frame["amount_cents"].sum() == 2500
    assert extract.frame["discount_cents"].sum() == 500
    assert extract.frame["category"].dropna().tolist() == ["Hats"]
    assert any("1 other events" in note for note in extract.report.notes)


def test_a_ledger_of_nothing_usable_is_refused_with_the_reasons(taken: Taken) -> None:
    with pytest.raises(BadInput, match="no customer"):
        taken("customer_id,order_id,date,amount\n,1,2026-01-01,5\n")


@pytest.mark.parametrize(
    "text",
    [
        "customer_id,product_id,star_rating,review_body\nc1,p1,5,Lovely\n",
        "ResponseId,Q1,Q2\nR_1,4,5\n",
        "Responder #,Vote,Explanation\n1,4,Yes because it is new\n",
        "file,participant,customer_id,age\n01.vtt,P1,c1,40\n",
        "customer_id,What do you like most about us?\nc1,the staff\n",
    ],
)
def test_voices_are_no_tables(written: Written, text: str) -> None:
    assert recognise_table(sample(written(text))) is None


def test_a_stewards_mapping_overrides_recognition(written: Written) -> None:
    path = written("x1,x2,x3\nc1,2026-01-01,12.00\n")
    mapping = written("kind: transactions\ncolumns: {customer_id: x1, ordered_at: X2, amount: x3}\n", "map.yaml")
    looked = sample(path)
    assert recognise_table(looked) is None
    extract = mapped_format(looked, load_column_map(mapping)).read(path, looked)
    assert extract.frame["amount_cents"].tolist() == [1200]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("kind: transactions\ncolumns: {customer_id: x1, ordered_at: nope, amount: x3}\n", "no column 'nope'"),
        ("kind: transactions\ncolumns: {customer_id: x1, ordered_at: x2}\n", "names no amount"),
        ("kind: wishes\ncolumns: {}\n", "not a mapping"),
        ("[", "not a mapping"),
    ],
)
def test_a_mapping_that_does_not_fit_says_what_is_wrong(written: Written, text: str, why: str) -> None:
    looked = sample(written("x1,x2,x3\nc1,2026-01-01,12.00\n"))
    with pytest.raises(BadInput, match=why):
        mapped_format(looked, load_column_map(written(text, "map.yaml")))


def test_canonical_columns_have_their_types(taken: Taken) -> None:
    frame = taken("customer_id,order_id,date,amount\nc1,1,2026-01-01,5\n").frame
    assert str(frame["ordered_at"].dtype) == "datetime64[us, UTC]"
    assert pd.api.types.is_integer_dtype(frame["amount_cents"])


def test_the_report_of_a_ledger_opens_with_what_it_comes_to(taken: Taken) -> None:
    header = "Order No;Customer No;Order Date;Qty;Amount;Currency\n"
    extract = taken(
        header + "1;K1;24.04.2025 09:00;1;1.015,90;EUR\n1;K1;24.04.2025 09:00;1;4,10;EUR\n2;K2;02.05.2025;1;5,00;EUR\n"
    )
    assert extract.report.notes[0] == (
        "3 lines, 2 orders, 2 customers; together 1,025.00 EUR; first 2025-04-24, last 2025-05-02."
    )


def test_a_column_that_the_file_has_not_is_not_called_missing(taken: Taken) -> None:
    header = "campaign_id,customer_no,channel,sent_at,opened_at,holdout\n"
    extract = taken(header + "C1,K1,email,2025-05-12 09:00,,0\nC1,K2,email,2025-05-12 09:00,,0\n")
    assert extract.report.missing == {"opened_at": 1.0}


def test_orders_of_which_none_was_refunded_come_to_what_was_paid(taken: Taken) -> None:
    extract = taken(
        "order_id,order_number,date,status,order_total,customer_user,billing_email,order_item_1\n"
        "9,9,2026-01-05 10:00,completed,30.00,4,,product_id:11|name:Boot|quantity:1|total:30\n"
        "10,10,2026-01-06 10:00,completed,12.00,5,,product_id:12|name:Sock|quantity:2|total:12\n"
    )
    assert extract.frame["amount_cents"].tolist() == [3000, 1200]


def test_a_currency_that_stands_in_a_heading_alone_is_that_of_the_amounts(tmp_path: Path) -> None:
    path = tmp_path / "postings.csv"
    path.write_text("Ref,Who,When,Gross £\n1,a,2026-01-01,5.00\n2,b,2026-01-02,6.50\n", encoding="utf-8")
    looked = sample(path)
    columns = {"order_id": "Ref", "customer_id": "Who", "ordered_at": "When", "amount": "Gross £"}
    extract = mapped_format(looked, ColumnMap(kind="transactions", columns=columns)).read(path, looked)
    assert extract.frame["currency"].tolist() == ["GBP", "GBP"]


def test_a_daybook_with_tax_beside_each_amount_is_read_by_what_the_line_came_to(taken: Taken) -> None:
    extract = taken(
        "Posted\tDoc no.\tAcct\tLine code\tDept\tQty\tUnit ex VAT\tLine ex VAT\tVAT\tLine inc VAT\tHow booked\tBranch\n"
        "01.03.2026\tTV/1\t10690\tFOO01\tFOOD\t2\t£10.00\t£20.00\t4.00\t£24.00\tdesk\tKendal\n"
        "13.03.2026\tCR/1\t10690\tFOO01\tFOOD\t-1\t£10.00\t-£10.00\t-2.00\t-£12.00\tdesk\tKendal\n"
    )
    assert extract.kind == "transactions"
    assert extract.frame["amount_cents"].tolist() == [2000, -1000]
    told = "'Line ex VAT' is what was paid; 'Line inc VAT' was left aside: to change that, use --map."
    assert told in extract.report.notes
    assert extract.frame["channel"].tolist() == ["desk", "desk"]
    assert extract.frame["category"].tolist() == ["FOOD", "FOOD"]


@pytest.mark.parametrize("nobody", ["CASH", "Walk-in", "cash sale", "guest", "Laufkunde"])
def test_what_a_till_books_strangers_under_is_no_customer(taken: Taken, nobody: str) -> None:
    extract = taken(
        "customer_id,order_id,order_date,amount\n"
        f"10690,1,2026-03-01,10.00\n{nobody},2,2026-03-01,7.00\n{nobody},3,2026-03-02,9.00\n"
    )
    assert extract.frame["customer_id"].tolist() == ["10690"]
    assert "2 lines without a customer came to 16.00; they belong to no segment." in extract.report.notes


def test_a_german_till_is_read_without_its_title_its_repeated_header_and_its_total(taken: Taken) -> None:
    header = "Bon-Nr.;Datum;Filiale;Kundenkarte;Artikel;Warengruppe;Stk;Einzelpreis €;Betrag €\n"
    extract = taken(
        (
            "Kassenbericht\n\n" + header + "B1;01.03.2026;KS1;K7;Hose;Hosen;2;1.250,50;2.501,00\n"
            "B2;02.03.2026;KS1;K8;Jacke;Jacken;1;80,00;80,00\n"
            + header
            + "B3;03.03.2026;KS2;K7;Hose;Hosen;1;40,00;40,00\n"
            "Summe;;;;;;4;;2.621,00\n"
        ).encode("cp1252")
    )
    frame = extract.frame
    assert frame["amount_cents"].tolist() == [250_100, 8_000, 4_000]
    assert frame[["quantity", "product_id", "category", "store_id"]].iloc[0].tolist() == [2, "Hose", "Hosen", "KS1"]
    assert set(frame["currency"]) == {"EUR"}
    told = {"a repeated header": 1, "neither a customer nor a date (a total of other rows)": 1}
    assert extract.report.dropped == told
    assert not any("without a customer" in note for note in extract.report.notes)


def test_a_ledger_whose_columns_change_places_half_way_is_refused(taken: Taken) -> None:
    half = "Customer no,Order date,Amount\n" + "C1,2025-01-02,3.00\n" * 5
    with pytest.raises(BadInput, match=r"change at row 6 .* Cut the file in two"):
        taken(half + "Order date,Customer no,Amount\n" + "2025-01-02,C1,3.00\n" * 5)
    assert len(taken(half + "Customer no,Order date,Amount\nC2,2025-01-03,4.00\n").frame) == 6
