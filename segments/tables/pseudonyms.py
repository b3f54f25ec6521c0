"""Customer ids that tell nobody's name: keys of e-mail addresses, hashes of names, and nobody for strangers."""

import hashlib
import re
from collections.abc import Callable

import pandas as pd

from segments.tables.privacy import email_keys

NAME_DIGITS = 16
"""Digits of the hash by which a customer without a number is known."""
HideName = Callable[[str], str]
"""The id of a customer who goes by a name, from `folded_name` of it."""

_NOBODY = frozenset(
    "|-|nan|null|none|n/a|na|guest|guest checkout|unknown|anonymous|anon|not known|cash|cash sale|cash sales|"
    "cash customer|cash account|walk in|walkin|walk in customer|counter|counter sale|casual|passing trade|no account|"
    "no customer|not a member|non member|laufkunde|laufkundschaft|barverkauf|gast|unbekannt|comptant|"
    "client de passage|anonyme|contado|mostrador|desconocido".split("|")
)
"""What stands in the place of a customer's id where nobody is known; none has a digit."""
_BETWEEN_WORDS = re.compile(r"(?<=\w)[-_. ]+(?=\w)")
_WORDS = re.compile(r"[^\W\d_]{2,}\.?[ ,]+(?:\S+ +)*[^\W\d_]{2,}")
"""Two words of letters, as in "Erika Berger", "Berger, Erika" and "10234 Dr. Berger"; no code has them."""
_WORD = re.compile(r"[^\W\d_]{2}")


def hashed_name(name: str) -> str:
    """The id of a customer who goes by a folded name, where no secret is at hand: `n-` and digits of its SHA-256."""
    return f"n-{hashlib.sha256(name.encode()).hexdigest()[:NAME_DIGITS]}"


def folded_name(name: str) -> str:
    """A name to compare by: "Berger, Erika" and "ERIKA  BERGER" are the same."""
    last, comma, first = name.partition(",")
    return " ".join((f"{first} {last}" if comma and "," not in first else name).casefold().split())


class Names:
    """Whether customers go by names, counted while they pass by: by rows that name somebody without a digit."""

    def __init__(self) -> None:
        self._said = self._wordy = 0

    def see(self, ids: pd.Series) -> None:
        """Some more customers' ids as the file writes them."""
        said = ids.str.strip()
        said = said[said.ne("")]
        self._said += len(said)
        for one, count in said[~said.str.contains(r"[\d@]")].value_counts(sort=False).items():
            if _is_nobody(one):
                self._said -= int(count)
            elif is_name(str(one), among_names=True):
                self._wordy += int(count)

    @property
    def told(self) -> bool:
        """Whether most of them are words."""
        return self._wordy > self._said / 2


def pseudonymous_ids(values: pd.Series, hide: HideName = hashed_name, *, names: bool | None = None) -> pd.Series:
    """Customer ids, trimmed, missing where nobody is named; of an e-mail address its key, of a name its hash.

    What tills book strangers under ("CASH", "Walk-in") is nobody: together they would be the best customer of all. An
    id of two words or more is taken for a name; one word without a digit only where customers go by names: `names`,
    by default told by these values themselves.
    """
    ids = values.str.strip()
    different = pd.Series(ids.dropna().unique(), dtype="str")
    different = different[different.str.contains("[ ,]") | ~different.str.contains(r"\d")]
    ids = ids.mask(ids.isin([one for one in different if _is_nobody(one)]) | ids.eq(""))
    if len(different) and names is None:
        counted = Names()
        counted.see(ids.dropna())
        names = counted.told
    told = {one: hide(folded_name(one)) for one in different if is_name(one, among_names=bool(names))}
    ids = ids.mask(ids.isin(list(told)), ids.map(told)) if told else ids
    addresses = ids.str.contains("@", na=False)
    return ids.mask(addresses, email_keys(ids.fillna(""))) if addresses.any() else ids


def is_name(one: str, *, among_names: bool) -> bool:
    """Whether a customer's id may be their name."""
    if "@" in one or _is_nobody(one):
        return False
    return (_WORDS if not among_names or any(map(str.isdigit, one)) else _WORD).search(one) is not None


def _is_nobody(name: object) -> bool:
    return not isinstance(name, str) or _BETWEEN_WORDS.sub(" ", name.strip().lower()) in _NOBODY
