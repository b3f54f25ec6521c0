"""Files too large to be held: read part by part, stopped and gone on with, never whole in memory."""

import csv
import json
import random
import tracemalloc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput
from personas.library import evidence as store
from personas.library.findings import list_findings
from personas.sources import QualityReport
from retrieval.readers import Participants, VoiceExtract, in_parts, messages, recognise_voices
from retrieval.readers.formats import Request
from retrieval.readers.grouping import grouped_blocks
from segments.tables import Block, iterate_rows, read_rows, sample
from workspace.doctor import examine
from workspace.intake import cleaning, parts, reports
from workspace.intake.ingest import Taken, ingest, remove
from workspace.workspace import Workspace

_LETTERS = "abcdefghijklmnop"


def _rows(count: int) -> Iterator[dict[str, str]]:
    chance = random.Random(3)
    for number in range(count):
        said = " ".join("".join(chance.choices(_LETTERS, k=5)) for _ in range(12))
        said = f"{said}. Write to ann{number}@shop.example."
        yield {
            "text": "Too small for me, I sent it back." if number % 20 == 7 else said,
            "stars": str(number % 5 + 1),
            "date": f"{number % 28 + 1:02}/03/2025",
            "reviewer": f"Ann Lee{number // 2}",
        }


def _written(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            table = csv.DictWriter(file, ["text", "stars", "date", "reviewer"])
            table.writeheader()
            table.writerows(_rows(count))
        elif path.suffix == ".jsonl":
            file.writelines(json.dumps(row) + "\n" for row in _rows(count))
        else:
            json.dump(list(_rows(count)), file)
    return path


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_parts, "PART", 25)
    monkeypatch.setattr(parts, "LARGE", 1_000)


def _everything(room: Workspace, path: Path) -> dict[str, object]:
    """What the library holds of a file."""
    with room.library.read() as connection:
        (source,) = store.list_sources(connection)
        people = store.load_respondents(connection, counted=True)
        return {
            "quotes": sorted(store.iterate_words(connection)),
            "people": sorted(people["respondent_id"]),
            "facts": dict(zip(people["respondent_id"], people["attributes"], strict=True)),
            "found": sorted((one.rule, one.document_id, one.excluded) for one in list_findings(connection)),
            "counts": source.report.model_dump(exclude={"notes", "missing"}),
        }


def _taken(room: Workspace, path: Path, report: Callable[[str, float], None] = lambda words, share: None) -> Taken:
    (taken,) = ingest(room, [path], actor="ines", report=report)
    return taken


def test_a_file_taken_in_by_parts_is_the_file_taken_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _written(tmp_path / "reviews.jsonl", 110)
    whole = Workspace.create(tmp_path / "whole")
    assert _taken(whole, path).outcome == "taken"
    monkeypatch.setattr(in_parts, "PART", 25)
    monkeypatch.setattr(parts, "LARGE", 1_000)
    room = Workspace.create(tmp_path / "by-parts")
    taken = _taken(room, path)
    assert taken.source is not None and not taken.source.is_unfinished
    assert _everything(room, path) == _everything(whole, path)
    assert _taken(room, path).outcome == "known"


@pytest.mark.usefixtures("in_small_parts")
def test_a_run_that_is_stopped_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path, shares = _written(tmp_path / "reviews.csv", 110), list[float]()
    room, undisturbed = Workspace.create(tmp_path / "room"), Workspace.create(tmp_path / "undisturbed")

    def stop(words: str, share: float) -> None:
        shares.append(share)
        if "50 rows" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _taken(room, path, stop)
    assert shares == sorted(shares)
    with room.library.read() as connection:
        (source,) = store.list_sources(connection)
    assert source.report.rows_read == 50 and source.is_unfinished
    assert [(one.what, path.name in one.detail) for one in examine(room.folder) if not one.holds] == [("files", True)]
    read: list[str] = []
    assert _taken(room, path, lambda words, share: read.append(words)).outcome == "taken"
    assert not any("25 rows" in words for words in read)
    _taken(undisturbed, path)
    assert _everything(room, path) == _everything(undisturbed, path)


