"""What a column is by its name or its question: who answered, when, and what is set aside."""

import re
from collections.abc import Sequence

from retrieval.data import word_list
from retrieval.privacy import is_person
from retrieval.readers.roles_by_values import LIKERT, Role, is_prose
from segments.tables import email_sha256, is_email_name, personal_kind, plain, sensitive_kind
from segments.tables.values.names import CUSTOMER, bare

_NAMES: tuple[tuple[Role, frozenset[str]], ...] = (
    ("respondent", frozenset(word_list("respondent_columns"))),
    ("customer", frozenset([*CUSTOMER, *word_list("customer_columns")])),
    ("order", frozenset(word_list("order_columns"))),
    ("date", frozenset(word_list("date_columns"))),
    ("duration", frozenset(word_list("duration_columns"))),
    ("status", frozenset(word_list("status_columns"))),
    ("language", frozenset(word_list("language_columns"))),
    ("ignored", frozenset(word_list("ignored_columns"))),
)
_HARMLESS = re.compile(r"health_(?:and|_)_?safety|safety_and_health|shoe_name|product_name|store_name|brand_name")
_POINTS = re.compile(r"10|\d")
_CONTACT = re.compile(r"e_?mail|phone|telephone|post_?code|zip_code|your_(?:full_|first_|last_)?name|home_address")
_ADDRESSED = re.compile(r"[^\s@]+@[^\s@]+\.\w+|(?:\+\d|\(?0)[\d ()-]{8,}\d")


def role_by_name(name: str, label: str, answers: Sequence[str]) -> tuple[Role | None, str]:
    """The role that a column's name or question tells, and what it holds where it is set aside; None for neither.

    Points on a scale say nothing personal, whatever the question names; what is sensitive is set aside all the same.
    """
    short, long = plain(name), plain(label)
    if kind := next(filter(None, map(sensitive_kind, (one for one in (short, long) if not _HARMLESS.search(one)))), ""):
        return "sensitive", kind
    if is_email_name(name) or is_email_name(label):
        return "email", "e-mail"
    if counts_answers(name):
        return "respondent", ""
    for role, names in _NAMES:
        if not names.isdisjoint((short, long, bare(name), bare(label))):
            return ("personal", "name") if role == "customer" and is_person(answers) else (role, "")
    if answers and all(_POINTS.fullmatch(answer) or answer.casefold() in LIKERT for answer in answers):
        return None, ""
    return _personal(short, long, answers, asked=len(label.split()) > 3)


def _personal(short: str, long: str, answers: Sequence[str], *, asked: bool) -> tuple[Role | None, str]:
    """What tells who somebody is: the name, addresses or numbers in the answers, a question (`asked`) for such."""
    named = not asked or short == long
    if kind := (personal_kind(short) if named else None) or (None if asked else personal_kind(long)):
        return "personal", kind
    if answers and sum(_ADDRESSED.fullmatch(answer) is not None for answer in answers) > len(answers) / 2:
        emails = sum(bool(email_sha256(answer)) for answer in answers) > len(answers) / 2
        return ("email", "e-mail") if emails else ("personal", "phone")
    if asked and _CONTACT.search(long) and not is_prose(answers):
        return "personal", "contact"
    return None, ""


def counts_answers(name: str) -> bool:
    """Whether a column only numbers the answers of a survey tool, and so names no customer."""
    return name.strip() == "#"
