from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, delete, insert, update

from personas.library import events
from personas.library.engine import Library
from personas.library.schema import event_texts
from personas.library.schema import events as table


@pytest.fixture
def writing(library: Library) -> Iterator[Connection]:
    with library.write() as connection:
        yield connection


@pytest.fixture
def trail(writing: Connection) -> Connection:
    events.append_event(writing, actor="ines", action="draft", subject="d-1", prompts={"persona": "v1:ab"}, n=[1, 2.5])
    events.append_event(writing, actor="ravi", action="edit", subject="d-1/c-4", before="Old — “words”", after="New")
    events.append_event(writing, actor="ravi", action="edit", subject="d-10/c-4", before="Elsewhere", after="")
    events.append_event(writing, actor="mette", action="approve", subject="d-1", reason="read it")
    return writing


def test_an_event_comes_back_with_its_texts_and_details(trail: Connection) -> None:
    listed = events.list_events(trail)
    assert [e.number for e in listed] == [1, 2, 3, 4]
    assert (listed[1].actor, listed[1].before, listed[1].after) == ("ravi", "Old — “words”", "New")
    assert listed[0].details == {"prompts": {"persona": "v1:ab"}, "n": [1, 2.5]}
    assert listed[0].at.tzinfo is not None


def test_the_events_of_a_draft_are_its_own_and_its_claims_but_not_those_of_a_longer_id(trail: Connection) -> None:
    assert [e.number for e in events.list_events(trail, "d-1")] == [1, 2, 4]
    assert [e.number for e in events.list_events(trail, "d-1/c-4")] == [2]


def test_an_untouched_chain_is_whole_and_so_is_an_empty_one(trail: Connection) -> None:
    assert events.broken_event(trail) is None
    trail.execute(delete(event_texts))
    trail.execute(delete(table))
    assert events.broken_event(trail) is None


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "somebody else"},
        {"action": "accept"},
        {"subject": "d-2"},
        {"details": {"reason": "other"}},
        {"before_digest": "0" * 64},
        {"previous": "0" * 64},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_field_breaks_the_chain_there(trail: Connection, change: dict[str, object]) -> None:
    trail.execute(update(table).where(table.c.number == 2).values(change))
    assert events.broken_event(trail) == 2


def test_a_rewritten_text_breaks_the_chain_there(trail: Connection) -> None:
    trail.execute(update(event_texts).where(event_texts.c.event_number == 2).values(after="Newer"))
    assert events.broken_event(trail) == 2


def test_a_removed_event_breaks_the_chain_at_the_next(trail: Connection) -> None:
    trail.execute(delete(event_texts).where(event_texts.c.event_number == 2))
    assert events.broken_event(trail) == 2
    trail.execute(delete(table).where(table.c.number == 2))
    assert events.broken_event(trail) == 3


def test_blanking_a_persons_texts_keeps_the_chain_whole_and_the_words_gone(trail: Connection) -> None:
    events.blank_texts(trail, [2])
    assert events.broken_event(trail) is None
    blanked = events.list_events(trail)[1]
    assert (blanked.actor, blanked.before, blanked.after) == ("ravi", "", "")
    assert events.append_event(trail, actor="ravi", action="erase", subject="r-1") == 5
    assert events.broken_event(trail) is None


def test_a_blanked_text_can_not_be_filled_again(trail: Connection) -> None:
    events.blank_texts(trail, [2])
    trail.execute(update(event_texts).where(event_texts.c.event_number == 2).values(before="Old — “words”"))
    assert events.broken_event(trail) == 2


def test_an_event_can_not_be_slipped_in_under_a_used_number(trail: Connection) -> None:
    from sqlalchemy.exc import IntegrityError

    row = dict(trail.execute(table.select().where(table.c.number == 3)).one()._mapping)
    with pytest.raises(IntegrityError), trail.begin_nested():
        trail.execute(insert(table).values(row))


def test_equal_texts_have_unlike_digests(writing: Connection) -> None:
    for _ in range(2):
        events.append_event(writing, actor="ines", action="edit", subject="d-1", before="same", after="same")
    digests = [row.before_digest for row in writing.execute(table.select())]
    assert len(set(digests)) == 2
