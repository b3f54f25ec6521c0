"""An answer: sentences that cite, or the plain word that the evidence does not say."""

from typing import Any

from agent.chat.desk import Found
from personas.base import Record
from personas.claims import Claim
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.publishing.public import cited_evidence, public_evidence

ABSTENTION = "The evidence does not say"
NEAREST = "The nearest that was said, which may not answer it:"
_MARKS = {"inference": " (an inference)", "weak": " (weakly supported: read it beside its source)"}


class Answer(Record):
    """What the chat says, and what each sentence rests on."""

    text: str
    abstained: bool = False
    claims: tuple[Claim, ...] = ()
    pack: EvidencePack = EvidencePack(id="none", segment_id="")
    segment: SegmentReference | None = None
    """The one segment that the answer is about, if it is about one."""
    draft_id: str | None = None
    """The draft that the answer made, when it made one."""

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
    words = f"{ABSTENTION}. Looked for {looked} among {found.scope.name}: {because}."
    nearest = () if found.covered else found.pack.quotes[:3]
    if nearest:
        words = "\n".join([f"{words} {NEAREST}", *(f"  “{quote.text}”" for quote in nearest)])
    pack = found.pack.model_copy(update={"quotes": nearest, "statistics": (), "themes": ()})
    return Answer(text=words, abstained=True, pack=pack, segment=_of(found))


def compose(claims: list[Claim], found: Found, *, preface: str = "", pack: EvidencePack | None = None) -> Answer:
    """Sentences with the numbers of their citations; a sentence that fails a check is withheld and said to be."""
    standing = [claim for claim in claims if not claim.blocking]
    answer = Answer(text="", claims=tuple(standing), pack=pack or found.pack, segment=_of(found))
    numbers = {member.id: place for place, member in enumerate(answer.cited(), start=1)}
    lines = [preface] if preface else []
    for claim in standing:
        cited = dict.fromkeys(numbers[c.evidence_id] for c in claim.citations or () if c.evidence_id in numbers)
        lines.append(f"{claim.text} {''.join(f'[{number}]' for number in cited)}{_MARKS.get(claim.verdict, '')}")
    withheld = len(claims) - len(standing)
    if withheld:
        lines.append(f"({withheld} {'sentence was' if withheld == 1 else 'sentences were'} withheld: checks failed.)")
    return answer.model_copy(update={"text": "\n".join(lines)})


def _of(found: Found) -> SegmentReference | None:
    return None if found.scope.id == "everybody" else found.scope


def _source(member: Quote | Statistic | Theme) -> str:
    match member:
        case Quote():
            when = f", {member.date:%-d %B %Y}" if member.date else ""
            return f"{member.kind}, {member.source or member.source_id}{when}, respondent {member.respondent_id}"
        case Statistic():
            window = member.window
            dates = f", {window.start:%-d %B %Y} to {window.end:%-d %B %Y}" if window else ""
            return f"counted: {member.metric} of {member.group}{dates}"
        case Theme():
            return f"theme “{member.label}”, {member.phrase()}"
