"""A published persona to show."""

from typing import Any

import pytest

from personas.publishing import public_json
from tests.personas.fixtures.workwear import workwear_draft

PUBLICATION = {
    "id": "p-1.2",
    "persona_id": "p-1",
    "version": 2,
    "published_at": "2026-10-16T08:00:00Z",
    "published_by": "ravi",
    "approved_by": "mette",
    "supersedes": "p-1.1",
    "next_review": "2027-01-14T00:00:00Z",
}


@pytest.fixture
def body() -> dict[str, Any]:
    """The body of a publication, with what the library knows of it."""
    made = public_json(workwear_draft(status="published"), only_kept=True)
    return {**made, "publication": dict(PUBLICATION)}
