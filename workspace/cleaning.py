"""Excluding texts and answers by cleaning rules, and including them again; nothing is deleted."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet
from sqlalchemy import Connection

from personas.base import Record
from personas.cleaning import RULES, Finding, Rule
from personas.errors import BadInput, NotFound
from personas.library import evidence as evidence_store
from personas.library import findings as store
from personas.library.events import append_event
from personas.library.meta import voices_changed
from retrieval.quotes import cut_all
from retrieval.readers import VoiceExtract
from segments.tables import TableKind, Tables
from workspace.roles import permitted
from workspace.workspace import Workspace

_KINDS: tuple[TableKind, TableKind] = ("answers", "excluded_answers")
_EXAMPLES = 3
_SHOWN = 160
"""Characters of an example."""


class Example(Record):
    """Something that a rule found, as a steward sees it."""

    id: str
    """Of the text, or of the respondent: what `verism sources include` and `exclude` take."""
    text: str
    """The words; empty where it is about a respondent's answers."""
    reason: str
    excluded: bool


class RuleReport(Record):
    """What one rule found, and how much of it is left out now."""

    rule: Rule
    finds: str
    on: bool
    """Whether the workspace's settings leave out what the rule finds in files to come."""
    found: int
    excluded: int
    examples: tuple[Example, ...] = ()


@permitted("look")
def cleaning(workspace: Workspace, source_id: str | None = None) -> list[RuleReport]:
    """What every rule found, in all sources or in one, with examples; rules that found nothing stand with 0."""
    with workspace.library.read() as connection:
        found = store.list_findings(connection, source_id=source_id)
        by_rule = {rule: [one for one in found if one.rule == rule] for rule in RULES}
        shown = [one for some in by_rule.values() for one in some[:_EXAMPLES]]
        texts = {one.id: one.text for one in store.documents_of(connection, ids={one.document_id for one in shown})}
    on = _rules_on(workspace)
    return [
        RuleReport(
            rule=rule,
            finds=RULES[rule],
            on=rule in on,
            found=len(some),
            excluded=sum(one.excluded for one in some),
            examples=tuple(_example(one, texts.get(one.document_id, "")) for one in some[:_EXAMPLES]),
        )
        for rule, some in by_rule.items()
    ]


@permitted("gather")
def include(workspace: Workspace, chosen: Sequence[str], *, source_id: str | None = None, actor: str) -> int:
    """Take back what rules left out; gives how many findings changed.

    `chosen` are rules, or ids of texts or respondents; `source_id` narrows them to one source. Raises NotFound.
    """
    return _switch(workspace, chosen, source_id, actor, excluded=False)


@permitted("gather")
def exclude(workspace: Workspace, chosen: Sequence[str], *, source_id: str | None = None, actor: str) -> int:
    """Leave out (again) what rules found; gives how many findings changed. Takes and raises what `include` does."""
    return _switch(workspace, chosen, source_id, actor, excluded=True)


@permitted("gather")
def left_out_by(workspace: Workspace, extract: VoiceExtract) -> VoiceExtract:
    """A file's voices with the findings that are still about them, each left out where its rule is on."""
    people, texts = {one.id for one in extract.respondents}, {one.id for one in extract.documents}
    on = _rules_on(workspace)
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
    found, people, on = extract.findings, extract.respondents, {one.id for one in extract.findings if one.excluded}
    kept = {one.respondent_id: one.attributes for one in found if one.attributes and one.id not in on}
    if kept:
        people = [
            one.model_copy(update={"attributes": {**one.attributes, **kept.get(one.id, {})}}) if one.id in kept else one
            for one in people
        ]
    out = _stretches(one for one in found if one.excluded and one.document_id)
    evidence_store.add_voices(connection, people, extract.documents, cut_all(extract.documents, out))
    store.add_findings(connection, found)
    if on and not part:
        store.mark_respondents(connection, source_id)
    if extract.answers is not None and len(extract.answers):
        _write_answers(workspace.tables, source_id, extract.answers, [one for one in found if one.excluded], part)


@permitted("gather")
def add_found(workspace: Workspace, connection: Connection, source_id: str, found: Sequence[Finding]) -> int:
    """Write what was found in a source's texts after they were written, and say of its people who is counted.

    Gives how many texts are left out that were not before.
    """
    known = store.list_findings(connection, source_id=source_id)
    ids, on = {one.id for one in known}, _rules_on(workspace)
    new = [one.model_copy(update={"excluded": one.rule in on}) for one in found if one.id not in ids]
    store.add_findings(connection, new)
    out = {one.document_id for one in new if one.excluded}
    _cut_again(connection, out)
    store.mark_respondents(connection, source_id)
    return len(out - {one.document_id for one in known if one.excluded and one.whole})


