"""Statistics and themes that match a question."""

from collections.abc import Iterable, Sequence

from personas.evidence import PERMISSIONS, Statistic, Theme
from personas.phrasing import period
from retrieval.answering.expressions import says
from retrieval.answering.likeness import EXACT, NEAR, Likeness
from retrieval.answering.question import Question
from retrieval.answering.survey_questions import names_more
from retrieval.answering.terms import Term
from retrieval.answering.words import list_of, stem, stems
from retrieval.index.words import words

_UNITS = {
    "number": {"share", "count", "mean", "days", "money"},
    "money": {"money"},
    "frequency": {"mean", "count", "days"},
}
"""Kind of question -> units of the figures that answer it."""
_OUTLOOK = "outlook"
_ABOUT_THEM = ("demographics", "segment facts", PERMISSIONS)
"""Sections whose figures say who people are, and nothing of what they think."""
_BESIDE = 2


def statistic_words(statistic: Statistic) -> str:
    """A figure in words, with what it counts, without its dates: no month in them is what it speaks of."""
    counted = "" if statistic.population == "customers" else statistic.population
    dates = f" from {period(statistic.window)}" if statistic.window is not None else ""
    return f"{statistic.predicate.removesuffix(dates)} {' '.join(statistic.terms)} {counted}"


def theme_words(theme: Theme) -> str:
    """A theme in words."""
    return theme.label


def matching_statistics(question: Question, statistics: Iterable[Statistic], likeness: Likeness) -> list[Statistic]:
    """The figures that answer the question, the closest first; none for a question about opinions alone."""
    asked = (*question.terms, *question.measures)
    if not asked or question.kind == "opinion" or question.voiced or says("when", question.plain):
        return []
    wanted = (*asked, *question.group)
    fitting = [one for one in statistics if _may_answer(question, one)]
    scored = [(one, _scores(wanted, _stems_for(wanted, statistic_words(one)), likeness)) for one in fitting]
    whole = [(one, scores) for one, scores in scored if all(scores) and _to_the_letter(wanted, scores)]
    if whole:
        whole.sort(key=lambda pair: _rank(question, *pair))
        best = _rank(question, *whole[0])[0]
        return [one for one, scores in whole if question.kind == "fact" or _rank(question, one, scores)[0] == best]
    return _alternatives(question, scored) if question.alternatives else []


def beside_statistics(question: Question, statistics: Iterable[Statistic], likeness: Likeness) -> list[Statistic]:
    """Figures that speak of all of an opinion's matter: they stand beside what is said, and do not answer alone."""
    if not question.terms or question.kind != "opinion" or question.beyond:
        return []
    asked = [one for one in statistics if one.section not in _ABOUT_THEM]
    return [one for one in asked if all(_scores(question.terms, stems(one.predicate), likeness))][:_BESIDE]


def matching_themes(question: Question, themes: Iterable[Theme], likeness: Likeness) -> list[Theme]:
    """The themes that speak of all of the matter; of a question without one, the themes of its sections."""
    if question.kind in ("money", "frequency") or (question.kind == "number" and not question.voiced):
        return []
    if not question.terms:
        return [one for one in themes if one.topic in question.sections]
    return [one for one in themes if all(_scores(question.terms, stems(theme_words(one)), likeness))]


def _may_answer(question: Question, statistic: Statistic) -> bool:
    if says("of_voices", question.plain) and statistic.population != "respondents":
        return False
    if names_more(question, statistic):
        return False
    if question.beyond:
        return statistic.section == _OUTLOOK
    return statistic.unit in _UNITS.get(question.kind, {"share", "count", "mean", "money", "days"})


def _stems_for(wanted: Sequence[Term], text: str) -> tuple[str, ...]:
    """A figure's stems, without a verb that only looks like a noun that was asked for: "shares" are not "shared"."""
    things = {term.stems[0] for term in wanted if term.said.endswith("s")}
    found = [(word, stem(word)) for word in words(text)]
    return tuple(short for word, short in found if not (short in things and word.endswith(("ed", "ing"))))


def _scores(wanted: Sequence[Term], found: Sequence[str], likeness: Likeness) -> list[float]:
    return [score if (score := likeness.of(term, found)) >= NEAR else 0.0 for term in wanted]


def _to_the_letter(wanted: Sequence[Term], scores: Sequence[float]) -> bool:
    """Whether what is asked of people's lives is counted itself: who buys for pets may own none."""
    lives = list_of("life")
    return all(score >= EXACT for term, score in zip(wanted, scores, strict=True) if term.said in lives)


def _rank(question: Question, statistic: Statistic, scores: Sequence[float]) -> tuple[float, int]:
    """Exact words first, then the words of the question that need not be there, then the plainest figure."""
    said = set(stems(statistic_words(statistic)))
    light = sum(term.stems[0] in said for term in question.light)
    asked = {stem(word) for word in words(question.text)}
    return (-sum(scores) - light, len(said - asked))


def _alternatives(question: Question, scored: Sequence[tuple[Statistic, list[float]]]) -> list[Statistic]:
    """Of "in the shop or online": figures of one kind that between them speak of every alternative."""
    kinds = {one.metric.partition("=")[0] for one, scores in scored if any(scores)}
    for kind in sorted(kinds):
        family = [(one, scores) for one, scores in scored if any(scores) and one.metric.startswith(f"{kind}=")]
        if family and all(any(column) for column in zip(*(scores for _, scores in family), strict=True)):
            return [one for one, _ in family]
    return []
