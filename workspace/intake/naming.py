"""The company's own word for its customers (riders, guests, donors), from its column headings."""

import re

from sqlalchemy import Connection

from personas.library.meta import facts_under, forget_fact, set_fact
from segments.tables import plain

_HEADED = "customer heading:"
_NOT_PEOPLE = frozenset(
    "id ids no nr num number ref reference code key uid uuid hash account acct card household loyalty membership "
    "contract profile email mail order booking the our".split()
)
"""Words of such headings that are no word for people."""
_WORD = re.compile(r"[a-z]{4,}")


def remember_heading(connection: Connection, source_id: str, heading: str) -> None:
    """Keep how a table heads the column of its customers."""
    if heading:
        set_fact(connection, f"{_HEADED}{source_id}", heading)


def forget_heading(connection: Connection, source_id: str) -> None:
    """Forget it with the table."""
    forget_fact(connection, f"{_HEADED}{source_id}")


def customers_called(connection: Connection) -> frozenset[str]:
    """The words, in lower case and singular, by which the tables taken in call customers ("rider" of "Rider ref")."""
    return frozenset(word for heading in facts_under(connection, _HEADED) if (word := _person_in(heading)))


def _person_in(heading: str) -> str:
    """The one word of a heading that may stand for a person; empty where there is none, or more than one."""
    found = [word for word in plain(heading).split("_") if _WORD.fullmatch(word) and word not in _NOT_PEOPLE]
    return found[0].removesuffix("s") if len(found) == 1 else ""
