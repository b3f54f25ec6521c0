"""A body as a PDF for print and post: typeset by Typst with the fonts in its wheel, tagged, the same bytes every time.

Where the text needs a script that those fonts lack, the fonts of the machine are asked; what they lack too is shown as
a box and said at the end of the file, because PDF/A and PDF/UA allow no character that cannot be drawn.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources
from typing import Any

import typst

from personas.publishing.card import Card, card
from personas.publishing.emblem import svg
from personas.publishing.paper import groups_apart
from personas.publishing.words import made, printable, shortened

_STANDARDS = ["a-2a", "ua-1"]
"""For archives, and for screen readers."""
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"[!-~]{28}")
_BOX = "□\u200b"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def pdf(body: Mapping[str, Any]) -> bytes:
    """A draft's or publication's JSON as a tagged PDF/A on A4, the journey on a page across."""
    typeset: bytes = _fitted(_data(card(body), body), {"format": "pdf", "pdf_standards": _STANDARDS})
    return typeset


def pages_as_pictures(body: Mapping[str, Any], *, ppi: float = 72) -> list[bytes]:
    """The pages of the same layout as PNG pictures, to look at; what no font draws is a box of the font's own."""
    drawn = _typeset(_data(card(body), body), {"format": "png", "ppi": ppi}, system_fonts=True)
    return drawn if isinstance(drawn, list) else [drawn]


def _fitted(data: Mapping[str, Any], output: Mapping[str, Any]) -> Any:
    """Typeset with the fonts of the wheel, else with the machine's, else with boxes for what neither draws."""
    for system_fonts in (False, True):
        try:
            return _typeset(data, output, system_fonts=system_fonts)
        except typst.TypstError as error:
            undrawn = "".join(_ESCAPED.sub(_unescaped, found) for found in _UNDRAWN.findall(error.diagnostic))
            if not undrawn:
                raise
    boxes = dict.fromkeys(map(ord, undrawn), _BOX)
    boxed: dict[str, Any] = _plain(data, lambda text: text.translate(boxes))
    missing = json.dumps(boxed, ensure_ascii=False).count(_BOX) - json.dumps(data, ensure_ascii=False).count(_BOX)
    return _typeset({**boxed, "undrawn": missing}, output, system_fonts=True)


def _typeset(data: Mapping[str, Any], output: Mapping[str, Any], *, system_fonts: bool) -> Any:
    template = resources.files("personas.publishing").joinpath("templates/persona.typ").read_bytes()
    files = {"main": template, "card.json": json.dumps(data, ensure_ascii=False).encode()}
    compiled: Any = typst.compile
    return compiled(files, ignore_system_fonts=not system_fonts, **output)


def _data(shown: Card, body: Mapping[str, Any]) -> dict[str, Any]:
    moment = datetime.fromisoformat((body.get("publication") or body).get("published_at") or body["created_at"])
    whole: dict[str, Any] = _plain(shown, _breakable)
    return {
        **whole,
        "title": _breakable(f"{shown.name}, persona of {shown.segment['name']}"),
        "short": _breakable(shortened(shown.name, 60)),
        "state": shown.state,
        "size": f"{shown.segment['n']:,}",
        "date": [moment.year, moment.month, moment.day],
        "emblem": svg(shown.emblem),
        "apart": groups_apart(shown),
        "made": made(accepted=shown.accepted),
        "undrawn": 0,
    }


def _plain(value: Any, shown: Callable[[str], str]) -> Any:
    """Named tuples as objects, with every text as it is to be shown."""
    match value:
        case str():
            return shown(value)
        case tuple() if hasattr(value, "_asdict"):
            derived = {name: getattr(value, name) for name in ("spoken", "words") if hasattr(value, name)}
            made_of = _plain({**value._asdict(), **derived}, shown)
            return {**made_of, "language": _language(value.language)} if hasattr(value, "language") else made_of
        case Mapping():
            return {name: _plain(inner, shown) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner, shown) for inner in value]
        case _:
            return value


def _breakable(text: str) -> str:
    """Text without control characters, and with places to break words so long that no line holds them."""
    return _LONG_WORD.sub("\\g<0>\u200b", printable(text))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))


def _language(tag: str) -> str:
    """The tag's language alone; what Typst would refuse is left out."""
    first = tag.partition("-")[0].lower()
    return first if _LANGUAGE.fullmatch(first) else ""
