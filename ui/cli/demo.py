"""The demo: from raw files to a published persona and journey.

Two invented people play the parts: Ines drafts, Ravi reviews. The extractive writer is used whatever the environment
holds, and nothing leaves the machine.
"""

import sys
from pathlib import Path

from eval.corpora import copy_example
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import VerismError
from personas.library.publications import Publication
from personas.publishing import FORMATS
from personas.segment import Segment
from ui.cli.output import out, progress, say
from workspace import segmenting
from workspace.drafting import drafting
from workspace.intake import ingest
from workspace.progress import part_of
from workspace.publishing import publish
from workspace.reviewing import review
from workspace.workspace import Workspace

STRATEGIST, REVIEWER = "ines", "ravi"


def main(folder: Path) -> None:
    """Run every step that is still to be done in the folder, and say where to look."""
    room = _workspace(folder)
    segment = _segment(room)
    publication = _published(room, segment)
    _say_where(room, publication)


def _workspace(folder: Path) -> Workspace:
    out.rule("1 Evidence: interviews, a survey, reviews, two years of orders (a synthetic company)")
    room = Workspace.create(folder)
    with progress() as report:
        files = copy_example("workwear", folder)
        taken = ingest.ingest(room, [files], actor=STRATEGIST, report=part_of(report, 0, 0.7))
        segmenting.build_all(room, actor=STRATEGIST, report=part_of(report, 0.7, 1), only_if_changed=True)
    for one in taken:
        out.print(f"  {one.name}: {one.message}", markup=False)
    return room


def _segment(room: Workspace) -> Segment:
    out.rule("2 Segments: counted, not imagined")
    segments = segmenting.segments(room, method="value-activity")
    for one in segments:
        out.print(f"  {one.id} {one.name}: {one.n:,} customers, {one.revenue_share or 0:.0%} of revenue", markup=False)
    return max(segments, key=lambda one: one.revenue_share or 0)


def _published(room: Workspace, segment: Segment) -> Publication:
    known = [one for one in publish.personas(room) if one.segment_id == segment.id and one.status == "published"]
    if known:
        out.print(f"  {known[0].name} was published on {known[0].published_at:%Y-%m-%d %H:%M}.", markup=False)
        return publish.persona(room, known[0].id)
    out.rule(f"3 Draft: {STRATEGIST} asks for a persona and a journey of “{segment.name}”")
    with progress() as report:
        draft = drafting.draft_segment(
            room, segment.id, actor=STRATEGIST, journey=True, writer="extractive", report=report
        )
    _print_draft(draft)
    return _reviewed(room, draft)


def _reviewed(room: Workspace, draft: Draft) -> Publication:
    out.rule(f"4 Review: {REVIEWER} decides every claim")
    publish.submit(room, draft.id, actor=STRATEGIST)
    sweep = review.accept_verified(room, draft.id, actor=REVIEWER)
    out.print(f"  accepted together because every check holds: {len(sweep.accepted)}", markup=False)
    left = [claim for claim in draft.claims if claim.id in sweep.left]
    inferences = [claim.id for claim in left if claim.verdict == "inference"]
    rest = [claim.id for claim in left if claim.verdict != "inference"]
    if inferences:
        review.decide(room, draft.id, inferences, "accept", actor=REVIEWER)
        out.print(f"  read one by one and accepted, shown as inferences: {len(inferences)}", markup=False)
    if rest:
        review.decide(room, draft.id, rest, "reject", actor=REVIEWER, reason="evidence too thin")
        out.print(f"  rejected, evidence too thin: {len(rest)}", markup=False)
    publish.approve(room, draft.id, actor=REVIEWER)
    publication = publish.publish(room, draft.id, actor=REVIEWER)
    out.print(f"  approved and published by {REVIEWER}, who did not write it: {publication.id}", markup=False)
    return publication


def _print_draft(draft: Draft) -> None:
    verdicts = [claim.verdict for claim in draft.claims]
    counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
    out.print(f"  {draft.persona.name} (a fictional name): {len(verdicts)} claims: {counted}", markup=False)
    example = next((claim for claim in draft.claims if claim.kind == "verbatim"), None)
    if example is not None:
        _print_claim(example)
    for unknown in draft.unknowns[:3]:
        out.print(f"  unknown · {unknown.section}: {unknown.reason}", markup=False)


def _print_claim(claim: Claim) -> None:
    out.print(f"  {claim.id} · {claim.section} · {claim.verdict}: {claim.text}", markup=False)


def _say_where(room: Workspace, publication: Publication) -> None:
    out.rule("5 Published")
    for export_format in FORMATS:
        name = f"{publication.persona_id}.{export_format}"
        path = publish.export(room, publication.persona_id, export_format, room.exports / name)
        out.print(f"  {path.resolve()}", markup=False)
    out.print("Open the pages:", markup=False)
    out.print(f"  .venv/bin/verism ui --workspace {room.folder}", markup=False)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except VerismError as error:
        say(f"demo: {error}")
        sys.exit(error.exit_code)
