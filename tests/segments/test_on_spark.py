"""The same expressions on DuckDB and on PySpark give the same members."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from benchmarks.segments.generated import write_lines
from segments import build_segmentation
from segments.segmentation.membership import membership_hash
from segments.tables import Tables
from tests.segments.shop import stocked

MISSING = "Java and pyspark" if which("java") is None and find_spec("pyspark") is None else (
    "Java" if which("java") is None else "pyspark" if find_spec("pyspark") is None else ""
)  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
from segments import build_segmentation
from segments.segmentation.membership import membership_hash
from segments.tables import Tables
found = build_segmentation(Tables(Path(sys.argv[1]), engine="spark"))
members = found.members.itertuples(index=False, name=None)
figures = {one.id: round(one.value, 9) for one in found.statistics}
print(json.dumps({"definition": found.definition.hash, "members": membership_hash(members), "figures": figures}))
"""


pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(bool(MISSING), reason=f"{MISSING} is not installed: Spark was not tried"),
]


def same_on_both(folder: Path) -> None:
    tables = Tables(folder)
    here = build_segmentation(tables)
    tables.close()
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-2000:]
    there = json.loads(done.stdout.splitlines()[-1])
    assert there["definition"] == here.definition.hash
    assert there["members"] == membership_hash(here.members.itertuples(index=False, name=None))
    assert there["figures"] == {one.id: round(one.value, 9) for one in here.statistics}


def test_spark_divides_customers_as_duckdb_does_and_tells_the_same_figures(tmp_path: Path) -> None:
    stocked(Tables(tmp_path)).close()
    same_on_both(tmp_path)


def test_spark_divides_the_customers_of_a_million_lines_as_duckdb_does(tmp_path: Path) -> None:
    write_lines(tmp_path, 1_000_000)
    same_on_both(tmp_path)
