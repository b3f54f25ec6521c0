"""Drafts in the library: listed, loaded, verified again, compared."""

from typing import NamedTuple

from agent.verification import verify_draft
from personas.base import Record
from personas.draft import Draft
from personas.evidence import Quote, Statistic, Theme
from personas.library import drafts as store
from personas.library import segments as segment_store
from personas.library.drafts import DraftSummary
from workspace.roles import permitted
from workspace.workspace import Workspace


class Change(Record):
    """A difference between two drafts."""

    section: str
    left: str
    right: str


@permitted("look")
def load(workspace: Workspace, draft_id: str) -> Draft:
    """One draft. Raises NotFound."""
    with workspace.library.read() as connection:
        return store.load_draft(connection, draft_id)


class Citable(NamedTuple):
    """A member of a draft's evidence, by the alias and the id that name it."""

    alias: str
    id: str
    says: str


@permitted("look")
def evidence_of(workspace: Workspace, draft_id: str, words: str = "") -> list[Citable]:
    """What a draft may cite: figures, themes, quotes; with `words` only what holds them. Raises NotFound."""
    from agent.writers.aliases import Aliases

    members = Aliases(load(workspace, draft_id).pack).members.items()
    rows = [Citable(alias, member.id, _says(member)) for alias, member in members]
    wanted = [row for row in rows if words.casefold() in row.says.casefold()]
    return sorted(wanted, key=lambda row: "STE".index(row.alias[0]))


def _says(member: Quote | Statistic | Theme) -> str:
    match member:
        case Quote():
            return member.text
        case Statistic():
            return member.phrase()
        case Theme():
            return f"{member.phrase()}: {member.label}"


def without_rejected(draft: Draft) -> Draft:
    """The draft as it would go out: without the claims that were rejected."""
    return draft.model_copy(update={"claims": tuple(claim for claim in draft.claims if not claim.rejected)})


@permitted("look")
def segments_without_draft(workspace: Workspace) -> list[str]:
    """The ids of the segments in force that nobody has drafted yet."""
    with workspace.library.read() as connection:
        drafted = {one.segment_id for one in store.list_drafts(connection)}
        return [one.id for one in segment_store.list_segments(connection) if one.id not in drafted]


@permitted("look")
def summaries(workspace: Workspace) -> list[DraftSummary]:
    """All drafts, the newest first."""
    with workspace.library.read() as connection:
        return store.list_drafts(connection)


@permitted("look")
def verify_again(workspace: Workspace, draft_id: str) -> Draft:
    """The draft with every check run on the text as it stands; nothing is written."""
    return verify_draft(load(workspace, draft_id))


@permitted("look")
def difference(workspace: Workspace, left_id: str, right_id: str) -> list[Change]:
    """Claims that stand in only one of two drafts, section by section; reworded ones stand on one line."""
    left, right = _by_place(load(workspace, left_id)), _by_place(load(workspace, right_id))
    changes = []
    for place in dict.fromkeys([*left, *right]):
        gone = [text for text in left.get(place, []) if text not in right.get(place, [])]
        new = [text for text in right.get(place, []) if text not in left.get(place, [])]
        for number in range(max(len(gone), len(new))):
            pair = [texts[number] if number < len(texts) else "" for texts in (gone, new)]
            changes.append(Change(section=place, left=pair[0], right=pair[1]))
    return changes


def _by_place(draft: Draft) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for claim in draft.claims:
        places.setdefault(claim.place, []).append(claim.text)
    return places
