"""The strategist's chat over a workspace: threads, transcript, and what the chat reaches for."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from agent.chat import (
    COMMANDS,
    Answer,
    ChatEvent,
    Listener,
    Stop,
    asks_for_sources,
    left_behind,
    named_segment,
    reply,
    standalone_question,
)
from agent.models import chat_model
from personas.errors import VerismError
from personas.library.messages import Message, add_message, list_messages
from personas.segment import Segment
from workspace import segmenting
from workspace.chat.answering import WorkspaceServices
from workspace.meanwhile import forgotten_so_far, refuse_if_forgotten
from workspace.roles import require
from workspace.workspace import Workspace
from workspace.writers import model_of

if TYPE_CHECKING:
    from agent.chat.with_model import Assistant

__all__ = ["Answer", "ChatEvent", "Conversation", "left_behind"]

_THREADS = "chat.db"
_THEY = re.compile(r"\b(?:they|them|their|theirs|these|those|this segment|that segment|it)\b", re.IGNORECASE)


class Conversation:
    """One thread of questions and answers; every turn is stored when it is said."""

    def __init__(
        self, workspace: Workspace, *, actor: str, segment: str | None = None, thread: str | None = None
    ) -> None:
        """Begin a thread or go on with one. Raises NotFound for an unknown segment, BadInput for a wrong model."""
        self._workspace, self._actor = workspace.acting(actor, vouched=workspace.vouched), actor
        self.thread = thread or secrets.token_hex(6)
        """The name under which the transcript is kept."""
        self._segment = segmenting.segment(workspace, segment) if segment else None
        self._services = WorkspaceServices(workspace, actor, draft_id=self._last("draft_id"))
        self._assistant = self._with_model()

    def ask(self, words: str, *, heard: Listener = lambda news: None, stop: Stop = lambda: False) -> Answer:
        """The answer to a command or a question; what goes wrong is said as an answer, so that the talk goes on."""
        try:
            return self.answer(words, heard=heard, stop=stop)
        except VerismError as error:
            return self._kept(Answer(text=str(error)), forgotten_so_far(self._workspace))

    def answer(self, words: str, *, heard: Listener = lambda news: None, stop: Stop = lambda: False) -> Answer:
        """The same for whoever asks once. Raises VerismError: a wrong name, a refusal, a server that is gone.

        Stale when somebody was forgotten meanwhile, whom the answer may quote: then it is not kept.

        A model's answer is told as it comes (`heard`), and can be stopped: what was checked by then is the answer.
        """
        require(self._workspace, "ask")
        so_far = forgotten_so_far(self._workspace)
        question = standalone_question(words, self._asked_before())
        self._keep({"text": words, "question": question})
        if asks_for_sources(words):
            return self._kept(self._who_said_it(), so_far)
        about = self._about(words)
        if self._assistant is None:
            answer = reply(question, self._services, about)
        else:
            answer = self._assistant.answer(question, about, heard=heard, stop=stop)
        told = answer if question == words else _read_as(question, answer)
        return self._kept(told, so_far, turn=(question, answer.text))

    def greeting(self) -> str:
        """What the chat is, whether a model speaks, and what it understands."""
        settings = self._workspace.settings
        if self._assistant:
            speaks = f"{settings.model} answers, and every sentence is checked: what fails is withheld."
        else:
            speaks = "No language model is set: answers are figures, themes and people's own words, with their sources."
        about = f" It is about {self._segment.name} only." if self._segment else ""
        commands = "; ".join(COMMANDS)
        return (
            f"Ask what the evidence says; where it says nothing, so will the answer.{about} {speaks}\n"
            f"It understands: {commands}; and questions in plain words. An empty line ends it."
        )

    def history(self) -> list[Message]:
        """The turns so far, the oldest first."""
        with self._workspace.library.read() as connection:
            return list_messages(connection, self.thread)

    def _about(self, words: str) -> Segment | None:
        """The segment of the conversation; for "they" of a follow-up, the one that was last spoken of."""
        if self._segment is not None or named_segment(words, self._services.segments()) or not _THEY.search(words):
            return self._segment
        known = {one.id: one for one in self._services.segments()}
        return known.get(self._last("segment_id", turns=1))

    def _asked_before(self) -> str:
        """The last question of the thread, in full; of words that were none, the words."""
        asked = [turn.body for turn in self.history() if turn.role == "user"]
        return str(asked[-1].get("question") or asked[-1].get("text", "")) if asked else ""

    def _who_said_it(self) -> Answer:
        """Where the last answer comes from, one line a source; nobody is named in them."""
        told = [turn.body.get("sources") for turn in self.history() if turn.role == "assistant"][-1:]
        lines = [f"  [{number}] {line}" for number, line in enumerate(told[0] if told and told[0] else (), start=1)]
        if not lines:
            return Answer(text="Nothing was cited before: ask about the evidence first.", abstained=True)
        return Answer(text="\n".join(["The last answer comes from:", *lines]))

    def _last(self, what: str, turns: int | None = None) -> str:
        """What the last answers of the thread were about: an id, or nothing."""
        answers = [turn for turn in self.history() if turn.role == "assistant"][::-1][:turns]
        return next((str(found) for turn in answers if (found := turn.body.get(what))), "")

    def _with_model(self) -> Assistant | None:
        """Who answers when a model is set: it knows the thread, and is limited by the settings."""
        settings = self._workspace.settings
        described = model_of(settings)
        model = chat_model(described)
        if model is None:
            return None
        from agent.chat.with_model import Assistant, Limits, Thread

        thread = Thread(settings.checkpoint_url or self._workspace.folder / _THREADS, self.thread)
        limits = Limits(calls=settings.calls_per_answer, tokens=settings.tokens_per_answer)
        return Assistant(model, described, self._services, thread=thread, limits=limits)

    def _kept(self, answer: Answer, so_far: str, turn: tuple[str, str] | None = None) -> Answer:
        """The answer, stored, and the turn remembered for the model. Raises Stale when somebody was forgotten since."""
        about = answer.segment.id if answer.segment else None
        body = {**answer.public_json(), "sources": answer.sources(), "segment_id": about}
        with self._workspace.library.write() as connection:
            refuse_if_forgotten(connection, so_far)
            add_message(connection, thread=self.thread, actor=self._actor, role="assistant", body=body)
            if self._assistant is not None and turn is not None:
                self._assistant.remember(*turn)
        return answer

    def _keep(self, body: dict[str, object]) -> None:
        with self._workspace.library.write() as connection:
            add_message(connection, thread=self.thread, actor=self._actor, role="user", body=body)


def _read_as(question: str, answer: Answer) -> Answer:
    """An answer to a follow-up says what it was taken to ask."""
    return answer.model_copy(update={"text": f"Read as: {question}\n{answer.text}"})
