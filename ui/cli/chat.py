"""`verism chat`: questions about the evidence, answered with citations or not at all."""

import sys
from typing import Annotated

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, say
from workspace import chatting


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("chat")(chat)


def chat(
    segment: Annotated[str | None, typer.Option(help="Talk about this segment only.")] = None,
    ask: Annotated[str | None, typer.Option(help="Answer one question and stop.")] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Talk with the evidence: every sentence cites, and what is not there is not answered."""
    talk = chatting.Conversation(open_workspace(workspace, actor), actor=actor_name(actor), segment=segment)
    if ask is not None:
        return _show(talk.answer(ask), as_json=as_json)
    say(talk.greeting())
    for line in iter(_read_line, ""):
        if line.strip().lower() in ("exit", "quit", "bye"):
            break
        if line.strip():
            _show(talk.ask(line.strip()), as_json=as_json)
    return None


def _read_line() -> str:
    if sys.stdin.isatty():
        sys.stderr.write("> ")
        sys.stderr.flush()
    return sys.stdin.readline()


def _show(answer: "chatting.Answer", *, as_json: bool) -> None:
    if as_json:
        return print_json(answer.public_json())
    out.print(answer.text, markup=False)
    for number, source in enumerate(answer.sources(), start=1):
        out.print(f"  [{number}] {source}", markup=False)
    return None
