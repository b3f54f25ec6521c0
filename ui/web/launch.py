"""How the pages are started: on this machine only, nothing watched, nothing reported to anybody."""

import sys
from pathlib import Path

_PAGES = Path(__file__).with_name("app.py")


def command(port: int) -> list[str]:
    """The command that serves the pages at a port of the loopback address; the workspace is `VERISM_WORKSPACE`."""
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
    }
    return [sys.executable, "-m", "streamlit", "run", str(_PAGES), *(f"--{key}={one}" for key, one in options.items())]
