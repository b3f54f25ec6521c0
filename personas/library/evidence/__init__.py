"""What was taken in: sources, the people in them, their texts, and the quotes cut from these."""

from personas.library.evidence.documents import load_documents, load_texts, missing_documents, unwritten
from personas.library.evidence.quotes import (
    Voices,
    add_quotes,
    count_quotes,
    iterate_quotes,
    iterate_words,
    quote_ids_by,
    quote_ids_from,
    quote_ids_in,
    quote_ids_of,
    quotes_by_id,
    quotes_outside,
)
from personas.library.evidence.respondents import (
    complete_people,
    customers_of_people,
    known_of_people,
    link_customers,
    load_respondents,
    person_id,
    set_people,
)
from personas.library.evidence.sources import (
    add_source,
    has_source,
    interview_names,
    list_sources,
    load_source,
    remove_source,
    set_report,
)
from personas.library.evidence.voices import add_voices

__all__ = [
    "Voices",
    "add_quotes",
    "add_source",
    "add_voices",
    "complete_people",
    "count_quotes",
    "customers_of_people",
    "has_source",
    "interview_names",
    "iterate_quotes",
    "iterate_words",
    "known_of_people",
    "link_customers",
    "list_sources",
    "load_documents",
    "load_respondents",
    "load_source",
    "load_texts",
    "missing_documents",
    "person_id",
    "quote_ids_by",
    "quote_ids_from",
    "quote_ids_in",
    "quote_ids_of",
    "quotes_by_id",
    "quotes_outside",
    "remove_source",
    "set_people",
    "set_report",
    "unwritten",
]
