"""Whether words of prevalence agree with how many of how many the evidence counts."""

from __future__ import annotations

from typing import NamedTuple

from agent.verification.evidence_text import stems_of
from agent.verification.figures.populations import named_in
from agent.verification.figures.ranks import unranked
from agent.verification.finding import Finding, failed, named, nothing_to_check, passed
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import Quantifier, bounded_pattern, generic, quantifiers, word_set
from agent.verification.modality import is_guess
from agent.verification.relevance import about, closest, subject_stems
from agent.verification.statements import Statement, statements, tells_of_one
from agent.verification.text import plain, stem
from personas.evidence import Statistic, Theme

NAME = "prevalence"
_PEOPLE = ("customers", "respondents")
_PERSONA_LOW, _PERSONA_LEAST = 0.2, 3
_MEASURED = 0.5
"""The share of a statement's words that an average must be about to measure it."""
_EVER = "customers:"
"""How the metric of a figure begins that counts who has done a thing at all, however seldom."""


class Count(NamedTuple):
    """How many of how many a cited figure counts."""

    source: Statistic | Theme
    n: float
    of: float
    share: float

    @property
    def said(self) -> str:
        """In words."""
        return f"{named(self.source)} counts {self.n:,.0f} of {self.of:,.0f}"


def prevalence(inquiry: Inquiry) -> Finding:
    """Every statement that speaks for the group agrees with n of N of the figure that it is about."""
    if reason := unranked(inquiry):
        return failed(NAME, reason)
    found = statements(inquiry)
    if not found:
        return nothing_to_check(NAME, "Nothing is said about how many.")
    findings = [finding for statement in found if (finding := _judge(inquiry, statement))]
    for finding in sorted(findings, key=lambda finding: not finding.opposite):
        return finding
    return passed(NAME, f"'{found[0].words}' agrees with the cited count.")


def counts(inquiry: Inquiry) -> list[Count]:
    """The shares that the cited figures count."""
    found = [Count(theme, theme.n, theme.of, theme.n / theme.of) for theme in inquiry.themes if theme.of > 0]
    for figure in inquiry.statistics:
        if figure.unit == "share":
            of = figure.denominator or 0
            n = figure.numerator if figure.numerator is not None else figure.value * of
            found.append(Count(figure, n, of, figure.value))
    return found


def _judge(inquiry: Inquiry, statement: Statement) -> Finding | None:
    if _voiced(inquiry, statement) or _averaged(inquiry, statement):
        return None
    counted = counts(inquiry)
    if not counted:
        return _uncounted(inquiry, statement)
    near = closest(inquiry, [count.source for count in counted], statement.span)
    relevant = [count for count in counted if count.source in near]
    if strange := [count for count in relevant if not _of_people(inquiry, statement, count.source)]:
        source = strange[0].source
        return failed(NAME, f"'{statement.words}' speaks of people, but {named(source)} counts something else.")
    if not relevant:
        return failed(NAME, f"'{statement.words}' speaks for the group, but no cited count is about that.")
    if counted_people := [count for count in relevant if _of_goods(inquiry, statement, count.source)]:
        source = counted_people[0].source
        return failed(NAME, f"'{statement.words}' speaks of what they buy, and {named(source)} counts people.")
    for count in relevant:
        finding = _compare(inquiry, statement, count)
        if finding:
            return finding
    return None


def _of_people(inquiry: Inquiry, statement: Statement, source: Statistic | Theme) -> bool:
    """Whether a figure counts people, or the statement says of what else it counts ("most orders")."""
    if isinstance(source, Theme) or source.population in _PEOPLE:
        return True
    return source.population in named_in(inquiry.text[statement.start : statement.span.end])


def _of_goods(inquiry: Inquiry, statement: Statement, source: Statistic | Theme) -> bool:
    """Whether a quantity of orders or spending is said where people are counted: "most of what they buy"."""
    said = bounded_pattern("prevalence", "of_goods").match(
        plain(inquiry.text), statement.start + len(statement.words) + 1
    )
    return bool(statement.quantifier and said) and (isinstance(source, Theme) or source.population in _PEOPLE)


