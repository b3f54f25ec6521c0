"""The console script `verism`."""

import sys

import typer

from personas.errors import VerismError
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


def run() -> None:
    """Run a command; an error that a person can act on is a sentence and an exit code, never a traceback."""
    try:
        app()
    except VerismError as error:
        say(f"verism: {error}")
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == _STOPPED:
            messages.print("verism: stopped. Run the same command again to go on.")
        raise
    except OSError as error:
        say(f"verism: {str(error.strerror or error).rstrip('.')}{f': {error.filename}' if error.filename else ''}.")
        sys.exit(2)
