"""What the cleaning rules leave out can be taken back, and left out again, with everything that follows from it."""

from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from segments.tables import Tables
from tests.support.every_file import holding
from tests.workspace.command import done, rows, verism
from workspace.intake import cleaning
from workspace.workspace import Workspace

_SCALES = ["Agree", "Disagree", "Neutral", "Strongly agree", "Strongly disagree"]
_WORDS = [
    "The seam at the knee went after three months of wear on site, and nobody has answered my letter about it",
    "Delivery was late twice in May although somebody promised otherwise",
    "Knee pads that stay where they are would help me most of all",
    "Prices are fair for what you get, and the counter knows my size",
    "Please bring back the boot fitting that you had in the shop",
    "The website search is clumsy and never finds the green ones",
    "A warmer lining for the cold store, without more weight in it",
    "nil",
]


def _survey(folder: Path) -> Path:
    file = folder / "survey.csv"
    names = [f"Statement {n}" for n in range(9)]
    lines = []
    for n, words in enumerate(_WORDS):
        scales = ["Agree"] * 9 if n == 2 else [_SCALES[(n + k) % 5] for k in range(9)]
        lines.append([f"p{n}", 40 if n == 3 else 300 + n, *scales, words])
    columns = ["Respondent ID", "Duration (in seconds)", *names, "What should we change?"]
    pd.DataFrame(lines, columns=columns).to_csv(file, index=False)
    return file


def _reviews(folder: Path) -> Path:
    file = folder / "reviews.csv"
    lines = [[n + 1, text, n % 5 + 1] for n, text in enumerate(_WORDS[:7])]
    lines += [[20, _WORDS[0] + ", sadly", 1], [21, "See [https://example.com/x] !", 5]]
    pd.DataFrame(lines, columns=["review_id", "review_text", "rating"]).to_csv(file, index=False)
    return file


def _state(room: Path) -> dict[str, Any]:
    """What the evidence is: people, attributes, quotes and answers, whatever the events say."""
    found = rows(room)
    answers = sorted((room / "tables").rglob("*answers/*.parquet"))
    tables = {str(path.relative_to(room)): pd.read_parquet(path).to_dict("list") for path in answers}
    return {**{name: found[name] for name in ("respondents", "documents", "quotes")}, **tables}


def _by_rule(room: Path) -> dict[str, dict[str, Any]]:
    return {one["rule"]: one for one in done("sources", "quality", "--json", room=room).json["cleaning"]}


def test_an_ingest_reports_what_the_rules_found_with_examples(room: Path, tmp_path: Path) -> None:
    survey, reviews = (
        done("ingest", file, "--json", room=room).json[0] for file in (_survey(tmp_path), _reviews(tmp_path))
    )
    assert {one["rule"]: one["found"] for one in survey["cleaning"]} == {"nil": 1, "too_fast": 1, "straight_line": 1}
    assert survey["source"]["report"]["rows_kept"] == 7
    found = {one["rule"]: one for one in reviews["cleaning"]}
    assert {rule: one["found"] for rule, one in found.items()} == {"near_copy": 1, "link_only": 1}
    assert found["near_copy"]["examples"][0]["text"].endswith("sadly")
    shown = done("sources", "quality", room=room).out
    assert "near_copy: found 1, left out 1" in shown and "the same as doc-" in shown


def test_what_was_left_out_comes_back_and_goes_again(room: Path, tmp_path: Path) -> None:
    done("ingest", _survey(tmp_path), _reviews(tmp_path), room=room)
    before = _state(room)
    rules = ["nil", "near_copy", "link_only", "too_fast", "straight_line"]
    done("sources", "include", *rules, room=room, actor="steward")
    after = _state(room)
    assert len(after["quotes"]) > len(before["quotes"])
    assert after["documents"] == before["documents"]
    answers = next(table for name, table in after.items() if "/answers/" in name)
    assert len(answers["answer"]) == 8 * 9
    assert sum(one["excluded"] for one in _by_rule(room).values()) == 0
    done("sources", "exclude", *rules, room=room, actor="steward")
    assert _state(room) == before
    events = [(row[2], row[3]) for row in rows(room)["events"]]
    assert events.count(("steward", "include")) == events.count(("steward", "exclude")) == 1


