"""The writer that asks a chat model, section by section."""

from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from agent.models.settings import ModelSettings
from agent.writers.extractive import ExtractiveWriter
from agent.writers.llm.calling import ask
from agent.writers.llm.language import wrong_language
from agent.writers.llm.presenting import (
    evidence_lines,
    failure_lines,
    segment_line,
    shown_aliases,
    standing_lines,
)
from agent.writers.llm.reading import read_answer
from agent.writers.llm.schema import answer_schema
from agent.writers.protocol import Failure, SectionRequest, Written
from personas.draft import STAGES
from personas.draft import Writer as WriterDescription
from personas.languages import NarrativeLanguage
from prompts import load_prompt

FROM_FIGURES = frozenset({"segment facts", "demographics", "outlook"})
"""Sections that are figures by nature: the system speaks them, as it does any section for which nobody spoke."""
_PROMPTS = {"section": "persona-section", "narrative": "narrative", "journey": "journey"}
_OTHERS = ("contract", "revise", "repair", "again", "form")
_WORTH_ASKING_AGAIN = frozenset({"prose instead of data", "incomplete data", "empty answer"})


class LLMWriter:
    """Writes with a chat model. Its answers are data by schema; every fault has a name and becomes an unknown.

    Calls about a segment begin with the same contract, to the letter, and what asks again for a part (another sample,
    a repair, a reminder) with all that asked for it the first time: a server that caches prefixes reads them once.
    """

    def __init__(self, model: BaseChatModel, settings: ModelSettings) -> None:
        self._model, self._settings = model, settings
        self._figures = ExtractiveWriter()
        self._prompts = {name: load_prompt(name) for name in (*_PROMPTS.values(), *_OTHERS)}
        identities = {name: prompt.identity for name, prompt in self._prompts.items()}
        self._description = WriterDescription(kind="llm", model=settings.model, prompts=identities)

    @property
    def description(self) -> WriterDescription:
        """The model, and the prompts' versions and hashes."""
        return self._description

    def write(self, request: SectionRequest) -> Written:
        """The model's proposals for a part. Raises PrerequisiteMissing or BadInput when it can't be asked at all."""
        if request.section in FROM_FIGURES or _figures_only(request):
            return self._figures.write(request)
        if request.empty:
            return Written()
        return self._answered(request, self._task(request))

    def repair(self, request: SectionRequest, failures: Sequence[Failure]) -> Written:
        """One mended proposal for each failure, in order; after a fault the failed ones stay as they are."""
        mend = self._prompts["repair"].render(failures=failure_lines(failures), language=_asked_for(request.language))
        wanted = request.model_copy(update={"limit": len(failures)})
        written = self._answered(wanted, _then(self._task(request), mend.user))
        kept = [failure.proposal for failure in failures]
        mended = [
            new.model_copy(update={"section": old.section, "stage": old.stage})
            for new, old in zip(written.proposals, kept, strict=False)
        ]
        return written.model_copy(update={"proposals": (*mended, *kept[len(mended) :])})

    def _task(self, request: SectionRequest) -> str:
        """What is asked of the model for a part: the evidence first, what to do with it last."""
        common = {
            "evidence": evidence_lines(request),
            "limit": str(request.limit),
            "language": _asked_for(request.language),
        }
        own = {
            "section": {"section": request.section, "guidance": request.guidance},
            "narrative": {"name": request.persona_name, "claims": standing_lines(request)},
            "journey": {"stages": ", ".join(STAGES)},
        }
        if request.wish:
            claims = standing_lines(request)
            return self._prompts["revise"].render(**common, **own["section"], claims=claims, wish=request.wish).user
        return self._prompts[_PROMPTS[request.task]].render(**common, **own[request.task]).user

    def _answered(self, request: SectionRequest, task: str) -> Written:
        """The answer; if nothing of it could be read, it is asked for once more. Without evidence nothing is asked."""
        if not shown_aliases(request):
            return Written()
        first = self._asked(request, task)
        if first.proposals or first.fault is None or first.fault.name not in _WORTH_ASKING_AGAIN:
            return first
        reminder = self._prompts["again"].render(fault=first.fault.detail).user
        second = self._asked(request, _then(task, reminder))
        return second.model_copy(update={"usage": first.usage + second.usage})

    def _asked(self, request: SectionRequest, task: str) -> Written:
        rendered = self._prompts["contract"].render(segment=segment_line(request.segment), task=task)
        messages: list[BaseMessage] = [SystemMessage(rendered.system), HumanMessage(rendered.user)]
        schema = answer_schema(request, shown_aliases(request))
        reply = ask(self._model, self._settings, messages, schema)
        if reply.fault is not None and not reply.text:
            return Written(fault=reply.fault, usage=reply.usage)
        answer = read_answer(reply.text, request)
        foreign = wrong_language(answer.proposals, request.language)
        if foreign is not None:
            return Written(fault=foreign, usage=reply.usage)
        fault = answer.fault and (reply.fault or answer.fault)
        return Written(proposals=answer.proposals, fault=fault, usage=reply.usage)


def _asked_for(language: NarrativeLanguage) -> str:
    """The language as a prompt names it; elsewhere than in English, what to do with figures, which are spoken in it."""
    slots = " (a slot becomes an English phrase: put each in brackets, after words of your own)"
    return language if language == "English" else language + slots


def _then(task: str, more: str) -> str:
    """A task and what is said after it, as one message: some servers refuse two of one speaker in a row."""
    return f"{task}\n\n{more}"


def _figures_only(request: SectionRequest) -> bool:
    return request.task == "section" and not request.themes and not request.quotes
