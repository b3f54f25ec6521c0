"""Drafts slowly and says what it writes: run as a script to be killed in the middle.

python -m tests.support.slow_draft CHECKPOINT LOG SECONDS-A-SECTION
"""

import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from agent.drafting import DraftingStopped, DraftRequest, draft_persona
from agent.verification import verify
from agent.writers import ExtractiveWriter, Failure, SectionRequest, Written
from personas.draft import Draft
from tests.support import packs


class SlowWriter(ExtractiveWriter):
    """The extractive writer, with a pause before each part and a line in a log after it."""

    def __init__(self, log: Path, seconds: float) -> None:
        self._log, self._seconds = log, seconds

    def write(self, request: SectionRequest) -> Written:
        """The same proposals, later."""
        time.sleep(self._seconds)
        written = super().write(request)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{request.section}\n")
        return written

    def repair(self, request: SectionRequest, failures: Sequence[Failure]) -> Written:
        """Nothing is mended."""
        return Written(proposals=tuple(failure.proposal for failure in failures))


def slow_draft(checkpoint: Path, log: Path, seconds: float) -> Draft:
    """The draft of the test's pack, one section at a time."""
    return draft_persona(_request(), SlowWriter(log, seconds), verify, checkpoint=checkpoint)


def stopped_drafting(checkpoint: Path | str, log: Path) -> None:
    """Leave behind what a run keeps that was stopped after four parts."""
    with contextlib.suppress(DraftingStopped):
        draft_persona(
            _request(), SlowWriter(log, 0.0), verify, checkpoint=checkpoint,
            stop=lambda: log.exists() and len(log.read_text(encoding="utf-8").splitlines()) >= 4,
        )  # fmt: skip


def _request() -> DraftRequest:
    return packs.request(journey=True, concurrency=1)


if __name__ == "__main__":
    slow_draft(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
