"""A mapping is proposed from the header; corrected by a person, it lets a strange file in."""

from pathlib import Path

import pytest
import yaml

from segments.tables import personal_kind
from tests.workspace.command import done, verism
from workspace.recognition.mapping import propose
from workspace.recognition.reading import read_table


def _strange(path: Path) -> Path:
    rows = ["wann;wer;was er meint;Sterne"]
    rows += [f"2026-03-0{n};K-{n};The lining of number {n} came loose in the first week;{n}" for n in range(1, 6)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_proposal_tells_columns_by_their_values_and_says_what_is_left(tmp_path: Path) -> None:
    file = _strange(tmp_path / "stimmen.csv")
    proposal = done("sources", "propose", file, "--json").json
    assert proposal["kind"] == "reviews"
    assert proposal["columns"] == {"text": "was er meint", "rating": "Sterne", "date": "wann"}
    assert proposal["unused"]["wer"] == ["K-1", "K-2", "K-3"]


def test_a_corrected_proposal_lets_the_file_in(room: Path, tmp_path: Path) -> None:
    file, mapping = _strange(tmp_path / "stimmen.csv"), tmp_path / "stimmen.yaml"
    done("sources", "propose", file, "--kind", "reviews", "--out", mapping)
    written = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    written["columns"] |= {"customer_id": "wer"}
    mapping.write_text(yaml.safe_dump(written), encoding="utf-8")
    taken = done("ingest", file, "--map", mapping, "--json", room=room).json[0]
    assert taken["source"]["kind"] == "reviews"
    assert taken["source"]["report"]["rows_kept"] == 5
    again = done("ingest", file, room=room)
    assert "was taken in before as mapped reviews; nothing changed" in again.words


def test_a_till_is_proposed_as_purchases(tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("cust_no,Value,Bought\n1,2.50,2026-01-02\n2,3.50,2026-01-03\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    assert proposal["kind"] == "transactions"
    assert proposal["columns"] == {"customer_id": "cust_no", "ordered_at": "Bought", "amount": "Value"}
    assert proposal["open"] == []


def test_a_till_whose_buyers_stand_under_a_name_is_proposed_as_purchases(tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text("Name;Datum;Beleg;Betrag\nErika Berger;02.01.2025;B1;3,00\nJo Quell;03.01.2025;B2;4,00\n")
    found = propose(file)
    assert (found.kind, found.columns["customer_id"], found.open) == ("transactions", "Name", ())


def test_posts_are_proposed_as_the_posts_that_they_are_taken_for(tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    rows = [f"@u{n},x,{n},Queued {n} minutes at the shop and left with nothing.,2026-04-0{1 + n}" for n in range(8)]
    file.write_text("\n".join(["handle,platform,likes,text,posted", *rows]) + "\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    assert (proposal["kind"], proposal["columns"]["text"], proposal["columns"]["author"]) == ("posts", "text", "handle")


def test_what_is_no_table_is_refused_with_words(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Just a sentence without any columns in it", encoding="utf-8")
    answer = verism("sources", "propose", file)
    assert answer.code == 2
    assert "no table" in answer.words


def test_a_refusal_names_the_command_that_helps(room: Path, tmp_path: Path) -> None:
    file = tmp_path / "worte.csv"
    rows = [f"In week {n} the lining came loose again;{n * 17}" for n in range(1, 9)]
    file.write_text("\n".join(["was er meint;laufend", *rows]) + "\n", encoding="utf-8")
    answer = verism("ingest", file, "--kind", "reviews", room=room)
    assert answer.code == 2
    assert f"verism sources propose {file} --kind reviews --out MAP.yaml" in answer.words


def test_the_links_of_a_file_are_said(room: Path, tmp_path: Path) -> None:
    ledger, voices = tmp_path / "till.csv", tmp_path / "voices.csv"
    ledger.write_text(
        "order_id,customer_no,order_date,amount\n" + "".join(f"{n},K-{n:03},2026-01-0{n},5\n" for n in range(1, 7))
    )
    rows = [f"2026-03-0{n},K-{n:03},The lining of number {n} came loose in the first week,{n % 5}" for n in range(1, 9)]
    voices.write_text(
        "\n".join(["wann,wer,was er meint,Sterne", *rows, "2026-03-09,,It held in all that rain,5"]) + "\n"
    )
    taken = done("ingest", ledger, voices, "--json", room=room).json
    assert taken[1]["links"] == {"respondents": 9, "named": 8, "found": 6}
    shown = done("sources", "show", taken[1]["source"]["id"], room=room).words
    assert "6 of 8 respondents found their customer; 1 left no number, order or address." in shown


def test_the_refusal_of_what_is_no_table_speaks_of_no_columns(room: Path, tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    file.write_text(
        "# A memo\n\nNobody speaks here. It goes on, and on, for a while.\n\nThen it ends.\n", encoding="utf-8"
    )
    answer = verism("ingest", file, room=room)
    assert answer.code == 2
    assert "it is no table" in answer.words and "column" not in answer.words


def test_where_nobody_left_anything_to_find_them_by_that_is_said(room: Path, tmp_path: Path) -> None:
    file = tmp_path / "voices.csv"
    rows = [f"2026-03-0{n},The lining of number {n} came loose in the first week,{n % 5}" for n in range(1, 9)]
    file.write_text("\n".join(["wann,was er meint,Sterne", *rows]) + "\n")
    assert "None of 8 respondents left a customer number" in done("ingest", file, room=room).words


def test_purchases_under_names_that_say_nothing_are_told_by_their_values(tmp_path: Path) -> None:
    file = tmp_path / "dump.csv"
    rows = [f"X{900 + n};P-{10 + n % 7};{1 + n % 28:02}.03.2026 10:15;Clay {n % 3};{n % 9}.50" for n in range(30)]
    file.write_text("\n".join(["Ref;Wer;Wann war das;Was;Summe bezahlt", *rows]) + "\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    assert proposal["kind"] == "transactions"
    told = {"customer_id": "Wer", "order_id": "Ref", "ordered_at": "Wann war das", "amount": "Summe bezahlt"}
    assert proposal["columns"] == told
    assert proposal["open"] == []


def test_a_survey_of_unknown_shape_is_proposed_question_by_question_and_corrected(room: Path, tmp_path: Path) -> None:
    file, mapping = tmp_path / "wahl.csv", tmp_path / "wahl.yaml"
    rows = ["kd;Q1;Q2;Q3;amount;event", "Wer;Was nutzen Sie?;Was fehlt Ihnen?;Wie gern?;Kosten;Anlass"]
    used = ("Boden+Dach", "Dach", "Boden")
    rows += [f"K{n:03};{used[n % 3]};Es fehlt Nummer {n} im Regal bei mir;{n % 5 + 1};3;x" for n in range(12)]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done("sources", "propose", file, "--kind", "survey", "--out", mapping)
    written = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    assert (written["kind"], written["header_rows"]) == ("survey", 2)
    told = {name: written["questions"][name] for name in ("Q1", "Q2", "Q3")}
    assert told == {"Q1": "choice", "Q2": "open", "Q3": "number"}
    written["columns"] = {"customer_id": "kd"}
    written["questions"] |= {"Q3": "scale", "event": "left out"}
    mapping.write_text(yaml.safe_dump(written), encoding="utf-8")
    taken = done("ingest", file, "--map", mapping, "--json", room=room).json[0]
    assert taken["source"]["format"] == "mapped survey"
    assert taken["source"]["report"]["rows_kept"] == 12
    assert "1 scale items" in str(taken["source"]["report"]["notes"])
    assert taken["links"]["named"] == 12


def test_a_table_in_which_nobody_writes_is_proposed_as_a_survey_that_can_be_taken_in(
    room: Path, tmp_path: Path
) -> None:
    path, mapping = tmp_path / "scores.csv", tmp_path / "map.yaml"
    path.write_text("score,date\n" + "9,2025-03-01\n" * 30 + "4,2025-03-02\n" * 20, encoding="utf-8")
    mapping.write_text(propose(path).text(), encoding="utf-8")
    taken = done("ingest", path, "--map", mapping, "--json", room=room).json[0]
    assert (taken["source"]["kind"], taken["source"]["report"]["rows_kept"]) == ("survey", 50)


def test_a_mapping_of_a_survey_names_columns_and_kinds_that_there_are(room: Path, tmp_path: Path) -> None:
    file, mapping = _strange(tmp_path / "stimmen.csv"), tmp_path / "stimmen.yaml"
    mapping.write_text("kind: survey\nquestions: {nirgends: open}\n", encoding="utf-8")
    words = verism("ingest", file, "--map", mapping, room=room).words
    assert "has no column 'nirgends'. Its columns: wann, wer" in words
    mapping.write_text("kind: survey\nquestions: {Sterne: lovely}\n", encoding="utf-8")
    answer = verism("ingest", file, "--map", mapping, room=room)
    assert answer.code == 2
    assert "one of open, scale, choice, several, number, left out" in answer.words


def test_money_is_neither_a_customer_nor_what_one_piece_costs_what_was_paid(tmp_path: Path) -> None:
    file = tmp_path / "postings.csv"
    rows = [f"V{n + 100},T-{n % 4},0{n}-Mar-2026,{n},{n}.50,{n * n}.00" for n in range(1, 9)]
    file.write_text("\n".join(["Voucher,Tenant,Value date,Units,Unit £,Line gross £", *rows]) + "\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    told = {"customer_id": "Tenant", "order_id": "Voucher", "ordered_at": "Value date", "amount": "Line gross £"}
    assert proposal["columns"] == {**told, "quantity": "Units"}


def test_a_table_of_one_row_each_is_proposed_as_customers(tmp_path: Path) -> None:
    file = tmp_path / "tenants.csv"
    rows = [f"T-{n},2025-0{n}-01,{1960 + n},{'Leeds' if n % 2 else 'York'}" for n in range(1, 9)]
    file.write_text("\n".join(["Tenant,Joined,Birth year,Home yard", *rows]) + "\n", encoding="utf-8")
    proposal = done("sources", "propose", file, "--json").json
    assert (proposal["kind"], proposal["columns"], proposal["unused"]) == ("customers", {"customer_id": "Tenant"}, {})


def test_what_a_line_came_to_is_proposed_and_not_what_one_piece_costs(tmp_path: Path) -> None:
    file = tmp_path / "verkauf.csv"
    rows = [f"V{n // 2};0{n + 1}.01.2026;K{100 + n % 3};{n % 3 + 1};12,50;{12 * (n % 3 + 1)},00" for n in range(9)]
    file.write_text("\n".join(["Vorgang;Tag;Wer;Stk;VK einzeln;VK gesamt", *rows]) + "\n", encoding="utf-8")
    columns = done("sources", "propose", file, "--json").json["columns"]
    assert (columns["amount"], columns["quantity"]) == ("VK gesamt", "Stk")


def test_who_paid_at_a_till_is_the_code_that_each_slip_has_one_of(tmp_path: Path) -> None:
    lines = ["Bus. day\tSlip\tSwiped\tKey\tTaken"]
    for slip in range(12):
        for key in ("E01", "C04", "H01")[: 1 + slip % 3]:
            lines.append(f"0{1 + slip % 9}.03.2026\tB{700 + slip}\t{3010 + slip % 8}\t{key}\t£3.50")
    file = tmp_path / "z-read.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    proposed = done("sources", "propose", file, "--json").json["columns"]
    assert proposed == {"customer_id": "Swiped", "order_id": "Slip", "ordered_at": "Bus. day", "amount": "Taken"}


def test_a_customer_file_is_keyed_by_its_members_and_not_by_addresses_that_two_share(tmp_path: Path) -> None:
    rows = [f"{3100 + n},Gus,a{n // 2}@example.org,monthly" for n in range(20)]
    file = tmp_path / "people.csv"
    file.write_text("\n".join(["Memb #,Given,Mail,Tariff now", *rows]) + "\n", encoding="utf-8")
    taken = read_table(file)
    assert sorted(taken.frame["customer_id"]) == [str(3100 + n) for n in range(20)]
    assert "given" not in taken.frame and "tariff_now" in taken.frame


@pytest.mark.parametrize("heading", ["Given", "Vorname", "Nachname", "Prénom", "Telefon", "Straße", "Handynummer"])
def test_names_and_addresses_are_set_aside_in_other_words_and_languages(heading: str) -> None:
    assert personal_kind(heading) is not None
