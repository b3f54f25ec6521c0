"""The console script `verism`."""

import sys
from functools import cache
from typing import Any

import typer

from personas.errors import PrerequisiteMissing, VerismError
from ui.cli import (
    chat,
    customers,
    drafting,
    drafts,
    evaluation,
    evidence,
    journeys,
    personas,
    review,
    roles,
    segments,
    sources,
    upkeep,
    web,
)
from ui.cli.disk import no_room, not_writable
from ui.cli.output import messages, say

app = typer.Typer(
    name="verism",
    help="Customer personas and buying journeys from your own evidence, cited, checked and accepted by a person.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_STOPPED = 130
"""Exit code of whoever was stopped with Ctrl-C."""

for room in (
    sources,
    segments,
    customers,
    evidence,
    drafting,
    drafts,
    review,
    personas,
    journeys,
    chat,
    roles,
    evaluation,
    web,
    upkeep,
):
    room.register(app)


@cache
def command() -> Any:
    """The tree of all commands, made once in a process."""
    return typer.main.get_command(app)


def run() -> None:
    """Run a command; an error that a person can act on is a sentence and an exit code, never a traceback."""
    try:
        command()()
    except VerismError as error:
        say(f"verism: {error}")
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == _STOPPED:
            messages.print("verism: stopped. Run the same command again to go on.")
        raise
    except OSError as error:
        failed = no_room(error) or not_writable(error)
        said = str(error.strerror or error).rstrip(".")
        say(f"verism: {failed or f'{said}{_named(error)}.'}")
        sys.exit(PrerequisiteMissing.exit_code if failed else 2)
    except Exception as error:
        failed = no_room(error)
        if not failed:
            raise
        say(f"verism: {failed}")
        sys.exit(PrerequisiteMissing.exit_code)


def _named(error: OSError) -> str:
    return f": {error.filename}" if error.filename else ""
