"""An answer: sentences with citations, or an abstention when the evidence does not cover the question."""

import re
from collections.abc import Sequence
from typing import Any

from agent.chat.services import Found
from personas.base import Record
from personas.claims import Claim
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.normalising import shortened
from personas.publishing.public import cited_evidence, public_evidence
from retrieval.themes.contexts import context_of

ABSTENTION = "The evidence does not say"
NEAREST = "The nearest that was said, which may not answer it:"
_CITED = re.compile(r"(?:\[\d+\])+(?=$| \()", re.MULTILINE)
_LONGEST = 90
"""Characters of a question that is repeated beside its answer."""
_MARKS = {"inference": " (an inference)", "weak": " (weakly supported: read it beside its source)"}


class ModelFailure(Record):
    """Why a model that was asked is not who answers."""

    reason: str
    lasting: bool = False
    """Whether no further call will succeed: its server, its key or its name is wrong."""


class Answer(Record):
    """What the chat says, and what each sentence rests on."""

    text: str
    abstained: bool = False
    claims: tuple[Claim, ...] = ()
    pack: EvidencePack = EvidencePack(id="none", segment_id="")
    people: dict[str, int] = {}
    """Quote id -> how many people say it in nearly the same words; the others' quotes are left out."""
    segment: SegmentReference | None = None
    """The one segment that the answer is about, if it is about one."""
    draft_id: str | None = None
    """The draft that the answer made, when it made one."""
    model_failure: ModelFailure | None = None
    """Set where a model was asked and the evidence speaks for itself in its place."""

    def cited(self) -> list[Quote | Statistic | Theme]:
        """The evidence in the order of its first citation; of an abstention, the nearest that there is."""
        if self.abstained:
            return list(self.pack.quotes)
        ids = [c.evidence_id for claim in self.claims for c in claim.citations or ()]
        return [member for i in dict.fromkeys(ids) if (member := self.pack.find(i)) is not None]

    def sources(self) -> list[str]:
        """For each number in the text, a line on where it comes from; none when nothing is cited."""
        return [] if self.abstained else [_source(member) for member in self.cited()]

    def public_json(self) -> dict[str, Any]:
        """The documented shape: answer, abstained, claims, evidence (the cited; of an abstention, the nearest)."""
        near = {member.id: public_evidence(member) for member in self.cited()} if self.abstained else {}
        return {
            "answer": self.text,
            "abstained": self.abstained,
            "claims": [claim.model_dump(mode="json") for claim in self.claims],
            "evidence": near or cited_evidence(self.pack, self.claims),
            "draft_id": self.draft_id,
        }


def abstain(found: Found) -> Answer:
    """Say that the evidence does not say, what was looked for, and what stands nearest."""
    looked = ", ".join(f"“{word}”" for word in found.searched) or "the question's words"
    because = found.reason or "what was said of it failed a check (it may be sensitive or personal) and is not repeated"
    words = f"{ABSTENTION}. Looked for {looked} among {found.whose}: {because}."
    nearest = () if found.covered else found.pack.quotes[:3]
    if nearest:
        near = (f"  “{quote.text}” ({quote.kind}, {quote.source or quote.source_id})" for quote in nearest)
        words = "\n".join([f"{words} {NEAREST}", *near])
    pack = found.pack.model_copy(update={"quotes": nearest, "statistics": (), "themes": ()})
    words = "\n".join([words, *found.advice, *_left_out(found)])
    return Answer(text=words, abstained=True, pack=pack, segment=_of(found))


def compose(claims: list[Claim], found: Found, *, preface: str = "", pack: EvidencePack | None = None) -> Answer:
    """Sentences with the numbers of their citations; a sentence that fails a check is withheld and said to be.

    Without a `preface` an answer about some people says first who they are and how many.
    """
    standing = [claim for claim in claims if not claim.blocking]
    answer = Answer(text="", claims=tuple(standing), pack=pack or found.pack, people=found.people, segment=_of(found))
    lines = [preface or f"From {found.crowd}:"] if preface or found.crowd else []
    lines += [line_of(claim, answer) for claim in standing]
    withheld = len(claims) - len(standing)
    if withheld:
        lines.append(f"({withheld} {'sentence was' if withheld == 1 else 'sentences were'} withheld: checks failed.)")
    lines += _left_out(found)
    return answer.model_copy(update={"text": "\n".join(lines)})


