"""The commands up to the segments: what they print, the exact shape of their JSON, who is accountable."""

import getpass
import gzip
import sqlite3
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from tests.workspace.command import Answer, done, script, verism

FILES = Path("eval/corpora/bank/files")
SOURCE = {"id", "name", "kind", "format", "sha256", "ingested_at", "report"}
REPORT = {"rows_read", "rows_kept", "dropped", "duplicates", "missing", "redacted", "columns", "notes"}
SEGMENT = {"id", "name", "rule", "n", "share", "revenue_share", "method", "definition_version", "population"}
FOUND = {"evidence_id", "type", "text", "score", "source", "respondent_id", "attributes", "emotions", "placed"}


def _actors(room: Path) -> list[str]:
    connection = sqlite3.connect(room / "verism.db")
    try:
        return [actor for (actor,) in connection.execute("SELECT actor FROM events ORDER BY number")]
    finally:
        connection.close()


def test_init_makes_a_workspace_and_keeps_one_that_is_there(tmp_path: Path) -> None:
    room = tmp_path / "shop"
    done("init", room)
    assert {path.name for path in room.iterdir()} >= {"verism.toml", "verism.db", "tables", "index", "exports"}
    (room / "verism.toml").write_text("review_months = 3\n", encoding="utf-8")
    done("init", room)
    assert (room / "verism.toml").read_text(encoding="utf-8") == "review_months = 3\n"


def test_ingest_says_what_it_took_a_file_for_and_what_it_found(room: Path) -> None:
    answer = done("ingest", FILES / "survey_qualtrics.csv", room=room)
    assert "Qualtrics survey" in answer.words
    assert "rows read 81, kept 76" in answer.words
    assert "verism segments build" in answer.err


def test_ingest_as_json(room: Path) -> None:
    taken = done("ingest", FILES / "reviews_google.json", FILES / "reviews_trustpilot.csv", "--json", room=room)
    assert taken.err == ""
    keys = {"name", "outcome", "message", "source", "explicit", "links", "cleaning"}
    assert [set(one) for one in taken.json] == [keys] * 2
    assert set(taken.json[0]["source"]) == SOURCE
    assert set(taken.json[0]["source"]["report"]) == REPORT
    again = done("ingest", FILES / "reviews_google.json", "--json", room=room)
    assert (again.json[0]["outcome"], again.json[0]["source"]) == ("known", None)


def test_sources_as_json(taken_in: Path) -> None:
    listed = done("sources", "list", "--json", room=taken_in)
    assert listed.err == ""
    assert len(listed.json) == 12
    assert all(set(one) == SOURCE and set(one["report"]) == REPORT for one in listed.json)
    shown = done("sources", "show", listed.json[0]["id"], "--json", room=taken_in)
    assert shown.json == listed.json[0]


def test_sources_for_a_person(taken_in: Path) -> None:
    listed = done("sources", "list", "--json", room=taken_in).json
    shown = done("sources", "list", room=taken_in).out
    assert all(one["id"] in shown for one in listed), "an id is to be copied from the screen in one piece"
    first = listed[0]
    assert "rows read" in done("sources", "show", first["id"], room=taken_in).words


