"""`make demo` as a newcomer runs it, and what it published, checked against what is stored."""

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.workspace.command import verism
from workspace.figures import recounting
from workspace.workspace import Workspace

pytestmark = pytest.mark.xdist_group("demo")
ENOUGH_RESPONDENTS, ENOUGH_UNKNOWNS = 8, 5
MISSING_WORDS = {
    "trigger": (
        "My old boots wore out in March.",
        "We needed a new set of coats before a contract.",
        "I ran out of gloves on a Friday.",
    ),
    "jobs to be done": (
        "I use it for kneeling on wet slate.",
        "We use them for lifting sheet timber off the lorry.",
        "I wear them for crawling about under floors.",
    ),
    "goals": (
        "I would love one coat that survives a whole winter.",
        "I want the crew to look like one firm.",
        "We'd like everybody home with dry feet.",
    ),
    "motivations": (
        "I like being the dry one on the scaffold.",
        "I love how warm it is at six in the morning.",
        "We like it when a customer remarks on how smart we look.",
    ),
    "frustrations": (
        "I am fed up with the sizes being wrong.",
        "It is annoying that the large is always gone.",
        "The second zip was a big disappointment.",
    ),
    "objections": (
        "Forty pounds for gloves is too expensive.",
        "The talk of extra charges put me off.",
        "For one season's use it is not worth the money.",
    ),
    "deal-breaker": (
        "Three late parcels, and never again.",
        "I have switched to somebody who answers the telephone.",
        "They lied about the date, so I won't be back.",
    ),
    "decision criteria": (
        "What matters most is the knee.",
        "The main thing is a zip that lasts.",
        "I look for proper stitching before anything else.",
    ),
    "price sensitivity": (
        "The price went up twice in a year.",
        "I wait until it is cheaper.",
        "With a discount I take two.",
    ),
}
"""For each section what three people might say of it."""
MISSING_FIGURES = {
    "age": ("age_range", ["18-34", "35-54"]),
    "income": ("income_band", ["under 30K", "over 30K"]),
    "household": ("household_kind", ["alone", "family"]),
    "region": ("region_of_work", ["north", "south"]),
    "education": ("education", ["school", "degree"]),
    "occupation": ("occupation", ["roofer", "gardener"]),
    "relationship": ("relationship", ["single", "couple"]),
    "home": ("housing", ["rents", "owns"]),
    "gender": ("gender_told", ["woman", "man"]),
}


