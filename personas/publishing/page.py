"""One self-contained HTML page: no script, no request, everything escaped, the same bytes for the same body."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from personas.publishing.card import card
from personas.publishing.paper import groups_apart
from personas.publishing.words import made


def html(body: Mapping[str, Any]) -> str:
    """A draft's or publication's JSON as a page to read, to print on A4 or Letter, and to send to anybody.

    Evidence is hostile until proven otherwise: every field is escaped, no link or image in it is rendered, and the
    page's Content-Security-Policy lets nothing be loaded or run.
    """
    environment = _environment()
    style = environment.get_template("persona.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.get_template("persona.html.j2")
    shown = card(body)
    return template.render(
        card=shown, apart=groups_apart(shown), made=made(accepted=shown.accepted), style=Markup(style),
        style_hash=f"sha256-{digest}",
    )  # fmt: skip


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("personas.publishing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
