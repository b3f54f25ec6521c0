"""A longer export of the same file brings in what is new, and nobody twice."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tests.workspace.command import done, rows, state

FILES = Path("eval/corpora/bank/files")


def _head(name: str, lines: int, target: Path) -> Path:
    """The first rows of a CSV file, as an earlier export held them."""
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        kept = [row for number, row in enumerate(csv.reader(file)) if number < lines]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(kept)
    return target


def _voices(room: Path) -> tuple[set[str], set[tuple[str, str]], int]:
    """People, texts with their questions, and quotes."""
    tables = rows(room)
    people = {row[2] for row in tables["respondents"]}
    spoken = {row[1] for row in tables["quotes"]}
    texts = [(row[5], row[4]) for row in tables["documents"] if row[0] in spoken]
    assert len(texts) == len(set(texts)), "a text stands twice"
    return people, set(texts), len(tables["quotes"])


def test_a_longer_export_of_a_survey_adds_only_the_new_respondents(room: Path, tmp_path: Path) -> None:
    whole = shutil.copytree(room, tmp_path / "whole")
    done("ingest", FILES / "survey_qualtrics.csv", room=whole)
    done("ingest", _head("survey_qualtrics.csv", 40, tmp_path / "march.csv"), room=room)
    first = _voices(room)
    answer = done("ingest", FILES / "survey_qualtrics.csv", "--json", room=room).json[0]

    people, texts, quotes = _voices(room)
    assert len(people) == len(_voices(whole)[0])
    assert texts == _voices(whole)[1]
    assert quotes == _voices(whole)[2]
    assert first[0] < people
    report = answer["source"]["report"]
    assert report["dropped"]["already taken in with march.csv"] == len(first[0])
    too_fast = next(one["excluded"] for one in answer["cleaning"] if one["rule"] == "too_fast")
    assert report["rows_kept"] == len(people) - len(first[0]) - too_fast == 41
    answers = pd.concat([pd.read_parquet(file) for file in (room / "tables/answers").glob("*.parquet")])
    assert len(answers) == len(pd.read_parquet(next((whole / "tables/answers").glob("*.parquet"))))


def test_a_longer_export_of_reviews_adds_only_the_new_reviews(room: Path, tmp_path: Path) -> None:
    whole = shutil.copytree(room, tmp_path / "whole")
    done("ingest", FILES / "reviews_trustpilot.csv", room=whole)
    done("ingest", _head("reviews_trustpilot.csv", 31, tmp_path / "spring.csv"), room=room)
    before = len(rows(room)["documents"])
    report = done("ingest", FILES / "reviews_trustpilot.csv", "--json", room=room).json[0]["source"]["report"]

    people, texts, quotes = _voices(room)
    assert (len(people), texts, quotes) == (len(_voices(whole)[0]), *_voices(whole)[1:])
    assert report["dropped"]["already taken in with spring.csv"] == before == 30
    assert report["rows_kept"] == 45


def test_reviews_as_json_are_not_taken_in_twice_either(room: Path, tmp_path: Path) -> None:
    data = json.loads((FILES / "reviews_google.json").read_text(encoding="utf-8"))
    part = tmp_path / "part.json"
    part.write_text(json.dumps({**data, "reviews": data["reviews"][:20]}), encoding="utf-8")
    whole = shutil.copytree(room, tmp_path / "whole")
    done("ingest", FILES / "reviews_google.json", room=whole)
    done("ingest", part, room=room)
    done("ingest", FILES / "reviews_google.json", room=room)
    people, texts, quotes = _voices(room)
    assert (len(people), texts, quotes) == (len(_voices(whole)[0]), *_voices(whole)[1:])


def test_the_order_of_the_exports_does_not_matter(room: Path, tmp_path: Path) -> None:
    done("ingest", FILES / "survey_qualtrics.csv", room=room)
    before = _voices(room)
    report = done("ingest", _head("survey_qualtrics.csv", 40, tmp_path / "march.csv"), "--json", room=room)
    assert _voices(room) == before
    assert report.json[0]["source"]["report"]["rows_kept"] == 0


def test_who_wrote_more_since_the_last_export_stays_one_person(room: Path, tmp_path: Path) -> None:
    header = "Review Id,Reviewer,Review,Rating,Date"
    first = "1,Anna Bell,The coin machine has been out of order again all week,2,2026-03-01"
    other = "2,Tom Rowe,They answered the telephone after two rings and helped me,5,2026-03-02"
    new = "3,Anna Bell,Now the coin machine works and the queue is gone,5,2026-04-01"
    (tmp_path / "march.csv").write_text("\n".join([header, first, other]), encoding="utf-8")
    (tmp_path / "april.csv").write_text("\n".join([header, new, first, other]), encoding="utf-8")
    done("ingest", tmp_path / "march.csv", room=room)
    done("ingest", tmp_path / "april.csv", room=room)
    people, texts, _ = _voices(room)
    assert len(texts) == 3
    assert len(people) == 2


def _closed(path: Path, *people: tuple[int, int, int, int, str]) -> Path:
    scale = ["", "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
    rows_ = enumerate(people, start=1)
    lines = [f"{number},{age},{scale[a]},{scale[b]},{scale[c]},{date}" for number, (age, a, b, c, date) in rows_]
    path.write_text("\n".join(["respondent_id,age,advice,branch,app,date", *lines]), encoding="utf-8")
    return path


def test_respondents_without_words_are_counted_as_often_as_they_answered(room: Path, tmp_path: Path) -> None:
    like = (34, 5, 5, 4, "2026-03-01")
    others = [(20 + age, 1 + age % 5, 1 + age % 4, 1 + age % 3, "2026-03-02") for age in range(10)]
    done("ingest", _closed(tmp_path / "a.csv", like, like, *others), "--kind", "survey", room=room)
    stood = len(rows(room)["respondents"])
    new = (61, 2, 2, 2, "2026-03-09")
    done("ingest", _closed(tmp_path / "b.csv", like, like, like, *others, new), "--kind", "survey", room=room)
    assert len(rows(room)["respondents"]) == stood + len([like, new])


def test_two_surveys_that_merely_look_alike_are_both_taken_in_whole(room: Path, tmp_path: Path) -> None:
    first = [(20 + age, 1 + age % 5, 1 + age % 4, 1 + age % 3, "2026-03-02") for age in range(10)]
    second = [first[0], *((40 + age, 5 - age % 5, 1 + age % 4, 1 + age % 3, "2026-03-02") for age in range(12))]
    done("ingest", _closed(tmp_path / "a.csv", *first), "--kind", "survey", room=room)
    stood = len(rows(room)["respondents"])
    done("ingest", _closed(tmp_path / "b.csv", *second), "--kind", "survey", room=room)
    assert len(rows(room)["respondents"]) == stood + len(second)


def _scored(path: Path, month: int, *, mails: bool) -> Path:
    """Sixty scores of recommendation of a month, nobody's words beside them."""
    rows_ = [
        (f"p{n}@shop.example" if mails else "", (7 * n + month) % 11, f"2025-0{month}-{n % 27 + 1:02}")
        for n in range(60)
    ]
    lines = [f"{mail},{score},{day}" for mail, score, day in rows_]
    path.write_text("\n".join(["email,nps,date", *lines]), encoding="utf-8")
    return path


