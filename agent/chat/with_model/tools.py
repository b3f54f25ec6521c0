"""The tools offered to the chat's model; which ones depends on the person's words, never on the model's.

Reading is always allowed. Acting (draft, revise, send to review) is offered only when the person spoke of it, on the
draft that the person named or that the talk is about, with the person's own words as the wish, and once an answer.
"""

import re
from collections.abc import Callable

from langchain_core.tools import BaseTool, StructuredTool

from agent.chat import draft_commands
from agent.chat.answer import Answer
from agent.chat.comparing import compare
from agent.chat.extractive import list_segments
from agent.chat.naming import resolve
from agent.chat.services import ChatServices, Found
from agent.chat.with_model.shelf import Shelf
from personas.draft import SECTIONS
from personas.errors import NotFound, Refused
from personas.segment import Segment

_DRAFT_ID = re.compile(r"\bd-\d+\b", re.IGNORECASE)
_SECTIONS = r"|".join(sorted({word.rstrip("s") for name in SECTIONS for word in name.split() if len(word) > 4}))
_ASKED = r"(?:^|[.,;:!?]\s*|\b(?:please|you|and|then|to)\s+)"
_ASKS = {
    "draft": re.compile(r"\b(?:draft|personas?|journeys?)\b", re.IGNORECASE),
    "revise": re.compile(
        rf"{_ASKED}(?:revise|rewrite|rework|redo|rephrase|sharpen|shorten|change|improve|make|keep|simplify)\b"
        rf"[^?]*\b(?:{_SECTIONS})",
        re.IGNORECASE,
    ),
    "send": re.compile(rf"{_ASKED}(?:send|submit|hand|pass)\b.*\b(?:review(?:ers?)?|d-\d+|it|draft)\b", re.IGNORECASE),
    "claim": re.compile(r"\bc-\d+\b", re.IGNORECASE),
}
"""What a person says who wants it done: an order, not a question about customers."""


class Tools:
    """The tools of one question, and what they have done."""

    def __init__(self, words: str, found: Found, services: ChatServices) -> None:
        self._words, self._services = words, services
        self.shelf = Shelf(found)
        self.done: list[Answer] = []
        """What was done or shown at the person's wish, in the system's own words."""
        self._acted: set[str] = set()

    @staticmethod
    def acting(words: str) -> bool:
        """Whether somebody asks for more than an answer, so that a model is asked whatever the evidence covers."""
        return any(_ASKS[name].search(words) for name in ("draft", "revise", "send", "claim"))

    def offered(self) -> list[BaseTool]:
        """The tools that the person's words call for; a model reads what each is for in its docstring."""
        asked: dict[str, list[Callable[..., str]]] = {
            "draft": [self.draft_persona],
            "revise": [self.revise_section],
            "claim": [self.explain_claim, self.counter_evidence],
            "send": [self.send_to_review],
        }
        reading: list[Callable[..., str]] = [
            self.search_evidence,
            self.list_all_segments,
            self.segment_profile,
            self.compare_segments,
        ]
        wanted = [tool for name, tools in asked.items() if _ASKS[name].search(self._words) for tool in tools]
        return [StructuredTool.from_function(tool) for tool in (*reading, *wanted)]

    def search_evidence(self, query: str, segment: str = "") -> str:
        """Search what customers said and what was counted; `segment` narrows to a segment by name."""
        return self._about(segment, lambda about: self.shelf.lines(self._services.find(query, about)))

    def list_all_segments(self) -> str:
        """The segments with their sizes."""
        return list_segments(self._services).text

    def segment_profile(self, segment: str) -> str:
        """A segment's most telling figures and themes."""
        return self._about(segment, lambda about: self.shelf.lines(self._services.profile(about)) if about else "")

    def compare_segments(self, one: str, other: str) -> str:
        """The same figures of two segments, side by side, shown to the strategist as they are."""
        return self._do("compare", lambda: compare(self._services, one, other))

    def draft_persona(self, segment: str) -> str:
        """Draft a persona and a journey for a segment."""
        return self._do("draft", lambda: draft_commands.make_draft(self._services, self._named(segment)))

    def revise_section(self, section: str) -> str:
        """Write a section of the draft again as the strategist wishes, such as frustrations or goals."""
        return self._do("revise", lambda: self._revise(section))

    def explain_claim(self, claim: str) -> str:
        """What a claim of the draft rests on and what each check found, such as c-3."""
        return self._do(f"explain {claim}", lambda: draft_commands.explain(self._services, self._draft(), claim))

    def counter_evidence(self, claim: str) -> str:
        """Who says otherwise than a claim of the draft, such as c-3."""
        return self._do(
            f"counter {claim}", lambda: draft_commands.counter_evidence(self._services, self._draft(), claim)
        )

    def send_to_review(self) -> str:
        """Send the draft that the talk is about to the reviewers."""
        return self._do("send", lambda: draft_commands.send_to_review(self._services, self._draft()))

    def _revise(self, section: str) -> Answer:
        """The section must be one that the person named; the wish is the person's own words."""
        name = draft_commands.section_named(section)
        if not any(word.rstrip("s") in self._words.lower() for word in name.split() if len(word) > 3):
            raise Refused(f"The strategist does not speak of {name}.")
        return draft_commands.revise(self._services, self._draft(), name, self._words)

    def _draft(self) -> str:
        named = _DRAFT_ID.search(self._words)
        return named[0].lower() if named else ""

    def _named(self, segment: str) -> Segment:
        return resolve(segment, self._services.segments())

    def _do(self, name: str, work: Callable[[], Answer]) -> str:
        """Do something once; what came of it goes to the person as it is, and to the model as data."""
        if name in self._acted:
            return "That was done already; one answer does it once."
        try:
            answer = work()
        except (NotFound, Refused) as error:
            return str(error)
        self._acted.add(name)
        self.done.append(answer)
        return answer.text

    def _about(self, name: str, read: Callable[[Segment | None], str]) -> str:
        try:
            return read(self._named(name) if name.strip() else None)
        except NotFound as error:
            return str(error)
