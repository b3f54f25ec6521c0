"""Everything that a command may need, loaded: what processes for the tests are forked from."""

import sys

import typer.rich_utils  # noqa: F401
from typer.testing import CliRunner

import agent.chat.with_model  # noqa: F401
import agent.writers.llm  # noqa: F401
import ui.cli.main

HELPED = CliRunner().invoke(ui.cli.main.app, ["sources", "--help"]).exit_code
"""Reading a command's words loads the rest of what commands are read with."""

LOADED = [module.__doc__ for name, module in list(sys.modules.items()) if name.startswith("workspace.")]
"""Asking a deferred service for anything loads it."""
