"""Follow-up questions rewritten to stand alone: "and the price?" needs the question before it."""

import re

_ABOUT = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)?(?:(?:what|how) about|and(?: what of)?)\s+(?:the |their |our )?"
    r"(?!(?:why|who|whom|what|which|when|where|how|do|does|did|is|are|draft|compare|send|now|then)\b)"
    r"(?P<matter>[\w'’-]+(?: [\w'’-]+){0,4})\W*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\W*(?:(?:and|but|so)\W+)?why(?: (?:is|was) (?:that|it|this)| so| not)?\W*$", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:and )?who (?:said|says|told (?:you|us)|claims) (?:that|this|it|so)\W*$", re.IGNORECASE)
_ASKS_WHETHER = re.compile(r"^(?:do|does|did|is|are|was|were|has|have|would|could|can|should)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:ones?|others|older|younger|men|women|customers|people|members|g-\d+)\b", re.IGNORECASE)
"""Other people, of whom the question before is asked, and no other matter."""


def asks_for_sources(words: str) -> bool:
    """Whether the sources of what was just said are asked for."""
    return _WHO.match(words) is not None


def standalone_question(words: str, before: str) -> str:
    """A follow-up as a question that stands alone; `before` is the question before it. Other words stay as they are.

    "And the older ones?" stays: an answer about everybody would be none about them.
    """
    about = _ABOUT.match(words)
    if about is not None and before and not _OTHERS.search(about["matter"]):
        return f"What do people say about {about['matter']}?"
    if _WHY.match(words) and _ASKS_WHETHER.match(before):
        return f"Why {before[:1].lower()}{before[1:]}"
    return words
