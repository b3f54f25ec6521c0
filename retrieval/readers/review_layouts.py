"""Column layouts of review exports."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from retrieval.data import load
from segments.tables import Sample, plain


class ReviewColumns(NamedTuple):
    """Column names by what they hold; None where the table has no such column."""

    text: str
    title: str | None = None
    rating: str | None = None
    date: str | None = None
    reviewer: str | None = None
    email: str | None = None
    review_id: str | None = None
    customer: str | None = None
    order: str | None = None
    language: str | None = None
    asked: tuple[str, ...] = ()
    """Columns of answers to a question each, of which the review is made; `text` is the first of them."""
    ignored: frozenset[str] = frozenset()
    """Plain names of columns that say nothing about the review."""

    @property
    def special(self) -> frozenset[str]:
        """The columns that hold something known."""
        return frozenset({*self.asked, *(name for name in self if isinstance(name, str))})


_TRUSTPILOT = {
    "text": "review_content", "title": "review_title", "rating": "review_stars", "date": "review_created_utc",
    "reviewer": "review_username", "review_id": "review_id", "order": "reference_id",
}  # fmt: skip
_JUDGEME = {
    "text": "body", "title": "title", "rating": "rating", "date": "review_date", "reviewer": "reviewer_name",
    "email": "reviewer_email",
}  # fmt: skip
_YOTPO = {
    "text": "review_content", "title": "review_title", "rating": "review_score", "date": "date",
    "reviewer": "display_name", "email": "email",
}  # fmt: skip
_AMAZON = {
    "text": "review_body", "title": "review_headline", "rating": "star_rating", "date": "review_date",
    "reviewer": "customer_id", "review_id": "review_id",
}  # fmt: skip
_GOOGLE = {
    "text": "comment", "rating": "star_rating", "date": "create_time", "reviewer": "reviewer_display_name",
    "review_id": "review_id",
}  # fmt: skip
_ALWAYS_IGNORED = (
    "domain_url business_reply_date_utc reply reply_date picture_urls ip_address curated source_url update_time "
    "review_reply review_reply_comment review_reply_update_time reviewer_is_anonymous reviewer_profile_photo_url name "
    "marketplace product_parent review_url url reviewer_location"
).split()
_KNOWN: tuple[tuple[str, frozenset[str], Mapping[str, str]], ...] = (
    ("Trustpilot reviews", frozenset({"review_id", "review_content", "review_stars"}), _TRUSTPILOT),
    ("Judge.me reviews", frozenset({"title", "body", "rating", "review_date"}), _JUDGEME),
    ("Yotpo reviews", frozenset({"review_content", "review_score"}), _YOTPO),
    ("Amazon reviews", frozenset({"review_body", "star_rating", "review_headline"}), _AMAZON),
    ("Google Business reviews", frozenset({"star_rating", "comment"}), _GOOGLE),
)
_ASKED = re.compile(
    r"(?:what_(?:do|did|would)_you_|what_problems?_|recommendations_to_others)\w*|(?:overall_)?(?:pros|cons)"
    r"|advantages|disadvantages|vorteile|nachteile|ventajas|desventajas|avantages|inconvénients"
)
"""What review sites that ask several questions call them: G2's, and the good and the bad of Capterra and others."""
_REPLY = re.compile(
    r"(?:^|_)(?:reply|replies|replied|response|our_answer|answer_by_us|antwort|respuesta|réponse|risposta|antwoord|返信)(?:_|$)"
)
_SCALE = re.compile(r"_(?:out_of_|of_|1_|0_|von_)?(?:5|10|100)$")
_LISTS = {field: tuple(names.split()) for field, names in load("reviews").items()}
_RATINGS = frozenset(_LISTS["rating"]) - frozenset(_LISTS.pop("also_of_posts"))
_GENERIC: Mapping[str, tuple[str, ...]] = _LISTS


def known_layout(names: Iterable[str]) -> tuple[str, ReviewColumns] | None:
    """The export that these column names belong to, with what its columns hold."""
    there = {plain(name): name for name in names}
    for label, needed, mapping in _KNOWN:
        if needed <= there.keys():
            found = {field: there[name] for field, name in mapping.items() if name in there}
            return label, _columns(found)
    answers = _asked(there)
    rated = next((there[name] for name in _GENERIC["rating"] if name in there), None)
    if len(answers) >= 2 and rated and {"review_title", "review_id", "headline", "title", "review_date"} & there.keys():
        named = {**_generic(there, but=answers), "text": answers[0]}
        return "Reviews, several questions each", _columns(named)._replace(asked=answers)
    return None


def _asked(there: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for short, name in there.items() if _ASKED.fullmatch(short))


def is_rated(names: Iterable[str]) -> bool:
    """Whether a column is called what only a rating is; posts and tickets have scores, too."""
    there = {_unscaled(plain(name)) for name in names}
    return not there.isdisjoint(_RATINGS) and generic_layout(names) is not None


def generic_layout(names: Iterable[str]) -> ReviewColumns | None:
    """What the columns of any table of reviews hold: it must have a text and a rating."""
    found = _generic({_unscaled(plain(name)): name for name in names})
    if not {"text", "rating"} <= found.keys():
        return None
    return _columns(found)


def _generic(there: Mapping[str, str], *, but: Collection[str] = ()) -> dict[str, str]:
    """What columns hold by their names, each once, without some of them."""
    found: dict[str, str] = {}
    for field, synonyms in _GENERIC.items():
        left = (there[one] for one in synonyms if one in there and there[one] not in (*found.values(), *but))
        name = next(left, None)
        if name is not None:
            found[field] = name
    return found


def _columns(found: Mapping[str, str]) -> ReviewColumns:
    return ReviewColumns(found["text"])._replace(**dict[str, Any](found), ignored=frozenset(_ALWAYS_IGNORED))


def title_among(names: Iterable[str]) -> str | None:
    """The column that is called what holds a review's title; None where none is."""
    there = {plain(name): name for name in names}
    return next((there[one] for one in _GENERIC["title"] if one in there), None)


def is_reply(name: str) -> bool:
    """Whether a column is called what holds the company's answer to a review."""
    return _REPLY.search(plain(name)) is not None


def _unscaled(name: str) -> str:
    """A rating's name without the length of its scale: `score` of "Score /10" and of "Score (out of 10)"."""
    return _SCALE.sub("", name)


def is_google(looked: Sample) -> bool:
    """Whether a JSON file holds Google Business reviews: a rating in words."""
    return looked.container == "json" and '"starRating"' in looked.text and '"reviewId"' in looked.text
