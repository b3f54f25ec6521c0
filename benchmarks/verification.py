"""What a claim costs to check, without a judge: `python -m benchmarks.verification WORKSPACE`."""

import argparse
import statistics
import time
from pathlib import Path

from agent.verification import verify
from workspace.drafting import drafts
from workspace.workspace import Workspace

ALLOWED = 0.005
"""Processor seconds a claim."""


def main() -> None:
    """Check every claim of a workspace's drafts, each draft read first so that its evidence is known."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("workspace", type=Path, help="a workspace with drafts")
    room = Workspace.open(wanted.parse_args().workspace)
    first, again = [], []
    for summary in drafts.summaries(room):
        draft = drafts.load(room, summary.id)
        for seconds in (first, again):
            for claim in draft.claims:
                started = time.process_time()
                verify(claim, draft.pack, draft.segment, persona_name=draft.persona.name)
                seconds.append(time.process_time() - started)
    print(f"allowed: {ALLOWED * 1000:g} ms of processor time a claim")
    for name, seconds in (("new evidence", first), ("evidence read before", again)):
        middle, mean = statistics.median(seconds) * 1000, statistics.fmean(seconds) * 1000
        print(f"{name}: {len(seconds)} claims, median {middle:.2f} ms, mean {mean:.2f} ms")


if __name__ == "__main__":
    main()
