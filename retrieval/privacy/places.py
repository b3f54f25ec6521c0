"""Recognising locations: coordinates, postcodes, street addresses, post boxes."""

import re
from collections.abc import Iterator

from retrieval.data import word_list
from retrieval.privacy.spans import Span

_DIGIT = re.compile(r"\d")
_DECIMALS = re.compile(r"\.\d{3}|°")
_DEGREES = r"\d{1,3}° ?\d{1,2}['′] ?(?:\d{1,2}(?:\.\d+)?[\"″] ?)?"
_COORDINATES = re.compile(
    r"(?<![\d.])[-+]?\d{1,2}\.\d{4,}°? ?[NS]?\s?[,;/ ]\s?[-+]?\d{1,3}\.\d{3,}(?:°? ?[EW]\b)?"
    r"|(?<![\d.])\d{1,2}\.\d{3,}°? ?[NS]\s?[,;/ ]\s?\d{1,3}\.\d{3,}°? ?[EW]\b"
    rf"|\b{_DEGREES}[NS],? {_DEGREES}[EW]\b"
)
_BRITISH = r"(?:(?:[BEGLMNSW]|(?!XX|XL)[A-PR-UWYZ][A-HK-Y])\d{1,2}|(?:E1|EC\d|N1|NW1|SE1|SW1|W1|WC\d)[A-Z])"
_POSTCODE = re.compile(
    rf"\b{_BRITISH} \d(?!XL)[ABD-HJLNP-UW-Z]{{2}}\b"
    r"|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b"
    rf"|\b(?:{'|'.join(word_list('american_states'))}) \d{{5}}(?:-\d{{4}})?\b"
)
_AFTER_ITS_NAME = re.compile(
    r"(?:\b(?:post ?codes?|postal codes?|zip(?: ?codes?)?|plz|postleitzahl|código postal|code postal|cap|"
    r"deliver(?:y|ed)? to)\b\W{0,3}(?:is |ist |es |est |of )?)"
    r"(?P<code>\d{5}(?:-\d{4})?\b|\d{4} ?[a-z]{2}\b|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b)",
    re.IGNORECASE,
)
_BEFORE_A_TOWN = re.compile(r"\b(?:aus|in|nach|bei|en|à) (?:D-)?(?P<code>\d{5})(?= [A-ZÄÖÜÁÉ][a-zäöüßáéíóúñ]{2,})")

_NAMED = r"(?:[A-ZÀ-Ý][\w'’-]*\.? )"
_HOUSE = r"\d{1,4}[a-zA-Z]?"
_STREETS = re.compile(
    rf"\b(?:(?:Flat|Unit|Apartment|Apt|Suite) ?\w{{1,4}},? (?:{_HOUSE},? )?|{_HOUSE},? ){_NAMED}{{1,4}}?"
    rf"(?:{'|'.join(word_list('english_streets'))})\b(?! (?:{'|'.join(word_list('after_a_product'))})\b)"
    r"|\b(?i:p\.? ?o\.? ?box) \d+"
    r"|\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
    rf"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer) {_HOUSE}\b"
    r"|\b(?:Am|An der|An den|Im|In der|Auf dem|Zum|Zur) (?:[A-ZÄÖÜ][a-zäöüß]+ )?"
    r"[A-ZÄÖÜ]?[a-zäöüß]*(?:[Mm]arkt|[Bb]erg|[Bb]ach|[Hh]of|[Pp]ark|[Ss]ee|[Tt]or|[Ww]ald|[Ff]eld|[Ww]eg|[Pp]latz) "
    rf"{_HOUSE}\b(?! Uhr)"
    r"|\b(?:Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Camino|Ronda|Via|Viale|Piazza|Corso) ?"
    r"(?:(?:de|del|della|dei|di|la|las|los|el|[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+) ){1,6}\d{1,4}\b"
    r"|\b\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|chemin|place|allée|impasse|quai) "
    r"(?:(?:de|du|des|la|le|les) |l['’]|d['’])*"
    r"[A-ZÀ-Ý][\wà-ÿ-]+(?: [A-ZÀ-Ý][\wà-ÿ-]+)*"
)


def coordinates(text: str) -> Iterator[Span]:
    """Coordinates to at least four decimals, or with their points of the compass, or in degrees and minutes."""
    if _DECIMALS.search(text):
        yield from (Span("coordinates", *match.span()) for match in _COORDINATES.finditer(text))


def postcodes(text: str) -> Iterator[Span]:
    """Full British, Canadian and American postcodes; others after their name ("PLZ") or before a town."""
    if not _DIGIT.search(text):
        return
    yield from (Span("postcode", *match.span()) for match in _POSTCODE.finditer(text))
    for pattern in (_AFTER_ITS_NAME, _BEFORE_A_TOWN):
        yield from (Span("postcode", *match.span("code")) for match in pattern.finditer(text))


def streets(text: str) -> Iterator[Span]:
    """A street with a house number in English, German, Spanish, French and Italian shapes; a post box."""
    if _DIGIT.search(text):
        yield from (Span("address", *match.span()) for match in _STREETS.finditer(text))
