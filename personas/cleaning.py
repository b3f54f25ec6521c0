"""The cleaning rules, and a finding: what a rule found wrong with a text or an answer."""

from typing import Literal

from personas.base import Record
from personas.evidence import Attribute

Rule = Literal[
    "nil",
    "exact_copy",
    "near_copy",
    "many_authors",
    "link_only",
    "promotion",
    "burst",
    "boilerplate",
    "too_fast",
    "straight_line",
]

RULES: dict[Rule, str] = {
    "nil": "says nothing (“nil”, “n/a”, “-”)",
    "exact_copy": "word for word another respondent's, five words or more",
    "near_copy": "nearly another respondent's, ten words or more",
    "many_authors": "one text of four authors or more: all of them",
    "link_only": "hardly more than a link",
    "promotion": "advertises something",
    "burst": "one of many reviews with one rating on a day that has far more than usual",
    "boilerplate": "part of a text that many begin or end with, an invitation or a signature",
    "too_fast": "a survey answered in under a third of the median time: everything in it",
    "straight_line": "one answer to eight scale items or more: the scale answers",
}
"""Rule -> what it finds, in words for a person."""


class Finding(Record):
    """One thing that a rule found: in a text, in a part of it, or in everything that a respondent answered."""

    id: str
    """`f-` and ten hexadecimal digits of a hash of the rule and the place."""
    source_id: str
    respondent_id: str
    document_id: str = ""
    """Empty where it is about the respondent's answers."""
    rule: Rule
    start: int = 0
    end: int = 0
    """The stretch of the document; both 0 for the whole of it."""
    reason: str = ""
    """What it was found by: the text that it copies, the seconds that it took."""
    excluded: bool = True
    """Whether it is left out of the evidence now. Nothing is deleted: it can be taken back."""
    attributes: dict[str, Attribute] = {}
    """Of a straight line: what the scale answers would say of the respondent, kept for when they are taken back."""

    @property
    def whole(self) -> bool:
        """Whether it is about a whole text or a whole respondent."""
        return self.end == 0