def line_of(claim: Claim, answer: Answer) -> str:
    """A sentence of an answer with the numbers of what it cites."""
    numbers = {member.id: place for place, member in enumerate(answer.cited(), start=1)}
    cited = dict.fromkeys(numbers[c.evidence_id] for c in claim.citations or () if c.evidence_id in numbers)
    people = answer.people.get(claim.citations[0].evidence_id, 1) if claim.kind == "verbatim" and claim.citations else 1
    alike = f" (said by {people} people in nearly the same words)" if people > 1 else ""
    marks = f"{alike}{_why_there(claim, answer)}{_MARKS.get(claim.verdict, '')}"
    return f"{claim.text} {''.join(f'[{number}]' for number in cited)}{marks}"


def _why_there(claim: Claim, answer: Answer) -> str:
    """Why words that may not name the matter themselves stand in an answer: they go on, or reply to a question."""
    quote = _repeated(claim, answer)
    if quote is None:
        return ""
    before = answer.claims[: answer.claims.index(claim)][-1:]
    last = _repeated(before[0], answer) if before else None
    if last is not None and quote.goes_on_from(last):
        return " (said right after that)"
    context = context_of(quote)
    if context is None or not context.question:
        return ""
    return f" (asked “{shortened(' '.join(context.question.split()), _LONGEST)}”)"


def _repeated(claim: Claim, answer: Answer) -> Quote | None:
    """The quote whose words a sentence repeats; None for a sentence of another kind."""
    cited = [answer.pack.find(one.evidence_id) for one in claim.citations or ()] if claim.kind == "verbatim" else []
    return next((member for member in cited if isinstance(member, Quote)), None)


def join(answers: Sequence[Answer]) -> Answer:
    """Several answers as one, their citations numbered through; an abstention's nearest evidence stands alone."""
    first, *others = answers
    for other in others:
        first = _both(first, other)
    return first


def _both(one: Answer, other: Answer) -> Answer:
    claims = (*one.claims, *other.claims)
    pack = one.pack.model_copy(
        update={
            "quotes": _united(one.pack.quotes, other.pack.quotes),
            "statistics": _united(one.pack.statistics, other.pack.statistics),
            "themes": _united(one.pack.themes, other.pack.themes),
        }
    )
    both = Answer(
        text="",
        abstained=one.abstained and other.abstained,
        claims=claims,
        pack=pack,
        people=one.people | other.people,
        segment=one.segment or other.segment,
        draft_id=other.draft_id or one.draft_id,
    )
    return both.model_copy(update={"text": "\n".join(_renumbered(part, both) for part in (one, other) if part.text)})


def _renumbered(part: Answer, whole: Answer) -> str:
    """The text of a part with the numbers that its citations have in the whole."""
    if part.abstained:
        return part.text
    places = {member.id: place for place, member in enumerate(whole.cited(), start=1)}
    new = {str(old): places[member.id] for old, member in enumerate(part.cited(), start=1) if member.id in places}
    return _CITED.sub(lambda run: re.sub(r"\d+", lambda number: str(new.get(number[0], number[0])), run[0]), part.text)


def _united(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple({member.id: member for member in (*one, *other)}.values())


def _left_out(found: Found) -> list[str]:
    if not found.left_out:
        return []
    texts = "1 text that tries" if found.left_out == 1 else f"{found.left_out} texts that try"
    return [f"({texts} to give orders {'was' if found.left_out == 1 else 'were'} left out: “texts that give orders”.)"]


def _of(found: Found) -> SegmentReference | None:
    return None if found.scope.id == "everybody" else found.scope


def _source(member: Quote | Statistic | Theme) -> str:
    match member:
        case Quote():
            when = f", {member.date:%-d %B %Y}" if member.date else ""
            return f"{member.kind}, {member.source or member.source_id}{when}, respondent {member.respondent_id}" + (
                f", {member.placed}" if member.placed else ""
            )
        case Statistic():
            window = member.window
            dates = f", {window.start:%-d %B %Y} to {window.end:%-d %B %Y}" if window else ""
            return f"counted: {member.metric} of {member.group}{dates}"
        case Theme():
            return f"theme “{member.label}”, {member.phrase()}"
