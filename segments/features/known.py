"""What customer files know of some customers: who they are, not what they bought."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from personas.demographics import is_demographic
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
    """The age and the gender among what is told, where they go by other names."""
    usual: dict[str, Attribute] = {}
    if "age" not in told:
        ages = [value for name, value in told.items() if name.startswith("age_")]
        ages += [year - int(told["birth_year"])] if "birth_year" in told else []
        usual |= {"age": ages[0]} if ages else {}
    return usual | ({"gender": told["sex"]} if "sex" in told and "gender" not in told else {})


def _may_be_told(name: str) -> bool:
    return (is_demographic(name) or name == "birth_year") and not (sensitive_kind(name) or personal_kind(name))
