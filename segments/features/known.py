"""What customer files know of some customers: who they are, not what they bought."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from personas.demographics import age_of, is_demographic
from personas.evidence import Attribute
from segments.features.build import newest_purchase
from segments.features.keys import asked_for
from segments.tables import Tables, personal_kind, sensitive_kind
from segments.tables.fetching import to_frame


def known_of_customers(tables: Tables, customers: Collection[str]) -> dict[str, dict[str, Attribute]]:
    """Customer id -> attributes that say who somebody is, without what is sensitive or identifies a person.

    A year of birth gives the `age` at the newest purchase. The last file that knows a thing is believed.
    """
    table = tables.read("customers") if customers else None
    if table is None:
        return {}
    names = [name for name in table.columns if _may_be_told(name)]
    theirs = table.semi_join(asked_for(tables, "customer_id", customers), "customer_id").select("customer_id", *names)
    year = (newest_purchase(tables) or datetime.now(UTC)).year
    known: dict[str, dict[str, Attribute]] = {}
    for row in to_frame(theirs).to_dict("records"):
        told = {name: value for name in names if (value := row[name]) is not None and value == value}
        known.setdefault(row["customer_id"], {}).update(told | _by_usual_names(told, year))
    return known


def _by_usual_names(told: Mapping[str, Attribute], year: int) -> dict[str, Attribute]:
    """The age by the year of birth, and the gender, where they go by other names alone."""
    usual: dict[str, Attribute] = {}
    if "birth_year" in told and age_of(told) is None:
        usual["age"] = year - int(told["birth_year"])
    if "sex" in told and "gender" not in told:
        usual["gender"] = told["sex"]
    return usual


def _may_be_told(name: str) -> bool:
    return (is_demographic(name) or name == "birth_year") and not (sensitive_kind(name) or personal_kind(name))
