"""What is set above all else ("the biggest complaint", "the only reason"): a count shows it, or one voice says it."""

from __future__ import annotations

from collections.abc import Iterator

from agent.verification.evidence_text import cited_texts
from agent.verification.finding import named
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import rank_patterns
from agent.verification.relevance import closest
from agent.verification.statements import speaks_of_one
from agent.verification.text import plain
from personas.evidence import Theme
from personas.normalising import comparable

_WITHOUT: dict[str, str] = {
    "counted": "ranks one thing above the others of its sort, and nothing cited counts them",
    "felt": "says how much something matters beside all else, and no count shows that",
    "alone": "leaves nothing else beside it, and no count shows that",
    "rivals": "compares with other companies, and nothing cited does",
}


def unranked(inquiry: Inquiry) -> str:
    """The reason when something is set above all else and neither a count nor a voice does so; else nothing."""
    for name, start, words in _found(inquiry):
        if _voiced(inquiry, start, words):
            continue
        reason = _reason(inquiry, name, start)
        if reason:
            return f"'{words}' {reason}."
    return ""


def _reason(inquiry: Inquiry, name: str, start: int) -> str:
    if name == "shares":
        return _outnumbered(inquiry, start)
    return _outcounted(inquiry, start) if name == "counted" else _WITHOUT[name]


def _found(inquiry: Inquiry) -> Iterator[tuple[str, int, str]]:
    """The words that rank, in the writer's own voice, with where they stand and of which sort they are."""
    text = plain(inquiry.text)
    for name, pattern in rank_patterns().items():
        for match in pattern.finditer(text):
            if not inquiry.masked(*match.span()):
                yield name, match.start(), match[0].strip(" .;:,")


def _voiced(inquiry: Inquiry, start: int, words: str) -> bool:
    """Whether a cited text has these very words, and the sentence tells what one person says or a label's own words."""
    said = comparable(words).casefold()
    if any(said in comparable(theme.label).casefold() for theme in inquiry.themes):
        return True
    sentence = inquiry.sentence_of(start)
    one = inquiry.claim.kind == "verbatim" or speaks_of_one(inquiry.text[sentence.start : sentence.end])
    return one and any(said in comparable(text).casefold() for text in cited_texts(inquiry))


def _outnumbered(inquiry: Inquiry, start: int) -> str:
    """Why another share of the same distribution is larger than the one spoken of; nothing where none is."""
    near = closest(inquiry, inquiry.statistics, Span(*inquiry.sentence_of(start)))
    shares = [figure for figure in near if figure.unit == "share" and figure.distribution]
    if not shares:
        return ""
    first = max(shares, key=lambda figure: figure.value)
    alike = (other for other in inquiry.pack.statistics if other.distribution == first.distribution)
    more = max(alike, key=lambda figure: figure.value)
    return f"does not fit: {named(more)}" if more.value > first.value else ""


def _outcounted(inquiry: Inquiry, start: int) -> str:
    """Why a count does not show that the theme spoken of comes first among those of its sort; else nothing."""
    near = closest(inquiry, inquiry.themes, Span(*inquiry.sentence_of(start)))
    if not near:
        return _WITHOUT["counted"]
    first = max(near, key=lambda theme: theme.n)
    more = [other for other in inquiry.pack.themes if _same_sort(other, first) and other.n >= first.n]
    return f"does not fit: {named(more[0])} counts as many" if more else ""


def _same_sort(other: Theme, theme: Theme) -> bool:
    """Whether two themes were counted alike: of one side or one question, else of one topic."""
    if other.id == theme.id or other.mentions or other.segment_id != theme.segment_id:
        return False
    if theme.question or other.question:
        return other.question == theme.question
    return other.side == theme.side if theme.side else other.topic == theme.topic
