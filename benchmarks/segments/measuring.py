"""One contender in a process of its own: its time, its memory, and what it found. Answers as JSON."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import ibis

from benchmarks.segments.contenders import CONTENDERS, members_hash


class Run(NamedTuple):
    """What one run took."""

    seconds: float
    processor: float
    """Processor seconds of this process; Spark works in another."""
    megabytes: float
    """The most that the process held."""
    members: str
    """Hashes of the definition and of the members; "" for what is no refresh."""

    def figures(self) -> dict[str, float]:
        """The numbers alone."""
        return {"seconds": self.seconds, "processor": self.processor, "megabytes": self.megabytes}


def measured(name: str, folder: str) -> Run:
    """Run a contender over a folder of tables. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "benchmarks.segments.measuring", name, folder]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def best(runs: Sequence[Run]) -> dict[str, float]:
    """The least of each number: the runs least disturbed by whatever else the machine did."""
    return {name: min(run.figures()[name] for run in runs) for name in runs[0].figures()}


def main() -> int:
    """Run the contender that is named, over the folder that is named."""
    name, folder = sys.argv[1:]
    ibis.duckdb.connect().disconnect()  # libraries are loaded before the clock starts, for every contender
    work = CONTENDERS[name](Path(folder))
    clock, processor = time.monotonic(), time.process_time()
    answer = work()
    clock, processor = time.monotonic() - clock, time.process_time() - processor
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(Run(clock, processor, most, members_hash(answer))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
