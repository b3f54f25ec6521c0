"""E-mail addresses, links, names at a network (@name), bank accounts, cards and network addresses."""

import ipaddress
import re
from collections.abc import Iterator

from stdnum import iban, luhn

from retrieval.privacy.spans import Span

_DIGITS = re.compile(r"\d[\d A-Z-]{9}", re.IGNORECASE)
_EMAIL = re.compile(
    r"\b[\w.+%-]+@[\w-]+(?:\.[\w-]+)+\b"
    r"|\b[\w.+-]+ ?(?:\(at\)|\[at\]) ?[\w-]+ ?(?:\.|\(dot\)|\[dot\]| dot ) ?[a-z]{2,}\b"
    r"|\b\w+(?: (?:dot|underscore) \w+)* at \w+(?: dot \w+)* dot (?:com|net|org|co|uk|de|es|eu)\b(?: dot uk\b)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<!follow us )(?<!follow them )(?<!follow you )(?<![\w@.-])@(?=\w*[a-z])[\w.]{2,29}(?<!\.)\b(?!@)", re.IGNORECASE
)
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]]"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|net|org|co\.uk|org\.uk|de|es|eu|io|example)/[^\s<>\"']*[^\s<>\"'.,;:!?)\]]",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"
    r"|\b[a-z]{2}\d{2}(?: ?(?=\w*\d)[a-z0-9]{4}){2,7}(?: ?(?=\w*\d)[a-z0-9]{1,3})?\b"
)
_CARD = re.compile(r"(?<![\d.,£$€-])\d(?:[ -]?\d){12,18}(?![\d]|[.,]\d)")
_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses, written, disguised ("jo (at) example.com") or spoken ("jo at example dot com")."""
    folded = text.casefold()
    if any(hint in folded for hint in ("@", "(at)", "[at]", " dot ")):
        yield from _all("email", _EMAIL, text)


def links(text: str) -> Iterator[Span]:
    """Web addresses with a scheme, with `www.` or with a path; a bare shop name such as `shop.example` stays."""
    if "/" in text or "www." in text.casefold():
        yield from _all("url", _URL, text)


def handles(text: str) -> Iterator[Span]:
    """What somebody is called at a network: `@name`; whoever others are told to follow is a company."""
    if "@" in text:
        yield from _all("handle", _HANDLE, text)


def accounts(text: str) -> Iterator[Span]:
    """Bank accounts (IBAN) and payment cards, both only where their checksum holds."""
    if not _DIGITS.search(text):
        return
    yield from (span for span in _all("iban", _IBAN, text) if _is_iban(text[span.start : span.end]))
    yield from (span for span in _all("card", _CARD, text) if _is_card(text[span.start : span.end]))


def network_addresses(text: str) -> Iterator[Span]:
    """IPv4 and IPv6 addresses."""
    if text.count(".") < 3 and text.count(":") < 3:
        return
    for pattern in (_IPV4, _IPV6):
        yield from (span for span in _all("ip", pattern, text) if _is_address(text[span.start : span.end]))


def _all(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(kind, match.start(), match.end()) for match in pattern.finditer(text))


def _is_iban(text: str) -> bool:
    """Whether an account passes the check of ISO 13616 and has its country's length."""
    return bool(iban.is_valid(text, check_country=False))


def _is_card(text: str) -> bool:
    """Whether digits pass the check of payment cards (ISO/IEC 7812-1, annex B) and are not one digit repeated."""
    digits = re.sub(r"\D", "", text)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
