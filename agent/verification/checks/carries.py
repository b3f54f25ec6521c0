"""Whether the claim carries what its kind must carry."""

from agent.verification.clause_evidence import clauses_with_evidence, windows_of
from agent.verification.evidence_text import cited_texts, stems_of
from agent.verification.finding import Finding, failed, passed, shortened
from agent.verification.inquiry import Inquiry
from agent.verification.novelty import holds
from agent.verification.relevance import voices_about
from agent.verification.retold import retold_wrongly, told_in_new_words
from agent.verification.unsupported.rules import unsupported

NAME = "kind"
LEAST_RESPONDENTS = 3


def carries(inquiry: Inquiry) -> Finding:
    """A statistic cites a statistic, a verbatim one quote, a theme a theme or three people, an inference something."""
    problem = _PROBLEMS[inquiry.claim.kind](inquiry) or unsupported(inquiry)
    if problem:
        return failed(NAME, problem)
    return passed(NAME, f"It carries what a claim of the kind '{inquiry.claim.kind}' must carry.")


def _statistic(inquiry: Inquiry) -> str:
    if not inquiry.statistics:
        return "A statistic must cite a computed figure, and none is cited."
    if not _takes_up(inquiry):
        return "A statistic must say what its figure measures, and no word of it stands there."
    if beside := _unmeasured(inquiry):
        return f"'{shortened(beside)}' is said beside the figures, and none of them measures anything of it."
    return ""


def _unmeasured(inquiry: Inquiry) -> str:
    """A clause beside a spoken figure, of two words or more, none of which a figure has; a reviewer may add one."""
    if inquiry.claim.typed_by == "reviewer" or not inquiry.spoken.figures:
        return ""
    for clause in (clause for sentence in inquiry.sentences for clause in clauses_with_evidence(inquiry, sentence)):
        known = frozenset[str]().union(*windows_of(inquiry, clause.members))
        if len(clause.found) > 1 and not any(holds(word, known) for word in clause.found):
            return " ".join(word.text for word in clause.found)
    return ""


def _verbatim(inquiry: Inquiry) -> str:
    count = len(inquiry.quotes)
    if count != 1:
        return f"Somebody's own words must cite exactly one quote, and {count or 'none'} are cited."
    return "" if inquiry.quotations.found else "Somebody's own words must stand in quotation marks, and none do."


def _theme(inquiry: Inquiry) -> str:
    people = len(inquiry.respondents)
    if (inquiry.themes or people >= LEAST_RESPONDENTS) and not _takes_up(inquiry):
        return "What several people say must take up something of what is cited, and no word of it stands there."
    if inquiry.themes:
        return ""
    speaking = len(voices_about(inquiry))
    if people >= LEAST_RESPONDENTS > speaking:
        return f"Only {speaking} of the {people} people it cites speak of this, and {LEAST_RESPONDENTS} are needed."
    return (
        ""
        if people >= LEAST_RESPONDENTS
        else f"What several people say must cite a theme or quotes of {LEAST_RESPONDENTS} people; it cites {people}."
    )


def _inference(inquiry: Inquiry) -> str:
    if not (inquiry.quotes or inquiry.statistics or inquiry.themes):
        return "An inference must cite what it is inferred from, and nothing is cited."
    if not _takes_up(inquiry):
        return "An inference must take up something of what it cites, and no word of it stands there."
    if retold_wrongly(inquiry):
        return "What one person said is no inference, and these are not the words of anybody cited."
    if told := told_in_new_words(inquiry):
        return f"'{shortened(told)}' is told as a fact, and hardly a word of it stands in what it cites."
    return ""


def _takes_up(inquiry: Inquiry) -> bool:
    """Whether a content word stands in what is cited, its words are quoted, or a figure of it is spoken.

    A reviewer may put it in words of their own.
    """
    if inquiry.claim.typed_by == "reviewer" or inquiry.spoken.figures or inquiry.quotations.found:
        return True
    cited = {stem for text in cited_texts(inquiry) for stem in stems_of(text)}
    return any(word.stem in cited for word in inquiry.content_words)


def _hypothesis(inquiry: Inquiry) -> str:
    if not inquiry.claim.stage:
        return "A hypothesis has no place on a persona card, only in a stage of a planned journey."
    return "" if inquiry.planned else "A hypothesis is only allowed in a planned journey, and this journey is not one."


_PROBLEMS = {
    "statistic": _statistic,
    "verbatim": _verbatim,
    "theme": _theme,
    "inference": _inference,
    "hypothesis": _hypothesis,
}
