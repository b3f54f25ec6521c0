"""Writing a file's voices without what cleaning rules leave out; nothing is deleted."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from personas.cleaning import RULES, Finding, Rule
from personas.library import evidence as evidence_store
from personas.library import findings as store
from personas.voices import Respondent
from retrieval.quotes import cut_all
from retrieval.readers import VoiceExtract
from workspace.intake.closed_answers import write_answers
from workspace.roles import permitted
from workspace.settings import Settings
from workspace.workspace import Workspace


@permitted("gather")
def left_out_by(workspace: Workspace, extract: VoiceExtract) -> VoiceExtract:
    """A file's voices with the findings that are still about them, each left out where its rule is on."""
    people, texts = {one.id for one in extract.respondents}, {one.id for one in extract.documents}
    on = rules_on(workspace.settings)
    found = [
        one.model_copy(update={"excluded": one.rule in on})
        for one in {one.id: one for one in extract.findings}.values()
        if one.respondent_id in people and (not one.document_id or one.document_id in texts)
    ]
    gone = {one.document_id or one.respondent_id for one in found if one.excluded and one.whole and _counts(one)}
    rows = extract.report.rows_kept - (len({one for one in gone if one in people or extract.kind != "survey"}))
    report = extract.report.model_copy(update={"rows_kept": max(0, rows)})
    return extract._replace(findings=found, report=report)


@permitted("gather")
def write_voices(
    workspace: Workspace, connection: Connection, source_id: str, extract: VoiceExtract, *, part: int = 0
) -> None:
    """Write a file's voices, or a `part` of them; no quote is cut from what is left out.

    Who of its people is counted is said here, but for a part: `add_found` says it when all are read.
    """
    out = [one for one in extract.findings if one.excluded]
    people = _described(extract.respondents, (one for one in extract.findings if not one.excluded))
    quotes = cut_all(extract.documents, _stretches(one for one in out if one.document_id))
    evidence_store.add_voices(connection, people, extract.documents, quotes)
    store.add_findings(connection, extract.findings)
    if out and not part:
        store.mark_respondents(connection, source_id)
    if extract.answers is not None and len(extract.answers):
        write_answers(workspace.tables, source_id, extract.answers, out, part)


@permitted("gather")
def add_found(workspace: Workspace, connection: Connection, source_id: str, found: Sequence[Finding]) -> int:
    """Write what was found in a source's texts after they were written, and say of its people who is counted.

    Gives how many texts are left out that were not before.
    """
    known = store.list_findings(connection, source_id=source_id)
    ids, on = {one.id for one in known}, rules_on(workspace.settings)
    new = [one.model_copy(update={"excluded": one.rule in on}) for one in found if one.id not in ids]
    store.add_findings(connection, new)
    out = {one.document_id for one in new if one.excluded}
    cut_again(connection, out)
    store.mark_respondents(connection, source_id)
    return len(out - {one.document_id for one in known if one.excluded and one.whole})


def rules_on(settings: Settings) -> set[Rule]:
    """The rules that leave out what they find in files to come."""
    switches = settings.cleaning.model_dump()
    return {rule for rule in RULES if switches[rule]}


def cut_again(connection: Connection, ids: Collection[str]) -> None:
    """Cut the quotes of some texts anew, without what is left out of them now."""
    store.remove_quotes(connection, ids)
    out = store.left_out(connection, ids)
    evidence_store.add_quotes(connection, cut_all(store.documents_of(connection, ids=ids), out))


def _described(people: Sequence[Respondent], kept: Iterable[Finding]) -> list[Respondent]:
    """People with the attributes that findings are about which leave nothing out."""
    told = {one.respondent_id: one.attributes for one in kept if one.attributes}
    return [
        one.model_copy(update={"attributes": {**one.attributes, **told[one.id]}}) if one.id in told else one
        for one in people
    ]


def _counts(found: Finding) -> bool:
    """Whether a finding takes a whole row: all but the scale answers of a straight line."""
    return found.rule != "straight_line"


def _stretches(found: Iterable[Finding]) -> dict[str, list[tuple[int, int]]]:
    """Document id -> from where to where each finding goes; to the end where it names none."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        stretches.setdefault(one.document_id, []).append((one.start, one.end or 1 << 40))
    return stretches
