"""The commands from the draft on: what they print, and the exact shape of their JSON."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.openai_server import OpenAIServer
from tests.workspace.command import done, rows, state, verism

DRAFT = {
    "id", "version", "status", "author", "writer", "segment", "persona", "journey", "claims", "unknowns", "evidence",
    "cost",
}  # fmt: skip
CLAIM = {"id", "section", "text", "kind", "scope", "citations", "verdict", "checks", "decision"}
SUMMARY = {"id", "status", "persona_name", "segment_id", "segment_name", "author", "claims", "decided", "blocking"}
ANSWER = {"answer", "abstained", "claims", "evidence"}


def test_a_draft_as_json(drafted: Path) -> None:
    shown = done("drafts", "show", "d-1", "--json", room=drafted)
    assert shown.err == ""
    draft = shown.json
    assert DRAFT <= set(draft)
    assert (draft["id"], draft["status"], draft["author"]) == ("d-1", "in_review", "ines")
    assert draft["writer"]["kind"] == "extractive"
    assert draft["segment"]["id"] == "g-1"
    assert draft["claims"]
    assert all(set(claim) >= CLAIM for claim in draft["claims"])
    cited = {citation["evidence_id"] for claim in draft["claims"] for citation in claim["citations"]}
    assert cited <= set(draft["evidence"])
    known = {claim["id"] for claim in draft["claims"]}
    assert {i for ids in draft["persona"]["sections"].values() for i in ids} <= known
    assert all({"section", "reason", "searched", "found"} == set(unknown) for unknown in draft["unknowns"])


def test_the_extractive_writer_drafts_nothing_that_fails_a_check(drafted: Path) -> None:
    claims = done("drafts", "show", "d-1", "--json", room=drafted).json["claims"]
    assert {claim["verdict"] for claim in claims} <= {"grounded", "weak", "inference"}
    assert done("drafts", "verify", "d-1", room=drafted).code == 0


def test_a_draft_for_a_person(drafted: Path) -> None:
    answer = done("drafts", "show", "d-1", room=drafted)
    assert "(a fictional name)" in answer.words
    assert "cites" in answer.words
    assert "unknown ·" in answer.words


def test_the_list_of_drafts_as_json(drafted: Path) -> None:
    listed = done("drafts", "list", "--json", room=drafted)
    assert listed.err == ""
    assert [one["id"] for one in listed.json] == ["d-1"]
    assert set(listed.json[0]) >= SUMMARY
    assert "d-1" in done("drafts", "list", room=drafted).words


def test_drafting_again_gives_the_same_claims_and_no_difference(drafted: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(drafted)
    made = done("draft", "g-1", "--writer", "extractive", "--json", room=room)
    assert made.err == ""
    again = made.json
    first = done("drafts", "show", "d-1", "--json", room=room).json
    assert again["id"] == "d-2"
    assert [claim["text"] for claim in again["claims"]] == [claim["text"] for claim in first["claims"]]
    assert again["persona"]["name"] == first["persona"]["name"]
    assert done("drafts", "diff", "d-1", "d-2", "--json", room=room).json == []


def test_a_draft_differs_where_a_reviewer_changed_it(drafted: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(drafted)
    done("draft", "g-1", "--writer", "extractive", "--no-journey", room=room)
    claim = done("drafts", "show", "d-2", "--json", room=room).json["claims"][0]
    done("review", "edit", "d-2", claim["id"], "--text", "Other words.", room=room, actor="ravi")
    changes = done("drafts", "diff", "d-1", "d-2", "--json", room=room).json
    assert {"section": claim["section"], "left": claim["text"], "right": "Other words."} in changes


def test_a_draft_that_fails_a_check_ends_verification_with_one(drafted: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(drafted)
    done("review", "edit", "d-1", "c-1", "--text", "99 % of them are astronauts.", room=room, actor="ravi")
    before = state(room)
    assert verism("drafts", "verify", "d-1", room=room).code == 1
    assert state(room) == before


def test_all_drafts_every_segment_that_has_none(drafted: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(drafted)
    made = done("draft", "--all", "--writer", "extractive", "--no-journey", "--json", room=room).json
    assert sorted(one["segment"]["id"] for one in made) == ["g-2", "g-3", "g-4", "g-5", "g-6"]
    assert all(one["journey"] is None for one in made)
    assert done("draft", "--all", "--writer", "extractive", "--json", room=room).json == []


def test_a_model_is_asked_for_where_none_is_set(built: Path) -> None:
    before = state(built)
    answer = verism("draft", "g-1", "--writer", "llm", room=built)
    assert (answer.code, answer.out) == (3, "")
    assert "VERISM_MODEL" in answer.words
    assert state(built) == before


GONE = {"VERISM_BASE_URL": "http://127.0.0.1:9/v1", "VERISM_MODEL": "gone", "VERISM_MAX_RETRIES": "0"}


def test_a_server_that_is_gone_is_a_missing_prerequisite(built: Path) -> None:
    before = rows(built)
    answer = verism("draft", "g-3", room=built, **GONE)
    assert (answer.code, answer.out) == (3, ""), answer.err
    assert answer.err.startswith("verism: ")
    assert "Traceback" not in answer.err
    assert "127.0.0.1:9" in answer.words
    assert rows(built) == before


def test_a_chat_whose_server_is_gone_answers_without_it_and_says_so(
    built: Path, copied: Callable[[Path], Path]
) -> None:
    answer = done("chat", "--ask", "What do they say about the branch?", room=copied(built), **GONE)
    assert "without the model" in answer.words
    assert "127.0.0.1:9" in answer.words


@pytest.mark.parametrize("segment", ["g-1", "g-3"])
def test_a_model_drafts_and_is_named(segment: str, built: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(built)
    with OpenAIServer() as server:
        variables = {"VERISM_BASE_URL": server.base_url, "VERISM_MODEL": "scripted", "VERISM_API_KEY": "sk-secret-77"}
        answer = done("draft", segment, "--json", room=room, **variables)
    assert (answer.json["writer"]["kind"], answer.json["writer"]["model"]) == ("llm", "scripted")
    assert answer.json["writer"]["prompts"]
    assert answer.json["cost"]["calls"] > 0
    assert "sk-secret-77" not in answer.out + answer.err
    assert b"sk-secret-77" not in (room / "verism.db").read_bytes() + (room / "drafting.db").read_bytes()


def test_a_question_as_json(built: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(built)
    answer = done("chat", "--ask", "What do they say about the app?", "--json", room=room)
    assert answer.err == ""
    assert set(answer.json) >= ANSWER
    assert not answer.json["abstained"]
    cited = {c["evidence_id"] for claim in answer.json["claims"] for c in claim["citations"]}
    assert cited
    assert cited <= set(answer.json["evidence"])


def test_a_question_that_the_evidence_does_not_answer(built: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(built)
    answer = done("chat", "--ask", "Which brand of toothpaste do they prefer?", "--json", room=room).json
    assert answer["abstained"]
    assert answer["claims"] == []
    words = done("chat", "--ask", "Which brand of toothpaste do they prefer?", room=room).words
    assert "does not say" in words


def test_a_chat_about_a_segment_that_is_not_there_is_refused(built: Path) -> None:
    before = state(built)
    assert verism("chat", "--segment", "g-99", "--ask", "Who are they?", room=built).code == 2
    assert state(built) == before


def test_segments_are_validated_against_later_sales(built: Path) -> None:
    found = done("segments", "validate", "--json", room=built)
    assert found.err == ""
    body = found.json
    assert {"definition", "customers", "segments", "reconciliation", "forward", "stability"} <= set(body)
    assert body["reconciliation"]["difference_cents"] == 0
    assert "add up to the ledger to the cent" in done("segments", "validate", room=built).words


def test_drift_is_told_with_its_test(built: Path) -> None:
    assert done("segments", "drift", "--json", room=built).json
    assert done("segments", "drift", room=built).out


def test_new_customers_are_assigned_by_the_frozen_definition(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "assigned.csv"
    before = state(built)
    done("segments", "assign", "eval/corpora/bank/files/transactions.csv.gz", "--out", target, room=built)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "customer_id,segment_id,segment_name"
    assert len(lines) > 500
    assert state(built) == before
    assert verism("segments", "assign", tmp_path / "gone.csv", "--out", target, room=built).code == 2


def test_a_file_of_other_columns_is_assigned_by_a_mapping(built: Path, tmp_path: Path) -> None:
    file, mapping, target = tmp_path / "new.csv", tmp_path / "map.yaml", tmp_path / "assigned.csv"
    file.write_text("wer,wann,wieviel\nK1,2026-05-01,900.00\nK2,2026-05-02,3.00\n", encoding="utf-8")
    assert "--map MAP.yaml" in verism("segments", "assign", file, "--out", target, room=built).err
    mapping.write_text("kind: transactions\ncolumns: {customer_id: wer, ordered_at: wann, amount: wieviel}\n", "utf-8")
    done("segments", "assign", file, "--map", mapping, "--out", target, room=built)
    assert [line.split(",")[0] for line in target.read_text(encoding="utf-8").splitlines()[1:]] == ["K1", "K2"]
    assert all(line.split(",")[1] for line in target.read_text(encoding="utf-8").splitlines()[1:])
    mapping.write_text("kind: transactions\ncolumns: {customer_id: who}\n", encoding="utf-8")
    refused = verism("segments", "assign", file, "--map", mapping, "--out", target, room=built)
    assert refused.code == 2 and "no column 'who'" in refused.err


def test_the_whole_way_from_files_to_an_audience(
    published: Path, copied: Callable[[Path], Path], tmp_path: Path
) -> None:
    shown = done("personas", "show", "p-1", "--json", room=published).json
    assert shown["segment"]["id"] == "g-1"
    audience = done("audience", "p-1", "--out", tmp_path / "a.csv", "--json", room=published).json
    assert audience["customers"] == shown["segment"]["n"]
    room = copied(published)
    again = done("draft", "g-1", "--writer", "extractive", "--json", room=room).json
    assert again["persona"]["name"] == shown["persona"]["name"]
    figures = done("metrics", "--json", room=room).json
    assert {"campaign engagement rate", "segment revenue contribution"} <= {one["figure"] for one in figures}
    shutil.rmtree(room)


def test_a_draft_is_compared_with_a_version_of_its_own_and_with_what_is_published(
    drafted: Path, published: Path, copied: Callable[[Path], Path]
) -> None:
    room = copied(drafted)
    claim = done("drafts", "show", "d-1", "--json", room=room).json["claims"][0]
    done("review", "edit", "d-1", claim["id"], "--text", "Other words altogether.", room=room, actor="ravi")
    said = done("drafts", "diff", "d-1", "--since", "2", room=room)
    assert "Other words altogether." in said.words
    changes = done("drafts", "diff", "d-1", "--since", "2", "--json", room=room).json["claims"]
    assert "Other words altogether." in [one["after"] for one in changes]
    assert verism("drafts", "diff", "d-1", "--published", room=room).code == 2
    assert verism("drafts", "diff", "d-1", room=room).code == 2
    again = Path(shutil.copytree(published, room.parent / "again"))
    done("draft", "g-1", room=again)
    assert "From p-1.1 to d-2" in done("drafts", "diff", "d-2", "--published", room=again).words
