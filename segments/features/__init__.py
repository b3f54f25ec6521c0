"""The order table and the customer table: Ibis expressions, kept in DuckDB for one refresh."""

from segments.features.build import CUSTOMERS, Features, build_features, newest_purchase
from segments.features.customers import channel_column, customer_table, purchase_features
from segments.features.keys import customer_of_email, customer_of_order, known_customers
from segments.features.known import known_of_customers
from segments.features.lines import ledger_lines, resolve
from segments.features.orders import order_table

__all__ = [
    "CUSTOMERS",
    "Features",
    "build_features",
    "channel_column",
    "customer_of_email",
    "customer_of_order",
    "customer_table",
    "known_customers",
    "known_of_customers",
    "ledger_lines",
    "newest_purchase",
    "order_table",
    "purchase_features",
    "resolve",
]
