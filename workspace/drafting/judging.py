"""A judge's opinion on the claims of a draft."""

from collections import Counter

from agent.judging import Judge, ModelJudge, NLIJudge, judged, load_predictor, refuse_the_writer
from agent.models import chat_model
from agent.verification.verdicts import JUDGE
from personas import lifecycle
from personas.base import Record
from personas.claims import Claim
from personas.draft import Draft
from personas.draft import Writer as WriterDescription
from personas.errors import PrerequisiteMissing
from personas.library import drafts as store
from workspace.drafting.drafts import load
from workspace.progress import Report, silent
from workspace.roles import permitted
from workspace.settings import Settings
from workspace.trail import note_draft
from workspace.workspace import Workspace
from workspace.writers import model_of


class Judged(Record):
    """A draft after a judge looked at it."""

    draft: Draft
    judge: str
    opinions: dict[str, int]
    """Opinion -> claims; `unscored` for answers that could not be read."""


def make_judge(settings: Settings, writer: WriterDescription) -> Judge:
    """The judge that is set. Raises PrerequisiteMissing when none is, Refused when it is the model that wrote."""
    if settings.judge_nli:
        return NLIJudge(load_predictor(settings.judge_nli), settings.judge_nli)
    if not settings.judge_model:
        raise PrerequisiteMissing(
            "No judge is set: set VERISM_JUDGE_MODEL to a chat model other than the writer's (VERISM_JUDGE_BASE_URL "
            "where it has a server of its own), or VERISM_JUDGE_NLI to a local model."
        )
    refuse_the_writer(writer, settings.judge_model, settings.judge_base_url or "the same server")
    update = {
        "model": settings.judge_model,
        "base_url": settings.judge_base_url or settings.base_url,
        "api_key": settings.judge_api_key or settings.api_key,
        "temperature": 0.0,
    }
    described = model_of(settings.model_copy(update=update))
    model = chat_model(described)
    if model is None:
        raise PrerequisiteMissing("The judge has neither a server nor a key: set VERISM_JUDGE_BASE_URL or a key.")
    return ModelJudge(model, described)


@permitted("edit")
def judge_draft(workspace: Workspace, draft_id: str, *, actor: str, report: Report = silent) -> Judged:
    """Have the judge give its opinion on every claim that cites something; it can only lower a verdict.

    Raises Refused when the judge is the model that wrote the draft, or when the draft may no longer change, Stale
    when somebody changed it meanwhile, PrerequisiteMissing when no judge is set or it does not answer.
    """
    draft = load(workspace, draft_id)
    lifecycle.check_editable(draft)
    judge = make_judge(workspace.settings, draft.writer)
    claims = []
    for number, claim in enumerate(draft.claims, start=1):
        claims.append(judged(claim, draft.pack, draft.segment, judge, persona_name=draft.persona.name))
        report(f"{number} of {len(draft.claims)} claims judged", number / len(draft.claims))
    with workspace.library.write() as connection:
        changed = draft.model_copy(update={"claims": tuple(claims)})
        saved = store.update_draft(connection, changed, expected=draft.version, actor=actor, keep_history=False)
        opinions = dict(Counter(filter(None, map(_opinion, claims))))
        note_draft(connection, draft, saved, actor=actor, action="judge", judge=judge.name, opinions=opinions)
    return Judged(draft=saved, judge=judge.name, opinions=opinions)


def _opinion(claim: Claim) -> str:
    """What the judge said of a claim, in a word; nothing where it was not asked."""
    check = next((one for one in claim.checks if one.name == JUDGE), None)
    if check is None:
        return ""
    if check.outcome == "unscored":
        return "unscored"
    return {1.0: "supported", 0.5: "not enough", 0.0: "contradicted"}[check.score or 0.0]
