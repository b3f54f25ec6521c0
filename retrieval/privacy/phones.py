"""Recognising telephone numbers: British, American, German, Spanish and international shapes."""

import re
from collections.abc import Iterator

from retrieval.privacy.spans import Span

_CANDIDATE = re.compile(r"(?<![\w.,£$€¥₹#/-])(?:\+|00|\()?\d[\d ()/.–-]{5,20}\d(?![\w]|[.,:]\d|[%°€£$])")
_INTERNATIONAL = re.compile(r"(?:\+|00)[1-9]\d{7,13}")
_NATIONAL = re.compile(r"0[1-9]\d{8,9}")
_CUE = re.compile(
    r"(?:\b(?:phone|tele?phone|tel|call(?:ed)?|ring|rang|mobile|mob|cell|text(?:ed)?|whatsapp|number(?: is|'s)?|dial"
    r"|contact|reach|handy|telefon|anruf\w*|rufen|teléfono|tfno|móvil"
    r"|llám\w+|llama\w*|chiama\w*|telefono|appel\w+|numéro|bel me|zadzwoń|liga)\b[^\d\n]{0,25})$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:order|ref|reference|item|sku|code|part|product|invoice|parcel|tracking|account|loyalty|member\w*|card|ticket|style|article"
    r"|bestell\w*|rechnung\w*|artikel\w*|pedido|factura)\b[^\d\n]{0,20}|#\s?)$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}\.\d{1,2} ?[-–] ?\d{1,2}\.\d{1,2}|(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d"
)
_AFTER = re.compile(r"\s?(?:€|£|\$|%|kg|g|mm|cm|euros?|pounds|quid|miles|points|people|customers)\b", re.IGNORECASE)


def phones(text: str) -> Iterator[Span]:
    """Numbers that people can be rung on; not prices, dates, sizes or order numbers."""
    for match in _CANDIDATE.finditer(text):
        if _is_phone(text, match):
            yield Span("phone", match.start(), match.end())


def _is_phone(text: str, match: re.Match[str]) -> bool:
    raw, before = match.group(), text[max(0, match.start() - 45) : match.start()]
    compact = re.sub(r"[^\d+]", "", raw.replace("(0)", ""))
    digits = len(compact.lstrip("+"))
    if not 7 <= digits <= 15 or _DATE.fullmatch(raw.strip()) or _NOT.search(before) or _AFTER.match(text, match.end()):
        return False
    if _INTERNATIONAL.fullmatch(compact) and (raw.startswith("+") or " " in raw or _CUE.search(before)):
        return True
    if _NATIONAL.fullmatch(compact) or _german(raw):
        return True
    return _grouped(raw) or (_CUE.search(before) is not None and _plausible(raw))


def _german(raw: str) -> bool:
    """`030/1234567`, `0341 123456`, `0171-2345678`: a leading zero, an area code, a separator, the rest."""
    return re.fullmatch(r"\(?0[1-9]\d{1,4}\)? ?[ /-] ?\d{2,4}(?:[ -]?\d{2,4}){1,3}", raw) is not None


def _grouped(raw: str) -> bool:
    """American `(555) 123-4567` and Spanish `612 345 678` groupings."""
    american = r"(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{3}[ .-]\d{4}"
    spanish = r"[6789]\d\d([ .-])\d{3}\1\d{3}|[6789]\d\d([ .-])\d\d\2\d\d\2\d\d"
    return re.fullmatch(f"{american}|{spanish}", raw) is not None


def _plausible(raw: str) -> bool:
    """After a word such as "ring": at least seven digits, and no group that reads as a price or a decimal."""
    return re.fullmatch(r"\+?[\d() /-]{7,20}|\d{3}\.\d{3}\.\d{3,4}", raw) is not None