def test_one_text_is_taken_back_by_its_id(room: Path, tmp_path: Path) -> None:
    done("ingest", _reviews(tmp_path), room=room)
    text = _by_rule(room)["near_copy"]["examples"][0]["id"]
    done("sources", "include", text, room=room)
    counted = {rule: one["excluded"] for rule, one in _by_rule(room).items() if one["found"]}
    assert counted == {"near_copy": 0, "link_only": 1}
    answer = verism("sources", "include", "link_only", "doc-nothing", room=room)
    assert answer.code == 2 and "No rule found doc-nothing" in answer.words
    assert _by_rule(room)["link_only"]["excluded"] == 1


def test_a_rule_that_is_off_finds_and_leaves_in(room: Path, tmp_path: Path) -> None:
    with (room / "verism.toml").open("a", encoding="utf-8") as file:
        file.write("\n[cleaning]\nnear_copy = false\n")
    done("ingest", _reviews(tmp_path), room=room)
    found = _by_rule(room)["near_copy"]
    assert (found["on"], found["found"], found["excluded"]) == (False, 1, 0)
    answer = verism("sources", "list", room=room, VERISM_CLEANING='{"near_copies": true}')
    assert answer.code == 2 and "near_copies" in answer.words


def test_who_answered_too_fast_is_not_counted_until_taken_back(room: Path, tmp_path: Path) -> None:
    done("ingest", _survey(tmp_path), room=room)
    (room / "segments.yaml").write_text(
        'segments:\n  - name: Not strongly against\n    rule: statement_0 != "Strongly disagree"\n'
    )
    done("segments", "build", room=room)
    few = sum(one["n"] for one in done("segments", "list", "--json", room=room).json)
    done("sources", "include", "too_fast", "straight_line", room=room)
    done("segments", "build", room=room)
    assert (few, sum(one["n"] for one in done("segments", "list", "--json", room=room).json)) == (7, 8)


def test_the_same_file_in_another_export_brings_nothing_left_out_back(room: Path, tmp_path: Path) -> None:
    file = _reviews(tmp_path)
    done("ingest", file, room=room)
    quotes = rows(room)["quotes"]
    longer = tmp_path / "again.csv"
    longer.write_text(file.read_text("utf-8") + "30,One more that nobody wrote before me in here,4\n", "utf-8")
    done("ingest", longer, room=room)
    assert len(rows(room)["quotes"]) == len(quotes) + 1


def test_an_erased_person_leaves_no_findings(room: Path, tmp_path: Path) -> None:
    done("ingest", _reviews(tmp_path), room=room)
    text = _by_rule(room)["near_copy"]["examples"][0]["id"]
    person = next(row[2] for row in rows(room)["documents"] if row[0] == text)
    done("erase", person, "--yes", room=room)
    assert _by_rule(room)["near_copy"]["found"] == 0
    assert holding(room, [text, person]) == []


def test_no_answer_is_lost_or_told_twice_when_a_process_dies_between_two_files(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("ingest", _survey(tmp_path), room=room)
    done("sources", "include", "too_fast", "straight_line", room=room)
    before, workspace, calls, add = _state(room), Workspace.open(room, actor="steward"), count(), Tables.add

    def dies_after_the_first(tables: Tables, *given: Any, **named: Any) -> None:
        if next(calls):
            raise InterruptedError
        add(tables, *given, **named)

    with monkeypatch.context() as dying, pytest.raises(InterruptedError):
        dying.setattr(Tables, "add", dies_after_the_first)
        cleaning.exclude(workspace, ["straight_line"], actor="steward")
    cleaning.exclude(workspace, ["straight_line"], actor="steward")
    cleaning.include(workspace, ["straight_line"], actor="steward")
    assert _state(room) == before
