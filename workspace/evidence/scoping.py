"""The rows of the index that a search is restricted to."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from personas.library import evidence as store
from personas.library.meta import MEMBERS, get_fact
from retrieval.index import EvidenceIndex
from workspace.evidence.narrowing import Narrowing
from workspace.workspace import Workspace


def rows_among(
    workspace: Workspace,
    connection: Connection,
    index: EvidenceIndex,
    segment_id: str | None,
    narrowing: Narrowing | None = None,
) -> NDArray[np.int64] | None:
    """The rows among which to search; None for all. Those of a segment are remembered while it stays the same."""
    if narrowing is not None:
        quotes = store.iterate_quotes(connection, segment_id=segment_id, voices="all")
        return index.rows_of([quote.id for quote in quotes if narrowing.keeps(quote)])
    if segment_id is None:
        return None
    state = (index.name, get_fact(connection, MEMBERS))
    return workspace.remembered(
        f"rows of {segment_id}", state, lambda: index.rows_of(store.quote_ids_in(connection, segment_id))
    )