def test_a_source_is_removed_with_everything_cut_from_it(taken_in: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(taken_in)
    survey = next(one for one in done("sources", "list", "--json", room=room).json if one["kind"] == "survey")
    done("sources", "remove", survey["id"], room=room, actor="ines")
    assert survey["id"] not in {one["id"] for one in done("sources", "list", "--json", room=room).json}
    found = done("evidence", "search", "one thing to change", "--kind", "quote", "--limit", "200", "--json", room=room)
    assert not any(one["source"] == survey["name"] for one in found.json)
    assert not (room / "tables/answers" / f"{survey['id']}.parquet").exists()
    assert _actors(room)[-1] == "ines"
    done("ingest", FILES / "survey_qualtrics.csv", room=room)
    assert verism("doctor", room=room).code == 0


def test_segments_as_json(built: Path) -> None:
    listed = done("segments", "list", "--json", room=built)
    assert listed.err == ""
    assert all(set(one) == SEGMENT for one in listed.json)
    assert [one["id"] for one in listed.json] == [f"g-{number}" for number in range(1, 7)]
    assert sum(one["n"] for one in listed.json) == 900
    assert sum(one["revenue_share"] for one in listed.json) == pytest.approx(1)
    shown = done("segments", "show", "g-1", "--json", room=built)
    assert set(shown.json) == {*SEGMENT, "sql", "voices", "inferred", "statistics"}
    assert shown.json["statistics"]
    by_name = done("segments", "show", shown.json["name"].upper(), "--json", room=built)
    assert by_name.json == shown.json


def test_segments_for_a_person(built: Path) -> None:
    assert "Top value" in done("segments", "list", room=built).words
    words = done("segments", "show", "g-1", room=built).words
    told = done("segments", "show", "g-1", "--json", room=built).json["statistics"]
    assert "Statistics" in words and all(one["id"] in words for one in told)
    assert "statistic " in words and " q " in words


def test_themes_as_json(built: Path) -> None:
    by_segment = {f"g-{number}": done("themes", f"g-{number}", "--json", room=built) for number in range(1, 7)}
    assert all(answer.err == "" for answer in by_segment.values())
    segment, found = next((segment, answer.json) for segment, answer in by_segment.items() if answer.json)
    for one in found:
        assert set(one) == {"id", "label", "n", "of", "section", "said", "opposed", "stability", "trend"}
        assert 1 <= one["n"] <= one["of"]
        assert one["said"]
    assert f"{found[0]['n']} of {found[0]['of']}" in done("themes", segment, room=built).words


def test_a_segment_without_themes_says_whether_anybody_spoke(built: Path, taken_in: Path, tmp_path: Path) -> None:
    silent = [f"g-{n}" for n in range(1, 7) if not done("themes", f"g-{n}", "--json", room=built).json]
    for segment in silent:
        voices = done("segments", "show", segment, "--json", room=built).json["voices"]
        assert f"{voices} people of this segment spoke" in done("themes", segment, room=built).words
    room, ledger = tmp_path / "shop", tmp_path / "transactions.csv"
    with gzip.open(FILES / "transactions.csv.gz", "rt", encoding="utf-8") as lines:
        ledger.write_text("".join(islice(lines, 2000)), encoding="utf-8")
    done("init", room)
    done("ingest", ledger, room=room)
    done("segments", "build", room=room)
    assert "Nobody of this segment spoke" in done("themes", "g-1", room=room).words


@pytest.mark.parametrize("kind", ["quote", "statistic", "theme"])
def test_evidence_of_each_kind_as_json(kind: str, built: Path) -> None:
    found = done("evidence", "search", "app branch", "--kind", kind, "--limit", "3", "--json", room=built)
    assert found.err == ""
    assert 1 <= len(found.json) <= 3
    assert all(set(one) == FOUND and one["type"] == kind for one in found.json)
    assert [one["score"] for one in found.json] == sorted((one["score"] for one in found.json), reverse=True)


def test_evidence_is_found_by_its_words_and_among_a_segment(built: Path) -> None:
    found = done("evidence", "search", "coin machine out of order", "--json", room=built).json
    assert "coin" in found[0]["text"].lower()
    among = done("evidence", "search", "coin machine", "--segment", "g-1", "--kind", "quote", "--json", room=built).json
    everywhere = done("evidence", "search", "coin machine", "--kind", "quote", "--limit", "200", "--json", room=built)
    assert len(among) <= 10
    assert {one["evidence_id"] for one in among} <= {one["evidence_id"] for one in everywhere.json} | set(
        one["evidence_id"] for one in among
    )


def test_an_index_is_made_again(taken_in: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(taken_in)
    assert "1,140 quotes" in done("index", "rebuild", room=room).words


def test_doctor_as_json(taken_in: Path) -> None:
    found = done("doctor", "--json", room=taken_in)
    assert found.err == ""
    assert all(set(one) == {"what", "holds", "detail"} for one in found.json)
    assert {one["what"] for one in found.json} == {
        "installation", "libraries", "writer", "quotes", "audit trail", "files", "tables", "erasures", "index",
    }  # fmt: skip


def test_doctor_outside_a_workspace_speaks_of_the_installation(tmp_path: Path) -> None:
    found = done("doctor", "--json", room=tmp_path).json
    assert {one["what"] for one in found} == {"installation", "libraries", "workspace"}


def test_who_is_accountable(room: Path) -> None:
    done("ingest", FILES / "reviews_google.json", room=room, actor="ines", VERISM_ACTOR="ravi")
    done("ingest", FILES / "reviews_trustpilot.csv", room=room, VERISM_ACTOR="ravi")
    done("ingest", FILES / "survey_qualtrics.csv", room=room)
    assert _actors(room) == ["ines", "ravi", getpass.getuser()]


def test_the_workspace_is_named_by_the_variable_or_is_the_current_folder(
    taken_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = done("sources", "list", "--json", room=taken_in).json
    assert done("sources", "list", "--json", VERISM_WORKSPACE=str(taken_in)).json == expected
    monkeypatch.chdir(taken_in)
    assert done("sources", "list", "--json").json == expected


@pytest.mark.parametrize(
    ("words", "next_step"),
    [
        (("sources", "list"), "verism ingest"),
        (("segments", "list"), "verism segments build"),
        (("drafts", "list"), "verism draft SEGMENT"),
        (("personas", "list"), "verism drafts list"),
        (("evidence", "search", "anything"), "verism sources list"),
    ],
)
def test_an_empty_workspace_says_what_comes_next(words: tuple[str, ...], next_step: str, room: Path) -> None:
    answer = done(*words, room=room)
    assert next_step in answer.words
    assert done(*words, "--json", room=room).json == []


def test_rules_of_a_strategist_make_segments_of_a_survey(room: Path) -> None:
    done("ingest", FILES / "reviews_trustpilot.csv", room=room)
    rules = "segments:\n  - name: Unhappy\n    rule: rating <= 2\n  - name: Happy\n    rule: rating >= 4\n"
    (room / "segments.yaml").write_text(rules, encoding="utf-8")
    found = done("segments", "build", "--json", room=room).json
    assert [one["name"] for one in found][:2] == ["Unhappy", "Happy"]
    assert all(one["population"] == "respondents" for one in found)
    assert sum(one["n"] for one in found) == 75


def test_the_real_console_script_speaks_the_same(taken_in: Path) -> None:
    listed: Answer = script("sources", "list", "--json", room=taken_in)
    assert listed == done("sources", "list", "--json", room=taken_in)
    missing = script("segments", "show", "g-99", room=taken_in)
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith("verism: There is no segment")
