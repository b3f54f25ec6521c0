"""Voices that came before the ledger find their customers when their file is taken in again."""

from pathlib import Path

from tests.workspace.command import done, rows

_LEDGER = "customer_id;order_id;ordered_at;amount\n" + "\n".join(
    f"M-{100 + n};O-{n};2026-0{1 + n % 8}-11;{n + 5}.00" for n in range(40)
)
_SURVEY = "How old are you?,What would you change about the pottery class?,Number on your card\n" + "\n".join(
    f"{20 + n},The {'kiln' if n % 2 else 'glaze'} number {n} is too far from the wheel,M-{100 + n}" for n in range(30)
)


def test_a_survey_taken_in_before_the_ledger_finds_its_customers_the_second_time(room: Path, tmp_path: Path) -> None:
    survey, ledger = tmp_path / "asked.csv", tmp_path / "till.csv"
    survey.write_text(_SURVEY, "utf-8")
    ledger.write_text(_LEDGER, "utf-8")
    done("ingest", survey, room=room)
    assert not any(row[3] for row in rows(room)["respondents"])
    assert "`verism ingest` it again" in done("ingest", ledger, room=room).words
    texts = {row[4] for row in rows(room)["documents"]}

    answer = done("ingest", survey, "--json", room=room).json[0]
    assert answer["outcome"] == "taken" and answer["links"]["found"] == 30
    assert {row[4] for row in rows(room)["documents"]} == texts
    assert len(rows(room)["sources"]) == 2
    again = done("ingest", survey, "--json", room=room).json[0]
    assert again["outcome"] == "known"


def test_what_was_refused_among_other_files_is_named_at_the_end(room: Path, tmp_path: Path) -> None:
    (tmp_path / "till.csv").write_text(_LEDGER, "utf-8")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n3,4\n", "utf-8")
    answer = done("ingest", tmp_path, room=room)
    assert "Not taken in: odd.csv" in answer.words


def test_reviews_in_which_nobody_left_a_number_are_not_told_to_come_again(room: Path, tmp_path: Path) -> None:
    reviews, ledger = tmp_path / "site.csv", tmp_path / "till.csv"
    rows = [
        f"2026-03-{n + 1:02},{n % 5 + 1},The lining of number {n} came loose in a week,A-{n % 3:03}" for n in range(20)
    ]
    reviews.write_text("\n".join(["date,rating,review,product", *rows]) + "\n", "utf-8")
    ledger.write_text(_LEDGER, "utf-8")
    done("ingest", reviews, room=room)
    assert "`verism ingest` it again" not in done("ingest", ledger, room=room).words
