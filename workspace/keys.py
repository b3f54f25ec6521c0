"""The workspace's secret: what keyed hashes are made with. It stands beside the library, never in it."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress

from personas.errors import PrerequisiteMissing
from personas.library.meta import get_fact, set_fact
from workspace.workspace import Workspace

KEY_FILE = "verism.key"
_FINGERPRINT = "key_fingerprint"


class Keyed:
    """Keyed hashes (HMAC-SHA256, RFC 2104) under one workspace's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def digest(self, kind: str, value: str) -> str:
        """64 hexadecimal digits; of the same value under another kind, others."""
        return hmac.new(self._secret, f"{kind}\x1f{value}".encode(), hashlib.sha256).hexdigest()


def keyed(workspace: Workspace) -> Keyed:
    """Hashes under the workspace's secret, which is made at first use.

    The secret is the setting `secret_key`, else the file `verism.key`, readable by its owner only. Raises
    PrerequisiteMissing when it is not the one that was used before: hashes made with it would not be found again.
    """
    with workspace.library.read() as connection:
        known = get_fact(connection, _FINGERPRINT)
    found = Keyed(_secret(workspace, make=known is None))
    mark = found.digest("verism", "fingerprint")
    if known is None:
        with workspace.library.write() as connection:
            set_fact(connection, _FINGERPRINT, mark)
    elif known != mark:
        raise PrerequisiteMissing(
            "The secret of this workspace is not the one that its list of erased people was made with. Put back "
            f"{workspace.folder / KEY_FILE}, or set VERISM_SECRET_KEY to what it was."
        )
    return found


def _secret(workspace: Workspace, *, make: bool) -> bytes:
    if workspace.settings.secret_key is not None:
        return workspace.settings.secret_key.get_secret_value().encode()
    file = workspace.folder / KEY_FILE
    if make:
        with suppress(FileExistsError):
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as written:
                written.write(secrets.token_hex(32))
    return file.read_bytes() if file.exists() else b""
