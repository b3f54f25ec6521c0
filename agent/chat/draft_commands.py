"""The chat's commands on drafts: draft, revise, explain, counter-evidence, submit."""

import re

from agent.chat.answer import Answer, compose
from agent.chat.sentences import checked, repeated
from agent.chat.services import ChatServices, Found
from agent.writers import Aliases
from agent.writers.quotations import usable
from personas.claims import Claim
from personas.draft import SECTIONS, Draft
from personas.errors import NotFound
from personas.evidence import Quote, VoiceKind
from personas.segment import Segment
from personas.story import unsupported_sentences

MOST_WISHED = 300
"""Characters of a wish that a writer is given."""
_MOST_OPPOSING = 5
_MOST_ORDERS = 10
_KINDS: dict[str, VoiceKind] = {
    "interview": "interview", "survey": "survey", "review": "review", "ticket": "ticket", "post": "post",
}  # fmt: skip
_KIND = rf"(?:{'|'.join(_KINDS)})s?"
_ONLY = re.compile(
    rf"[,;]?\s*\b(?:only|just)\s+(?:from|with|using|by)\s+(?:the\s+|our\s+)?"
    rf"(?:(?P<kinds>{_KIND}(?:(?:\s*,\s*|\s+(?:and|or)\s+){_KIND})*)\b|(?P<other>[\w-]+))",
    re.IGNORECASE,
)
_STORY = ("narrative", "story", "essence")
_SIGNS = {"pass": "holds", "fail": "fails", "unscored": "could not be made"}


def make_draft(services: ChatServices, segment: Segment) -> Answer:
    """Draft a persona and a journey for a segment."""
    draft = services.draft(segment)
    verdicts = [claim.verdict for claim in draft.claims]
    counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
    words = f"{draft.id}: {draft.persona.name} (a fictional name), drafted for {segment.name}: {counted}; "
    words += f"{len(draft.unknowns)} unknowns. “send it to review” hands it on."
    if draft.left_out:
        words += f" {draft.left_out} {'text' if draft.left_out == 1 else 'texts'} that give orders were left out."
    return Answer(text=words, draft_id=draft.id, segment=draft.segment)


def revise(services: ChatServices, draft_id: str, section: str, wish: str) -> Answer:
    """Write a section of a draft again. Raises NotFound for a section that there is not."""
    draft, name = services.open_draft(draft_id), section_named(section)
    done = services.revise(draft.id, name, wish[:MOST_WISHED])
    about = f"{draft.id}, {name}"
    if done.why_not:
        return Answer(text=f"{about}: nothing changed. {done.why_not}", draft_id=draft.id, segment=draft.segment)
    new = [claim for claim in done.draft.claims if claim.id in done.added]
    aside = f", {len(done.replaced)} put aside" if done.replaced else ""
    lead = f"{about}: {len(new)} new {'claim' if len(new) == 1 else 'claims'}{aside}.{_of_the_story(done.draft)}"
    return _from_draft(done.draft, new, lead)


def _of_the_story(draft: Draft) -> str:
    """What is to be said of the story once claims were put aside."""
    lost = unsupported_sentences(draft)
    if not lost:
        return ""
    told = "1 sentence of the story rests" if len(lost) == 1 else f"{len(lost)} sentences of the story rest"
    return f" {told} on what was put aside and would be left out: “revise the narrative” tells it again."


def explain(services: ChatServices, draft_id: str, claim_id: str) -> Answer:
    """What a claim rests on, and what every check found. Raises NotFound."""
    draft = services.open_draft(draft_id)
    claim = _claim(draft, claim_id)
    lead = f"{claim.id} of {draft.id} ({claim.place}) is {claim.verdict}:"
    found = [
        f"  {check.name} {_SIGNS[check.outcome]}: {check.reason}" for check in claim.checks if check.outcome in _SIGNS
    ]
    shown = _from_draft(draft, [claim.model_copy(update={"verdict": "grounded"})], lead)
    return shown.model_copy(update={"text": "\n".join([shown.text, *found]), "claims": (claim,)})


