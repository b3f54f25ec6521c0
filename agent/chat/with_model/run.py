"""One question put to a model: sentences checked while they stream, and the answer made of those that pass."""

from typing import Any, Literal

from langchain_core.messages import AIMessageChunk
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.chat.answer import Answer, ModelFailure, abstain, compose, join, line_of
from agent.chat.sentences import checked, named
from agent.chat.services import ChatServices, Found
from agent.chat.streaming import ChatEvent, Listener
from agent.chat.with_model.partial import Partial
from agent.chat.with_model.tools import Tools
from agent.writers import Proposal
from agent.writers.llm.forms import in_form
from personas.claims import Claim

NOTHING_STOOD = "nothing that it wrote stood the checks"
_SILENT = "the model found nothing in it that answers the question"
_MOST_SENTENCES = 8
_STEPS = {
    "search_evidence": "searching the evidence",
    "segment_profile": "looking at a segment",
    "draft_persona": "drafting",
    "revise_section": "writing the section again",
}


class Sentence(BaseModel):
    """One sentence of an answer."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One sentence. Amounts only as slots such as {T1}.")
    kind: Literal["theme", "statistic", "verbatim", "inference"]
    citations: list[str] = Field(description="Aliases that the sentence rests on, such as E3; [] if none.")


class Reply(BaseModel):
    """The answer as data."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[Sentence]
    enough_evidence: bool
    """Asked for last: a small model that is asked first says no before it has read."""


class Run:
    """One question: what the tools have shown and done, and the sentences that were checked so far."""

    def __init__(self, words: str, found: Found, services: ChatServices, heard: Listener) -> None:
        self.tools = Tools(words, found, services)
        self._offered = frozenset(tool.name for tool in self.tools.offered())
        self._heard, self._partial = heard, Partial()
        self._claims: list[Claim] = []
        self._checked: dict[tuple[str, int], Claim] = {}
        """A sentence, and how much was on the shelf when it was checked -> its claim."""

    def hear(self, piece: object) -> None:
        """Tell of a tool that is called, and of each sentence that is whole and stands."""
        if not isinstance(piece, AIMessageChunk):
            return
        for call in piece.tool_call_chunks:
            name = call.get("name") or ""
            if name in _STEPS and name in self._offered:
                self._heard(ChatEvent("step", _STEPS[name]))
        for data in self._partial.take(piece):
            self._told(data)

    def answer(self, said: Reply) -> Answer | None:
        """The sentences that stand; an abstention when the model gives up; None when it wrote and nothing stands."""
        found = self.tools.shelf.found
        claims = [self._claim(one, number) for number, one in enumerate(said.sentences[:_MOST_SENTENCES], start=1)]
        if said.enough_evidence and not all(claim.blocking for claim in claims):
            return join([*self.tools.done, compose(claims, found)])
        if self.tools.done:
            return join(self.tools.done)
        if said.enough_evidence:
            return None
        return abstain(found.model_copy(update={"covered": False, "reason": found.reason or _SILENT}))

    @property
    def stands(self) -> bool:
        """Whether a sentence was heard that stands."""
        return bool(self._claims)

    def broken_off(self, model_failure: ModelFailure) -> Answer:
        """What stood when the model fell silent in the middle of its answer."""
        told = self.so_far(f"The model broke off here: {model_failure.reason}")
        return told.model_copy(update={"model_failure": model_failure})

    def so_far(self, why: str = "Stopped") -> Answer:
        """What stood when the answer ended early, and why it did."""
        answer = join([*self.tools.done, compose(self._claims, self.tools.shelf.found)])
        return answer.model_copy(update={"text": f"{answer.text}\n({why}.)".strip()})

    def _told(self, data: dict[str, Any]) -> None:
        try:
            claim = self._claim(Sentence.model_validate(data), len(self._claims) + 1)
        except ValidationError:
            return
        if not claim.blocking and len(self._claims) < _MOST_SENTENCES:
            self._claims.append(claim)
            shown = Answer(text="", claims=tuple(self._claims), pack=self.tools.shelf.pack)
            self._heard(ChatEvent("sentence", line_of(claim, shown)))

    def _claim(self, sentence: Sentence, number: int) -> Claim:
        key = sentence.model_dump_json(), len(self.tools.shelf.aliases.members)
        if key not in self._checked:
            self._checked[key] = self._judged(sentence)
        return self._checked[key].model_copy(update={"id": f"c-{number}"})

    def _judged(self, sentence: Sentence) -> Claim:
        shelf = self.tools.shelf
        proposal = Proposal(
            text=sentence.text, kind=sentence.kind, citations=tuple(sentence.citations), section="answer"
        )
        proposal = named(shelf.found, in_form(proposal, shelf.whole), shelf.aliases)
        claim = checked(shelf.found, proposal, shelf.aliases)
        return claim if _stands(claim) else claim.model_copy(update={"verdict": "ungrounded"})


def _stands(claim: Claim) -> bool:
    """Whether a model's sentence may be shown: nothing blocks it, and its words stand in what it cites."""
    support = next((check for check in claim.checks if check.name == "support"), None)
    return not claim.blocking and (support is None or support.outcome != "fail")
