"""Parsing a model's answer into proposals; whatever cannot be read becomes a named fault."""

import json
import re
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.writers.llm.forms import in_form
from agent.writers.protocol import Fault, Proposal, SectionRequest
from personas.claims import Kind
from personas.draft import CELLS, STAGES

_FENCE = re.compile(r"^```[a-z]*\s*|\s*```$")
_REFUSED = re.compile(
    r"^\W*(?:i[’']?m (?:very |really )?sorry|sorry|i (?:can[’']?t|cannot|won[’']?t|am unable)"
    r"|i[’']?m (?:unable|not able)|as an ai|unfortunately,? i)",
    re.IGNORECASE,
)
_CLAIMS = re.compile(r'"claims"\s*:\s*\[')
_NOT_ENOUGH = re.compile(r'"enough_evidence"\s*:\s*false')
_MARKS = re.compile(r"\s*[\[(]\s*([EST]\d+(?:\s*,\s*[EST]\d+)*)\s*[\])]")
_KINDS = frozenset(get_args(Kind)) - {"hypothesis"}


class _Claim(BaseModel):
    """A claim read without trust: a missing citation list stays missing, an unknown alias stays unknown."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    text: str
    kind: str = "inference"
    citations: list[str] | None = None
    excerpt: str = ""
    part: str = ""
    stage: str = ""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    claims: list[_Claim]
    enough_evidence: bool = True


class Reading(NamedTuple):
    """The proposals in an answer, and what is wrong with it; of data that broke off, the claims before the break."""

    proposals: tuple[Proposal, ...] = ()
    fault: Fault | None = None


def read_answer(text: str, request: SectionRequest) -> Reading:
    """What an answer proposes, and what is wrong with it."""
    data = _data(text)
    if isinstance(data, Fault):
        return Reading(_proposals(_whole_claims(text), request), data)
    try:
        answer = _Answer.model_validate(data)
    except ValidationError as error:
        return Reading(fault=Fault(name="incomplete data", detail=f"it lacks what was asked for ({_first(error)})"))
    return Reading(_proposals(answer.claims if answer.enough_evidence else [], request))


def _proposals(claims: list[_Claim], request: SectionRequest) -> tuple[Proposal, ...]:
    """What the claims propose, each sentence once."""
    proposals = (in_form(_proposal(claim, request), request) for claim in claims if claim.text.strip())
    once = {(proposal.section, proposal.stage, proposal.text): proposal for proposal in proposals}
    return tuple(once.values())[: request.limit]


def _whole_claims(text: str) -> list[_Claim]:
    """The claims that came whole before data broke off: objects one after the other in the list of claims."""
    opened = _CLAIMS.search(text)
    if opened is None or _NOT_ENOUGH.search(text):
        return []
    claims, place, decoder = [], opened.end(), json.JSONDecoder()
    while (start := text.find("{", place)) >= 0:
        try:
            data, place = decoder.raw_decode(text, start)
            claims.append(_Claim.model_validate(data))
        except ValueError:
            break
    return claims


def _data(text: str) -> Any:
    bare = _FENCE.sub("", text.strip())
    if not bare:
        return Fault(name="empty answer", detail="it was empty")
    start, end = bare.find("{"), bare.rfind("}")
    if start < 0:
        if _REFUSED.match(bare):
            return Fault(name="refusal", detail=f"the model declined: {_short(bare)}")
        return Fault(name="prose instead of data", detail="it was prose, not the data asked for")
    try:
        return json.loads(bare[start : end + 1])
    except ValueError:
        name: Any = "incomplete data" if start == 0 else "prose instead of data"
        return Fault(name=name, detail="its data broke off or was not valid")


def _proposal(claim: _Claim, request: SectionRequest) -> Proposal:
    cited = None if claim.citations is None else tuple(dict.fromkeys(claim.citations))
    section, stage = _place(claim, request)
    return Proposal(
        text=_without_marks(claim.text.strip(), cited or ()),
        kind=claim.kind if claim.kind in _KINDS else "inference",
        citations=cited,
        excerpt=claim.excerpt.strip().strip('“”"').strip(),
        section=section,
        stage=stage,
    )


def _place(claim: _Claim, request: SectionRequest) -> tuple[str, str]:
    match request.task:
        case "narrative":
            return ("essence" if claim.part == "essence" else "narrative"), ""
        case "journey" if claim.part in CELLS and claim.stage in STAGES:
            return claim.part, claim.stage
        case "journey":
            return "scenario", ""
        case _:
            return request.section, ""


def _without_marks(text: str, cited: tuple[str, ...]) -> str:
    """The text without alias marks such as [E1] that repeat what is cited anyway; other marks stay visible."""

    def repeated(match: re.Match[str]) -> str:
        marks = {mark.strip() for mark in match.group(1).split(",")}
        return "" if marks <= set(cited) else match.group()

    return _MARKS.sub(repeated, text)


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the whole'}: {first['msg'].lower()}"


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
