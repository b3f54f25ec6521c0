"""Opening and recognising tables, reading them into canonical columns, and keeping those as Parquet."""

from segments.tables.aside import Aside
from segments.tables.formats import ColumnMap, TableExtract, TableFormat, TableKind
from segments.tables.opening.blocks import Block, iterate_rows
from segments.tables.opening.containers import unpacked_size
from segments.tables.opening.objects import iterate_objects
from segments.tables.opening.rows import Progress, read_rows
from segments.tables.opening.sampling import Sample, sample
from segments.tables.privacy import email_keys, email_sha256, is_email_name, personal_kind, sensitive_kind
from segments.tables.pseudonyms import NAME_DIGITS, HideName, folded_name, hashed_name, pseudonymous_ids
from segments.tables.recognition import load_column_map, mapped_format, recognise_table
from segments.tables.store import Tables, source_of
from segments.tables.values.names import plain

__all__ = [
    "NAME_DIGITS",
    "Aside",
    "Block",
    "ColumnMap",
    "HideName",
    "Progress",
    "Sample",
    "TableExtract",
    "TableFormat",
    "TableKind",
    "Tables",
    "email_keys",
    "email_sha256",
    "folded_name",
    "hashed_name",
    "is_email_name",
    "iterate_objects",
    "iterate_rows",
    "load_column_map",
    "mapped_format",
    "personal_kind",
    "plain",
    "pseudonymous_ids",
    "read_rows",
    "recognise_table",
    "sample",
    "sensitive_kind",
    "source_of",
    "unpacked_size",
]
