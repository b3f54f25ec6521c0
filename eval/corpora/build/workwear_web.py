"""The web shop's orders as a Shopify export: order fields on an order's first row only."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random

from eval.corpora.build import render
from eval.corpora.build.workwear_calendar import working_days
from eval.corpora.build.workwear_catalogue import WINDOW, Line, stream
from eval.corpora.build.workwear_money import pounds, with_offset
from eval.corpora.build.workwear_names import Address, address_of, phone_of
from eval.corpora.build.workwear_orders import Order

SHOPIFY_FIELDS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,"
    "Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,"
    "Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,"
    "Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
).split(",")
"""Columns of a Shopify orders export, in order."""

FIRST_NUMBER = 20001
"""Number of the first web order; an order is named `W` and its number."""

FREE_FROM = 7500
"""Pence of goods from which standard delivery costs nothing."""

TEST_ORDERS = 6
"""Orders that the shop's own people placed to try the checkout."""

NOTES = (
    "Please leave with the site office",
    "Ring {phone} before delivery please",
    "Gate code is on the order before last",
    "Need VAT receipt by e-mail to {email}",
    "Side door, the front is scaffolded",
)
"""What a few buyers write into the notes."""


def web_orders(orders: Iterable[Order]) -> list[tuple[str, Order]]:
    """Give the web orders by time, each with its name, such as `W20001`."""
    web = [order for order in orders if order.store is None]
    return [(f"W{number}", order) for number, order in enumerate(web, start=FIRST_NUMBER)]


def shopify_csv(named: Iterable[tuple[str, Order]]) -> str:
    """Give the export, newest order first as Shopify writes it, with some test orders among them."""
    rows = [row for name, order in reversed(list(named)) for row in _rows(name, order)]
    for number in range(TEST_ORDERS):
        place = len(rows) * (number + 1) // (TEST_ORDERS + 2)
        while not rows[place]["Id"]:
            place += 1
        rows.insert(place, _test_row(number, str(rows[place]["Created at"])))
    return render.records_csv(SHOPIFY_FIELDS, rows)


def fulfilled_at(random: Random, order: Order) -> datetime | None:
    """Give when an order left the warehouse; none if it never did within the window."""
    if order.cancelled:
        return None
    if any(line.product.category == "services" for line in order.lines):
        days = max(6, round(random.gauss(10, 1.6)))
    elif order.delivery == "Next day":
        days = random.choices((1, 2, 3), (80, 15, 5))[0]
    else:
        days = random.choices((1, 2, 3), (55, 35, 10))[0]
    day = working_days(order.at.date(), days)
    at = datetime(day.year, day.month, day.day, random.randint(9, 17), random.randint(0, 59))
    return at if day <= WINDOW[1] else None


def _rows(name: str, order: Order) -> Iterator[dict[str, object]]:
    random = stream("web order", name)
    sent = fulfilled_at(random, order)
    missing = {item.line for item in order.returns if item.reason == "out of stock"}
    for index, line in enumerate(order.lines):
        row: dict[str, object] = {"Name": name, "Email": order.email, "Id": "", "Created at": ""}
        if not index:
            row |= _order_fields(random, order, sent) | _address_fields(random, order)
        automatic = 0 if order.code else order.discounts[index]
        yield row | _line_fields(line, automatic, "fulfilled" if sent and index not in missing else "pending")


def _line_fields(line: Line, discount: int, status: str) -> dict[str, object]:
    return {
        "Lineitem quantity": line.quantity,
        "Lineitem name": " - ".join(part for part in (line.product.name, line.variant) if part),
        "Lineitem price": pounds(line.price),
        "Lineitem sku": line.sku,
        "Lineitem requires shipping": "false" if line.product.category == "services" else "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": status,
        "Lineitem discount": pounds(discount),
        "Vendor": "Tarnbeck",
    }


def _order_fields(random: Random, order: Order, sent: datetime | None) -> dict[str, object]:
    shipping = _shipping(order)
    total = order.goods + shipping
    taxes = 0 if order.delivery == "International" else round(total / 6)
    voided = order.cancelled and random.random() < 0.4
    refunded = 0 if voided else total if order.cancelled else sum(order.refund_of(item) for item in order.returns)
    status = (
        "voided" if voided else "paid" if not refunded else "refunded" if refunded == total else "partially_refunded"
    )
    return {
        "Financial Status": status,
        "Paid at": "" if voided else with_offset(order.at),
        "Fulfillment Status": "fulfilled" if sent else "unfulfilled",
        "Fulfilled at": with_offset(sent) if sent else "",
        "Accepts Marketing": "yes" if order.customer and order.customer.consent_date else "no",
        "Currency": "GBP",
        "Subtotal": pounds(order.goods),
        "Shipping": pounds(shipping),
        "Taxes": pounds(taxes),
        "Total": pounds(total),
        "Discount Code": order.code,
        "Discount Amount": pounds(sum(order.discounts)),
        "Shipping Method": order.delivery,
        "Created at": with_offset(order.at),
        "Cancelled at": with_offset(order.at + timedelta(minutes=random.randint(20, 2600))) if order.cancelled else "",
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"c{random.randrange(10**11):011}.1",
        "Refunded Amount": pounds(refunded),
        "Outstanding Balance": "0.00",
        "Id": 5_900_000_000_000 + random.randrange(10**10),
        "Risk Level": "Low",
        "Source": "web",
        "Tax 1 Name": "GB VAT 20%" if taxes else "",
        "Tax 1 Value": pounds(taxes) if taxes else "",
    }


def _shipping(order: Order) -> int:
    if order.delivery == "Standard":
        return 0 if order.goods >= FREE_FROM else 495
    return {"Next day": 795, "International": 1495}.get(order.delivery, 0)


def _address_fields(random: Random, order: Order) -> dict[str, object]:
    person = stream("address", order.email.lower())
    customer = order.customer
    place = (customer.city, customer.region, customer.country) if customer else ("Skipton", "", "GB")
    address, phone = address_of(person, *place), phone_of(person)
    note = random.choice(NOTES).format(phone=phone, email=order.email) if random.random() < 0.02 else ""
    billing, shipping = (_address(kind, order.name, address, phone) for kind in ("Billing", "Shipping"))
    return {**billing, **shipping, "Notes": note, "Phone": phone if random.random() < 0.3 else ""}


def _address(kind: str, name: str, address: Address, phone: str) -> dict[str, object]:
    return {
        f"{kind} Name": name,
        f"{kind} Street": address.street,
        f"{kind} Address1": address.street,
        f"{kind} City": address.city,
        f"{kind} Zip": address.postcode,
        f"{kind} Country": address.country,
        f"{kind} Phone": phone,
    }


def _test_row(number: int, created: str) -> dict[str, object]:
    money = dict.fromkeys(("Subtotal", "Total", "Lineitem price"), "1.00")
    return money | {
        "Name": f"TEST-{number + 1}",
        "Email": "test@example.com",
        "Financial Status": "paid",
        "Paid at": created,
        "Currency": "GBP",
        "Created at": created,
        "Lineitem quantity": 1,
        "Lineitem name": "Checkout test - do not pick",
        "Lineitem sku": "TEST",
        "Payment Method": "bogus",
        "Id": 5_999_999_999_900 + number,
        "Tags": "test",
        "Source": "web",
        "Shipping": "0.00",
        "Taxes": "0.00",
        "Discount Amount": "0.00",
        "Refunded Amount": "0.00",
        "Vendor": "Tarnbeck",
    }
