"""The pytest plugin: a test a case, and one for the bars."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from tests.eval.running.conftest import CLAIMS

ROOT = Path(__file__).parents[3]
INSTALLED = any(point.name == "verism" for point in entry_points(group="pytest11"))


def pytest_with(folder, *words):
    named = [] if INSTALLED else ["-p", "eval.plugin"]
    line = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", *named, *words]
    return subprocess.run(
        line, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "TMPDIR": str(folder)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_each_case_of_a_suite_is_a_test_and_so_are_its_bars(tmp_path):
    (tmp_path / "mine.yaml").write_text(CLAIMS + "bars: {lies_caught: {min: 1}}\n", encoding="utf-8")
    ran = pytest_with(tmp_path, "--verism-suite", "mine.yaml")
    assert ran.returncode == 1, ran.stderr
    assert "PASSED" in ran.stdout
    assert "small[true-figure]" in ran.stdout
    assert "lies_caught: labelled a lie (invented), and the verdict is inference" in ran.stdout
    assert "Correct the case in mine.yaml where its label is wrong; else it is a fault of the product." in ran.stdout
    assert "pytest --verism-suite mine.yaml -k unseen" in ran.stdout
    assert "lies_caught is 0.500, and must be at least 1" in ran.stdout
    assert "3 passed" in ran.stdout
    assert "2 failed" in ran.stdout


def test_a_suite_that_is_not_there_is_a_wrong_use(tmp_path):
    ran = pytest_with(tmp_path, "--verism-suite", "nothing.yaml")
    assert ran.returncode == 4
    assert "There is no suite 'nothing.yaml'" in ran.stderr + ran.stdout
