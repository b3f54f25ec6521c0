"""What is told as a fact and stands in no single source: it is only asked for, or pieced together from several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.evidence_text import cited_voices, own_text, sentences_of, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, stop_words, word_set
from agent.verification.modality import asks, states_fact
from agent.verification.negation import is_negation
from agent.verification.statements import tells_of_one
from agent.verification.text import plain
from personas.evidence import Quote, Statistic, Theme

WHOLE = 2 / 3
"""The share of a clause's words that one source must hold where all of them together hold every word."""
_LEAST_WORDS = 2


def never_told(inquiry: Inquiry) -> str:
    """Why a fact stands in none of its sources, as a clause; nothing where it does, or where none is told."""
    if inquiry.claim.kind not in ("inference", "theme"):
        return ""
    for sentence in inquiry.sentences:
        if mixed := _mixed(inquiry, sentence):
            return f"'{mixed}' tells of one person what different people say"
    for clause in _facts(inquiry):
        stated = inquiry.text[clause.start : clause.end].strip(" .;:,")
        if _only_asked(inquiry, clause):
            return f"'{stated}' is told as a fact, and what it rests on only asks or wishes for it"
        if inquiry.claim.kind == "inference" and _in_pieces(inquiry, clause):
            return f"'{stated}' puts together what different people say of different things"
    return ""


def _mixed(inquiry: Inquiry, sentence: Span) -> str:
    """A sentence about one person of which no cited person says all that any of them says; else nothing."""
    text = inquiry.text[sentence.start : sentence.end]
    people = _people(inquiry.quotes)
    if (
        len(people) < 2
        or not tells_of_one(inquiry, *sentence)
        or bounded_pattern("speakers", "several").search(plain(text))
    ):
        return ""
    aside = stop_words() | word_set("prevalence", "anybody") | word_set("function_words", "soft")
    told = [word for word in inquiry.own_words_within(*sentence) if word.lower.removesuffix("'s") not in aside]
    stems = frozenset(word.stem for word in told)
    said = stems & frozenset[str]().union(*people.values())
    return text.strip(" .;:,") if all(said - heard for heard in people.values()) else ""


def _facts(inquiry: Inquiry) -> Iterator[Clause]:
    for sentence in inquiry.sentences:
        if inquiry.spoken.within(*sentence) or not states_fact(inquiry, sentence):
            continue
        yield from (clause for clause in clauses_with_evidence(inquiry, sentence) if len(clause.found) >= _LEAST_WORDS)


def _only_asked(inquiry: Inquiry, clause: Clause) -> bool:
    """Whether every sentence of the quotes that holds half of the clause's words asks for something.

    What is asked for is not there yet, so that a clause which denies it tells it as it is.
    """
    denies = any(map(is_negation, inquiry.own_words_within(clause.start, clause.end)))
    stems = {word.stem for word in clause.found}
    asked_of = ((quote.text, str(quote.attributes.get("question", ""))) for quote in cited_voices(inquiry))
    said = ((part, asked) for text, asked in asked_of for part in sentences_of(text))
    holding = [(part, asked) for part, asked in said if 2 * len(stems & stems_of(part)) >= len(stems)]
    return bool(holding) and all(asks(part, "" if denies else asked) for part, asked in holding)


def _in_pieces(inquiry: Inquiry, clause: Clause) -> bool:
    stems = {word.stem for word in clause.found}
    sources = _sources(inquiry)
    held = max((len(stems & source) for source in sources), default=0)
    return stems <= frozenset().union(*sources) and held < WHOLE * len(stems)


def _sources(inquiry: Inquiry) -> list[frozenset[str]]:
    """The stems of all that each cited person says, and of each cited figure and label."""
    people = _people(cited_voices(inquiry))
    figures: list[Statistic | Theme] = [*inquiry.statistics, *inquiry.themes]
    return [*people.values(), *(stems_of(own_text(figure)) for figure in figures)]


def _people(quotes: Sequence[Quote]) -> dict[str, frozenset[str]]:
    """The stems of all that each person says in these quotes."""
    found: dict[str, frozenset[str]] = {}
    for quote in quotes:
        found[quote.respondent_id] = found.get(quote.respondent_id, frozenset()) | stems_of(quote.text)
    return found
