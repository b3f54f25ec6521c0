"""The index beside the library: other processes, another embedder, other words, a Chroma server."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import chromadb
from chromadb.config import Settings

from personas.files import alone
from personas.library.meta import voices_changed
from retrieval.index.chroma import release
from retrieval.index.words import folding
from tests.support.chroma_server import ChromaServer
from tests.support.embedding_server import EmbeddingServer
from tests.support.watching import Watcher
from tests.workspace.command import done, verism
from tests.workspace.processes import start, warm_up
from workspace.evidence.indexing import open_index
from workspace.evidence.searching import search_quotes
from workspace.workspace import Workspace

Copied = Callable[[Path], Path]
_NEW = "The zeppelin on the card made me laugh at the counter.", "card with a zeppelin"


def _new_review(folder: Path) -> Path:
    file = folder / "one_more.csv"
    file.write_text(f'date,rating,title,review\n2026-09-01,4,Card,"{_NEW[0]}"\n', encoding="utf-8")
    return file


def _ids(room: Path, query: str, **variables: str) -> list[str]:
    found = done("evidence", "search", query, "--kind", "quote", "--json", room=room, **variables).json
    return [one["evidence_id"] for one in found]


def _manifests(room: Path) -> list[dict]:
    return [json.loads(file.read_text("utf-8")) for file in sorted((room / "index").glob("gen-*/manifest.json"))]


def test_a_second_process_sees_new_evidence_within_a_second_of_its_ingest(
    taken_in: Path, copied: Copied, tmp_path: Path
) -> None:
    room = copied(taken_in)
    warm_up(room, tmp_path / "warm")
    watcher = Watcher(room, _NEW[1])
    answer = start("ingest", _new_review(tmp_path), "--kind", "reviews", room=room, heard=tmp_path / "heard").answer()
    ended = time.monotonic()
    assert answer.code == 0, answer.err
    assert watcher.seen_at() - ended < 1


def test_whoever_searches_while_another_process_indexes_gets_the_generation_before(
    taken_in: Path, copied: Copied
) -> None:
    workspace = Workspace.open(copied(taken_in))
    before = open_index(workspace)
    with workspace.library.write() as connection:
        voices_changed(connection)
    with alone(workspace.index_folder / "building.lock"):
        assert open_index(workspace, wait=False) is before
        assert search_quotes(workspace, "queue at the counter", None, 3)


def test_more_evidence_keeps_what_was_indexed_and_finds_the_old_as_before(
    taken_in: Path, copied: Copied, tmp_path: Path
) -> None:
    room = copied(taken_in)
    before = _ids(room, "queue at the counter")
    done("ingest", _new_review(tmp_path), "--kind", "reviews", room=room)
    assert _ids(room, "queue at the counter")[:5] == before[:5]
    old, new = sorted(_manifests(room), key=lambda one: one["count"])
    client = chromadb.PersistentClient(
        path=str(room / "index" / new["name"] / "chroma"), settings=Settings(anonymized_telemetry=False)
    )
    assert client.get_collection("quotes", embedding_function=None).count() == new["count"] == old["count"] + 1
    client.close()


def test_another_embedder_is_refused_with_the_command_that_rebuilds_and_then_serves(
    taken_in: Path, copied: Copied, tmp_path: Path
) -> None:
    room, more = copied(taken_in), _new_review(tmp_path)
    with EmbeddingServer() as server:
        asked = {"VERISM_EMBEDDING": "openai", "VERISM_EMBEDDING_MODEL": "small"}
        asked["VERISM_EMBEDDING_BASE_URL"] = server.base_url
        for words in (("evidence", "search", "queue"), ("ingest", more, "--kind", "reviews")):
            answer = verism(*words, room=room, **asked)
            assert answer.code == 2 and "verism index rebuild" in answer.words and "static-256" in answer.words
        assert not any(one["name"] == more.name for one in done("sources", "list", "--json", room=room).json)
        done("index", "rebuild", room=room, **asked)
        assert [(one["embedder"], one["dimensions"]) for one in _manifests(room)] == [("openai-small", 24)]
        done("ingest", more, "--kind", "reviews", room=room, **asked)
        found = done("evidence", "search", _NEW[1], "--kind", "quote", "--json", room=room, **asked).json
        assert any("zeppelin" in one["text"] for one in found)


def test_minilm_that_is_not_there_ends_with_exit_3_and_says_where_to_put_it(taken_in: Path, tmp_path: Path) -> None:
    asked = {"VERISM_EMBEDDING": "minilm", "VERISM_EMBEDDING_FOLDER": str(tmp_path)}
    answer = verism("evidence", "search", "queue", room=taken_in, **asked)
    assert answer.code == 3 and "model.onnx" in answer.words and tmp_path.name in answer.words


def test_an_index_whose_words_were_folded_otherwise_is_made_again(taken_in: Path, copied: Copied) -> None:
    room = copied(taken_in)
    file = next((room / "index").glob("gen-*/manifest.json"))
    made = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({key: value for key, value in made.items() if key != "words"}), encoding="utf-8")
    assert _ids(room, "queue at the counter")
    assert [one["words"] for one in _manifests(room)] == [folding()]


def test_a_chroma_server_holds_the_vectors_and_its_silence_is_explained(
    taken_in: Path, copied: Copied, tmp_path: Path
) -> None:
    room = copied(taken_in)
    expected = _ids(room, "queue at the counter")
    with ChromaServer(tmp_path / "server") as server:
        at = {"VERISM_CHROMA_URL": server.url}
        answer = verism("evidence", "search", "queue", "--kind", "quote", room=room, **at)
        assert answer.code == 2 and "verism index rebuild" in answer.words
        done("index", "rebuild", room=room, **at)
        assert not list((room / "index").glob("gen-*/chroma"))
        assert _ids(room, "queue at the counter", **at) == expected
        done("ingest", _new_review(tmp_path), "--kind", "reviews", room=room, **at)
        found = done("evidence", "search", _NEW[1], "--kind", "quote", "--json", room=room, **at).json
        assert any("zeppelin" in one["text"] for one in found)
        client = chromadb.HttpClient(host="127.0.0.1", port=int(server.url.rpartition(":")[2]))
        assert sorted(one.count() for one in client.list_collections()) == sorted(
            one["count"] for one in _manifests(room)
        )
        release(client)
    answer = verism("evidence", "search", "queue", "--kind", "quote", room=room, **at)
    assert answer.code == 3 and "chroma run" in answer.words
