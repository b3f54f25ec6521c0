"""Name, stages, owners and hypotheses on the way to publication: nothing but approved text goes out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.bank_rooms import Once
from tests.ui.web.handmade import make_workspace
from tests.workspace.command import done, state, verism
from tests.workspace.rooms import decide_everything


@pytest.fixture(scope="session")
def desk(once: Once) -> Path:
    """A workspace with d-1 under review. Not to be changed."""
    return once("handmade-desk", lambda folder: make_workspace(folder).library.close())


def shown(room: Path) -> dict:  # type: ignore[type-arg]
    return done("drafts", "show", "d-1", "--json", room=room).json


def test_a_shaped_journey_is_published_as_it_was_approved(
    desk: Path, copied: Callable[[Path], Path], tmp_path: Path
) -> None:
    room = copied(desk)
    found = shown(room)["journey"]["stages"]
    chance = next(ids[0] for stage in found for lane, ids in stage["cells"].items() if lane == "opportunities")
    done("drafts", "rename", "d-1", "Maren Holt", room=room, actor="ines")
    done("journeys", "rename-stage", "d-1", "use", "On site", room=room, actor="ines")
    done("journeys", "add-stage", "d-1", "Return", "--at", "5", room=room, actor="ines")
    done("journeys", "move-stage", "d-1", "Return", "6", room=room, actor="ines")
    done("journeys", "remove-stage", "d-1", "awareness", "--into", "consideration", room=room, actor="ines")
    done("journeys", "assign", "d-1", chance, "--owner", "Web team", "--kpi", "repeat orders", room=room, actor="ines")
    done("journeys", "plan", "d-1", room=room, actor="ines")
    done("journeys", "suppose", "d-1", "Return", "actions", "They scan a tag.", room=room, actor="ines")
    undecided = [claim["id"] for claim in shown(room)["claims"] if claim["kind"] == "hypothesis"]
    done("review", "accept", "d-1", chance, *undecided, room=room, actor="ravi")
    decide_everything(room)
    done("approve", "d-1", room=room, actor="ravi")
    done("publish", "d-1", room=room, actor="ravi")
    words = done("journeys", "show", "p-1", room=room).words
    for said in ("Planned journey of Maren Holt", "On site", "Return", "[hypothesis]", "Owner: Web team · KPI: repeat"):
        assert said in words, said
    for format_ in ("md", "html", "json"):
        done("export", "p-1", "--format", format_, "--out", tmp_path / f"p.{format_}", room=room)
        text = (tmp_path / f"p.{format_}").read_text(encoding="utf-8")
        assert "Maren Holt" in text and "Web team" in text and "They scan a tag." in text
    stages = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["journey"]["stages"]
    assert [stage["name"] for stage in stages] == ["consideration", "purchase", "On site", "loyalty", "Return"]


@pytest.mark.parametrize(
    "change",
    [("drafts", "rename", "d-1", "Maren Holt"), ("journeys", "rename-stage", "d-1", "use", "On site"),
     ("journeys", "add-stage", "d-1", "Return")],
)  # fmt: skip
def test_an_approval_falls_with_a_name_or_a_stage_and_its_editor_may_not_approve(
    change: tuple[str, ...], desk: Path, copied: Callable[[Path], Path], tmp_path: Path
) -> None:
    room = copied(desk)
    decide_everything(room)
    done("approve", "d-1", room=room, actor="ravi")
    done(*change, room=room, actor="mona")
    assert shown(room)["status"] == "in_review"
    assert verism("publish", "d-1", room=room, actor="ravi").code == 4
    assert verism("approve", "d-1", room=room, actor="mona").code == 4
    assert verism("export", "p-1", "--format", "md", "--out", tmp_path / "p.md", room=room).code == 2


def test_what_may_not_go_out_is_not_taken_as_a_name_of_a_stage_or_an_owner(
    desk: Path, copied: Callable[[Path], Path]
) -> None:
    room = copied(desk)
    before = state(room)
    for refused in (
        ("journeys", "add-stage", "d-1", "They are Muslims"),
        ("journeys", "assign", "d-1", "c-1", "--owner", "ring 07700 900123"),
        ("journeys", "suppose", "d-1", "use", "actions", "They scan a tag."),
        ("drafts", "rename", "d-1", "<script>"),
    ):
        assert verism(*refused, room=room, actor="ines").code in (2, 4), refused
    assert state(room) == before


def test_undoing_a_decision_leaves_the_claim_in_its_renamed_stage(desk: Path, copied: Callable[[Path], Path]) -> None:
    room = copied(desk)
    claim = next(one["id"] for one in shown(room)["claims"] if one["stage"] == "use")
    done("review", "reject", "d-1", claim, "--reason", "duplicate", room=room, actor="ravi")
    done("journeys", "rename-stage", "d-1", "use", "On site", room=room, actor="ines")
    done("review", "undo", "d-1", claim, room=room, actor="ravi")
    (after,) = [one for one in shown(room)["claims"] if one["id"] == claim]
    assert (after["stage"], after["decision"]) == ("On site", None)
