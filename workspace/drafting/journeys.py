"""Journeys of a subgroup of a segment: drawn for a look, or drafted for review."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from agent.drafting import DraftRequest, draft_journey
from agent.verification import verify
from personas.base import Record
from personas.draft import Draft, SegmentReference
from personas.errors import BadInput
from personas.evidence import EvidencePack, Quote, Statistic
from personas.library import evidence as voices
from personas.publishing import public_json
from personas.segment import Segment
from retrieval.injection import unfit_to_show
from retrieval.packs import SAMPLE, build_pack, prepare
from retrieval.themes import themes_of
from segments.within import count_within
from workspace import segmenting
from workspace.drafting.drafting import draft_segment
from workspace.drafting.packing import with_what_was_asked
from workspace.drafting.subgroups import Subgroup, quotes_of, segment_of
from workspace.evidence.indexing import open_index
from workspace.evidence.narrowing import Narrowing
from workspace.progress import Report, part_of, silent
from workspace.publishing.catalogue import published_for
from workspace.roles import permitted
from workspace.workspace import Workspace
from workspace.writers import WriterKind, make_writer

FEWEST = 10
"""People who must be heard before a journey is drawn for them."""
_FEWEST_STAGES = 2


class Drawn(Record):
    """A journey that nobody has reviewed, or why there is none."""

    segment: str
    some: str
    people: int
    """People of them who are heard."""
    of: int
    """People of the segment who are heard."""
    why_not: str = ""
    """Why no journey is drawn, as a sentence; empty where there is one."""
    body: dict[str, Any] | None = None
    """The journey as a draft's JSON (docs/persona-json.md), with its claims and its evidence."""


@permitted("draft")
def draw(
    workspace: Workspace, subject: str, subgroup: Subgroup, *, actor: str, writer: WriterKind | None = None,
    report: Report = silent,
) -> Drawn:  # fmt: skip
    """Draw a journey for some of a segment's or a persona's people, from what they said and did; nothing is stored.

    The figures are counted of these customers alone, where the customer table knows the attribute. Raises NotFound,
    BadInput where nothing narrows, PrerequisiteMissing as drafting does.
    """
    if subgroup == Subgroup():
        raise BadInput("Say whose journey: a language (--language de) or what is known of them (--attribute region=X).")
    segment, author = segment_of(workspace, subject), make_writer(workspace.settings, writer)
    report(f"who of {segment.name} is heard", 0)
    heard = quotes_of(workspace, segment)
    quotes, figures = _theirs(workspace, segment, heard, subgroup)
    drawn = Drawn(segment=segment.name, some=subgroup.words, of=_people(heard), people=_people(quotes))
    if drawn.people < FEWEST:
        return drawn.model_copy(update={"why_not": _thin(subgroup, drawn.people)})
    report("what they say and do", 0.4)
    former = published_for(workspace, segment)
    narrowed = SegmentReference.of(segment).model_copy(update={"name": f"{segment.name}, {subgroup.words}"})
    request = DraftRequest(
        draft_id="d-0", author=actor, created_at=datetime.now(UTC), segment=narrowed,
        pack=_pack(workspace, segment, quotes, figures), journey=True,
        name=former.body["persona"]["name"] if former else "",
    )  # fmt: skip
    report("drawing", 0.8)
    draft = draft_journey(request, author, verify)
    return drawn.model_copy(update=_told(draft, subgroup))


@permitted("draft")
def draft_for(
    workspace: Workspace, subject: str, subgroup: Subgroup, *, actor: str, writer: WriterKind | None = None,
    report: Report = silent,
) -> Draft:  # fmt: skip
    """Make these people a segment of their own and draft it with its journey: it goes through review like any other.

    Raises BadInput for a language, which is how people are heard and nothing that the customer table counts; else as
    `build_target` and drafting do.
    """
    if subgroup.attribute is None or subgroup.language:
        raise BadInput(
            "A language is how people are heard, not who they are: no customer table counts it, so such a journey "
            "stays a working view. Draft what the customer table knows (--attribute region=Scotland)."
        )
    chosen = [segment_of(workspace, subject).id]
    made = segmenting.build_target(
        workspace, chosen, actor=actor, attribute=subgroup.attribute, report=part_of(report, 0, 0.5)
    )
    return draft_segment(workspace, made.id, actor=actor, writer=writer, report=part_of(report, 0.5, 1))


def _theirs(
    workspace: Workspace, segment: Segment, heard: Sequence[Quote], subgroup: Subgroup
) -> tuple[list[Quote], Sequence[Statistic]]:
    """What these people say, and what is counted of them."""
    spoken = Narrowing(language=subgroup.language)
    if subgroup.attribute is None:
        return [quote for quote in heard if spoken.keeps(quote)], ()
    people = segmenting.voices_frame(workspace)
    counted = count_within(workspace.tables, people, segment, *subgroup.attribute)
    theirs_alone = people["respondent_id"].isin(counted.voices["respondent_id"] if counted else ())
    known = frozenset(people.loc[theirs_alone, "person_id"])
    named = Narrowing(attributes=(subgroup.attribute,))
    theirs = [one for one in heard if spoken.keeps(one) and (one.respondent_id in known or named.keeps(one))]
    return theirs, counted.statistics if counted and not subgroup.language else ()


def _pack(
    workspace: Workspace, segment: Segment, quotes: Sequence[Quote], figures: Sequence[Statistic]
) -> EvidencePack:
    people, index = _people(quotes), open_index(workspace)
    themes = themes_of(quotes, index.vectors_of([quote.id for quote in quotes]), segment.id, of=people)
    with workspace.library.read() as connection:
        outside = voices.quotes_outside(connection, segment.id, SAMPLE)
        heard = with_what_was_asked(connection, quotes)
    ground = prepare(segment.id, heard, outside, themes, of=people)
    return build_pack(
        segment.id, heard, figures, [*themes, *ground.themes], telling=ground.telling, voices=ground.voices,
        fit=lambda quote: not unfit_to_show(quote.text),
    )  # fmt: skip


def _told(draft: Draft, subgroup: Subgroup) -> dict[str, Any]:
    stages = [stage.name for stage in draft.journey.stages if stage.cells] if draft.journey else []
    if len(stages) >= _FEWEST_STAGES:
        return {"body": public_json(draft)}
    if draft.unknowns:
        return {"why_not": draft.unknowns[0].reason}
    place = f"only {stages[0]}" if stages else "no stage"
    english = subgroup.language not in ("", "en") and draft.writer.kind == "extractive"
    model = " Without a language model only English words place a quote in a stage." if english else ""
    return {"why_not": f"The evidence does not say: what they say and do names {place} of a journey.{model}"}


def _thin(subgroup: Subgroup, people: int) -> str:
    count = "nobody" if not people else f"{people} {'person' if people == 1 else 'people'}"
    verb = "is" if people <= 1 else "are"
    return f"The evidence does not say: {count} ({subgroup.words}) {verb} heard, and a journey needs {FEWEST}."


def _people(quotes: Sequence[Quote]) -> int:
    return len({quote.respondent_id for quote in quotes})
