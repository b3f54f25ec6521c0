"""How often chance alone makes a statement about who customers are: `make bench`.

Complete Journey (real purchases and demographics): the demographics of its households are dealt out anew among the
households of whom any are known, so that every difference between segments is chance, and the product's own tests say
which of them it would state. The bars: at most 5 % of 1,000 shuffles with any statement, the upper 95 % bound at most
7 %; without shuffling no statement over fewer than 30. A bar is not judged where the data are not installed.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.results import Ratio, write_results
from personas.errors import PrerequisiteMissing
from personas.evidence import Statistic
from segments import Segmentation, Tables, build_segmentation, recognise_table, sample
from segments.features import CUSTOMERS, build_features
from segments.public_data import write_public_data
from segments.refresh import apply_definition
from segments.statistics import Cells, family_statistics, wilson
from segments.statistics.attributes import attribute_measures
from segments.tables.fetching import to_arrow, to_frame

_SEED = 20170101
_FEWEST = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Shuffle, print and write; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shuffles", type=int, default=1_000)
    parser.add_argument("--tables", type=Path, help="canonical tables that were made before")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        try:
            tables = Tables(asked.tables) if asked.tables else _complete_journey(Path(folder))
        except PrerequisiteMissing as error:
            sys.stdout.write(f"claims about shuffled demographics: not measured. {error}\n")
            return 0
        return _report(tables, asked.shuffles)


def _complete_journey(folder: Path) -> Tables:
    tables = Tables(folder / "tables")
    for number, path in enumerate(write_public_data("complete-journey", folder / "files")):
        if path.stem != "campaigns":
            looked = sample(path)
            if (recognised := recognise_table(looked)) is not None:
                tables.add(f"src-{number}", recognised.kind, recognised.read(path, looked).frame)
    return tables


def _report(tables: Tables, shuffles: int) -> int:
    true = build_segmentation(tables)
    stated = _stated(true.statistics)
    started = time.process_time()
    wrong = [len(_stated(one)) for one in _shuffled(tables, true, shuffles)]
    false = sum(count > 0 for count in wrong)
    figures = {
        "shuffles": shuffles,
        "shuffles with a false statement": false,
        "false statements": sum(wrong),
        "statements of the true run": len(stated),
        "of these on demographics": sum(figure.section == "demographics" for figure in stated),
        "processor seconds a shuffle": (time.process_time() - started) / shuffles,
    }
    ratios = {
        "share of shuffles with a false statement": Ratio(false / shuffles, 0.05, "lower"),
        "its upper 95 % bound": Ratio(wilson(false, shuffles)[1], 0.07, "lower"),
        "statements over fewer than 30": Ratio(sum((one.denominator or 0) < _FEWEST for one in stated), 0, "lower"),
    }
    write_results("claims", figures, ratios)
    return 0 if all(one.holds for one in ratios.values()) else 1


def _stated(figures: Iterable[Statistic]) -> list[Statistic]:
    return [figure for figure in figures if figure.differs]


def _shuffled(tables: Tables, true: Segmentation, shuffles: int) -> Iterator[Iterable[Statistic]]:
    """What is told of demographics, each time dealt out anew among those of whom any are known."""
    features = build_features(tables)
    apply_definition(tables, features, true.definition)
    measures = list(attribute_measures(features, CUSTOMERS))
    cells = Cells(tables, features, true.segments, {}, true.definition.hash)
    frame = to_frame(features.table(CUSTOMERS))
    attributes = [name for name in frame.columns if name in {one.about for one in measures}]
    known = np.flatnonzero(frame[attributes].notna().any(axis=1))
    random = np.random.default_rng(_SEED)
    for _ in range(shuffles):
        order = np.arange(len(frame))
        order[known] = random.permutation(known)
        dealt = frame.assign(**{name: frame[name].take(order).to_numpy() for name in attributes})
        features.connection.create_table(CUSTOMERS, to_arrow(dealt), temp=True, overwrite=True)
        yield family_statistics(cells, measures)


if __name__ == "__main__":
    sys.exit(main())
