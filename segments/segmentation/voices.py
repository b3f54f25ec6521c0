"""Respondents as a table that rules can be applied to."""

from typing import Any

import pandas as pd

from segments.features import resolve
from segments.tables import Tables, is_email_name, personal_kind, plain, sensitive_kind
from segments.tables.fetching import to_arrow, to_frame
from segments.tables.values.attributes import typed_attribute

KEYS = ["respondent_id", "customer_id", "person_id"]
_NOT_ATTRIBUTES = {*KEYS, "source_id", "order_id", "email_sha256", "attributes"}

VOICES = "voices"
"""In SQL: respondent_id, customer_id, person_id."""
PEOPLE = "people"
"""In SQL: one row a person with all attributes known of them."""


def prepare_voices(tables: Tables, voices: pd.DataFrame | None) -> None:
    """Put the tables `voices` and `people` on the connection.

    `voices` has respondent_id, customer_id, person_id and a column an attribute (or a column `attributes` of
    dictionaries). Attributes of several voices of one person come together, the first known value of each; sensitive
    and identifying ones stay out.
    """
    frame = _with_keys(pd.DataFrame(columns=KEYS) if voices is None else voices.reset_index(drop=True))
    attributes = _attributes(frame)
    keys = frame[KEYS].astype("str")
    customers = tables.read("customers")
    connection = tables.connection
    connection.create_table("voices_as_given", to_arrow(keys), temp=True, overwrite=True)
    resolved = resolve(connection.table("voices_as_given"), customers)
    connection.create_table(VOICES, resolved.select(*KEYS), temp=True, overwrite=True)
    given = to_frame(connection.table(VOICES)).set_index("respondent_id")
    joined = attributes.assign(person_id=keys["person_id"], customer_id=keys["respondent_id"].map(given["customer_id"]))
    people = joined.groupby("person_id", sort=True, as_index=False).first()
    people = people.astype({"person_id": "str", "customer_id": "str"})
    connection.create_table(PEOPLE, to_arrow(people), temp=True, overwrite=True)


def _with_keys(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    if "customer_id" not in frame:
        frame["customer_id"] = pd.Series(pd.NA, index=frame.index, dtype="str")
    if "person_id" not in frame:
        frame["person_id"] = frame["respondent_id"]
    return frame


def _attributes(frame: pd.DataFrame) -> pd.DataFrame:
    given: dict[str, pd.Series] = {str(name): frame[name] for name in frame.columns if name not in _NOT_ATTRIBUTES}
    if "attributes" in frame:
        spread = pd.DataFrame([facts or {} for facts in frame["attributes"]], index=frame.index)
        given.update({str(name): spread[name] for name in spread.columns})
    result: dict[str, pd.Series] = {}
    for written, values in given.items():
        name = plain(written)
        if not name or name in KEYS or sensitive_kind(name) or personal_kind(name) or is_email_name(name):
            continue
        text = values.map(_as_text).astype("str")
        typed = typed_attribute(text)
        result[name] = typed if name not in result else result[name].astype("str").fillna(typed.astype("str"))
    return pd.DataFrame(result, index=frame.index)


def _as_text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
