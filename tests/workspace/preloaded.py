"""Everything that a command may need, loaded: what processes for the tests are forked from."""

import sys

import typer.rich_utils  # noqa: F401

import ui.cli.main  # noqa: F401

LOADED = [module.__doc__ for name, module in list(sys.modules.items()) if name.startswith("workspace.")]
"""Asking a deferred service for anything loads it."""
