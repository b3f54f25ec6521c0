"""Roles: an open workspace for one person, a closed one for a team, and no service that anybody may call unasked."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from personas.errors import Refused
from personas.library.events import broken_event, list_events
from personas.roles import PERMITS, Action, Person, Role
from tests.workspace.command import done, verism
from ui.cli.deferred import _SERVICES
from workspace import roles, segmenting
from workspace.drafting import drafts
from workspace.publishing import metrics, publish
from workspace.reviewing import review
from workspace.workspace import Workspace

PROVIDER = "https://id.example.com"
INSIDE = {
    "doctor", "intake.linking", "workspace", "chat.chatting", "roles", "settings", "signing_in", "progress",
}  # fmt: skip
"""Modules with rules of their own: the doctor takes a folder, a conversation checks each question, ingest links."""
CALLED_BY_SERVICES = {
    "evidence.indexing.open_index", "evidence.indexing.keep_up", "evidence.indexing.require_embedder",
    "evidence.indexing.chroma_of", "evidence.theming.refresh_themes", "figures.predicting.refresh",
    "erasing.unfinished", "evidence.inferring.infer_again", "figures.recounting.lay_out", "segmenting.counting",
}  # fmt: skip
"""What services and the doctor call; nobody else does."""


def _calls(shop: Workspace, actor: str) -> dict[Action, Callable[[], object]]:
    """For each action a service that needs it, called by somebody."""
    room, claim = shop.acting(actor), review.load(shop, "d-2").claims[1].id
    return {
        "read": lambda: metrics.process_figures(room),
        "look": lambda: drafts.summaries(room),
        "comment": lambda: review.comment(room, "d-2", claim, "A word.", actor=actor),
        "edit": lambda: review.edit(room, "d-2", claim, "Other words.", actor=actor),
        "decide": lambda: review.decide(room, "d-2", [claim], "accept", actor=actor),
        "publish": lambda: publish.publish(room, "d-2", actor=actor),
        "draft": lambda: publish.submit(room, "d-2", actor=actor),
        "segment": lambda: segmenting.build_all(room, actor=actor),
        "administer": lambda: roles.grants(room),
    }


def _refused_for_the_role(call: Callable[[], object]) -> bool:
    try:
        call()
    except Refused as refusal:
        return "may not" in str(refusal)
    except Exception:
        return False
    return False


def test_a_workspace_without_roles_is_open_to_every_name_of_the_machine(shop: Workspace) -> None:
    for actor in ("ines", "ravi", "anybody"):
        assert not any(_refused_for_the_role(call) for call in _calls(shop, actor).values())


@pytest.mark.parametrize("role", get_args(Role))
def test_with_roles_everybody_may_do_what_their_roles_permit_and_nothing_else(shop: Workspace, role: Role) -> None:
    roles.grant(shop, "sam", role, actor="ada")
    calls = _calls(shop, "sam")
    refused = {action for action, call in calls.items() if _refused_for_the_role(call)}
    assert refused == set(calls) - PERMITS[role]


def test_the_first_role_makes_its_giver_an_admin_and_shuts_out_the_rest(shop: Workspace) -> None:
    roles.grant(shop, "ravi", "reviewer", actor="ada")
    assert {(one.person.name, one.role) for one in roles.grants(shop)} == {("ada", "admin"), ("ravi", "reviewer")}
    with pytest.raises(Refused, match="mallory has no role here and may not accept and reject claims"):
        review.decide(shop, "d-2", ["c-1"], "accept", actor="mallory")
    with pytest.raises(Refused, match=r"ravi is reviewer and may not give and take roles\. That takes admin\. Ask an"):
        roles.grant(shop, "ravi", "admin", actor="ravi")
    with pytest.raises(Refused, match=r"takes evaluator, .* reviewer or admin\. Ask an admin \(ada\) for one: `verism"):
        review.load(shop.acting("mallory"), "d-2")


def test_a_role_that_was_taken_no_longer_counts_and_the_last_admin_stays(shop: Workspace) -> None:
    roles.grant(shop, "ravi", "reviewer", actor="ada")
    roles.revoke(shop, "ravi", "reviewer", actor="ada")
    with pytest.raises(Refused, match="ravi has no role"):
        review.load(shop.acting("ravi"), "d-2")
    with pytest.raises(Refused, match="last admin"):
        roles.revoke(shop, "ada", "admin", actor="ada")


def test_an_admin_does_not_approve_their_own_draft(shop: Workspace) -> None:
    roles.grant(shop, "ines", "admin", actor="ines")
    with pytest.raises(Refused, match="ines drafted d-2"):
        publish.approve(shop, "d-2", actor="ines")


def test_a_name_can_not_stand_for_somebody_whom_a_provider_vouches_for(shop: Workspace) -> None:
    person = Person(issuer=PROVIDER, subject="2482", name="ravi@example.com")
    roles.grant(shop, "2482", "reviewer", actor="ada", issuer=PROVIDER)
    signed_in = roles.sign_in(shop, person)
    assert signed_in.actor == "ravi@example.com"
    assert review.load(signed_in, "d-2").id == "d-2"
    review.decide(signed_in, "d-2", [review.load(signed_in, "d-2").claims[1].id], "accept", actor=signed_in.actor)
    with pytest.raises(Refused, match=r"signs in at https://id\.example\.com"):
        review.load(shop.acting("ravi@example.com"), "d-2")
    with pytest.raises(Refused, match="signs in at"):
        review.decide(shop, "d-2", ["c-1"], "accept", actor="ravi@example.com")


def test_of_two_who_give_the_first_role_at_once_one_closes_the_workspace_and_the_other_is_refused(
    shop: Workspace,
) -> None:
    checked_while_it_was_open = shop.acting("mallory", cleared=True)
    roles.grant(shop, "ravi", "reviewer", actor="ada")
    with pytest.raises(Refused, match="mallory has no role here"):
        roles.grant(checked_while_it_was_open, "mallory", "admin", actor="mallory")


def test_two_people_of_one_name_are_two_people_and_keep_their_names(shop: Workspace) -> None:
    first, second = (Person(issuer=PROVIDER, subject=subject, name="Kim") for subject in ("1", "2"))
    assert [roles.sign_in(shop, one).actor for one in (first, second)] == ["Kim", "Kim (2)"]
    renamed = first.model_copy(update={"name": "Somebody else"})
    assert roles.sign_in(shop, renamed).actor == "Kim"


def test_people_of_a_provider_only_read_in_an_open_workspace(shop: Workspace) -> None:
    room = roles.sign_in(shop, Person(issuer=PROVIDER, subject="3", name="kim@example.com"))
    assert len(publish.personas(room)) == 0
    with pytest.raises(Refused, match=r"has no role here.*Whoever keeps this workspace gives one"):
        review.load(room, "d-2")


def test_the_commands_give_take_and_list_and_every_change_is_an_event(shop: Workspace) -> None:
    room = shop.folder
    assert "Nobody has a role" in done("roles", "list", room=room, actor="ada").words
    done("roles", "grant", "ravi", "reviewer", room=room, actor="ada")
    done("roles", "grant", "2482", "reader", "--issuer", PROVIDER, room=room, actor="ada")
    listed = done("roles", "list", "--json", room=room, actor="ada").json
    assert [(one["person"]["name"], one["role"]) for one in listed] == [
        ("2482", "reader"), ("ada", "admin"), ("ravi", "reviewer"),
    ]  # fmt: skip
    answer = verism("review", "accept", "d-2", "c-1", room=room, actor="mallory")
    assert answer.code == 4
    assert "mallory has no role here" in answer.words
    assert verism("drafts", "list", room=room, actor="mallory").code == 4
    done("roles", "revoke", "ravi", "reviewer", room=room, actor="ada")
    assert verism("roles", "revoke", "ravi", "reviewer", room=room, actor="ada").code == 2
    with shop.library.read() as connection:
        told = [(event.action, event.actor, event.details["role"]) for event in list_events(connection, "roles")]
        assert broken_event(connection) is None
    assert told == [
        ("grant", "ada", "admin"), ("grant", "ada", "reviewer"), ("grant", "ada", "reader"),
        ("revoke", "ada", "reviewer"),
    ]  # fmt: skip


def _modules() -> set[str]:
    """The services that pages and commands import."""
    parsed = [ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in Path("ui").rglob("*.py")]
    imports = [node for nodes in parsed for node in nodes if isinstance(node, ast.ImportFrom)]
    modules = {_module(node.module, alias.name) for node in imports if node.module for alias in node.names}
    return {name.removeprefix("workspace.") for name in modules if name.startswith("workspace.")} | {*_SERVICES}


def _module(imported: str, name: str) -> str:
    """The module that an import takes: one of a folder, or the one that has the name in it."""
    place = Path(*imported.split("."), name)
    return f"{imported}.{name}" if place.is_dir() or place.with_suffix(".py").is_file() else imported


def _services() -> Iterator[tuple[str, Callable[..., object]]]:
    for name in sorted(_modules() - INSIDE):
        module = importlib.import_module(f"workspace.{name}")
        for called, found in inspect.getmembers(module, inspect.isfunction):
            mine = found.__module__.startswith(module.__name__) and not called.startswith("_")
            if mine and f"{name}.{called}" not in CALLED_BY_SERVICES:
                first = next(iter(inspect.signature(found).parameters.values()), None)
                if first is not None and get_type_hints(found).get(first.name) is Workspace:
                    yield f"{name}.{called}", found


def test_every_service_that_takes_a_workspace_checks_roles() -> None:
    services = dict(_services())
    assert len(services) > 35
    assert [name for name, service in services.items() if not hasattr(service, "permits")] == []