def _rules_on(workspace: Workspace) -> set[Rule]:
    switches = workspace.settings.cleaning.model_dump()
    return {rule for rule in RULES if switches[rule]}


def _counts(found: Finding) -> bool:
    """Whether a finding takes a whole row: all but the scale answers of a straight line."""
    return found.rule != "straight_line"


def _stretches(found: Iterable[Finding]) -> dict[str, list[tuple[int, int]]]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        stretches.setdefault(one.document_id, []).append((one.start, one.end or 1 << 40))
    return stretches


def _switch(workspace: Workspace, chosen: Sequence[str], source_id: str | None, actor: str, *, excluded: bool) -> int:
    if not chosen:
        raise BadInput(f"Say what: a rule ({', '.join(RULES)}), or the id of a text or a respondent.")
    with workspace.library.write() as connection:
        found = store.list_findings(connection, source_id=source_id, chosen=chosen)
        named = {name for one in found for name in (one.rule, one.id, one.document_id, one.respondent_id)}
        strange = [name for name in chosen if name not in named and (name not in RULES or not found)]
        if strange:
            raise NotFound(f"No rule found {', '.join(strange)}. `verism sources quality` shows what was found.")
        changed = [one for one in found if one.excluded != excluded]
        store.set_excluded(connection, {one.id for one in changed}, excluded=excluded)
        _cut_again(connection, {one.document_id for one in changed if one.document_id})
        for one in changed:
            if one.attributes:
                _switch_attributes(connection, one, excluded=excluded)
        touched = sorted({one.source_id for one in found})
        for source in touched:
            store.mark_respondents(connection, source)
            active = [one for one in store.list_findings(connection, source_id=source) if one.excluded]
            _arrange_answers(workspace.tables, source, active)
        if changed:
            voices_changed(connection)
            words = {"action": "exclude" if excluded else "include", "subject": ", ".join(chosen)[:200]}
            append_event(connection, actor=actor, **words, findings=len(changed), sources=touched)
    return len(changed)


def _cut_again(connection: Connection, ids: Collection[str]) -> None:
    store.remove_quotes(connection, ids)
    out = store.left_out(connection, ids)
    evidence_store.add_quotes(connection, cut_all(store.documents_of(connection, ids=ids), out))


def _switch_attributes(connection: Connection, found: Finding, *, excluded: bool) -> None:
    known = store.attributes_of(connection, found.respondent_id)
    left = {name: value for name, value in known.items() if name not in found.attributes}
    store.set_attributes(connection, found.respondent_id, left if excluded else {**left, **found.attributes})


def _arrange_answers(tables: Tables, source_id: str, active: Sequence[Finding]) -> None:
    """Put a survey's closed answers where its findings want them: among the answers, or aside."""
    files = [tables.files_of(source_id, kind) for kind in _KINDS]
    for part in sorted({*files[0], *files[1]}):
        whole = pd.concat([pd.read_parquet(one[part]) for one in files if part in one], ignore_index=True)
        _write_answers(tables, source_id, whole.drop(columns="source_id").drop_duplicates(), active, part)


def _write_answers(tables: Tables, source_id: str, answers: pd.DataFrame, active: Sequence[Finding], part: int) -> None:
    """Write the two files of a part, the one that gains rows first: a process that dies between them loses none."""
    fast = {one.respondent_id for one in active if one.rule == "too_fast"}
    straight = {one.respondent_id for one in active if one.rule == "straight_line"}
    aside = answers["respondent_id"].isin(fast)
    if "scale" in answers:
        aside |= answers["respondent_id"].isin(straight) & answers["scale"].astype(bool)
    order = ["respondent_id", "question", "answer"]
    arranged = dict(zip(_KINDS, (answers[~aside], answers[aside]), strict=True))
    before = {kind: _row_count(tables.files_of(source_id, kind).get(part)) for kind in _KINDS}
    for kind in sorted(_KINDS, key=lambda kind: before[kind] - len(arranged[kind])):
        if len(arranged[kind]) or before[kind]:
            rows = arranged[kind].sort_values(order, kind="stable", ignore_index=True)
            tables.add(source_id, kind, rows, part=part)


def _row_count(file: Path | None) -> int:
    return 0 if file is None else int(parquet.read_metadata(file).num_rows)


def _example(found: Finding, text: str) -> Example:
    words = text[found.start : found.end or None] if found.document_id else ""
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN].rsplit(" ", 1)[0] + " …"
    identifier = found.document_id or found.respondent_id
    return Example(id=identifier, text=shown, reason=found.reason, excluded=found.excluded)
