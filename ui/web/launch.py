"""How the pages are started: on this machine only, nothing watched, nothing reported to anybody."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

_PAGES = Path(__file__).with_name("app.py")


LARGEST_UPLOAD = 50
"""Megabytes that a browser may send at once."""


def command(port: int, address: str = "127.0.0.1", pages_url: str | None = None) -> list[str]:
    """The command that serves the pages; the workspace is `VERISM_WORKSPACE`.

    `pages_url` is where browsers find them, when that is not the address itself.
    """
    seen = urlsplit(pages_url or f"http://{address}:{port}")
    options = {
        "server.port": port,
        "server.address": address,
        "server.enableXsrfProtection": "true",
        "server.maxUploadSize": LARGEST_UPLOAD,
        "server.maxMessageSize": LARGEST_UPLOAD,
        "browser.serverAddress": seen.hostname,
        "browser.serverPort": seen.port or (443 if seen.scheme == "https" else 80),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "runner.postScriptGC": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
    }
    return [sys.executable, "-m", "streamlit", "run", str(_PAGES), *(f"--{key}={one}" for key, one in options.items())]
