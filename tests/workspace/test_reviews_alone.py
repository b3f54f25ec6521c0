"""A company with reviews and nothing else: no segments, and open questions are answered."""

from pathlib import Path

from tests.workspace.command import done, verism

FILES = Path("eval/corpora/bank/files")


def test_an_open_question_is_answered_without_segments(tmp_path: Path) -> None:
    room = tmp_path / "room"
    done("init", room)
    done("ingest", FILES / "reviews_trustpilot.csv", room=room)
    found = verism("chat", "--ask", "What annoys people?", "--json", room=room).json
    assert not found["abstained"]
    ratings = [one["rating"] for one in found["evidence"].values()]
    assert ratings and max(ratings) < 4
