"""A mapping is proposed from the header; corrected by a person, it lets a strange file in."""

from pathlib import Path

import yaml

from tests.workspace.command import done, verism


def _strange(path: Path) -> Path:
    rows = ["wann;wer;was er meint;Sterne"]
    rows += [f"2026-03-0{n};K-{n};The lining of number {n} came loose in the first week;{n}" for n in range(1, 6)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_proposal_finds_the_text_by_its_length_and_says_what_is_left(tmp_path: Path) -> None:
    file = _strange(tmp_path / "stimmen.csv")
    proposal = done("sources", "propose", file, "--json").json
    assert proposal["kind"] == "tickets"
    assert proposal["columns"] == {"text": "was er meint"}
    assert proposal["unused"]["wer"] == ["K-1", "K-2", "K-3"]


def test_a_corrected_proposal_lets_the_file_in(room: Path, tmp_path: Path) -> None:
    file, mapping = _strange(tmp_path / "stimmen.csv"), tmp_path / "stimmen.yaml"
    done("sources", "propose", file, "--kind", "reviews", "--out", mapping)
    written = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    written["columns"] |= {"rating": "Sterne", "date": "wann", "customer_id": "wer"}
    mapping.write_text(yaml.safe_dump(written), encoding="utf-8")
    taken = done("ingest", file, "--map", mapping, "--json", room=room).json[0]
    assert taken["source"]["kind"] == "reviews"
    assert taken["source"]["report"]["rows_kept"] == 5


def test_a_till_is_proposed_as_purchases(tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("cust_no,Value,Bought\n1,2.50,2026-01-02\n2,3.50,2026-01-03\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    assert proposal["kind"] == "transactions"
    assert proposal["columns"] == {"customer_id": "cust_no", "amount": "Value"}
    assert proposal["open"] == ["ordered_at"]


def test_what_is_no_table_is_refused_with_words(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Just a sentence without any columns in it", encoding="utf-8")
    answer = verism("sources", "propose", file)
    assert answer.code == 2
    assert "no table" in answer.words
