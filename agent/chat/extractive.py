"""The chat without a model: a few commands, and answers composed from verbatim evidence."""

from collections.abc import Callable

from agent.chat import draft_commands
from agent.chat.answer import Answer, abstain, compose, join
from agent.chat.comparing import compare
from agent.chat.intents import COMMANDS, Intent, intents
from agent.chat.naming import fitting_segments, named_segment, named_segments, partly_named, resolve
from agent.chat.sentences import spoken
from agent.chat.services import EVERYBODY, ChatServices, Found
from personas.errors import NotFound
from personas.phrasing import percent
from personas.segment import Segment


def reply(words: str, services: ChatServices, segment: Segment | None = None) -> Answer:
    """The answer to commands or a question; `segment` is the one that the conversation is about, if any."""
    segment = named_segment(words, services.segments()) or segment
    answers: list[Answer] = []
    for intent in understood(words, services, segment):
        try:
            answers.append(_DOERS[intent.name](intent, services, segment))
        except NotFound as error:
            answers.append(Answer(text=str(error)))
    return join(answers)


def understood(words: str, services: ChatServices, segment: Segment | None) -> list[Intent]:
    """What is wanted; what sounds like a command but names no segment ("tell me about sizing") is a question."""
    known = services.segments()
    found = intents(words)
    return [
        Intent("question", words) if one.name in _READ_AS_QUESTIONS and not _names_one(one, known, segment) else one
        for one in found
    ]


def is_command(words: str, services: ChatServices, segment: Segment | None = None) -> bool:
    """Whether nothing in the words is a question about the evidence."""
    return all(intent.name != "question" for intent in understood(words, services, segment))


def _names_one(intent: Intent, known: list[Segment], segment: Segment | None) -> bool:
    sides = [name for name in (intent.about, intent.against) if name]
    named = all(fitting_segments(name, known) for name in sides)
    return bool(named and sides) or (segment is not None and _vague(intent.about))


def answer_question(question: str, services: ChatServices, segment: Segment | None) -> Answer:
    """An answer in figures, themes and verbatim quotations; an abstention when the evidence does not cover it."""
    known = services.segments()
    several = named_segments(question, known)
    about = None if len(several) > 1 else named_segment(question, known) or segment
    if about is None and not several:
        which, meant = partly_named(question, known)
        if len(meant) > 1:
            return _which_one(which, meant)
        about = meant[0] if meant else None
    found = services.find(question, about)
    claims = spoken(found) if found.covered else []
    return compose(claims, found, preface=_from(found)) if claims else abstain(found)


def _which_one(which: str, meant: list[Segment]) -> Answer:
    listed = "; ".join(f"{one.id} {one.name}" for one in meant)
    said = f"“{which}” fits more than one segment: {listed}. Ask of one of them by its name or id."
    return Answer(text=said, abstained=True)


def _from(found: Found) -> str:
    if found.scope.id == EVERYBODY.id:
        return f"From {found.crowd or 'everybody who spoke'}:"
    return f"From {found.whose}:"


def _question(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return answer_question(intent.about, services, segment)


def _help(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    lines = [f"  {command}: {what}" for command, what in COMMANDS.items()]
    return Answer(text="\n".join(["Ask about the evidence in plain words, or:", *lines]))


def _segments(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return list_segments(services)


def list_segments(services: ChatServices) -> Answer:
    """The segments in force, one a line."""
    rows = [
        f"{one.id} {one.name}: {one.n:,} {one.population}, {percent(one.share)}"
        + (f", {percent(one.revenue_share)} of revenue" if one.revenue_share is not None else "")
        for one in services.segments()
    ]
    return Answer(text="\n".join(rows) or "No segments yet: `verism segments build`.")


def _profile(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return _of_segment(_wanted(intent, services, segment), services, "statistics", "themes")


def _figures(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return _of_segment(_wanted(intent, services, segment), services, "statistics")


def _themes(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return _of_segment(_wanted(intent, services, segment), services, "themes")


def _wanted(intent: Intent, services: ChatServices, segment: Segment | None) -> Segment:
    """The segment that an intent names; else the one of the conversation. Raises NotFound."""
    known = services.segments()
    found = fitting_segments(intent.about, known)
    if not found and segment is not None and _vague(intent.about):
        return segment
    return resolve(intent.about, known)


def _vague(words: str) -> bool:
    idle = {"", "a", "an", "the", "they", "them", "these", "those", "this", "that", "it", "customers", "segment", "one"}
    return set(words.lower().split()) <= idle


def _of_segment(segment: Segment, services: ChatServices, *kinds: str) -> Answer:
    found = services.profile(segment)
    empty = {kind: () for kind in ("statistics", "themes") if kind not in kinds}
    shown = found.model_copy(update={"answering": (), "pack": found.pack.model_copy(update=empty)})
    claims = spoken(shown)
    if not claims:
        return Answer(text=f"Nothing of the kind is known of {segment.name}.", abstained=True, segment=shown.scope)
    counted = f"{segment.n:,} {segment.population}"
    return compose(claims, shown, preface=f"{segment.name} ({counted}; {segment.rule}):")


def _compare(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return compare(services, intent.about, intent.against)


def _draft(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.make_draft(services, _wanted(intent, services, segment))


def _revise(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.revise(services, intent.draft, intent.section, intent.wish)


def _explain(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.explain(services, intent.draft, intent.claim)


def _counter(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.counter_evidence(services, intent.draft, intent.claim)


def _send(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.send_to_review(services, intent.draft)


def _orders(intent: Intent, services: ChatServices, segment: Segment | None) -> Answer:
    return draft_commands.orders(services)


_READ_AS_QUESTIONS = {"profile", "figures", "themes", "compare"}
_DOERS: dict[str, Callable[[Intent, ChatServices, Segment | None], Answer]] = {
    "help": _help,
    "segments": _segments,
    "compare": _compare,
    "draft": _draft,
    "revise": _revise,
    "explain": _explain,
    "counter": _counter,
    "send": _send,
    "orders": _orders,
    "themes": _themes,
    "figures": _figures,
    "profile": _profile,
    "question": _question,
}
