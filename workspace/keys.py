"""The workspace's secret key, for keyed hashes; it is stored beside the library, never in it."""

import hashlib
import hmac
import secrets
from functools import cache

from sqlalchemy import Connection

from personas.errors import PrerequisiteMissing
from personas.files import whole
from personas.library.meta import get_fact, set_fact
from segments.tables import NAME_DIGITS, HideName, folded_name
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
    if known is None:
        with workspace.library.write() as connection:
            known = get_fact(connection, _FINGERPRINT) or _begin(workspace, connection)
    found = Keyed(_secret(workspace))
    if _fingerprint(found) != known:
        raise PrerequisiteMissing(
            "The secret of this workspace is not the one that its list of erased people was made with. Put back "
            f"{workspace.folder / KEY_FILE}, or set VERISM_SECRET_KEY to what it was."
        )
    return found


def name_ids(workspace: Workspace) -> HideName:
    """Gives the id of a customer who goes by a folded name: `n-` and digits of a keyed hash.

    The secret is asked for, and made, at the first name and not before.
    """

    @cache
    def secret() -> Keyed:
        return keyed(workspace)

    return lambda name: f"n-{secret().digest('name', name)[:NAME_DIGITS]}"


def known_by_name(workspace: Workspace, name: str) -> str:
    """The id under which a customer of this name may be kept; "" where nobody went by a name so far."""
    with workspace.library.read() as connection:
        used = get_fact(connection, _FINGERPRINT) is not None
    return name_ids(workspace)(folded_name(name)) if used and name.strip() else ""


def _begin(workspace: Workspace, connection: Connection) -> str:
    """Make the secret where there is none, and note its fingerprint; the library's writing lock lets one do it."""
    file = workspace.folder / KEY_FILE
    if not _secret(workspace):
        with whole(file) as aside:
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_hex(32), encoding="ascii")
    fingerprint = _fingerprint(Keyed(_secret(workspace)))
    set_fact(connection, _FINGERPRINT, fingerprint)
    return fingerprint


def _secret(workspace: Workspace) -> bytes:
    """The secret; nothing where there is none, or a file that was left empty."""
    if workspace.settings.secret_key is not None:
        return workspace.settings.secret_key.get_secret_value().encode()
    file = workspace.folder / KEY_FILE
    return file.read_bytes() if file.exists() else b""


def _fingerprint(secret: Keyed) -> str:
    return secret.digest("verism", "fingerprint")
