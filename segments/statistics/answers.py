"""Measures of closed answers: top-two share and mean for scales, shares for choices."""

from collections.abc import Collection, Iterator

from personas.placing import section_of
from segments.segmentation.parts import literal
from segments.statistics.measures import Measure
from segments.statistics.scales import Scale, ScaleWords, scale_measures, scale_of
from segments.tables import Tables, personal_kind, plain, sensitive_kind

MOST_CHOICES = 15
_HEADING = 3
"""Words up to which a question may be the heading of a column of personal data ("Phone number")."""
_COMPLAINTS = ("frustrations", "objections")
_NO_ANSWER = "answer IS NOT NULL AND trim(answer) <> ''"


def questions(tables: Tables) -> set[str]:
    """The plain names of all questions that were answered."""
    if tables.read("answers") is None:
        return set()
    rows = tables.connection.raw_sql("SELECT DISTINCT question FROM answers").fetchall()
    return {plain(question) for (question,) in rows}


def answer_measures(tables: Tables, *, leave_out: Collection[str] = ()) -> Iterator[Measure]:
    """Measures over the people who answered; a question with many different answers is free text and left out.

    `leave_out` are plain names of questions that are told as attributes.
    """
    if tables.read("answers") is None:
        return
    rows = tables.connection.raw_sql(
        f"SELECT question, trim(answer), count(*) FROM answers WHERE {_NO_ANSWER} GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
    ).fetchall()
    choices: dict[str, list[str]] = {}
    for question, answer, _ in rows:
        choices.setdefault(question, []).append(answer)
    for question, given in choices.items():
        private = sensitive_kind(question) or (len(question.split()) <= _HEADING and personal_kind(question))
        if private or plain(question) in leave_out or not 2 <= len(given) <= MOST_CHOICES:
            continue
        scale = scale_of(given, question)
        yield from _choices(question, given) if scale is None else _scale(question, scale)


def _source(question: str, columns: str) -> str:
    return (
        f"people JOIN (SELECT v.person_id, {columns} FROM answers a JOIN voices v USING (respondent_id) "
        f"WHERE a.question = {literal(question)} AND a.{_NO_ANSWER} GROUP BY v.person_id) USING (person_id)"
    )


def _choices(question: str, given: list[str]) -> Iterator[Measure]:
    section = section_of(question, otherwise="behaviours")
    for answer in given:
        chosen = f"max(CASE WHEN trim(a.answer) = {literal(answer)} THEN 1 ELSE 0 END) AS chosen"
        yield Measure(
            f"answer:{question}={answer}", f'answer "{answer}" to "{question.strip()}"', section,
            _source(question, chosen), "chosen", population="respondents", terms=_terms(question, answer),
            about=plain(question),
        )  # fmt: skip


def _scale(question: str, scale: Scale) -> Iterator[Measure]:
    points = "CASE trim(a.answer) " + " ".join(f"WHEN {literal(a)} THEN {p}" for a, p in scale.points.items()) + " END"
    source = _source(question, f"max({points}) AS points")
    asked = question.strip()
    told = ScaleWords(scale.predicate(asked), f'the average answer to "{asked}" (out of {scale.highest})')
    pattern = Measure(
        "", "", _scale_section(question, scale), source, "", known="points IS NOT NULL", population="respondents",
        terms=_terms(question), about=plain(question),
    )  # fmt: skip
    yield from scale_measures(question, told, "points", scale.highest, pattern)


def _scale_section(question: str, scale: Scale) -> str:
    """Only who agrees with a complaint complains; who rates something or calls it important does not."""
    found = "decision criteria" if scale.weighs else section_of(question, otherwise="decision criteria")
    return "decision criteria" if found in _COMPLAINTS and not scale.agrees else found


def _terms(question: str, answer: str = "") -> tuple[str, ...]:
    words = [word.strip("?.,!\"'()").lower() for word in f"{question} {answer}".split()]
    return tuple(dict.fromkeys(word for word in words if len(word) > 4))[:8]
