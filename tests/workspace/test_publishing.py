"""After approval: the persona on the shelf, its exports, its audience, its use, and the process's own figures."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.support.bank_rooms import Once
from tests.ui.web.handmade import make_workspace
from tests.workspace.command import done, state, verism
from tests.workspace.rooms import decide_everything
from workspace.workspace import Workspace

PERSONA = {"id", "name", "segment_id", "status", "version", "published_at", "next_review"}


def _publish(folder: Path) -> None:
    workspace = make_workspace(folder)
    customers = pd.DataFrame(
        {
            "customer_id": [f"C{number}" for number in range(8)],
            "email_sha256": [f"{number:064x}" for number in range(8)],
            "marketing_consent": ["yes", "no", "Yes", "", "1", "granted", "unknown", "false"],
        }
    )
    workspace.tables.add("src-0000000001", "customers", customers)
    people = pd.DataFrame({"customer_id": [f"C{number}" for number in range(7)], "segment_id": "g-1"})
    (folder / "tables/members").mkdir()
    people.to_parquet(folder / "tables/members/value-activity.parquet")
    workspace.library.close()
    decide_everything(folder)
    done("approve", "d-1", room=folder, actor="ravi")
    done("publish", "d-1", room=folder, actor="ravi")


@pytest.fixture(scope="session")
def shelf(once: Once) -> Path:
    """A workspace with p-1 published. Not to be changed."""
    return once("handmade-published", _publish)


def test_personas_as_json(shelf: Path) -> None:
    listed = done("personas", "list", "--json", room=shelf)
    assert listed.err == ""
    assert [set(one) for one in listed.json] == [PERSONA]
    assert (listed.json[0]["id"], listed.json[0]["status"], listed.json[0]["version"]) == ("p-1", "published", 1)
    shown = done("personas", "show", "p-1", "--json", room=shelf).json
    assert shown["publication"]["approved_by"] == "ravi"
    assert {"published_at", "approved_by", "supersedes"} <= set(shown["publication"])
    assert all(claim["decision"]["kind"] != "reject" for claim in shown["claims"])
    assert shown == done("personas", "show", listed.json[0]["name"], "--json", room=shelf).json


def test_a_journey_as_json_and_for_a_person(shelf: Path) -> None:
    found = done("journeys", "show", "p-1", "--json", room=shelf).json
    assert {"scenario", "kind", "stages"} <= set(found)
    assert found["stages"][0]["name"].capitalize() in done("journeys", "show", "p-1", room=shelf).words


@pytest.mark.parametrize("format_", ["md", "html", "json"])
def test_a_persona_is_exported_whole(format_: str, shelf: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / f"persona.{format_}"
    answer = done("export", "p-1", "--format", format_, "--out", target, room=shelf)
    assert answer.out.strip() == str(target)
    text = target.read_text(encoding="utf-8")
    shown = done("personas", "show", "p-1", "--json", room=shelf).json
    assert shown["persona"]["name"] in text
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    if format_ == "json":
        assert json.loads(text) == shown


@pytest.mark.parametrize(("format_", "opening"), [("pdf", b"%PDF-"), ("pptx", b"PK\x03\x04")])
def test_a_persona_is_exported_to_print_and_to_edit(format_: str, opening: bytes, shelf: Path, tmp_path: Path) -> None:
    first, second = tmp_path / f"first.{format_}", tmp_path / f"second.{format_}"
    for target in (first, second):
        done("export", "p-1", "--format", format_, "--out", target, room=shelf)
    assert first.read_bytes().startswith(opening)
    assert first.read_bytes() == second.read_bytes()


def test_an_export_format_that_does_not_exist_is_refused(shelf: Path, tmp_path: Path) -> None:
    assert verism("export", "p-1", "--format", "docx", "--out", tmp_path / "p.docx", room=shelf).code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_export_into_the_place_of_a_folder_is_refused(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "p.md").mkdir()
    answer = verism("export", "p-1", "--format", "md", "--out", tmp_path / "p.md", room=shelf)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["p.md"]


def test_an_audience_holds_only_those_who_said_yes(shelf: Path, tmp_path: Path) -> None:
    target = tmp_path / "audience.csv"
    answer = done("audience", "p-1", "--out", target, "--json", room=shelf).json
    assert answer == {
        "file": str(target), "customers": 4, "without_consent": 3, "suppressed": 0, "bought_since": None,
        "guarded": 0,
        "consent": "the column 'marketing_consent' of the customer file",
    }  # fmt: skip
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert [row["customer_id"] for row in rows] == ["C0", "C2", "C4", "C5"]
    assert all(len(row["email_sha256"]) == 64 for row in rows)
    words = done("audience", "p-1", "--out", target, room=shelf).words
    assert "3 left out" in words
    assert "can be guessed" in words


def test_nobody_on_a_suppression_list_is_written(shelf: Path, tmp_path: Path) -> None:
    never = tmp_path / "never.csv"
    never.write_text("customer_id\nC0\nC4\n", encoding="utf-8")
    target = tmp_path / "audience.csv"
    answer = done("audience", "p-1", "--out", target, "--suppress", never, "--hash", "none", "--json", room=shelf).json
    assert answer["customers"] == 2 and answer["suppressed"] == 2
    assert target.read_text(encoding="utf-8").split() == ["customer_id", "C2", "C5"]


def test_without_a_consent_column_the_audience_says_so(
    shelf: Path, copied: Callable[[Path], Path], tmp_path: Path
) -> None:
    room = copied(shelf)
    file = next((room / "tables/customers").glob("*.parquet"))
    pd.read_parquet(file).drop(columns="marketing_consent").to_parquet(file)
    answer = done("audience", "p-1", "--out", tmp_path / "a.csv", room=room)
    assert "no table says who consented" in answer.words


def test_a_use_is_counted(shelf: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(shelf)
    figures = {row["figure"]: row["value"] for row in done("metrics", "--json", room=room).json}
    assert figures["persona utilisation rate"] == 0
    done("used", "p-1", "--for", "campaign", "--team", "crm", "--note", "autumn", room=room, actor="mona")
    figures = {row["figure"]: row["value"] for row in done("metrics", "--json", room=room).json}
    assert figures["persona utilisation rate"] == 1
    assert figures["segment revenue contribution"] == pytest.approx(0.37)
    rows = {row["figure"]: row for row in done("metrics", "--json", room=room).json}
    utilised = rows["persona utilisation rate"]
    assert (utilised["numerator"], utilised["denominator"]) == (1, 1)
    assert (rows["uses"]["of"], rows["uses"]["value"]) == ("crm, for a campaign", 1)
    assert rows["persona refresh cycle time"]["denominator"] == 0
    assert "1 of 1" in done("metrics", room=room).words
    assert verism("used", "p-1", "--for", "fun", room=room).code == 2


def test_metrics_as_json_are_json_even_where_nothing_is_counted(room: Path) -> None:
    answer = done("metrics", "--json", room=room)
    assert answer.err == ""
    assert "NaN" not in answer.out
    columns = {"figure", "of", "among", "value", "unit", "numerator", "denominator", "how"}
    assert all(set(row) == columns for row in answer.json)
    assert "nothing yet" in done("metrics", room=room).words


def test_a_retired_persona_is_retired_once(shelf: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(shelf)
    done("personas", "retire", "p-1", room=room, actor="ravi")
    assert done("personas", "list", "--json", room=room).json[0]["status"] == "retired"
    assert done("drafts", "list", "--json", room=room).json[0]["status"] == "retired"
    before = state(room)
    assert verism("personas", "retire", "p-1", room=room, actor="ravi").code == 4
    assert state(room) == before


def test_a_second_publication_supersedes_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    make_workspace(folder, lambda draft: draft, lambda draft: draft).library.close()
    for draft in ("d-1", "d-2"):
        decide_everything(folder, draft)
        done("approve", draft, room=folder, actor="ravi")
        done("publish", draft, room=folder, actor="ravi")
    personas = done("personas", "list", "--json", room=folder).json
    assert [(one["id"], one["version"], one["status"]) for one in personas] == [("p-1", 2, "published")]
    assert {one["id"]: one["status"] for one in done("drafts", "list", "--json", room=folder).json} == {
        "d-1": "superseded",
        "d-2": "published",
    }
    Workspace.open(folder).library.close()
