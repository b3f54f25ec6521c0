"""Sign-in to the pages: local by name, or by an OpenID Connect provider."""

from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from personas.errors import PrerequisiteMissing, Refused
from personas.roles import Person
from workspace.settings import Settings

_NAMES = ("email", "preferred_username", "name", "sub")
"""Claims that say what to call somebody, the most telling first."""


def check_pages(settings: Settings, address: str) -> None:
    """Whether the pages may be served at an address.

    Raises PrerequisiteMissing when nobody could sign in, Refused for a local sign-in beyond this machine.
    """
    if settings.sign_in == "none":
        raise PrerequisiteMissing(
            'Nobody can sign in to the pages yet. For this machine alone write sign_in = "local" into verism.toml; '
            'for a team sign_in = "oidc" and the provider (docs/roles.md).'
        )
    if settings.sign_in == "local" and not is_loopback(address):
        raise Refused(
            f"With the local sign-in everybody is who they say they are: it is for this machine, not for {address}. "
            'Serve 127.0.0.1, or set sign_in = "oidc" (docs/roles.md).'
        )


def is_loopback(host: str) -> bool:
    """Whether an address or a host name, with or without a port, is this machine and no other."""
    name = host.rsplit("]", 1)[0].lstrip("[") if host.startswith("[") else host
    if name.count(":") == 1:
        name = name.partition(":")[0]
    if name.lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def provider_secrets(settings: Settings) -> dict[str, Any]:
    """What Streamlit's sign-in needs to know of the provider; nothing where there is none."""
    if settings.sign_in != "oidc" or settings.oidc_client_secret is None or settings.cookie_secret is None:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{(settings.pages_url or '').rstrip('/')}/oauth2callback",
            "cookie_secret": settings.cookie_secret.get_secret_value(),
            "client_id": settings.oidc_client_id or "",
            "client_secret": settings.oidc_client_secret.get_secret_value(),
            "server_metadata_url": settings.oidc_metadata_url or "",
        }
    }


def person_of(claims: Mapping[str, Any], now: datetime | None = None) -> Person:
    """Whom an identity token speaks of. Raises Refused when it expired, or does not say who, by whom or until when."""
    issuer, subject, expires = (claims.get(name) for name in ("iss", "sub", "exp"))
    if not issuer or not subject or not isinstance(expires, int | float):
        raise Refused("The provider did not say who you are (iss, sub, exp). Ask whoever runs it.")
    if float(expires) <= (now or datetime.now(UTC)).timestamp():
        raise Refused("Your sign-in has expired: nothing was saved. Sign in again.")
    name = next(str(claims[name]) for name in _NAMES if claims.get(name))
    return Person(issuer=str(issuer), subject=str(subject), name=name)
