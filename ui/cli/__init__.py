"""The command line."""

from ui.cli.deferred import defer

defer()
