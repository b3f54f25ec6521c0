"""The segments of a definition, counted: how many are in each, their share, and what they spent."""

from collections.abc import Sequence

from personas.errors import BadInput
from personas.segment import Definition, Segment
from segments.features import CUSTOMERS, Features
from segments.segmentation.membership import MEMBERS, SPOKEN, population_of
from segments.segmentation.parts import Part
from segments.segmentation.voices import PEOPLE


def counted_segments(features: Features, definition: Definition, parts: Sequence[Part]) -> list[Segment]:
    """The parts of a definition that hold anybody, once the tables `members` and `spoken` are on the connection.

    Raises BadInput when nobody is in any.
    """
    of_customers = population_of(definition) == "customers"
    counted = _customers(features) if of_customers else _people(features)
    total = sum(count for count, _ in counted.values())
    if not total:
        raise BadInput("Nobody is in any segment: there is nobody to divide. Ingest customers or a survey first.")
    revenue = sum(cents or 0 for _, cents in counted.values())
    among = f"customer_id FROM {CUSTOMERS}" if of_customers else f"person_id FROM {PEOPLE}"
    segments = []
    for part in (part for part in parts if part.key in counted):
        n, cents = counted[part.key]
        segments.append(
            Segment(
                key=part.key,
                name=part.name,
                rule=part.rule,
                sql=f"SELECT {among} WHERE {part.condition}",
                n=n,
                share=n / total,
                revenue_cents=cents,
                revenue_share=cents / revenue if cents is not None and revenue > 0 else None,
                population="customers" if of_customers else "respondents",
                method=definition.method,
            )
        )
    return segments


def _customers(features: Features) -> dict[str, tuple[int, int | None]]:
    """Key -> customers, and the cents that they spent where there are orders."""
    money = "CAST(sum(revenue_cents) AS BIGINT)" if features.has_orders else "NULL"
    sql = f"SELECT key, count(*), {money} FROM {MEMBERS} JOIN {CUSTOMERS} USING (customer_id) GROUP BY 1"
    return {str(key): (int(n), None if cents is None else int(cents)) for key, n, cents in features.rows(sql)}


def _people(features: Features) -> dict[str, tuple[int, int | None]]:
    """Key -> people who spoke, of whose spending nothing is known."""
    rows = features.rows(f"SELECT key, count(*) FROM {SPOKEN} GROUP BY 1")
    return {str(key): (int(n), None) for key, n in rows}
