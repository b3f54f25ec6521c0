from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from personas.errors import NotFound
from personas.library import segments
from personas.library.engine import Library
from personas.segment import Definition, Segment
from tests.personas.fixtures.workwear import statistic, themes

HABITS = Definition(method="value-activity", params={"days": 28}, hash="h1")


@pytest.fixture
def writing(library: Library) -> Iterator[Connection]:
    with library.write() as connection:
        yield connection


def _part(key: str, n: int = 10) -> Segment:
    return Segment(key=key, name=key.replace(":", ", ").capitalize(), rule=f"tier is {key}", n=n, share=0.1)


def test_segments_get_short_ids_in_their_order(writing: Connection) -> None:
    saved = segments.save_segmentation(writing, HABITS, [_part("top:active"), _part("low:slipping")])
    assert [(s.id, s.key, s.definition_version, s.method) for s in saved] == [
        ("g-1", "top:active", 1, "value-activity"),
        ("g-2", "low:slipping", 1, "value-activity"),
    ]
    assert segments.list_segments(writing) == saved


def test_a_segment_keeps_its_id_when_the_segments_are_built_again(writing: Connection) -> None:
    segments.save_segmentation(writing, HABITS, [_part("top:active"), _part("low:slipping")])
    changed = HABITS.model_copy(update={"hash": "h2"})
    saved = segments.save_segmentation(writing, changed, [_part("low:slipping", 12), _part("mid:active")])
    assert [(s.id, s.key, s.n, s.definition_version) for s in saved] == [
        ("g-2", "low:slipping", 12, 2),
        ("g-3", "mid:active", 10, 2),
    ]
    back = segments.save_segmentation(writing, changed, [_part("top:active"), _part("mid:active")])
    assert [s.id for s in back] == ["g-1", "g-3"]
    assert [s.id for s in segments.list_segments(writing)] == ["g-1", "g-3"]


def test_the_same_definition_keeps_its_version_and_a_changed_one_gets_the_next(writing: Connection) -> None:
    versions = []
    for digest in ("h1", "h1", "h2", "h1", "h3"):
        saved = segments.save_segmentation(writing, HABITS.model_copy(update={"hash": digest}), [_part("a")])
        versions.append(saved[0].definition_version)
    assert versions == [1, 1, 2, 1, 3]
    current = segments.current_definitions(writing)
    assert [(d.version, d.hash, d.params) for d in current] == [(3, "h3", {"days": 28})]


def test_methods_stand_beside_each_other(writing: Connection) -> None:
    segments.save_segmentation(writing, HABITS, [_part("a")])
    rules = Definition(method="rules", hash="r1")
    saved = segments.save_segmentation(writing, rules, [_part("a"), _part("b")])
    assert [s.id for s in saved] == ["g-2", "g-3"]
    assert [s.id for s in segments.list_segments(writing)] == ["g-1", "g-2", "g-3"]
    assert [s.id for s in segments.list_segments(writing, "rules")] == ["g-2", "g-3"]
    assert {d.method for d in segments.current_definitions(writing)} == {"rules", "value-activity"}


def test_a_segment_is_found_by_id_or_by_name_in_any_case(writing: Connection) -> None:
    segments.save_segmentation(writing, HABITS, [_part("top:active"), _part("low:slipping")])
    assert segments.load_segment(writing, "g-2").key == "low:slipping"
    assert segments.load_segment(writing, "  TOP, ACTIVE ").id == "g-1"
    with pytest.raises(NotFound, match=r"g-1 \(Top, active\)"):
        segments.load_segment(writing, "g-9")


def test_an_empty_library_says_how_to_get_segments(writing: Connection) -> None:
    with pytest.raises(NotFound, match="segments build"):
        segments.load_segment(writing, "g-1")


def test_statistics_and_themes_come_back_in_their_order_and_go_with_a_rebuild(writing: Connection) -> None:
    segments.save_segmentation(writing, HABITS, [_part("a")])
    figures = [statistic("s-2", "b", "order online", 0.4), statistic("s-1", "a", "the order", 9.0, unit="money")]
    segments.save_statistics(writing, figures)
    segments.save_themes(writing, "g-1", themes())
    assert segments.statistics_of(writing, "g-1") == figures
    assert segments.themes_of(writing, "g-1") == list(themes())
    segments.save_themes(writing, "g-1", themes()[1:])
    assert segments.themes_of(writing, "g-1") == list(themes()[1:])
    segments.save_segmentation(writing, HABITS, [_part("a")])
    assert segments.statistics_of(writing, "g-1") == []
    assert segments.themes_of(writing, "g-1") == []
    segments.save_statistics(writing, figures)
