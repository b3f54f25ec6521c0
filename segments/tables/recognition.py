"""Recognising a table's format by its header, or by a steward's mapping that overrides it."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from personas.errors import BadInput, UnknownFormat
from segments.tables.formats import ColumnMap, TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.readers.campaigns import campaigns_format, find_campaign_columns
from segments.tables.readers.consents import consents_format, find_consent_columns
from segments.tables.readers.customers import customers_format, find_customer_columns, recognise_klaviyo
from segments.tables.readers.events import events_format, find_event_columns, recognise_tracking
from segments.tables.readers.ledger import find_ledger_columns, ledger_format
from segments.tables.readers.shopify import recognise_shopify
from segments.tables.readers.uci import recognise_uci
from segments.tables.readers.woocommerce import recognise_woocommerce
from segments.tables.values.names import plain_names

_NEEDED = {
    "transactions": ({"customer_id", "email"}, {"ordered_at"}, {"amount", "amount_cents", "unit_price"}),
    "customers": ({"customer_id", "email"},),
    "campaigns": ({"campaign_id"}, {"customer_id", "email"}, {"sent_at"}),
    "events": ({"customer_id"}, {"at"}, {"type"}),
    "consents": ({"customer_id", "email"}, {"purpose"}, {"given", "withdrawn_at"}),
}


def recognise_table(sample: Sample) -> TableFormat | None:
    """The format of a table of purchases, customers, campaigns or events; None when it is none of these.

    Surveys, reviews and interviews are None here: the readers of voices know them.
    """
    if sample.container in ("docx", "pdf"):
        return None
    if tracking := recognise_tracking(sample):
        return tracking
    for recognise in (recognise_shopify, recognise_uci, recognise_woocommerce, recognise_klaviyo):
        if found := recognise(sample):
            return found
    return _by_names(sample)


def _by_names(sample: Sample) -> TableFormat | None:
    names = sample.header
    if columns := find_campaign_columns(names):
        return campaigns_format(columns)
    if columns := find_consent_columns(names):
        return consents_format(columns)
    if columns := find_ledger_columns(names):
        return ledger_format(columns)
    if columns := find_event_columns(names):
        return events_format(columns)
    if columns := find_customer_columns(sample):
        return customers_format(columns)
    return None


def load_column_map(path: Path) -> ColumnMap:
    """Read a steward's mapping file: `kind:` and `columns:` (canonical column: column in the file).

    Raises BadInput for what is no such mapping.
    """
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return ColumnMap.model_validate(data)
    except OSError as error:
        raise BadInput(f"The mapping {path.name!r} cannot be read ({error.strerror}).") from error
    except (yaml.YAMLError, ValidationError) as error:
        kinds = "|".join(_NEEDED)
        message = f"Write `kind: {kinds}` and `columns:` with `customer_id: ...` lines."
        raise BadInput(f"{path.name!r} is not a mapping ({str(error).splitlines()[0]}). {message}") from error


def mapped_format(sample: Sample, mapping: ColumnMap) -> TableFormat:
    """The format that a steward's mapping describes.

    Raises BadInput when it names a column that the file does not have, or leaves out one that is needed.
    """
    there = plain_names(sample.header)
    written = {column.strip(): column for column in sample.header}
    columns: dict[str, str] = {}
    for canonical, name in mapping.columns.items():
        found = written.get(name.strip()) or there.get(name.strip().lower())
        if found is None:
            raise BadInput(f"{sample.name!r} has no column {name!r}. Its columns: {', '.join(sample.header)}.")
        columns[canonical] = found
    for alternatives in _NEEDED.get(mapping.kind, ()):
        if not alternatives & columns.keys():
            raise BadInput(f"The mapping for {mapping.kind} names no {' or '.join(sorted(alternatives))}. Add it.")
    match mapping.kind:
        case "transactions":
            return ledger_format(columns, "mapped ledger")
        case "customers":
            return customers_format(columns, "mapped customer file")
        case "campaigns":
            return campaigns_format(columns)
        case "events":
            return events_format(columns)
        case "consents":
            return consents_format(columns)
        case _:
            raise UnknownFormat("A mapping can describe transactions, customers, campaigns, events or consents.")
