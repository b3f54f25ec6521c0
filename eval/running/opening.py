"""The open workspaces of one run, configured with its model."""

import threading
from collections.abc import Sequence
from typing import NamedTuple

from eval.running.jobs import Job
from eval.running.planting import planted
from eval.running.rooms import ACTOR, Room, Swap, open_room
from eval.suites import AttackCase, Case, Suite, SwapCase, needs_company
from personas.claims import Claim
from workspace.drafting.drafting import draft_segment
from workspace.progress import Report, part_of, silent
from workspace.segmenting import segments as list_segments
from workspace.settings import Settings
from workspace.workspace import Workspace
from workspace.writers import WriterKind

_BEST = 2
"""Segments that are drafted among hostile words: those who spend most, to whom the words were given."""
_OF_THE_RUN = ("model", "base_url", "api_key", "backup_writer")


def settings_for(own: Settings, writer: WriterKind) -> Settings:
    """The user's settings for a run: without a model for the extractive writer; else nothing stands in for the model.

    What is composed where a model's answer came to nothing is not the model's, and would be scored as its own.
    """
    without = {"model": None, "base_url": None, "api_key": None}
    return own.model_copy(update={"backup_writer": "none"} if writer == "llm" else without)


class Place(NamedTuple):
    """Which workspace a case is put to."""

    corpus: str
    hostile: str = ""
    """The suite whose hostile words are planted in it."""
    swap: Swap = ()


class Rooms:
    """The workspaces of a run's cases, each opened once."""

    def __init__(self, own: Workspace, settings: Settings, suites: Sequence[Suite], writer: WriterKind) -> None:
        self._own, self._settings, self._writer = own, settings, writer
        self._suites = {case.id: suite for suite in suites for case in suite.cases if isinstance(case, AttackCase)}
        self._open: dict[Place, Room] = {}
        self._drafted: dict[Place, tuple[Claim, ...]] = {}
        self._lock, self._drafting = threading.Lock(), threading.Lock()

    @property
    def settings(self) -> Settings:
        """The model settings of the run."""
        return self._settings

    def prepare(self, jobs: Sequence[Job], report: Report) -> None:
        """Open every workspace that the jobs need, building those that are not there yet."""
        needed = {place: case for job in jobs if needs_company(case := job.case) for place in self._places(case)}
        for number, (place, case) in enumerate(needed.items()):
            self._at(place, case, part_of(report, number / len(needed), (number + 1) / len(needed)))
        report("workspaces ready", 1)

    def of(self, case: Case) -> Room:
        """The workspace of a case."""
        return self._at(self._places(case)[0], case)

    def swapped(self, case: SwapCase) -> Room:
        """The workspace of the company in whose raw files the words of a case are exchanged."""
        return self._at(self._places(case)[1], case)

    def drafted(self, case: Case) -> tuple[Claim, ...]:
        """The claims of the personas of those who spend most, drafted once; their checks are left out."""
        place, room = self._places(case)[0], self.of(case)
        with self._drafting:
            if place not in self._drafted:
                best = sorted(list_segments(room.workspace), key=lambda one: -(one.revenue_share or 0))[:_BEST]
                drafts = [draft_segment(room.workspace, one.id, actor=ACTOR, writer=self._writer) for one in best]
                claims = (claim.model_copy(update={"checks": ()}) for draft in drafts for claim in draft.claims)
                self._drafted[place] = tuple(claims)
            return self._drafted[place]

    def _at(self, place: Place, case: Case, report: Report = silent) -> Room:
        with self._lock:
            if place not in self._open:
                report(f"preparing {place.corpus}", 0)
                files = planted(self._suites[case.id], place.corpus) if place.hostile else ()
                room = open_room(place.corpus, self._own, planted=files, swap=place.swap, report=report)
                room.workspace.settings = room.workspace.settings.model_copy(update=_of_the_run(self._settings))
                self._open[place] = room
            return self._open[place]

    def _places(self, case: Case) -> tuple[Place, ...]:
        """The workspace of a case, and of a swap the one with the words exchanged."""
        hostile = isinstance(case, AttackCase) and case.where != "question"
        place = Place(case.corpus, self._suites[case.id].name if hostile else "")
        swapped = (place._replace(swap=tuple(case.swap.items())),) if isinstance(case, SwapCase) else ()
        return (place, *swapped)


def _of_the_run(settings: Settings) -> dict[str, object]:
    """What a case's workspace takes over from the run: the model, or that there is none."""
    return {name: getattr(settings, name) for name in _OF_THE_RUN}