@pytest.mark.usefixtures("in_small_parts")
def test_a_file_of_which_the_first_parts_were_removed_again_is_read_from_its_beginning(tmp_path: Path) -> None:
    path, room = _written(tmp_path / "reviews.csv", 110), Workspace.create(tmp_path / "room")

    def stop(words: str, share: float) -> None:
        if "50 rows" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _taken(room, path, stop)
    with room.library.read() as connection:
        (source,) = store.list_sources(connection)
    remove(room, source.id, actor="ines")
    taken = _taken(room, path).source
    assert taken is not None and taken.report.rows_read == 110 and not taken.is_unfinished


@pytest.mark.usefixtures("in_small_parts")
def test_of_a_file_that_turns_out_damaged_nothing_stays(tmp_path: Path) -> None:
    path, room = _written(tmp_path / "reviews.jsonl", 110), Workspace.create(tmp_path / "room")
    path.write_text(path.read_text("utf-8") + '{"text": "cut o', encoding="utf-8")
    with pytest.raises(BadInput, match="not valid JSON"):
        _taken(room, path)
    with room.library.read() as connection:
        assert store.list_sources(connection) == [] and store.count_quotes(connection) == 0


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json"])
def test_blocks_together_are_the_table(ending: str, tmp_path: Path) -> None:
    path = _written(tmp_path / f"reviews.{ending}", 110)
    looked = sample(path)
    blocks = list(iterate_rows(path, looked, rows=25))
    rows = [row for block in blocks for row in block.frame.to_dict("records")]
    assert rows == read_rows(path, looked).to_dict("records") and [len(one.frame) for one in blocks] == [25] * 4 + [10]


def test_a_table_with_rows_of_other_widths_comes_in_blocks_too(tmp_path: Path) -> None:
    path = _written(tmp_path / "reviews.csv", 60)
    path.write_text(path.read_text("utf-8") + "\r\n,,\r\nToo short,2\r\nToo long,3,04/03/2025,Ann,more\r\n", "utf-8")
    looked = sample(path)
    rows = [row for block in iterate_rows(path, looked, rows=25) for row in block.frame.to_dict("records")]
    assert rows == read_rows(path, looked).to_dict("records") and len(rows) == 62


def test_posts_taken_in_by_parts_are_those_taken_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, rows = tmp_path / "posts.jsonl", list(_rows(110))
    told = [
        {"handle": f"ann{number // 3}", "likes": number, "platform": "x", "text": row["text"], "date": row["date"]}
        for number, row in enumerate([*rows, *rows[3:6]])
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in [*told, *told[:2]]), "utf-8")
    whole, room = Workspace.create(tmp_path / "whole"), Workspace.create(tmp_path / "by-parts")
    assert _taken(whole, path).outcome == "taken"
    monkeypatch.setattr(in_parts, "PART", 25)
    monkeypatch.setattr(parts, "LARGE", 1_000)
    taken = _taken(room, path)
    assert taken.source is not None and taken.source.kind == "posts"
    assert _everything(room, path) == _everything(whole, path)


def _survey(path: Path, count: int) -> None:
    """Two header rows, facts, a scale, an open question; some rows come again."""
    rows = [
        [f"p{number}", "Yes" if number % 3 else "No", str(number % 5 + 1), row["text"], str(90 + number % 7)]
        for number, row in enumerate(_rows(count))
    ]
    rows[50][4] = "9"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                [
                    "Respondent ID",
                    "Do you cook at home?",
                    "How satisfied are you?",
                    "What would you change?",
                    "Duration",
                ],
                ["", "Response", "Response", "Open-Ended Response", "in seconds"],
                *rows,
                *rows[3:6],
            ]
        )


def _long_survey(path: Path, count: int) -> None:
    """A row an answer: what one person says stands far apart."""
    asked = ("What do you like?", "What should change?", "Would you come again?")
    rows = list(_rows(count))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["respondent_id", "region", "question", "answer"])
        for place, question in enumerate(asked):
            for number, row in enumerate(rows):
                said = "Yes" if place == 2 else f"{row['text']} {place}"
                table.writerow([f"p{number}", "North" if number % 2 else "South", question, said])


