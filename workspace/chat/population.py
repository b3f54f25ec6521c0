"""Who may be asked about, and what is known of them: from their own words and files, and as customers."""

from collections.abc import Mapping

from sqlalchemy import Connection

from personas.evidence import Attribute
from personas.library import evidence as store
from personas.library.meta import MEMBERS, get_fact, voices_state
from retrieval.answering import Population
from segments.features import known_of_customers
from workspace.workspace import Workspace


def population_of(workspace: Workspace, connection: Connection, segment_id: str | None) -> Population:
    """Everybody who is heard, or a segment's voices; remembered until voices, members or customers change.

    What a voice's own source knows of a person goes before what the customer file has.
    """
    files = tuple(map(str, workspace.tables.files("customers")))
    state = (voices_state(connection), get_fact(connection, MEMBERS), files)
    return workspace.remembered(
        f"people of {segment_id}", state, lambda: Population(_known(workspace, connection, segment_id))
    )


def _known(workspace: Workspace, connection: Connection, segment_id: str | None) -> Mapping[str, dict[str, Attribute]]:
    heard = store.known_of_people(connection, segment_id)
    customers = {one: key for one, key in store.customers_of_people(connection).items() if one in heard}
    filed = known_of_customers(workspace.tables, set(customers.values()))
    return {one: own_first(known, filed.get(customers.get(one, ""), {})) for one, known in heard.items()}


def own_first(own: Mapping[str, Attribute], filed: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """What a voice's own source knows of somebody, then what only the customer file has: the first of a kind counts."""
    return {**own, **filed, **own}
