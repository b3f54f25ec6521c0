"""`verism eval`: what it prints, what it writes, and how it exits."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from eval.metrics import metrics
from tests.workspace.command import done, verism

DOCUMENTED = (Path(__file__).parents[3] / "docs" / "suites.md").read_text(encoding="utf-8")
SUITE = """\
suite: small
type: claim
defaults: {evidence: crew}
cases:
- {id: good, text: "{s-1}.", kind: statistic, cite: [s-1]}
- {id: bad, text: "The gear wears out sooner than it should.", cite: [q-30], lie: invented}
bars: {lies_caught: {min: 1}}
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SUITE, encoding="utf-8")
    return path


def test_a_missed_bar_exits_with_1_and_the_json_has_the_documented_shape(room: Path, suite: Path) -> None:
    answer = verism("eval", "run", suite, "--json", room=room)
    assert answer.code == 1
    assert "lies_caught is 0.000, and must be at least 1" in answer.words
    [found] = answer.json["suites"]
    assert answer.json["run"] == "r-1"
    assert {name: found[name] for name in ("name", "cases", "passed", "failed", "errors", "unscored")} == {
        "name": "small", "cases": 2, "passed": 1, "failed": 1, "errors": 0, "unscored": 0,
    }  # fmt: skip
    assert found["metrics"]["honest_passed"] == {"value": 1.0, "ci": [pytest.approx(0.2065, abs=1e-3), 1.0], "n": 1}


def test_reports_are_written_and_runs_are_listed_and_compared(room: Path, suite: Path, tmp_path: Path) -> None:
    for _ in range(2):
        verism("eval", "run", suite, "--junit", tmp_path / "r.xml", "--html", tmp_path / "r.html", room=room)
    assert Xml.parse(tmp_path / "r.xml").getroot().tag == "testsuites"
    assert "Grounding suites, run r-2" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert [one["id"] for one in done("eval", "list", "--json", room=room).json] == ["r-2", "r-1"]
    compared = done("eval", "compare", "r-1", "r-2", "--json", room=room).json
    assert compared["flips"] == []
    assert compared["differences"]["small"]["honest_passed"]["verdict"] == "same"


def test_a_run_is_shown_again_without_being_put_again_and_a_comparison_is_written(
    room: Path, suite: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        ran = verism("eval", "run", suite, room=room)
    assert "`verism eval show r-2` tells what did not pass" in ran.words
    shown = done("eval", "show", "r-2", "--junit", tmp_path / "r.xml", room=room)
    assert "claim: The gear wears out sooner than it should." in shown.words
    assert "evidence: " in (tmp_path / "r.xml").read_text(encoding="utf-8")
    done("eval", "compare", "r-1", "r-2", "--html", tmp_path / "c.html", room=room)
    assert "Against r-1" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert len(done("eval", "list", "--json", room=room).json) == 2
    assert verism("eval", "show", "r-9", room=room).code == 2


def test_an_error_is_told_where_the_run_ends(room: Path, suite: Path) -> None:
    suite.write_text(SUITE.replace("cite: [q-30]", "cite: ['q-30@x']"), encoding="utf-8")
    ran = verism("eval", "run", suite, room=room)
    assert "small bad: error: The gear wears out" in ran.words
    assert "write `id@start:end`" in ran.words


def test_only_what_failed_is_run_again_and_a_judge_needs_to_be_set(room: Path, suite: Path) -> None:
    verism("eval", "run", suite, room=room)
    [again] = done("eval", "run", suite, "--only", "FAILED", "--json", room=room).json["suites"]
    assert again["cases"] == 1
    kept = [line for line in SUITE.splitlines() if "id: bad" not in line]
    suite.write_text("\n".join(kept), encoding="utf-8")
    verism("eval", "run", suite, room=room)
    assert "nothing was put again" in done("eval", "run", suite, "--only", "FAILED", room=room).words
    missing = verism("eval", "run", suite, "--judge", room=room)
    assert (missing.code, "VERISM_JUDGE_MODEL" in missing.words) == (3, True)


def test_a_missing_model_exits_with_3_and_a_wrong_suite_with_2(room: Path, suite: Path) -> None:
    assert verism("eval", "run", suite, "--writer", "llm", room=room).code == 3
    assert verism("eval", "run", "no-such-suite", room=room).code == 2


@pytest.mark.parametrize("name", metrics())
def test_every_figure_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCUMENTED
