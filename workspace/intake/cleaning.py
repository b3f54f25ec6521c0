"""Excluding texts and answers by cleaning rules, and including them again; nothing is deleted."""

from collections.abc import Sequence

from sqlalchemy import Connection

from personas.base import Record
from personas.cleaning import RULES, Finding, Rule
from personas.errors import BadInput, NotFound
from personas.library import findings as store
from personas.library.events import append_event
from personas.library.meta import voices_changed
from personas.normalising import shortened
from workspace.intake.closed_answers import arrange_answers
from workspace.intake.leaving_out import cut_again, rules_on
from workspace.roles import permitted
from workspace.workspace import Workspace

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
    on = rules_on(workspace.settings)
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


def _switch(workspace: Workspace, chosen: Sequence[str], source_id: str | None, actor: str, *, excluded: bool) -> int:
    """Leave out what was chosen, or take it back, in one transaction; gives how many findings changed."""
    if not chosen:
        raise BadInput(f"Say what: a rule ({', '.join(RULES)}), or the id of a text or a respondent.")
    with workspace.library.write() as connection:
        found = _named(connection, chosen, source_id)
        changed = [one for one in found if one.excluded != excluded]
        _apply(connection, changed, excluded=excluded)
        touched = sorted({one.source_id for one in found})
        for source in touched:
            store.mark_respondents(connection, source)
            active = [one for one in store.list_findings(connection, source_id=source) if one.excluded]
            arrange_answers(workspace.tables, source, active)
        if changed:
            voices_changed(connection)
            words = {"action": "exclude" if excluded else "include", "subject": ", ".join(chosen)[:200]}
            append_event(connection, actor=actor, **words, findings=len(changed), sources=touched)
    return len(changed)


def _named(connection: Connection, chosen: Sequence[str], source_id: str | None) -> list[Finding]:
    """The findings that are meant. Raises NotFound where no rule found one of the names."""
    found = store.list_findings(connection, source_id=source_id, chosen=chosen)
    named = {name for one in found for name in (one.rule, one.id, one.document_id, one.respondent_id)}
    strange = [name for name in chosen if name not in named and (name not in RULES or not found)]
    if strange:
        raise NotFound(f"No rule found {', '.join(strange)}. `verism sources quality` shows what was found.")
    return found


def _apply(connection: Connection, changed: Sequence[Finding], *, excluded: bool) -> None:
    """Mark findings, cut the quotes of their texts anew, and take or give back the attributes that they are about."""
    store.set_excluded(connection, {one.id for one in changed}, excluded=excluded)
    cut_again(connection, {one.document_id for one in changed if one.document_id})
    for one in changed:
        if one.attributes:
            _switch_attributes(connection, one, excluded=excluded)


def _switch_attributes(connection: Connection, found: Finding, *, excluded: bool) -> None:
    known = store.attributes_of(connection, found.respondent_id)
    left = {name: value for name, value in known.items() if name not in found.attributes}
    store.set_attributes(connection, found.respondent_id, left if excluded else {**left, **found.attributes})


def _example(found: Finding, text: str) -> Example:
    words = text[found.start : found.end or None] if found.document_id else ""
    shown = shortened(" ".join(words.split()), _SHOWN)
    identifier = found.document_id or found.respondent_id
    return Example(id=identifier, text=shown, reason=found.reason, excluded=found.excluded)
