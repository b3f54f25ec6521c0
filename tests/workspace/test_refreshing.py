"""A published persona drafted again: on the same definition, on today's data, in place of the version in force."""

from collections.abc import Callable
from pathlib import Path

import pytest

from personas.draft import Draft
from personas.errors import Stale
from tests.support.bank_rooms import Once
from tests.ui.web.handmade import make_workspace
from tests.workspace.command import done, state, verism
from tests.workspace.rooms import decide_everything
from workspace.publishing import publish as publishing
from workspace.workspace import Workspace


def _two_versions(folder: Path) -> None:
    make_workspace(folder, lambda draft: draft, _later).library.close()
    for draft in ("d-1", "d-2"):
        decide_everything(folder, draft)
        done("approve", draft, room=folder, actor="ravi")
        done("publish", draft, room=folder, actor="ravi")


def _later(draft: Draft) -> Draft:
    """The same persona with forty people more in its segment, and with a quotation fewer."""
    gone = draft.persona.sections["in their own words"][-1]
    sections = {**draft.persona.sections, "in their own words": draft.persona.sections["in their own words"][:-1]}
    return draft.model_copy(
        update={
            "segment": draft.segment.model_copy(update={"n": 351}),
            "persona": draft.persona.model_copy(update={"sections": sections}),
            "claims": tuple(claim for claim in draft.claims if claim.id != gone),
        }
    )


@pytest.fixture(scope="session")
def shelf(once: Once) -> Path:
    """A workspace with two versions of p-1 published. Not to be changed."""
    return once("handmade-two-versions", _two_versions)


def test_a_refresh_is_a_new_draft_of_the_same_persona_that_says_what_changed(
    published: Path, copied: Callable[[Path], Path]
) -> None:
    room = copied(published)
    before = done("personas", "show", "p-1", "--json", room=room).json
    made = done("personas", "refresh", "p-1", "--writer", "extractive", "--json", room=room, actor="ines").json
    assert (made["id"], made["status"], made["refreshes"]) == ("d-2", "draft", "p-1.1")
    assert made["persona"]["name"] == before["persona"]["name"]
    assert made["segment"]["definition_version"] == before["segment"]["definition_version"]
    assert made["changes"]["members"] == [before["segment"]["n"], made["segment"]["n"]]
    assert made["changes"]["figures"] == []
    done("submit", "d-2", room=room, actor="ines")
    decide_everything(room, "d-2")
    done("approve", "d-2", room=room, actor="ravi")
    done("publish", "d-2", room=room, actor="ravi")
    now = done("personas", "show", "p-1", "--json", room=room).json["publication"]
    assert (now["id"], now["supersedes"]) == ("p-1.2", "p-1.1")


def test_a_refresh_after_more_was_taken_in_still_tells_what_is_predicted(
    published: Path, copied: Callable[[Path], Path], tmp_path: Path
) -> None:
    room = copied(published)
    segment = done("personas", "show", "p-1", "--json", room=room).json["segment"]["id"]

    def outlook() -> set[str]:
        figures = done("segments", "show", segment, "--json", room=room).json["statistics"]
        return {one["metric"] for one in figures if one["section"] == "outlook"}

    before = outlook()
    assert before
    more = tmp_path / "more.csv"
    more.write_text("review,rating,date\nThe branch on Mill Street closed and nobody told us.,2,2025-03-01\n", "utf-8")
    done("ingest", more, room=room, actor="ines")
    made = done("personas", "refresh", "p-1", "--writer", "extractive", "--json", room=room, actor="ines").json
    assert outlook() == before
    assert "outlook" not in made["changes"]["unknown_now"]


def test_a_draft_does_not_supersede_what_was_published_after_it_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    refreshing = {"refreshes": "p-1.1"}
    make_workspace(
        folder, lambda d: d, lambda d: d.model_copy(update=refreshing), lambda d: d.model_copy(update=refreshing)
    ).library.close()
    for draft in ("d-1", "d-2", "d-3"):
        decide_everything(folder, draft)
        done("approve", draft, room=folder, actor="ravi")
    done("publish", "d-1", room=folder, actor="ravi")
    done("publish", "d-2", room=folder, actor="ravi")
    workspace = Workspace.open(folder)
    with pytest.raises(Stale, match=r"p-1\.2 was published since"):
        publishing.publish(workspace, "d-3", actor="ravi")
    workspace.library.close()


def test_what_changed_between_versions_is_told_to_a_person_and_as_json(shelf: Path) -> None:
    found = done("personas", "changes", "p-1", "--json", room=shelf).json
    assert (found["older"], found["newer"], found["members"]) == ("p-1.1", "p-1.2", [311, 351])
    assert [(one["place"], one["after"]) for one in found["claims"]] == [("in their own words", "")]
    words = done("personas", "changes", "p-1", room=shelf).words
    assert "The segment counts 351 now, 311 before." in words
    assert "Gone, in their own words:" in words
    assert verism("personas", "changes", "p-1", "--version", "1", room=shelf).code == 2


def test_a_former_version_is_shown_and_exported_as_it_was(shelf: Path, tmp_path: Path) -> None:
    first = done("personas", "show", "p-1", "--version", "1", "--json", room=shelf).json
    assert (first["segment"]["n"], first["status"]) == (311, "superseded")
    done("export", "p-1", "--format", "md", "--version", "1", "--out", tmp_path / "p.md", room=shelf)
    assert "Superseded, version 1" in (tmp_path / "p.md").read_text(encoding="utf-8")


def test_the_library_is_searched_by_name_segment_and_what_was_published(shelf: Path) -> None:
    def found(*asked: str) -> list[str]:
        return [one["id"] for one in done("personas", "list", *asked, "--json", room=shelf).json]

    assert found("ashby") == found("TOP value") == found("ten working days") == ["p-1"]
    assert found("telephone app") == []
    assert found("--status", "retired") == found("--due") == []
    assert "No persona fits" in done("personas", "list", "zeppelin", room=shelf).words


def test_a_retired_persona_and_one_that_is_not_there_are_not_refreshed(
    shelf: Path, copied: Callable[[Path], Path]
) -> None:
    room = copied(shelf)
    done("personas", "retire", "p-1", room=room, actor="ravi")
    before = state(room)
    assert verism("personas", "refresh", "p-1", room=room).code == 4
    assert verism("personas", "refresh", "p-9", room=room).code == 2
    assert state(room) == before
