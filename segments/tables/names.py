"""Column names, normalised, and the synonyms of canonical columns."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])")
"""Where a word begins inside a name: `CustomerID` has two, `ContactIDs` too."""
_OTHER = re.compile(r"[^\w%]+|_+")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WHOSE = re.compile(r"^(?:your|my|our|the)\s+", re.IGNORECASE)
_FEWEST_WORDS_OF_A_QUESTION = 4

CUSTOMER = (
    "customer_id loyalty_id customer_no customer_number customer_key customer_ref cust_id cust_no cust_ref customer "
    "client_id client_no client_ref client member_id member_no member_number member_ref membership_id membership_no "
    "membership_number member loyalty_no loyalty_number loyalty_card loyalty_card_no loyalty_card_number "
    "loyalty_card_id household_id household_key user_id shopper_id consumer_id buyer_id panelist_id account_id "
    "account_no account_number account_ref acct_no acct_id acct_number acct_ref acct patient_id patient_no guest_id "
    "guest_no patron_id patron_no passenger_id subscriber_id subscriber_no"
).split()
"""Names of the column that says which customer, the surest first."""

EMAIL = (
    "email e_mail email_address email_addr e_mail_addr e_mail_address customer_email billing_email contact_email mail "
    "recipient_email"
).split()
"""Names of a column of e-mail addresses."""

ORDER = (
    "order_id order_no order_number order receipt_no receipt_id receipt_number receipt basket_id basket_no basket "
    "invoice_no invoice_id invoice_number invoice transaction_id transaction_no transaction_number ticket_no bill_no "
    "sale_id purchase_id booking_id booking_no booking_number booking_ref booking_reference "
    "reservation_id reservation_no doc_no document_no doc_number document_number doc_ref docket_no voucher_no"
).split()
"""Names of the column that says which order."""

MOMENT = (
    "ordered_at order_date order_datetime sold_at sale_date purchased_at purchase_date invoice_date transaction_date "
    "transaction_timestamp transaction_datetime transaction_time booked_at booking_date posted_at posting_date paid_at "
    "created_at datetime date_time timestamp date day occurred_at value_date ordered_on sold_on bought_on purchased_on "
    "booked_on paid_on posted posted_on invoiced_on issued_on"
).split()
"""Names of the column that says when."""

AMOUNT = (
    "amount line_total line_amount line_value sales_value sales_amount sale_amount net_amount net_sales net_value "
    "extended_price ext_price total_amount total_price total_value sales spend revenue turnover net gross amount_gbp "
    "amount_eur amount_usd value total amount_paid price_paid dollar_value transaction_amount takings line_ex_vat "
    "line_ex_tax line_net net_line amount_ex_vat total_ex_vat line_inc_vat line_incl_vat line_inc_tax line_gross "
    "amount_inc_vat total_inc_vat total_incl_vat line_sum charged"
).split()
"""Names of the column of what a line came to."""

LEDGER_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "customer_id": tuple(CUSTOMER),
    "email": tuple(EMAIL),
    "order_id": tuple(ORDER),
    "ordered_at": tuple(MOMENT),
    "amount": tuple(AMOUNT),
    "amount_cents": ("amount_cents", "line_total_cents", "amount_minor", "amount_pence"),
    "unit_price": ("unit_price", "price", "item_price", "price_each"),
    "quantity": ("quantity", "qty", "units", "units_sold", "item_count", "number_of_items"),
    "discount": ("discount", "line_discount", "discount_amount", "discount_value", "retail_disc", "markdown"),
    "discount_cents": ("discount_cents", "discount_minor", "discount_pence"),
    "store_id": (
        "store_id",
        "store_no",
        "store_number",
        "branch_id",
        "branch_no",
        "shop_id",
        "outlet_id",
        "store",
        "branch",
        "shop",
        "outlet",
        "depot",
        "hub",
    ),
    "channel": (
        "channel",
        "sales_channel",
        "order_channel",
        "purchase_channel",
        "source",
        "taken_via",
        "sold_via",
        "booked_via",
        "ordered_via",
        "how_booked",
        "how_ordered",
        "how_bought",
        "order_method",
        "booking_method",
        "order_route",
    ),
    "category": (
        "category",
        "product_category",
        "item_category",
        "department",
        "department_name",
        "product_group",
        "product_family",
        "family",
        "product_line",
        "product_type",
        "dept",
        "dept_name",
        "service_type",
        "item_group",
        "line_group",
    ),
    "product_id": (
        "product_id",
        "sku",
        "stock_code",
        "product_code",
        "item_id",
        "item_no",
        "article",
        "article_no",
        "upc",
        "ean",
        "product",
        "item",
        "product_name",
        "description",
        "line_code",
        "item_code",
        "item_name",
        "item_description",
        "line_text",
        "line_description",
    ),
    "currency": ("currency", "currency_code"),
    "line": ("line_no", "line_number", "line_id", "line", "line_item_id"),
    "type": ("type", "transaction_type", "line_type", "sale_type", "status", "order_status"),
    "voided": ("voided", "cancelled", "canceled", "cancelled_at"),
}
"""Canonical column of a ledger -> names under which exports hold it, the surest first."""


def plain(name: str) -> str:
    """A column name to compare by: `Customer ID`, `CustomerID` and `customer_id` are the same."""
    name = _CAMEL.sub("_", name.strip("\ufeff \t\r\n"))
    return _OTHER.sub("_", name).strip("_").lower()


def bare(name: str) -> str:
    """A plain name without what explains it: `client_no` of "Your client no. (top right of any bill)"."""
    return plain(_WHOSE.sub("", _BRACKETED.sub("", name).strip()))


def is_question(name: str) -> bool:
    """Whether a column is called by a question; a mark after a word or two only asks for yes or no ("Member?")."""
    return ("?" in name or "？" in name) and (len(name.split()) >= _FEWEST_WORDS_OF_A_QUESTION or not name.isascii())


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """Plain name, and bare name where no other column has it -> name as written; the first of equals."""
    written = list(names)
    found: dict[str, str] = {}
    for told in (plain, bare):
        for name in written:
            found.setdefault(told(name), name)
    return found


def find_columns(names: Iterable[str], synonyms: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Canonical column -> column as written, for those that are there; no column serves twice."""
    there = plain_names(names)
    taken: set[str] = set()
    found: dict[str, str] = {}
    for canonical, known in synonyms.items():
        name = next((there[name] for name in known if name in there and there[name] not in taken), None)
        if name is not None:
            taken.add(name)
            found[canonical] = name
    return found


def renamed_to(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with our names; `columns` gives ours -> as the file has it."""
    return frame.rename(columns={written: ours for ours, written in columns.items()})
