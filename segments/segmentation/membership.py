"""Membership: customers by condition, voices through their customer or by rule."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from personas.segment import Definition
from segments.features import CUSTOMERS, Features
from segments.segmentation.definitions import customer_columns, parts_of
from segments.segmentation.parts import Part, case_of, column_types, literal
from segments.segmentation.rules import SegmentRule, used_columns
from segments.segmentation.small_parts import Homes, count_parts, homes_of, told_together
from segments.segmentation.voices import PEOPLE
from segments.tables import plain

MEMBERS = "members"
"""In SQL: customer_id, key."""
SPOKEN = "spoken"
"""In SQL: person_id, key, basis ("customer" or "rule")."""


def population_of(definition: Definition) -> str:
    """Whether the segments are of customers or of respondents."""
    return str(definition.params.get("population", "customers"))


class Division(NamedTuple):
    """The parts of a definition over customers and over the people who spoke, none of fewer than five."""

    customers: list[Part]
    """None at all when the segments are of respondents."""
    people: list[Part]
    """None when nothing that the rules use is known of them."""


def divide(definition: Definition, features: Features) -> Division:
    """The parts of a definition; too small ones are told with the same others among customers and people."""
    if population_of(definition) == "respondents":
        return Division([], _people_parts(definition, features, None))
    parts = parts_of(definition, customer_columns(features), features.currency)
    homes = homes_of(count_parts(features.connection, CUSTOMERS, parts))
    return Division(told_together(parts, homes), _people_parts(definition, features, homes))


def assign(definition: Definition, features: Features) -> Division:
    """Say who is in which part, in the tables `members` and `spoken` on the connection; gives the parts."""
    division = divide(definition, features)
    _assign_members(features, division.customers)
    _assign_people(features, division.people)
    return division


def _people_parts(definition: Definition, features: Features, homes: Homes | None) -> list[Part]:
    """The parts over people; `homes` as of the customers, None where there are none."""
    if definition.method != "rules":
        return []
    columns = column_types(features.table(PEOPLE))
    rules = [SegmentRule.model_validate(rule) for rule in definition.params["rules"]]
    wanted = [plain(name) for name in used_columns(rules)]
    if any(name not in columns for name in wanted):
        return []
    parts = parts_of(definition, columns, "")
    if homes is None:
        return told_together(parts, homes_of(count_parts(features.connection, PEOPLE, parts)))
    known = " OR ".join(f"{name} IS NOT NULL" for name in wanted)
    spoken = [part._replace(condition=f"(({known}) AND {part.condition})") for part in parts]
    return told_together(spoken, homes)


def _assign_members(features: Features, parts: Sequence[Part]) -> None:
    """Put the table `members` on the connection: each customer at most once."""
    if not parts:
        features.connection.raw_sql(
            f"CREATE OR REPLACE TEMP TABLE {MEMBERS} (customer_id VARCHAR, key VARCHAR)"
        ).fetchall()
        return
    features.connection.raw_sql(
        f"CREATE OR REPLACE TEMP TABLE {MEMBERS} AS SELECT customer_id, key FROM "
        f"(SELECT customer_id, {case_of(parts)} AS key FROM {CUSTOMERS}) WHERE key IS NOT NULL ORDER BY customer_id"
    ).fetchall()


def _assign_people(features: Features, parts: Sequence[Part]) -> None:
    """Put the table `spoken` on the connection: a person's customer decides; without one, the rule that fits."""
    by_rule = case_of(parts) if parts else "NULL"
    features.connection.raw_sql(
        f"CREATE OR REPLACE TEMP TABLE {SPOKEN} AS SELECT person_id, key, basis FROM (SELECT p.person_id, "
        f"coalesce(m.key, r.key) AS key, CASE WHEN m.key IS NOT NULL THEN 'customer' ELSE 'rule' END AS basis "
        f"FROM {PEOPLE} p LEFT JOIN {MEMBERS} m USING (customer_id) "
        f"LEFT JOIN (SELECT person_id, {by_rule} AS key FROM {PEOPLE}) r USING (person_id)) "
        f"WHERE key IS NOT NULL ORDER BY person_id"
    ).fetchall()


def membership_hash(members: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over customer and key, in the customers' order: the same on every engine and every run."""
    digest = hashlib.sha256()
    for customer, key in sorted(members):
        digest.update(f"{customer}\t{key}\n".encode())
    return digest.hexdigest()


def people_condition(part_key: str, customers: Sequence[Part], people: Sequence[Part]) -> str:
    """SQL over `people` that says who speaks for a part: what `assign` does, without its tables."""
    alternatives = []
    customer = next((part for part in customers if part.key == part_key), None)
    if customer is not None:
        alternatives.append(f"customer_id IN (SELECT customer_id FROM {CUSTOMERS} WHERE {customer.condition})")
    spoken = next((part for part in people if part.key == part_key), None)
    if spoken is not None:
        segmented = f"SELECT customer_id FROM {CUSTOMERS} WHERE {case_of(customers)} IS NOT NULL" if customers else ""
        alone = f"(customer_id IS NULL OR customer_id NOT IN ({segmented})) AND " if customers else ""
        alternatives.append(f"({alone}{spoken.condition})")
    return f"({' OR '.join(alternatives)})" if alternatives else f"person_id = {literal('')}"
