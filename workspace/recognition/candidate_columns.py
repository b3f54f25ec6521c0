"""Which column of an unknown table would be what, for each kind of table that it may be."""

from personas.normalising import word_count
from personas.sources import SourceKind
from retrieval.readers import FIELDS
from retrieval.readers.by_values import reviews_by_values
from retrieval.readers.heads import head_roles, written
from retrieval.readers.message_layouts import message_columns
from retrieval.readers.review_layouts import generic_layout
from segments.tables import Sample
from segments.tables.readers.ledger_by_values import customer_by_values, told_by_values
from segments.tables.readers.ledger_names import LEDGER_SYNONYMS
from segments.tables.values.names import find_columns

_COME_BACK = 4
"""Times that each kind of product stands in the first rows on average, at the least."""
_BY_NAME = (
    "customer_name client_name buyer_name member_name full_name name kundenname kunden_name name_des_kunden nachname"
).split()
"""Names of a ledger's column that may say who bought, where nothing else does: of names a hash is kept."""
_OURS = {"customer": "customer_id", "order": "order_id", "reviewer": "author", "review_id": "id"}
LEDGER_FIELDS = (
    "customer_id",
    "email",
    "order_id",
    "ordered_at",
    "amount",
    "unit_price",
    "quantity",
    "channel",
    "category",
    "product_id",
    "store_id",
)
"""What a mapping of purchases may name."""


def candidate_columns(looked: Sample) -> dict[SourceKind, dict[str, str]]:
    """Kind of table -> the columns that it would have, ours -> theirs, as far as names and values tell."""
    messages = _messages(looked)
    return {
        "transactions": _ledger(looked),
        "reviews": _reviews(looked),
        "tickets": messages,
        "customers": _customers(looked),
        "posts": {ours: name for ours, name in messages.items() if ours in FIELDS["posts"]},
    }


def _ledger(looked: Sample) -> dict[str, str]:
    found = find_columns(looked.header, LEDGER_SYNONYMS)
    if not {"customer_id", "email"} & found.keys() and {"ordered_at", "amount"} <= found.keys():
        found |= find_columns(looked.header, {"customer_id": _BY_NAME})
    found = told_by_values(looked.header, looked.head[1:], found)
    if "category" not in found and _comes_back(looked, found.get("product_id")):
        found["category"] = found["product_id"]
    return {ours: found[ours] for ours in LEDGER_FIELDS if ours in found}


def _customers(looked: Sample) -> dict[str, str]:
    """The column of the customers' ids, where no text stands beside it; every other column becomes an attribute."""
    name = None if _longest(looked, {}) else customer_by_values(looked.header, looked.head[1:])
    return {"customer_id": name} if name else {}


def _comes_back(looked: Sample, column: str | None) -> bool:
    """Whether a column holds few things that come back again and again, as kinds of products do and articles do not."""
    if column is None:
        return False
    place = looked.header.index(column)
    said = [row[place].strip() for row in looked.head[1:] if place < len(row) and row[place].strip()]
    return bool(said) and len(set(said)) <= len(said) / _COME_BACK


def _reviews(looked: Sample) -> dict[str, str]:
    found = generic_layout(looked.header)
    if found is None and (told := reviews_by_values(*head_roles(looked))):
        found = told[0]
    if found is None:
        return _longest(looked, {})
    named = {field: name for field, name in zip(found._fields, found, strict=True) if isinstance(name, str)}
    return {_OURS.get(field, field): name for field, name in named.items()}


def _messages(looked: Sample) -> dict[str, str]:
    found = message_columns(looked.header) or message_columns(looked.header, written(looked))
    named = {} if found is None else {field: name for field, name in found._asdict().items() if name}
    return _longest(looked, {_OURS.get(field, field): name for field, name in named.items()})


def _longest(looked: Sample, found: dict[str, str]) -> dict[str, str]:
    """With the column of the longest texts as the text, where no name says which it is."""
    if "text" in found:
        return found
    lengths = {
        name: sum(word_count(row[place]) for row in looked.head[1:] if place < len(row))
        for place, name in enumerate(looked.header)
        if name not in found.values()
    }
    name = max(lengths, key=lambda one: lengths[one], default="")
    wordy = name and lengths[name] >= 4 * (len(looked.head) - 1)
    return {"text": name, **found} if wordy else found
