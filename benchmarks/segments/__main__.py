"""What a refresh of segments takes beside the limit, by hand and in pandas: part of `make bench-segments`.

Generated lines (synthetic), each contender in a process of its own. The bars: a refresh (order table, features,
assignment, statistics) within 4 x the scan of 7 columns, in 1,000 MB for 10 million lines and 6,000 for 100 million;
predictions in 4,000. `--only predictions` measures these alone.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import Ratio, write_results
from benchmarks.segments.contenders import CONTENDERS, PREDICTIONS, REFRESH, REFRESH_ON_SPARK, SCAN
from benchmarks.segments.generated import write_lines
from benchmarks.segments.measuring import Run, best, measured

_BAR = 4.0
_PREDICTIONS_MB = 4_000.0
_USUAL = 10_000_000
_MANY = 20_000_000
"""More lines than this are not repeated, and not given to pandas."""


def main() -> int:
    """Generate, run each contender, print and write; 1 when a bar is missed."""
    asked = _parser().parse_args()
    repeat = asked.repeat if asked.lines <= _MANY else 1
    everything = [name for name in CONTENDERS if not (name == "pandas" and asked.lines > _MANY)]
    names = asked.only or [name for name in everything if name != REFRESH_ON_SPARK]
    with TemporaryDirectory(dir=asked.folder) as folder:
        write_lines(Path(folder), asked.lines)
        once = ("pandas", PREDICTIONS)
        found = {name: [measured(name, folder) for _ in range(1 if name in once else repeat)] for name in names}
    ratios = _ratios(found, asked.lines)
    name = "segments" if asked.lines == _USUAL else f"segments-{asked.lines}"
    name += "".join(f"-{one.replace(' ', '-')}" for one in asked.only or ())
    write_results(name, {"lines": asked.lines, **{name: best(runs) for name, runs in found.items()}}, ratios)
    return 0 if all(one.holds for one in ratios.values()) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=_USUAL)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", action="append", choices=CONTENDERS, help="measure this alone; may be given again")
    parser.add_argument("--folder", type=Path, help="where the lines are written for the time being")
    return parser


def _ratios(found: Mapping[str, Sequence[Run]], lines: int) -> dict[str, Ratio]:
    ratios = {}
    if PREDICTIONS in found:
        ratios["predictions, MB"] = Ratio(best(found[PREDICTIONS])["megabytes"], _PREDICTIONS_MB, "lower")
    if not {REFRESH, SCAN} <= found.keys():
        return ratios
    refresh, scan = best(found[REFRESH]), best(found[SCAN])
    memory = 1_000 if lines <= _USUAL else 6_000
    return ratios | {
        "refresh over scan, processor seconds": Ratio(refresh["processor"] / scan["processor"], _BAR, "lower"),
        "refresh over scan, seconds": Ratio(refresh["seconds"] / scan["seconds"], _BAR, "lower"),
        "refresh, MB": Ratio(refresh["megabytes"], memory, "lower"),
        "different memberships": Ratio(len({run.members for run in found[REFRESH]}), 1, "lower"),
    }


if __name__ == "__main__":
    sys.exit(main())
