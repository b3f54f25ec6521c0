"""The same members on DuckDB and on Spark: a million generated lines, part of `make bench-segments`.

Needs Java 17 and the extra `spark`; without them it says so and gives 3.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from benchmarks.results import Ratio, write_results
from benchmarks.segments.contenders import REFRESH, REFRESH_ON_SPARK
from benchmarks.segments.generated import write_lines
from benchmarks.segments.measuring import measured


def main() -> int:
    """Refresh on either engine, print and write; 1 when the members differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    lines = parser.parse_args().lines
    if which("java") is None or find_spec("pyspark") is None:
        sys.stderr.write("Spark was not tried: it needs Java 17 and the extra `spark`.\n")
        return 3
    with TemporaryDirectory() as folder:
        write_lines(Path(folder), lines)
        runs = {name: measured(name, folder) for name in (REFRESH, REFRESH_ON_SPARK)}
    different = Ratio(len({run.members for run in runs.values()}), 1, "lower")
    figures = {name: {"seconds": run.seconds, "members": run.members} for name, run in runs.items()}
    write_results("segments-engines", {"lines": lines, **figures}, {"different memberships": different})
    return 0 if different.holds else 1


if __name__ == "__main__":
    sys.exit(main())
