"""`verism chat`: questions about the evidence, answered with citations or not at all."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, say
from ui.cli.stopping import end_at_once, stoppable
from workspace.chat import chatting


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("chat")(chat)


def chat(
    segment: Annotated[str | None, typer.Option(help="Talk about this segment only.")] = None,
    ask: Annotated[str | None, typer.Option(help="Answer one question and stop.")] = None,
    thread: Annotated[str | None, typer.Option(help="Go on with a conversation; its name is said at the end.")] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Talk with the evidence: every sentence cites, and what is not there is not answered."""
    talk = chatting.Conversation(
        open_workspace(workspace, actor), actor=actor_name(actor), segment=segment, thread=thread
    )
    told = (lambda news: None) if as_json else _tell
    stopped = False
    if ask is not None:
        with stoppable() as stop:
            _show(talk.answer(ask, heard=told, stop=stop), as_json=as_json)
            stopped = stop()
    else:
        say(talk.greeting())
        for line in _lines():
            with stoppable() as stop:
                _show(talk.ask(line, heard=told, stop=stop), as_json=as_json)
                stopped = stopped or stop()
        say(f"This conversation is kept: `verism chat --thread {talk.thread}` goes on with it.")
    if stopped and chatting.left_behind():
        end_at_once()


def _lines() -> Iterator[str]:
    """What somebody types, line by line, until they leave."""
    for line in map(str.strip, iter(_read_line, "")):
        if line.lower() in ("exit", "quit", "bye"):
            return
        if line:
            yield line


def _tell(news: "chatting.ChatEvent") -> None:
    """Each step and each checked sentence as it comes, beside the answer that follows whole."""
    say(f"… {news.words}" if news.kind == "step" else f"  {news.words}")


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
