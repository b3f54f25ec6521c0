"""The same review from two platforms counts once, comes back when the first file goes, is erased with its writer."""

from pathlib import Path

from tests.support.every_file import holding
from tests.workspace.command import done, rows

_TWICE = "The knee seams went after four weeks on a wet site and the refund took a whole month to arrive"
_NEARLY = "Good grip on wet ladders and easy to clean after a long muddy day out on the farm, would buy these again"


def _platforms(folder: Path) -> tuple[Path, Path]:
    first, second = folder / "trustpilot.csv", folder / "google.csv"
    first.write_text(
        "Review Id,Review Created (UTC),Review Username,Review Title,Review Content,Review Stars\n"
        f'a1,2026-01-02 10:00:00,Ana R,,"{_TWICE}",1\na2,2026-01-03 10:00:00,Ben O,,"{_NEARLY}",5\n'
    )
    second.write_text(
        f'review_text,rating,date\n"{_TWICE}",1,2026-01-05\n"Solid. {_NEARLY}",5,2026-01-06\n'
        "Late twice in May,2,2026-01-07\n"
    )
    return first, second


def _left_out(room: Path) -> dict[str, int]:
    found = done("sources", "quality", "--json", room=room).json["cleaning"]
    return {one["rule"]: one["excluded"] for one in found if one["excluded"]}


def test_a_review_of_two_platforms_counts_once_and_says_where_the_other_stands(room: Path, tmp_path: Path) -> None:
    first, second = _platforms(tmp_path)
    done("ingest", first, room=room)
    taken = done("ingest", second, "--json", room=room).json[0]
    reasons = [example["reason"] for rule in taken["cleaning"] for example in rule["examples"]]
    assert len(reasons) == 2 and all(reason.endswith(" in trustpilot.csv") for reason in reasons)
    assert _left_out(room) == {"exact_copy": 1, "near_copy": 1}
    done("sources", "remove", _id_of(room, "trustpilot.csv"), room=room)
    assert _left_out(room) == {}


def _id_of(room: Path, name: str) -> str:
    return str(next(one["id"] for one in done("sources", "list", "--json", room=room).json if one["name"] == name))


def test_erasing_a_writer_takes_their_copy_in_the_other_file_too(room: Path, tmp_path: Path) -> None:
    done("ingest", *_platforms(tmp_path), room=room)
    row = next(row for row in rows(room)["documents"] if _TWICE in row)
    done("erase", next(str(cell) for cell in row if str(cell).startswith("r-")), "--yes", room=room)
    assert holding(room, [_TWICE[:40]]) == []
