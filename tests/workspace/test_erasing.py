"""Erasing a person: nothing is left, they stay out, what cited them goes back to review, a killed run is finished."""

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest

from tests.support.bank_rooms import Once
from tests.support.every_file import holding
from tests.support.libraries import database
from tests.support.openai_server import Asked, OpenAIServer
from tests.support.slow_draft import stopped_drafting
from tests.workspace.command import Answer, done, rows, verism
from tests.workspace.processes import start, warm_up

FILES = Path("eval/corpora/bank/files")
Room = Callable[[Path], Path]


def _query(room: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(room / "verism.db")
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def _quoted_customer(room: Path) -> tuple[str, str]:
    """A customer whose words the publication quotes, and one of the quotes."""
    body = json.loads(_query(room, "SELECT body FROM publications")[0][0])
    cited = [
        c["evidence_id"]
        for claim in body["claims"] if claim["kind"] == "verbatim"
        for c in claim["citations"] if c["evidence_id"].startswith("q-")
    ]  # fmt: skip
    for quote in cited:
        found = _query(
            room,
            "SELECT r.customer_id, q.text FROM quotes q JOIN documents d ON d.id = q.document_id "
            "JOIN respondents r ON r.id = d.respondent_id WHERE q.id = ? AND r.customer_id IS NOT NULL",
            quote,
        )
        if found:
            return found[0]
    raise AssertionError("the publication quotes no customer")


def _everything_of(room: Path, customer: str) -> list[str]:
    """Ids and words by which a customer could be found in a file."""
    ids = _query(room, "SELECT id, person_id, email_sha256 FROM respondents WHERE customer_id = ?", customer)
    said = _query(
        room,
        "SELECT q.text FROM quotes q JOIN documents d ON d.id = q.document_id "
        "JOIN respondents r ON r.id = d.respondent_id WHERE r.customer_id = ? AND length(q.text) > 20",
        customer,
    )
    return [customer, *(cell for row in ids for cell in row if cell), *(text for (text,) in said)]


def _made(folder: Path, published: Path) -> Path:
    """A workspace with a publication, a chat, exports and unfinished drafting that quote a customer."""
    shutil.copytree(published, folder)
    for kind in ("html", "md", "json"):
        done("export", "p-1", "--format", kind, "--out", folder / "exports" / f"p-1.{kind}", room=folder)
    done("audience", "p-1", "--out", folder / "exports" / "audience.csv", room=folder)
    shutil.make_archive(str(folder / "sent"), "zip", folder / "exports")
    words = _quoted_customer(folder)[1]
    done("chat", "--ask", words, room=folder)
    (folder / "drafting.db").write_bytes(words.encode())
    return folder


@pytest.fixture
def quoted(once: Once, published: Path, copied: Room) -> tuple[Path, str, list[str]]:
    """A workspace to change, a customer whom much of it quotes, and by what they could be found in a file."""
    room = copied(once("quoted", lambda folder: _made(folder, published)))
    customer = _quoted_customer(room)[0]
    return room, customer, _everything_of(room, customer)


def test_no_byte_of_an_erased_person_is_left_in_any_file(quoted: tuple[Path, str, list[str]]) -> None:
    room, customer, needles = quoted
    before = {Path(file).parts[0] for file, _ in holding(room, needles)}
    assert before >= {"verism.db", "tables", "exports", "files", "sent.zip", "drafting.db"}
    answer = done("erase", customer, "--json", room=room, actor="steward").json
    assert holding(room, needles) == []
    assert answer["respondents"] >= 1
    assert answer["drafts"] == ["d-1"]
    assert answer["publications"] == ["p-1.1"]
    assert done("doctor", room=room).code == 0
    assert done("evidence", "search", needles[-1], "--json", room=room).json[0]["text"] != needles[-1]


def test_an_answer_in_flight_does_not_outlive_the_person_whom_it_quotes(
    quoted: tuple[Path, str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, customer, needles = quoted
    words = needles[-1]
    erased: list[Answer] = []

    def slow(asked: Asked) -> Any:
        found = json.dumps(asked.body)
        assert words in found
        erased.append(done("erase", customer, room=room, actor="steward"))
        return {
            "enough_evidence": True,
            "sentences": [{"text": f"\u201c{words}\u201d", "kind": "verbatim", "citations": ["E1"]}],
        }

    with OpenAIServer(author=slow) as server:
        for name, value in (("BASE_URL", server.base_url), ("MODEL", "scripted"), ("MAX_RETRIES", "0")):
            monkeypatch.setenv(f"VERISM_{name}", value)
        answer = verism("chat", "--ask", words, room=room)
    assert erased
    assert answer.code == 4
    assert "Somebody was forgotten while this was made" in answer.words
    assert words not in answer.out
    assert holding(room, needles) == []


def test_what_cited_them_goes_back_to_review_and_the_trail_still_verifies(
    quoted: tuple[Path, str, list[str]],
) -> None:
    room, customer, _ = quoted
    before = {claim["id"]: claim for claim in done("drafts", "show", "d-1", "--json", room=room).json["claims"]}
    done("erase", customer, room=room, actor="steward")
    after = done("drafts", "show", "d-1", "--json", room=room).json["claims"]
    changed = [claim for claim in after if claim["text"] != before[claim["id"]]["text"]]
    assert changed
    assert all(claim["decision"] is None for claim in changed)
    assert all(claim["verdict"] not in ("grounded", "weak", "inference") for claim in changed)
    untouched = [claim for claim in after if claim == before[claim["id"]]]
    assert len(untouched) > len(after) / 2
    persona = done("personas", "show", "p-1", "--json", room=room).json
    assert persona["publication"]["next_review"] <= pd.Timestamp.now(tz="UTC").isoformat()
    trail = [row for row in rows(room)["events"] if "erase" in row]
    assert len(trail) == 1
    assert customer not in repr(trail)


def test_everybody_else_is_as_they_were(quoted: tuple[Path, str, list[str]]) -> None:
    room, customer, _ = quoted
    said = "SELECT q.id, q.text FROM quotes q JOIN documents d ON d.id = q.document_id JOIN respondents r " \
           "ON r.id = d.respondent_id WHERE r.customer_id IS NOT ?"  # fmt: skip
    ledger = pd.read_parquet(room / "tables" / "transactions")
    before = sorted(_query(room, said, customer))
    done("erase", customer, room=room, actor="steward")
    assert sorted(_query(room, said, customer)) == before
    left = pd.read_parquet(room / "tables" / "transactions")
    pd.testing.assert_frame_equal(
        left.reset_index(drop=True), ledger[ledger["customer_id"] != customer].reset_index(drop=True)
    )


def test_the_old_file_does_not_bring_them_back_nor_does_a_longer_one(
    quoted: tuple[Path, str, list[str]], tmp_path: Path
) -> None:
    room, customer, needles = quoted
    done("erase", customer, room=room, actor="steward")
    key = (room / "verism.key").stat()
    assert key.st_mode & 0o777 == 0o600
    for source in done("sources", "list", "--json", room=room).json:
        done("sources", "remove", source["id"], room=room)
    longer = Path(shutil.copytree(FILES, tmp_path / "again"))
    for path in longer.rglob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n", encoding="utf-8")
    done("ingest", longer, room=room, actor="steward")
    assert holding(room, needles) == []
    reports = [source["report"]["dropped"] for source in done("sources", "list", "--json", room=room).json]
    assert any("of people who were erased" in dropped for dropped in reports)


def test_without_its_secret_the_list_of_erased_people_is_not_passed_over_in_silence(
    quoted: tuple[Path, str, list[str]],
) -> None:
    room, customer, _ = quoted
    done("erase", customer, room=room, actor="steward")
    (room / "verism.key").unlink()
    done("sources", "remove", done("sources", "list", "--json", room=room).json[-1]["id"], room=room)
    answer = verism("ingest", FILES, room=room, actor="steward")
    assert answer.code == 3
    assert "verism.key" in answer.words


def test_a_stranger_is_not_found_and_whoever_is_gone_already_is_no_error(
    quoted: tuple[Path, str, list[str]],
) -> None:
    room, customer, _ = quoted
    assert verism("erase", "C-nobody", room=room).code == 2
    done("erase", customer, room=room)
    assert done("erase", customer, "--json", room=room).json["respondents"] == 0


def _erase_survives(shares: list[float], quoted: tuple[Path, str, list[str]], tmp_path: Path) -> None:
    room, customer, needles = quoted
    warm_up(room, tmp_path / "warm")
    whole = Path(shutil.copytree(room, tmp_path / "whole"))
    began = time.monotonic()
    assert start("erase", customer, room=whole, heard=tmp_path / "first", actor="steward").answer().code == 0
    seconds = time.monotonic() - began
    for number, share in enumerate(shares):
        other = Path(shutil.copytree(room, tmp_path / f"killed-{number}"))
        running = start("erase", customer, room=other, heard=tmp_path / "heard", actor="steward")
        time.sleep(share * seconds)
        running.kill()
        assert start("erase", customer, room=other, heard=tmp_path / "more", actor="steward").answer().code == 0
        assert holding(other, needles) == [], f"killed after {share:.0%} of {seconds:.1f} s"
        done("doctor", room=other)
        shutil.rmtree(other)


def test_an_erasure_that_is_killed_is_finished_by_the_next_run(
    quoted: tuple[Path, str, list[str]], tmp_path: Path
) -> None:
    _erase_survives([random.uniform(0.3, 0.9)], quoted, tmp_path)


@pytest.mark.heavy
def test_an_erasure_that_is_killed_at_any_of_ten_moments_is_finished_by_the_next_run(
    quoted: tuple[Path, str, list[str]], tmp_path: Path
) -> None:
    _erase_survives([(place + random.random()) / 10 for place in range(10)], quoted, tmp_path)


def _kept(server: str) -> list[int]:
    """Rows in the tables of drafting under way."""
    with psycopg.connect(server) as connection:
        tables = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables]


def test_unfinished_drafting_on_a_server_is_forgotten_too(
    postgresql_socket: str, quoted: tuple[Path, str, list[str]], tmp_path: Path
) -> None:
    room, customer, _ = quoted
    for url in database(postgresql_socket, "template1"):
        server = url.replace("postgresql+psycopg://", "postgresql://")
        stopped_drafting(server, tmp_path / "log")
        assert all(_kept(server))
        done("erase", customer, room=room, actor="steward", VERISM_CHECKPOINT_URL=server)
        assert _kept(server) == [0, 0, 0]
