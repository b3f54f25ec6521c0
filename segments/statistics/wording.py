"""Attributes and answers in words that follow "62 % of 190 customers"."""

import re

_BAND = re.compile(r"^(\d+)\s*(?:-|–|to)\s*(\d+)$")
_OVER = re.compile(r"^(?:over\s*)?(\d+)\s*(?:\+|or (?:over|older|more))$|^over (\d+)$", re.IGNORECASE)
_UNDER = re.compile(r"^(?:under|below|<)\s*(\d+)$", re.IGNORECASE)
_WOMEN, _MEN = {"woman", "female", "f", "women"}, {"man", "male", "m", "men"}
_COMPASS = re.compile(r"^(north|south|east|west|midlands|netherlands|united)\b", re.IGNORECASE)


def attribute_words(name: str) -> str:
    """An attribute's name as words: `home_store` is "home store"."""
    return name.replace("_", " ").strip().lower()


def attribute_predicate(name: str, value: str) -> str:
    """What people of this value are or have, as a verb phrase."""
    words = attribute_words(name)
    if words in ("age", "age range", "age group", "age band"):
        return _age(value)
    if words in ("gender", "sex", "gender identity"):
        return _gender(value)
    if value.lower() in ("yes", "true", "y"):
        return f"have {words}" if "consent" in words else f"say yes to {words}"
    if re.search(r"region|country|county|^city$|^state$|province", words):
        return f"live in {'the ' if _COMPASS.match(value) else ''}{value}"
    if re.search(r"sector|industry", words):
        return f"are in the {_lower_first(value)} sector"
    if re.search(r"trade|occupation|profession|job", words):
        return f"give {_lower_first(value)} as their {words}"
    if words in ("marital status", "relationship", "relationship status"):
        return f"are {value.lower()}"
    if words in ("household size", "family size"):
        return f"live in a household of {value}"
    if words in ("employment", "employment status", "working status", "work status"):
        return f"describe themselves as {_lower_first(value)}"
    if "income" in words and re.search(r"\d", value):
        return f"have an income of {_lower_first(value)}"
    return f"have {_lower_first(value)} as their {words}"


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
    if value.lower() in _WOMEN:
        return "are women"
    if value.lower() in _MEN:
        return "are men"
    return f"give their gender as {value.lower()}"
