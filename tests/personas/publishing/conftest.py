"""A published persona to show."""

import copy
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


def longer(body: dict[str, Any], claims: int) -> dict[str, Any]:
    """The same persona with so many more claims on how they buy."""
    longer = copy.deepcopy(body)
    model = next(claim for claim in body["claims"] if claim["section"] == "frustrations")
    for number in range(claims):
        said = f"Number {number} is that logos take too long to be sewn on, and that nobody says when."
        longer["claims"].append({**model, "id": f"x-{number}", "text": said})
        longer["persona"]["sections"]["behaviours"].append(f"x-{number}")
    return longer