def demo(folder: Path) -> str:
    """Run the demo in a process of its own and give what it printed."""
    line = [sys.executable, "-m", "ui.cli.demo", str(folder)]
    told = subprocess.run(line, capture_output=True, text=True, timeout=280, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace."""
    folder = tmp_path_factory.mktemp("demo") / "shop"
    demo(folder)
    return folder


@pytest.fixture(scope="module")
def persona(shop: Path) -> dict[str, Any]:
    """The published persona."""
    shown: dict[str, Any] = verism("personas", "show", "p-1", "--json", room=shop).json
    return shown


@pytest.fixture
def counted(shop: Path) -> Iterator[Workspace]:
    """The workspace with the tables that figures are counted from made again from the files."""
    room = Workspace.open(shop, actor="ines")
    recounting.lay_out(room)
    yield room
    room.tables.close()


def test_the_demo_a_second_time_finds_everything_done(shop: Path, persona: dict[str, Any]) -> None:
    told = demo(shop)
    assert "was published on" in told
    assert verism("personas", "show", "p-1", "--json", room=shop).json == persona
    for line in [line.strip() for line in told.splitlines() if "/exports/" in line]:
        assert Path(line).stat().st_size > 1_000, line


def test_a_persona_and_a_journey_were_published(persona: dict[str, Any]) -> None:
    assert persona["status"] == "published"
    assert persona["publication"]["approved_by"] != persona["author"]
    assert any(stage["cells"] for stage in persona["journey"]["stages"])


def test_no_published_claim_has_a_failed_check(persona: dict[str, Any]) -> None:
    failed = [
        (claim["text"], check) for claim in persona["claims"] for check in claim["checks"] if check["outcome"] == "fail"
    ]
    assert persona["claims"]
    assert failed == []


def test_every_citation_stands_in_its_document_at_its_place(persona: dict[str, Any], shop: Path) -> None:
    with closing(sqlite3.connect(shop / "verism.db")) as library:
        documents = dict(library.execute("SELECT id, text FROM documents"))
    seen = 0
    for claim in persona["claims"]:
        for citation in claim["citations"]:
            cited = persona["evidence"][citation["evidence_id"]]
            if cited["type"] == "quote":
                seen += 1
                assert documents[cited["document_id"]][cited["start"] : cited["end"]] == cited["text"]
                assert cited["text"][citation["start"] : citation["end"]] == citation["excerpt"]
    assert seen >= ENOUGH_RESPONDENTS


def test_every_figure_recomputes_from_the_files(persona: dict[str, Any], counted: Workspace) -> None:
    figures = [one for one in persona["evidence"].values() if one["type"] == "statistic"]
    assert len(figures) >= 5
    for one in figures:
        again = counted.tables.connection.raw_sql(one["sql"]).fetchone()[0]
        assert float(again) == pytest.approx(one["value"], rel=1e-9), one["metric"]


def test_enough_different_people_are_cited(persona: dict[str, Any]) -> None:
    cited = {citation["evidence_id"] for claim in persona["claims"] for citation in claim["citations"]}
    people = {
        one["respondent_id"] for name, one in persona["evidence"].items() if name in cited and one["type"] == "quote"
    }
    assert len(people) >= ENOUGH_RESPONDENTS


def test_unknowns_name_what_was_searched_for_and_vanish_when_there_is_evidence(
    persona: dict[str, Any], shop: Path, tmp_path: Path
) -> None:
    searched = {one["section"] for one in persona["unknowns"] if one["searched"]}
    assert len(searched) >= ENOUGH_UNKNOWNS
    assert all(one["reason"] for one in persona["unknowns"])
    answerable = {one for one in searched if _attribute(one) in MISSING_FIGURES or one in MISSING_WORDS}
    assert len(answerable) >= ENOUGH_UNKNOWNS

    richer = Path(shutil.copytree(shop, tmp_path / "shop"))
    members = _members(richer, tmp_path / "audience.csv")
    assert verism("ingest", _figures(answerable, members, tmp_path), room=richer, actor="ines").code == 0
    assert (
        verism("ingest", _words(answerable, members, tmp_path), "--kind", "survey", room=richer, actor="ines").code == 0
    )
    assert verism("segments", "build", room=richer, actor="ines").code == 0
    draft = verism("draft", persona["segment"]["id"], "--json", room=richer, actor="ines").json

    still = {one["section"] for one in draft["unknowns"]} & answerable
    assert still == set(), [one for one in draft["unknowns"] if one["section"] in still]


def _attribute(section: str) -> str:
    return re.sub(r"^demographics: ", "", section)


def _members(room: Path, path: Path) -> list[str]:
    assert verism("audience", "p-1", "--out", path, room=room).code == 0
    with path.open(encoding="utf-8", newline="") as file:
        return [row["customer_id"] for row in csv.DictReader(file)]


def _figures(unknown: set[str], members: list[str], folder: Path) -> Path:
    """A customer file that says of these members what was not known."""
    wanted = [MISSING_FIGURES[name] for name in sorted(map(_attribute, unknown)) if name in MISSING_FIGURES]
    rows = [[member, *(values[number % 2] for _, values in wanted)] for number, member in enumerate(members)]
    return _table(folder / "customers_more.csv", ["customer_id", *(column for column, _ in wanted)], rows)


def _words(unknown: set[str], members: list[str], folder: Path) -> Path:
    """A survey in which three members each say what nobody had said: others for each section."""
    said = [sentence for name in sorted(unknown) for sentence in MISSING_WORDS.get(name, ())]
    rows = [[f"R{number}", members[number], sentence] for number, sentence in enumerate(said)]
    return _table(folder / "answers_more.csv", ["respondent_id", "customer_id", "What would you tell us?"], rows)


def _table(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path