def counter_evidence(services: ChatServices, draft_id: str, claim_id: str) -> Answer:
    """Who says otherwise than a claim, in their own words. Raises NotFound."""
    draft = services.open_draft(draft_id)
    claim = _claim(draft, claim_id)
    against = [quote for quote in services.opposing(draft, claim) if usable(quote)][:_MOST_OPPOSING]
    lead = f"Against {claim.id} of {draft.id}, “{claim.text}”:"
    if not against:
        words = f"Nobody in the evidence of {draft.id} speaks against {claim.id}, “{claim.text}”"
        return Answer(text=words, draft_id=draft.id, segment=draft.segment)
    return _from_draft(draft, _verbatim(draft, against), lead)


def send_to_review(services: ChatServices, draft_id: str) -> Answer:
    """Send a draft to review. Raises Refused when it is there already."""
    draft = services.submit(services.open_draft(draft_id).id)
    words = f"{draft.id} is in review. Another person decides its claims: `verism review accept {draft.id} --verified`."
    return Answer(text=words, draft_id=draft.id, segment=draft.segment)


def orders(services: ChatServices) -> Answer:
    """The texts that try to give orders: shown when they are asked for, and nowhere else."""
    found = services.orders()
    if not found:
        return Answer(text="No text in the evidence tries to give orders.")
    lines = [f"  “{quote.text}” ({quote.kind}, {quote.source or quote.source_id})" for quote in found[:_MOST_ORDERS]]
    more = [f"  and {len(found) - _MOST_ORDERS} more"] if len(found) > _MOST_ORDERS else []
    counted = "1 text tries" if len(found) == 1 else f"{len(found)} texts try"
    return Answer(text="\n".join([f"{counted} to give orders, and nothing rests on them:", *lines, *more]))


def section_named(words: str) -> str:
    """The section that somebody means, such as "jobs" or "behaviors". Raises NotFound with those that there are."""
    plain = words.lower().replace("behavior", "behaviour").replace("deal breaker", "deal-breaker").strip()
    if plain in _STORY:
        return "narrative"
    fitting = [one for one in SECTIONS if plain in one or one.rstrip("s") == plain.rstrip("s")]
    if not plain or not fitting:
        raise NotFound(f"A persona has no section {words!r}. Its sections: {', '.join(SECTIONS)}, narrative.")
    return fitting[0]


def sources_in(wish: str) -> tuple[tuple[VoiceKind, ...], str]:
    """The kinds of voices that a wish narrows to, and the rest of the wish. Raises NotFound for others."""
    found = _ONLY.search(wish)
    if found is None:
        return (), wish.strip()
    if found["other"]:
        raise NotFound(f"Voices are {', '.join(f'{one}s' for one in _KINDS)}; {found['other']!r} are none of them.")
    named = re.findall(_KIND, found["kinds"].lower())
    return tuple(dict.fromkeys(_KINDS[one.rstrip("s")] for one in named)), _ONLY.sub("", wish).strip()


def _claim(draft: Draft, claim_id: str) -> Claim:
    claim = draft.claim(claim_id.lower())
    if claim is None:
        raise NotFound(f"Draft {draft.id} has no claim {claim_id!r}. `verism drafts show {draft.id}` lists them.")
    return claim


def _verbatim(draft: Draft, quotes: list[Quote]) -> list[Claim]:
    aliases = Aliases(draft.pack)
    found = _found(draft)
    proposals = enumerate((repeated(aliases, quote) for quote in quotes), start=1)
    return [checked(found, one, aliases, f"c-{number}") for number, one in proposals]


def _from_draft(draft: Draft, claims: list[Claim], lead: str) -> Answer:
    return compose(claims, _found(draft), preface=lead).model_copy(update={"draft_id": draft.id})


def _found(draft: Draft) -> Found:
    return Found(question="", scope=draft.segment, covered=True, pack=draft.pack)
