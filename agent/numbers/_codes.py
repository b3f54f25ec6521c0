"""Tells names that hold digits (S3, EN ISO 20471, size 10) and list numbering from numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from agent.numbers._amounts import amount
from agent.numbers._model import Quantity
from agent.numbers._tokens import Tokens
from agent.numbers._units import is_known_suffix
from agent.numbers._words import CURRENCY_CODES

_STANDARDS = frozenset("EN ISO BS IEC DIN ANSI ASTM NFPA CE RAL SKU IP SAE UL NF UNI".split())
_SIZE_SYSTEMS = frozenset({"UK", "EU", "US"})
_LABELS = frozenset(
    "size sizes class classes type category cat model version grade article section chapter page "
    "figure table step phase route formula windows series room appendix office tier zone".split()
)
_SIZED = frozenset(
    "sample group team basket order company firm household party class batch average pack crew "
    "fleet business base market family population cell effect same".split()
)
_FAMILIES = frozenset({"covid", "iphone", "omega"})
_LARGEST_SIZE = 60
_ENUMERATION = re.compile(
    r"^[ \t>*-]*(?:\(([0-9]{1,3})\)|([0-9]{1,3})(?:[.)]|\.\)))(?=[ \t]+\S)"
    r"|^[ \t>*#-]*([0-9]{1,2}(?:\.[0-9]{1,2})+\.?)(?=[ \t]+[A-Z])",
    re.MULTILINE,
)


def code(tokens: Tokens, index: int) -> Quantity | None:
    """The code around the digits at `index`, or None when they are a number."""
    token = tokens.items[index]
    if token.kind == "dotted":
        return _quantity(tokens, index, _chain_end(tokens, index))
    if token.kind != "number":
        return _labelled(tokens, index)
    if _is_glued_name(tokens, index - 1):
        return _quantity(tokens, _chain_start(tokens, index), _chain_end(tokens, index))
    name = _hyphenated(tokens, index)
    if name is not None:
        return name
    if tokens.touching(index) and tokens.items[index + 1].kind == "word":
        if not _is_suffix(tokens, index + 1):
            return _quantity(tokens, index, _chain_end(tokens, index))
    return _labelled(tokens, index)


def enumeration_ends(text: str) -> dict[int, int]:
    """Spans (start to end) of list numbering at line starts: '1.', '2)', '(3)', '2.1 Title'.

    A number that merely begins a line in the middle of a sentence is not numbering: the line
    before must be empty, end a sentence, or belong to the list.
    """
    spans: dict[int, int] = {}
    previous = 0
    for match in _ENUMERATION.finditer(text):
        group = match.lastindex or 1
        value = int(match[group].partition(".")[0])
        if group == 3 or value == previous + 1 or _begins_paragraph(text, match.start()):
            spans[match.start(group)] = match.end(group)
            previous = value
    return spans


def _begins_paragraph(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(" \t")
    return not before.strip() or before.endswith("\n\n") or before.rstrip()[-1:] in ".!?:;"


def _quantity(tokens: Tokens, first: int, stop: int) -> Quantity:
    digits = next((t.value for t in tokens.items[first:stop] if t.kind == "number"), Decimal(0))
    return Quantity(first, stop, digits, digits, Decimal(1), "code")


def _is_glued_name(tokens: Tokens, index: int) -> bool:
    token = tokens.items[index]
    if token.kind != "word" or not tokens.touching(index):
        return False
    return token.word not in CURRENCY_CODES and token.word not in (
        "x",
        "n",
        "approx",
        "circa",
        "about",
        "over",
        "under",
    )


def _is_suffix(tokens: Tokens, index: int) -> bool:
    """Whether the letters glued after digits are a unit and end there."""
    word, following = tokens.words[index], tokens.items[index + 1]
    if tokens.touching(index) and following.kind == "number":
        return following.value in (2, 3) and word in ("m", "cm", "mm", "km", "ft")
    if word in ("st", "nd", "rd", "th", "am", "pm", "s", "a"):
        return word != "a"
    raw = tokens.items[index].raw
    return is_known_suffix(tokens, index) and raw not in ("G", "D", "X", "H", "P", "B")


def _chain_start(tokens: Tokens, index: int) -> int:
    first = index - 1
    while _glued_alphanumeric(tokens, first - 1):
        first -= 1
    return first


def _glued_alphanumeric(tokens: Tokens, index: int) -> bool:
    return tokens.items[index].kind in ("word", "number") and tokens.touching(index)


def _chain_end(tokens: Tokens, index: int) -> int:
    """After the letters and digits glued to this token, and hyphens that lead on to digits."""
    last = index
    while tokens.touching(last):
        following = tokens.items[last + 1]
        if following.kind in ("word", "number", "dotted"):
            last += 1
        elif following.word == "-" and tokens.touching(last + 1) and _is_digits(tokens, last + 2):
            last += 2
        else:
            break
    return last + 1


def _is_digits(tokens: Tokens, index: int) -> bool:
    return tokens.items[index].kind == "number"


def _hyphenated(tokens: Tokens, index: int) -> Quantity | None:
    """'GPT-4', 'EN-397', 'Covid-19'."""
    name = tokens.items[index - 2]
    glued = tokens.touching(index - 2) and tokens.touching(index - 1)
    if not glued or tokens.words[index - 1] != "-" or name.kind != "word":
        return None
    if not (name.raw.isupper() and name.raw.isascii()) and name.word not in _FAMILIES:
        return None
    return _quantity(tokens, index - 2, _chain_end(tokens, index))


def _labelled(tokens: Tokens, index: int) -> Quantity | None:
    """'size 10', 'class 2', 'EN ISO 20471', 'UK 9'; the number may be in words after a label."""
    label = tokens.items[index - 1]
    if label.kind != "word" or _has_unit(tokens, index + 1):
        return None
    first = index - 1
    if label.raw in _STANDARDS:
        while tokens.items[first - 1].raw in _STANDARDS:
            first -= 1
    elif label.raw in _SIZE_SYSTEMS:
        if tokens.items[index].value > _LARGEST_SIZE or _is_place(tokens, index):
            return None
    elif label.word not in _LABELS | _FAMILIES or tokens.words[index - 2] in _SIZED or label.word == "of":
        return None
    elif tokens.words[index] in ("a", "an"):
        return None
    elif tokens.items[index].kind == "word":
        ten = amount(tokens, index)
        return ten and ten._replace(first=first, unit="code") if ten and ten.unit == "count" else None
    elif tokens.words[index + 1] in ("to", "-") and _is_digits(tokens, index + 2):
        index += 2
    if tokens.items[index].kind != "number":
        return None
    return _quantity(tokens, first, _chain_end(tokens, index))


def _has_unit(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return word in ("%", "percent", "per", "of", "out", "in", "customers", "people", "respondents")


def _is_place(tokens: Tokens, index: int) -> bool:
    """Whether 'UK' before the digits is the country: 'in the UK 9 customers'."""
    return tokens.words[index - 2] in ("the", "in", "across", "of") or tokens.items[index].kind == "word"