def test_scores_of_two_months_are_not_taken_for_the_same_people(room: Path, tmp_path: Path) -> None:
    for month in (1, 2):
        answer = done("ingest", _scored(tmp_path / f"{month}.csv", month, mails=False), "--json", room=room).json[0]
        assert len(rows(room)["respondents"]) == 60 * month
    assert any("all are counted" in note for note in answer["source"]["report"]["notes"])
    done("ingest", _scored(tmp_path / "3.csv", 3, mails=True), room=room)
    again = _scored(tmp_path / "again.csv", 3, mails=True)
    again.write_text(again.read_text("utf-8") + "\nnew@shop.example,4,2025-03-28", encoding="utf-8")
    report = done("ingest", again, "--json", room=room).json[0]["source"]["report"]
    assert (len(rows(room)["respondents"]), report["rows_kept"]) == (181, 1)


def test_removing_the_first_export_says_which_file_left_its_people_out(room: Path, tmp_path: Path) -> None:
    source = done("ingest", _head("survey_qualtrics.csv", 40, tmp_path / "march.csv"), "--json", room=room).json[0]
    done("ingest", FILES / "survey_qualtrics.csv", room=room)
    answer = done("sources", "remove", source["source"]["id"], room=room)
    assert "survey_qualtrics.csv" in answer.err
    assert "take it in again" in answer.words


def test_the_same_files_twice_change_nothing(taken_in: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(taken_in)
    done("index", "rebuild", room=room)
    before = state(room)
    answer = done("ingest", room / "files", "--json", room=room)
    assert {one["outcome"] for one in answer.json} == {"known"}
    done("evidence", "search", "coin machine", room=room)
    assert state(room) == before


def test_an_overlapping_export_of_orders_counts_each_order_once(taken_in: Path, tmp_path: Path) -> None:
    room = shutil.copytree(taken_in, tmp_path / "shop")
    alone = done("segments", "build", "--json", room=room).json
    frame = pd.read_csv(FILES / "transactions.csv.gz")
    frame.head(9_000).to_csv(tmp_path / "first-half-again.csv", index=False)
    done("ingest", tmp_path / "first-half-again.csv", room=room)
    assert done("segments", "build", "--json", room=room).json == alone
