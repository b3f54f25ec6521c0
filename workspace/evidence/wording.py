"""How texts are worded, calibrated on the workspace's own ratings; it proves no claim."""

from sqlalchemy import Connection, exists, select

from personas.errors import Refused
from personas.library.meta import VOICES, get_fact, set_fact
from personas.library.schema import documents, quotes
from retrieval.emotions import EmotionRated, emotions_rated
from retrieval.wording import Scale, calibrated
from workspace.roles import permitted
from workspace.workspace import Workspace

LANGUAGE = "en"
"""The one language that the lexicon knows; of texts in others nothing is said."""
_FACT, _MOST = "wording", 4_000
"""Key of the kept scale; how many rated texts are measured at most."""


@permitted("look")
def scale(workspace: Workspace) -> Scale | None:
    """What wording tells of ratings here, out of sample; None with too few rated English texts."""
    with workspace.library.read() as connection:
        state, kept = get_fact(connection, VOICES) or "", get_fact(connection, _FACT) or ""
        if kept.startswith(f"{state} "):
            body = kept.partition(" ")[2]
            return Scale.model_validate_json(body) if body else None
        rated = _rated(connection)
    found = calibrated([text for text, _ in rated], [rating for _, rating in rated])
    with workspace.library.write() as connection:
        set_fact(connection, _FACT, f"{state} {found.model_dump_json() if found else ''}")
    return found


@permitted("look")
def usable_scale(workspace: Workspace) -> Scale:
    """The scale where it may be used. Raises Refused with its error where wording does not tell ratings."""
    found = scale(workspace)
    if found is None:
        raise Refused("Nothing is called well or badly worded here: too few English texts came with ratings.")
    if not found.usable:
        raise Refused(found.sentence())
    return found


@permitted("look")
def emotions(workspace: Workspace) -> list[EmotionRated]:
    """How texts with words of an emotion are rated here, a family each; none without rated English texts."""
    with workspace.library.read() as connection:
        rated = _rated(connection)
    return emotions_rated([text for text, _ in rated], [rating for _, rating in rated])


def _rated(connection: Connection) -> list[tuple[str, float]]:
    counted = exists(select(quotes.c.id).where(quotes.c.document_id == documents.c.id))
    rated = documents.c.rating.is_not(None) & (documents.c.language == LANGUAGE) & counted
    statement = select(documents.c.text, documents.c.rating).where(rated).order_by(documents.c.id).limit(_MOST)
    return [(row.text, float(row.rating)) for row in connection.execute(statement)]
