"""The deck: its slides in order, written as reproducible bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from personas.publishing.card import Card, card
from personas.publishing.slides.drawing import HEIGHT, WIDTH
from personas.publishing.slides.evidence import evidence_slide
from personas.publishing.slides.journey import journey_slide
from personas.publishing.slides.persona import persona_slide
from personas.publishing.words import shortened

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can have: entries must not say when the file was made."""

_TITLE = 200
"""Characters of a property: the format allows no more than 255."""


def pptx(body: Mapping[str, Any]) -> bytes:
    """A draft's or publication's JSON as a presentation of two or three slides (no journey, no slide of one).

    What does not fit on a slide stands in its notes, whole.
    """
    shown = card(body)
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    persona_slide(presentation, shown)
    if shown.journey is not None:
        journey_slide(presentation, shown, shown.journey)
    evidence_slide(presentation, shown)
    _sign(presentation, shown, body)
    written = io.BytesIO()
    presentation.save(written)
    return _timeless(written.getvalue())


def _sign(presentation: Any, shown: Card, body: Mapping[str, Any]) -> None:
    """What the file says of itself: made by Verism, at the time of publication."""
    said = (body.get("publication") or {}).get("published_at") or body["created_at"]
    moment = datetime.fromisoformat(said).replace(tzinfo=None)
    about = presentation.core_properties
    about.author = about.last_modified_by = "Verism"
    about.title, about.subject = shortened(shown.name, _TITLE), shortened(shown.segment["name"], _TITLE)
    about.comments, about.keywords = shortened(shown.state, _TITLE), "persona"
    about.created = about.modified = moment
    about.revision = 1


def _timeless(archive: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as made, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as again:
        for entry in made.infolist():
            timeless = zipfile.ZipInfo(entry.filename, _LONG_AGO)
            timeless.compress_type = zipfile.ZIP_DEFLATED
            timeless.external_attr = 0o600 << 16
            again.writestr(timeless, made.read(entry))
    return written.getvalue()