def _voiced(inquiry: Inquiry, statement: Statement) -> bool:
    """Whether the word is what a single cited person says, or an adverb that the counted thing itself holds."""
    word = statement.quantifier
    if word is None:
        return False
    if _in_label(inquiry, statement):
        return True
    held = [quote.text for quote in inquiry.quotes]
    alike = {statement.words, *(other.words for other in quantifiers() if other._replace(words=word.words) == word)}
    inside = any(_holds(text, said) for text in held for said in alike)
    if inside and (
        tells_of_one(inquiry, inquiry.sentence_of(statement.start).start, statement.start)
        or inquiry.claim.kind == "verbatim"
    ):
        return True
    if word.about_people:
        return False
    figures = [f.predicate for f in inquiry.statistics] + [theme.label for theme in inquiry.themes]
    return any(_holds(text, statement.words) for text in figures)


def _averaged(inquiry: Inquiry, statement: Statement) -> bool:
    """Whether an average that is spoken beside it measures what is said: "they order often: ..."."""
    sentence, word = inquiry.sentence_of(statement.start), statement.quantifier
    stems = subject_stems(inquiry, statement.span)
    spoken = [f.source for f in inquiry.spoken.within(*sentence) if isinstance(f.source, Statistic)]
    averages = [f for f in spoken if f.unit != "share" and about(inquiry, f, stems) >= _MEASURED]
    if word is None:
        return bool(averages)
    often = 1 if word.words in word_set("prevalence", "more_often") else -1
    return word.role == "often" and any(f.differs and often * (f.value - (f.base_value or 0)) > 0 for f in averages)


def _in_label(inquiry: Inquiry, statement: Statement) -> bool:
    """Whether the word stands within a cited theme's label, said word for word: "one invoice for each job"."""
    text = plain(inquiry.text).casefold()
    for label in (plain(theme.label).casefold() for theme in inquiry.themes):
        start = text.find(label) if label else -1
        while start >= 0:
            if start <= statement.start < start + len(label):
                return True
            start = text.find(label, start + 1)
    return False


def _holds(text: str, said: str) -> bool:
    if said in word_set("prevalence", "no_person"):
        return any(one in plain(text).casefold() for one in word_set("prevalence", "no_person"))
    return all(stem(word) in stems_of(text) for word in said.split())


def _uncounted(inquiry: Inquiry, statement: Statement) -> Finding | None:
    """Without a count, only "some" and its like may be said, of as many people as are cited."""
    word, people = statement.quantifier, len(inquiry.respondents)
    if word is not None and word.about_people and word.low == 0 and word.high > 0:
        guessed = is_guess(inquiry, inquiry.sentence_of(statement.start))
        if people >= max(2, word.least) - guessed:
            return None
    if inquiry.claim.kind == "hypothesis" and word is None:
        return None
    return failed(NAME, f"'{statement.words}' speaks for the group, but nothing cited counts how many do.")


def _compare(inquiry: Inquiry, statement: Statement, count: Count) -> Finding | None:
    if statement.quantifier is not None:
        return _quantified(statement, statement.quantifier, count)
    return _bare(inquiry, statement, count)


def _quantified(statement: Statement, word: Quantifier, count: Count) -> Finding | None:
    low, high = word.opposite
    if low <= count.share <= high:
        return failed(NAME, f"'{statement.words}' says the opposite: {count.said}.", opposite=True)
    if word.words in word_set("prevalence", "mainly") and _counts_ever(count.source):
        return failed(NAME, f"'{statement.words}' says how much of it, and {named(count.source)} counts who ever does.")
    if word.low <= count.share <= word.high and count.n >= word.least:
        return None
    return failed(NAME, f"'{statement.words}' does not fit: {count.said}.")


def _bare(inquiry: Inquiry, statement: Statement, count: Count) -> Finding | None:
    rule = generic()
    if count.share < rule.opposite_below:
        reason = f"'{statement.words}' speaks for the group, but {count.said}."
        return failed(NAME, reason, opposite=True)
    if statement.kind == "persona" and count.share >= _PERSONA_LOW and count.n >= _PERSONA_LEAST:
        return None
    if count.share >= rule.low or (count.share >= rule.stated_low and _stated(inquiry, statement.span)):
        return None
    return failed(NAME, f"'{statement.words}' speaks for the group, but {count.said}.")


def _stated(inquiry: Inquiry, span: Span) -> bool:
    sentence = inquiry.sentence_of(span.start)
    return bool(inquiry.spoken.within(*sentence))


def _counts_ever(source: Statistic | Theme) -> bool:
    return isinstance(source, Statistic) and source.metric.startswith(_EVER)