def _tickets(path: Path, count: int) -> None:
    """Conversations of which some go on 400 rows later, no longer in a longer file; two messages belong to none."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["ticket_id", "sender_type", "created_at", "email", "message"])
        for number, row in enumerate(_rows(count)):
            who = "agent" if number % 4 == 3 else "customer"
            ticket = (
                "" if number in (7, 70) else f"T{number // 4}" if number < 80 else f"T{number % 20}-{number // 400}"
            )
            table.writerow(
                [ticket, who, f"{number % 28 + 1:02}/03/2025 10:00", f"a{number // 4}@b.example", row["text"]]
            )


def _helpdesk(path: Path, count: int) -> None:
    told = [
        {
            "id": number,
            "subject": "Parcel",
            "comments": [
                {"body": row["text"], "author_type": "customer", "created_at": "2025-03-01T10:00:00Z"},
                {"body": "We are looking into it.", "author_type": "agent", "created_at": "2025-03-01T11:00:00Z"},
            ],
        }
        for number, row in enumerate(_rows(count))
    ]
    path.write_text(json.dumps({"tickets": told}), "utf-8")


@pytest.mark.parametrize(
    ("name", "write", "kind"),
    [
        ("survey.csv", _survey, "survey"),
        ("answers.csv", _long_survey, "survey"),
        ("tickets.csv", _tickets, "tickets"),
        ("helpdesk.json", _helpdesk, "tickets"),
    ],
)
def test_wide_tables_and_conversations_taken_in_by_parts_are_those_taken_in_whole(
    name: str, write: Callable[[Path, int], None], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    write(path, 110)
    whole, room = Workspace.create(tmp_path / "whole"), Workspace.create(tmp_path / "by-parts")
    assert _taken(whole, path).outcome == "taken"
    monkeypatch.setattr(in_parts, "PART", 25)
    monkeypatch.setattr(messages, "_TICKETS", 25)
    monkeypatch.setattr(parts, "LARGE", 1_000)
    read: list[str] = []
    taken = _taken(room, path, lambda words, share: read.append(words))
    assert taken.source is not None and taken.source.kind == kind
    assert sum("rows of" in words for words in read) >= 2
    assert _everything(room, path) == _everything(whole, path)
    assert _answers(room) == _answers(whole)
    assert _missing(room) == pytest.approx(_missing(whole), abs=0.001)


def test_what_people_chose_is_put_aside_and_back_in_every_part(tmp_path: Path, in_small_parts: None) -> None:
    path, room = tmp_path / "survey.csv", Workspace.create(tmp_path / "room")
    _survey(path, 110)
    assert _taken(room, path).outcome == "taken"
    before = _answers(room)
    assert cleaning.include(room, ["too_fast"], actor="ines") == 1
    assert len(_answers(room)) > len(before)
    assert cleaning.exclude(room, ["too_fast"], actor="ines") == 1
    assert _answers(room) == before


def _missing(room: Workspace) -> dict[str, float]:
    with room.library.read() as connection:
        (source,) = store.list_sources(connection)
    return source.report.missing


def _answers(room: Workspace) -> list[tuple[object, ...]]:
    table = room.tables.read("answers")
    if table is None:
        return []
    columns = ["respondent_id", "question", "answer", "scale"]
    return sorted(tuple(row[name] for name in columns) for row in table.select(columns).to_pyarrow().to_pylist())


def test_rows_of_one_value_come_together_however_far_apart_they_stand() -> None:
    chance = random.Random(5)
    names = [f"t{chance.randrange(40)}" if chance.random() > 0.2 else "" for _ in range(500)]
    frame = pd.DataFrame({"thread": names, "text": [str(place) for place in range(500)]})

    def blocks() -> Iterator[Block]:
        for start in range(0, 500, 30):
            yield Block(frame[start : start + 30], start / 500)

    found = list(grouped_blocks(blocks, "thread", rows=30))
    places = [place for block in found for place in block.frame.index]
    assert sorted(places) == list(range(500)) and len(found) > 2
    held = [set(block.frame["thread"]) - {""} for block in found]
    assert sum(map(len, held)) == len(set(names) - {""})


def test_rows_that_wait_for_little_come_in_blocks_as_large_as_those_that_were_read() -> None:
    frame = pd.DataFrame({"thread": [f"t{place // 7}" for place in range(500)]})
    found = grouped_blocks(
        lambda: (Block(frame[start : start + 30], start / 500) for start in range(0, 500, 30)), "thread", rows=30
    )
    sizes = [len(block.frame) for block in found]
    assert sum(sizes) == 500 and max(sizes) <= 30 + 7


@pytest.mark.parametrize(
    ("name", "write"),
    [("r.csv", _written), ("r.jsonl", _written), ("survey.csv", _survey), ("tickets.csv", _tickets)],
)
def test_five_times_the_rows_take_hardly_more_memory(
    name: str, write: Callable[[Path, int], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_parts, "PART", 100)
    peaks = []
    for count in (200, 200, 1_000):
        write(tmp_path / f"{count}-{name}", count)
        peaks.append(_peak(tmp_path / f"{count}-{name}"))
    assert peaks[2] < 1.5 * peaks[1]


def _peak(path: Path) -> int:
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None and found.streams
    tracemalloc.start()
    try:
        said = sum(len(part.extract.documents) for part in found.read_parts(path, looked, source_id="src-1"))
        return tracemalloc.get_traced_memory()[1] if said else 0
    finally:
        tracemalloc.stop()


class _Watched:
    """A reading that says nothing, and notes whether the rows before were still held when it was given more."""

    def __init__(self) -> None:
        self.held = list[bool]()
        self._before: Callable[[], object] = lambda: None

    def pass_over(self, frame: pd.DataFrame) -> None:
        self.part(frame, {})

    def part(self, frame: pd.DataFrame, dropped: object) -> VoiceExtract:
        self.held.append(self._before() is not None)
        self._before = weakref.ref(frame)
        return VoiceExtract("reviews", [], [], None, QualityReport())


@pytest.mark.usefixtures("in_small_parts")
def test_no_rows_are_held_while_the_next_are_read(tmp_path: Path) -> None:
    path, watched = _written(tmp_path / "reviews.csv", 110), _Watched()
    request = Request(path, sample(path), "src-1", Participants())
    assert len(list(in_parts.parts_of(request, lambda first: watched, after=1))) == 4
    assert watched.held == [False] * 5


def test_the_reports_of_parts_add_up() -> None:
    one = QualityReport(rows_read=5, dropped={"a": 1}, notes=("12 of 1,000 dates in 'at' are wrong.", "Set aside: 3."))
    other = QualityReport(rows_read=2, dropped={"b": 2}, notes=("3 of 500 dates in 'at' are wrong.", "Set aside: 3."))
    both = reports.together([one, other])
    assert both.rows_read == 7 and both.dropped == {"a": 1, "b": 2}
    assert both.notes == ("15 of 1,500 dates in 'at' are wrong.", "Set aside: 3.")


@pytest.mark.usefixtures("in_small_parts")
def test_copies_of_another_file_are_found_in_a_file_read_in_parts_too(tmp_path: Path) -> None:
    room, said = Workspace.create(tmp_path / "room"), [row["text"] for row in _rows(60)]
    for name, day, texts in (("trustpilot.csv", "2025-05-01", said[50:53]), ("google.csv", "2025-06-01", said)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "stars", "date"), *((text, "2", day) for text in texts)])
    assert _taken(room, tmp_path / "trustpilot.csv").outcome == "taken"
    assert _taken(room, tmp_path / "google.csv").outcome == "taken"
    with room.library.read() as connection:
        reasons = [one.reason for one in list_findings(connection) if one.reason.endswith(" in trustpilot.csv")]
    assert len(reasons) == 3
