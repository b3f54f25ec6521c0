"""Attributes and answers in words that follow "62 % of 190 customers"."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from personas.demographics import MEN, WOMEN

_BAND = re.compile(r"^(\d+)\s*(?:-|–|to)\s*(\d+)$")
_OVER = re.compile(r"^(?:over\s*)?(\d+)\s*(?:\+|or (?:over|older|more))$|^over (\d+)$", re.IGNORECASE)
_UNDER = re.compile(r"^(?:under|below|<)\s*(\d+)$", re.IGNORECASE)
_COMPASS = re.compile(r"^(north|south|east|west|midlands|netherlands|united)\b", re.IGNORECASE)


def is_purchase(name: str) -> bool:
    """Whether an attribute of this plain name says what somebody bought, and not who they are."""
    return bool(re.search(_BOUGHT, attribute_words(name)))


def attribute_words(name: str) -> str:
    """An attribute's name as words: `home_store` is "home store"."""
    words = "likelihood to recommend" if name == "nps" else name.replace("_", " ").strip().lower()
    return re.sub(r" (?:ind|flag|on (?:file|record))$", "", words)


def attribute_predicate(name: str, value: str, *, said: bool = True) -> str:
    """What people of this value are or have, as a verb phrase; `said` is whether they said so, or a file has it."""
    words, low = attribute_words(name), _lower_first(value)
    if words in ("age", "age range", "age group", "age band"):
        return _age(value)
    if words in ("gender", "sex", "gender identity"):
        return _gender(value)
    for answer, values, bit in (("yes", ("yes", "true", "y"), "1"), ("no", ("no", "false", "n"), "0")):
        if value.lower() in values or (value == bit and name.endswith(("_ind", "_flag"))):
            return _flag(words, answer, said=said)
    if (counted := _COUNTED.match(words)) and value.isdigit():
        return f"have {value} {_of(counted[1], int(value))}"
    if (words in ("household size", "family size") and value == "1") or (
        words in _LIVING and low in ("alone", "lives alone")
    ):
        return "live alone"
    if words in _LIVING and low.startswith("with "):
        return f"live {low}"
    if words in _LIVING and value.isalpha():
        return f"live in {'an' if low[:1] in 'aeiou' else 'a'} {low} household"
    if words in ("marital status", "relationship", "relationship status"):
        return f"are {value.lower()}"
    if "income" in words and value.lower() in ("no income", "none"):
        return "have no income"
    template = next((template for pattern, template in _TEMPLATES if re.search(pattern, words)), _OTHERWISE)
    the = "the " if _COMPASS.match(value) else ""
    return template.format(value=value, low=low, words=words, the=the)


_LIVING = ("household", "household type", "family")
_COUNTED = re.compile(r"^(?:no|number|num|nr|count|anzahl) (?:of )?(\w+s)$")
"""An attribute that counts things: "no of pets"."""


def _flag(words: str, answer: str, *, said: bool) -> str:
    if "consent" in words:
        return f"have {words}" if answer == "yes" else f"do not have {words}"
    return f"say {answer} to {words}" if said else f"are marked {answer} for {words}"


def _of(things: str, number: int) -> str:
    return things.removesuffix("s") if number == 1 and not things.endswith(("ss", "ies", "es")) else things


_BOUGHT = r"\b(?:department|division|class name|category|product|item)"
_TEMPLATES = (
    (r"region|country|county|^city$|^state$|province", "live in {the}{value}"),
    (r"sector|industry", "are in the {low} sector"),
    (r"trade|occupation|profession|job", "give {low} as their {words}"),
    (r"^(household|family) size$", "live in a household of {value}"),
    (r"^(employment|employment status|working status|work status)$", "give their {words} as {low}"),
    (_BOUGHT, "speak of {low} ({words})"),
    (
        r"\b(?:store|branch|shop|town|district|nearest|zone|suburb|village|parish|station|quarter|area|campus|port)$",
        "have {value} as their {words}",
    ),
    (r"income", "have an income of {low}"),
    (r"\b(?:hub|store|shop|branch|depot|site|office|outlet|location|town)$", "have {value} as their {words}"),
)
_CODE = re.compile(r"(?=.*[A-Z])[A-Z0-9]+(?:[-_/.][A-Z0-9]+)+|(?=.*[A-Z])(?=.*\d)[A-Z0-9]+|[B-DF-HJ-NP-TV-XZ]{4,}")
_LEFT_OVER = re.compile(
    r"(?:zz+|xx+)?[-_ ]*(?:misc(?:ellaneous)?|others?|sundr(?:y|ies)|various|unknown|unassigned|undefined|"
    r"uncategori[sz]ed|none|n/?a|default|adj(?:ustments?)?|not (?:known|set|assigned))\.?",
    re.IGNORECASE,
)


class Category(NamedTuple):
    """A category of a ledger in words."""

    named: str
    """As it is named: "boots", "the category CONS"."""
    bought: str
    """What follows "buy": "boots", "from the category CONS"."""
    term: str
    """What a question about it says: "boots", "CONS"."""


def category_words(name: str, names: Iterable[str]) -> Category:
    """A category as people say it, "boots" of "Boots"; codes as tills give them stay as they are.

    Capitals alone are a code where another name of the same ledger (`names`) can be nothing else: `PLT-BED`, `A40`.
    """
    if name.isupper() and any(_CODE.fullmatch(other.strip()) for other in names):
        return Category(f"the category {name}", f"from the category {name}", name)
    said = name if name.isupper() and len(name) <= 4 else name.lower()
    return Category(said, said, said)


def is_left_over(name: str) -> bool:
    """Whether a category holds what fits no other: "ZZ-MISC", "Other"; who buys it says nothing of anybody."""
    return bool(_LEFT_OVER.fullmatch(name.strip()))


_OTHERWISE = "have {low} as their {words}"


def _lower_first(value: str) -> str:
    if re.match(r"^[A-Z][a-z]+(?:-[a-z]+)*( (?:and|or|the|of|in|[a-z-]+)\b.*)?$", value):
        return value[:1].lower() + value[1:]
    return value


def _age(value: str) -> str:
    if match := _BAND.match(value):
        return f"are aged {match[1]} to {match[2]}"
    if match := _OVER.match(value):
        return f"are {match[1] or match[2]} or older"
    if match := _UNDER.match(value):
        return f"are under {match[1]}"
    return f"are {value} years old" if value.isdigit() else f"give their age as {value}"


def _gender(value: str) -> str:
    if value.lower() in WOMEN:
        return "are women"
    if value.lower() in MEN:
        return "are men"
    return f"give their gender as {value.lower()}"
