"""Recognising columns by their values where their names say nothing: dates, customers, reviews."""

import re
from collections.abc import Callable, Collection, Sequence

import pandas as pd

from personas.normalising import word_count
from retrieval.readers.review_layouts import ReviewColumns, is_reply, title_among
from segments.tables import personal_kind, plain
from segments.tables.values.moments import to_moments

KnownCustomers = Callable[[Collection[str]], Collection[str]]
"""Gives those of some values that are ids of customers in the ledger or in a customer file."""

MAY_HOLD_CUSTOMERS = "may hold customers' numbers: no table taken in so far has them."
"""How a note on such a column ends."""
DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}"
    r"|[^\W\d]{3,9}\.? \d{1,2},? \d{4}"
)
"""How a day begins, as exports write it."""
_CODE = re.compile(r"(?=\S*\d)\S{3,40}")
_NOT_SAID = re.compile(r"(?:https?://|www\.)\S+|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?|\d{13}")
_IDENTIFIES = re.compile(r"(?:^|_)(?:ids?|no|nr|nummer|number|seed|token|key|uuid|guid|hash|link|url)(?:_|$)")
_SHORT_NUMBER = re.compile(r"\d{1,3}|(?:19|20)\d{2}|\d+[.,]\d+")
_STARS = re.compile(
    r"(?:^|_)(?:stars?|rating|rated|score|grade|sterne|bewertung|note|punkte|estrellas|etoiles|"
    r"(?:out_of|von|sur|de|su|van)_5)(?:_|$)"
)
_POINT = re.compile(r"[0-5](?:[.,]\d)?")


def nobody(values: Collection[str]) -> Collection[str]:
    """The customers known where there is no ledger."""
    return ()


def is_date_column(name: str, values: Sequence[str]) -> bool:
    """Whether at least four fifths of the values are days, under a name that is no question and no birthday."""
    said = [value for value in values if value.strip()]
    if not said or "?" in name or len(name.split()) > 5 or personal_kind(plain(name)):
        return False
    days = [value for value in said if DAY.match(value.strip())]
    return len(days) >= 0.8 * len(said) and to_moments(pd.Series(said)).at.notna().mean() >= 0.8


def is_identifier(name: str, values: Sequence[str]) -> bool:
    """Whether values only tell rows apart: addresses of pages, times of day, codes of which none comes back."""
    if not values or "?" in name:
        return False
    if sum(_NOT_SAID.fullmatch(value) is not None for value in values) > 0.8 * len(values):
        return True
    codes = all(_CODE.fullmatch(value) for value in values) and not all(map(_SHORT_NUMBER.fullmatch, values))
    named = _IDENTIFIES.search(plain(name)) and len(name.split()) <= 4
    return len(set(values)) == len(values) >= (4 if named else 8) and bool(named or codes)


def customer_column(frame: pd.DataFrame, known: KnownCustomers) -> tuple[str, str] | None:
    """The column most of whose values are ids of known customers, and a sentence that says so.

    Only codes are looked up; ages, points and years are also small ids.
    """
    best: tuple[float, str, str] | None = None
    for name, (said, codes) in _columns_of_codes(frame).items():
        found = len(set(known(codes)))
        if found > len(said) / 2 and (best is None or found / len(said) > best[0]):
            note = f"{name!r} holds the customer: {found:,} of {len(said):,} values in it are known customer ids."
            best = (found / len(said), name, note)
    return best and best[1:]


def unknown_customers(frame: pd.DataFrame) -> str:
    """A sentence on the first column that may hold customers whom no table names so far; "" without one.

    Its values are codes, mostly different ones: those of products and shops come back.
    """
    for name, (said, _) in _columns_of_codes(frame).items():
        told_apart = any(DAY.match(value) or _NOT_SAID.fullmatch(value) for value in said)
        if not told_apart and len(said) > frame[name].str.strip().ne("").sum() / 2:
            return f"{name!r} {MAY_HOLD_CUSTOMERS}"
    return ""


def _columns_of_codes(frame: pd.DataFrame) -> dict[str, tuple[set[str], set[str]]]:
    """Column -> its different values, and those of them that are codes, where most are."""
    columns = {}
    for name in map(str, frame.columns):
        said = {value for value in frame[name].str.strip().unique() if value}
        codes = {value for value in said if _CODE.fullmatch(value) and not _SHORT_NUMBER.fullmatch(value)}
        if len(codes) >= 2 and len(codes) >= 0.8 * len(said):
            columns[name] = (said, codes)
    return columns


def reviews_by_values(frame: pd.DataFrame, roles: Sequence[tuple[str, str]]) -> tuple[ReviewColumns, bool] | None:
    """What the columns of reviews hold: the longest text, a number of 0 to 5, a day; with whether the names agree.

    `roles` are the columns' names with what `classify` takes them for. None without one text and one such number.
    """
    of = dict(roles)
    title = title_among(of)
    texts = [name for name in of if of[name] == "open" and name != title and not is_reply(name)]
    points = [name for name in of if of[name] in ("number", "likert", "choice") and _is_points(frame[name])]
    starred = [name for name in points if _STARS.search(plain(name))]
    rating = starred if len(starred) == 1 else points
    if not texts or len(rating) != 1:
        return None
    text = max(texts, key=lambda name: sum(word_count(str(said)) for said in frame[str(name)].tolist()))
    answered = any(map(is_reply, of))
    sure = bool(starred or answered) and len(texts) == 1 and len(points) == 1 and not any("?" in name for name in of)
    named = next((name for name in of if of[name] == "personal" and _are_names(name, frame[name])), None)
    columns = ReviewColumns(
        text, title=title, reviewer=named, rating=rating[0], date=_first(of, "date"), customer=_first(of, "customer"),
        email=_first(of, "email"), order=_first(of, "order"), language=_first(of, "language"),
    )  # fmt: skip
    return columns, sure


def _first(of: dict[str, str], role: str) -> str | None:
    return next((name for name in of if of[name] == role), None)


def _are_names(name: str, values: pd.Series) -> bool:
    """Whether a personal column holds names: neither addresses nor numbers to ring."""
    kind = personal_kind(plain(name))
    return kind == "name" or (kind is None and not values.str.contains(r"@|\d{5}", regex=True).any())


def _is_points(values: pd.Series) -> bool:
    said = {value for value in values.str.strip() if value}
    return bool(said) and all(_POINT.fullmatch(value) for value in said)
