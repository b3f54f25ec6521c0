from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from personas.errors import NotFound
from personas.library import publications
from personas.library.engine import Library
from personas.publishing import public_json, published_json
from tests.personas.fixtures.workwear import workwear_draft

DUE = datetime(2027, 1, 14, tzinfo=UTC)


@pytest.fixture
def writing(library: Library) -> Iterator[Connection]:
    with library.write() as connection:
        yield connection


def _publish(connection: Connection, segment_id: str = "g-1", name: str = "Rowan Ashby", **body: Any) -> Any:
    return publications.add_publication(
        connection,
        draft_id="d-1",
        name=name,
        segment_id=segment_id,
        by="ravi",
        approved_by="mette",
        next_review=DUE,
        body=body,
    )


def test_a_publication_comes_back_as_the_snapshot_that_it_was(writing: Connection) -> None:
    body = public_json(workwear_draft(), only_kept=True)
    made = _publish(writing, **body)
    assert (made.id, made.version, made.supersedes, made.status) == ("p-1.1", 1, None, "published")
    loaded = publications.load_publication(writing, "p-1")
    assert loaded == made
    assert list(loaded.body) == list(body)
    shown = published_json(loaded)
    assert shown["status"] == "published"
    assert shown["publication"]["approved_by"] == "mette"
    assert shown["publication"]["next_review"] == "2027-01-14T00:00:00Z"


def test_publishing_again_supersedes_the_version_in_force(writing: Connection) -> None:
    _publish(writing, text="first")
    second = _publish(writing, name="Rowan Ash", text="second")
    assert (second.id, second.supersedes) == ("p-1.2", "p-1.1")
    listed = publications.list_publications(writing, "p-1")
    assert [(p.version, p.status, p.body["text"]) for p in listed] == [
        (1, "superseded", "first"),
        (2, "published", "second"),
    ]
    assert publications.load_publication(writing, "p-1", 1).body == {"text": "first"}
    (summary,) = publications.list_personas(writing)
    assert (summary.name, summary.version, summary.status, summary.next_review) == ("Rowan Ash", 2, "published", DUE)


def test_each_segment_has_a_persona_of_its_own(writing: Connection) -> None:
    _publish(writing)
    assert _publish(writing, "g-2", "Kit Marlow").id == "p-2.1"
    assert [p.id for p in publications.list_personas(writing)] == ["p-1", "p-2"]


def test_a_persona_is_found_by_id_and_by_name_in_any_case(writing: Connection) -> None:
    _publish(writing)
    _publish(writing, "g-2", "Kit Marlow")
    assert publications.load_publication(writing, "kit marlow").persona_id == "p-2"
    with pytest.raises(NotFound, match="personas list"):
        publications.load_publication(writing, "p-9")
    with pytest.raises(NotFound, match="personas list"):
        publications.load_publication(writing, "p-1", 7)


def test_an_id_is_an_id_even_where_a_persona_bears_it_as_a_name(writing: Connection) -> None:
    _publish(writing, "g-1", "P-2")
    _publish(writing, "g-2", "Kit Marlow")
    assert publications.load_publication(writing, "p-2").body is not None
    assert publications.load_publication(writing, "p-2").persona_id == "p-2"


def test_a_retired_persona_is_listed_as_retired_and_may_be_published_again(writing: Connection) -> None:
    first = _publish(writing)
    publications.set_status(writing, first, "retired")
    assert publications.list_personas(writing)[0].status == "retired"
    assert publications.load_publication(writing, "p-1").status == "retired"
    second = _publish(writing)
    assert second.supersedes == "p-1.1"
    statuses = [p.status for p in publications.list_publications(writing, "p-1")]
    assert statuses == ["retired", "published"]
    assert publications.list_personas(writing)[0].status == "published"


def test_uses_are_recorded_with_who_what_for_and_when(writing: Connection) -> None:
    assert publications.load_uses(writing).empty
    _publish(writing)
    publications.add_use(writing, "p-1", actor="sam", purpose="brief", team="service", note="call script")
    publications.add_use(writing, "p-1", actor="sam", purpose="campaign", team="", note="")
    uses = publications.load_uses(writing)
    assert list(uses["purpose"]) == ["brief", "campaign"]
    assert uses.loc[0, "team"] == "service"
    assert uses["at"].dt.tz is not None


def test_nothing_is_published_in_a_new_library(writing: Connection) -> None:
    assert publications.list_personas(writing) == []
    assert publications.list_publications(writing, "p-1") == []
