"""Whether a spoken count is said of what it counts: "12 of 50" of one theme must not introduce another."""

from __future__ import annotations

from agent.verification.inquiry import Inquiry, Span, numbers_in, once
from agent.verification.relevance import LEAST, about, subject_stems
from agent.verification.statements import clause_around
from personas.evidence import Theme


@once
def counted_themes(inquiry: Inquiry) -> tuple[tuple[Span, Theme], ...]:
    """Every count of a cited theme in the text, spoken or typed, and the stretch that it introduces."""
    marks: list[tuple[int, int, Theme | None]] = [
        (f.start, f.end, f.source if isinstance(f.source, Theme) else None) for f in inquiry.spoken.figures
    ]
    for number in numbers_in(inquiry.text):
        if number.denominator is not None and not inquiry.spoken.covers(number.start, number.end):
            same = [t for t in inquiry.themes if t.n == number.low and t.of == number.denominator]
            marks.extend((number.start, number.end, theme) for theme in same[:1])
    marks.sort(key=lambda mark: mark[:2])
    found = []
    for position, (start, end, theme) in enumerate(marks):
        if theme is None:
            continue
        sentence = inquiry.sentence_of(start)
        following = [other for other, _, _ in marks[position + 1 :] if other < sentence.end]
        first = not any(sentence.start <= other < start for other, _, _ in marks[:position])
        stop = following[0] if following else sentence.end
        begin = sentence.start if first else end
        if inquiry.claim.kind in ("inference", "hypothesis"):
            clause = clause_around(inquiry, sentence, end)
            begin, stop = max(begin, clause.start), min(stop, clause.end)
        found.append((Span(begin, max(begin, stop)), theme))
    return tuple(found)


def moved(inquiry: Inquiry) -> str:
    """The reason when a theme's count introduces something that the theme does not say; else nothing."""
    for span, theme in counted_themes(inquiry):
        stems = subject_stems(inquiry, span)
        same = [other for other in inquiry.themes if (other.n, other.of) == (theme.n, theme.of)]
        rivals = [other for other in inquiry.themes if other not in same]
        held = max(about(inquiry, member, stems) for member in same)
        elsewhere = max((about(inquiry, member, stems) for member in rivals), default=0.0)
        if stems and (held < LEAST or (held <= 0.5 and elsewhere > held)):
            return f"{theme.phrase()} is the count of '{theme.label}', and this speaks of something else."
    return ""
