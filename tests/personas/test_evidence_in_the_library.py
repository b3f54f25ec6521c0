from collections.abc import Iterator

import pandas as pd
import pytest
from sqlalchemy import Connection

from personas.errors import NotFound
from personas.library import evidence
from personas.library.engine import Library
from personas.library.segments import count_voices, save_segmentation, save_voices
from personas.segment import Definition, Segment
from tests.personas.fixtures.voices import document, quote, respondent, source


@pytest.fixture
def writing(library: Library) -> Iterator[Connection]:
    with library.write() as connection:
        yield connection


@pytest.fixture
def filled(writing: Connection) -> Connection:
    """Two sources: r-1 and r-2 speak in the first, r-3 in the second."""
    evidence.add_source(writing, source(1))
    evidence.add_source(writing, source(2))
    first, second = document("doc-1"), document("doc-2", speaker="r-2")
    third = document("doc-3", number=2, speaker="r-3")
    people = [respondent("r-1"), respondent("r-2"), respondent("r-3", number=2)]
    spans = [quote("q-1", first), quote("q-2", second), quote("q-3", third), quote("q-4", first, "I would miss it.")]
    evidence.add_voices(writing, people, [first, second, third], spans)
    return writing


def _segment(connection: Connection, voices: list[tuple[str, str]]) -> str:
    definition = Definition(method="rules", hash="h1")
    part = Segment(key="crew", name="Crew", rule="sector == 'Construction'", n=2, share=0.5)
    saved = save_segmentation(connection, definition, [part])[0]
    rows = [(saved.id, person, basis) for person, basis in voices]
    save_voices(connection, pd.DataFrame(rows, columns=["segment_id", "respondent_id", "basis"]))
    return saved.id


def test_a_source_comes_back_as_it_was_written(filled: Connection) -> None:
    assert evidence.load_source(filled, "src-1") == source(1)
    assert [s.id for s in evidence.list_sources(filled)] == ["src-1", "src-2"]
    assert evidence.has_source(filled, source(1).sha256)
    assert not evidence.has_source(filled, "f" * 64)


def test_a_document_comes_back_with_its_turns_and_its_time_zone(filled: Connection) -> None:
    assert evidence.load_documents(filled, ["doc-1", "doc-404"]) == {"doc-1": document("doc-1")}


def test_a_quote_comes_back_as_the_very_span_of_its_document(filled: Connection) -> None:
    found = evidence.quotes_by_id(filled, ["q-4", "q-1", "q-nowhere"])
    assert list(found) == ["q-4", "q-1"]
    texts = evidence.load_texts(filled, [item.document_id for item in found.values()])
    for item in found.values():
        assert texts[item.document_id][item.start : item.end] == item.text
    assert found["q-1"].attributes == {"age": 49, "sector": "Construction", "product": "Granite"}
    assert (found["q-1"].kind, found["q-1"].rating, found["q-1"].source) == ("interview", 4.0, "Interviews 1")
    assert (found["q-1"].segment_id, found["q-1"].membership) == (None, "none")


def test_all_quotes_come_in_the_order_of_their_ids_and_the_connection_stays_usable(filled: Connection) -> None:
    assert [q.id for q in evidence.iterate_quotes(filled)] == ["q-1", "q-2", "q-3", "q-4"]
    assert evidence.count_quotes(filled) == 4
    assert "yield_per" not in filled.get_execution_options()


def test_a_quote_says_how_its_speaker_belongs_to_the_segment(filled: Connection) -> None:
    segment_id = _segment(filled, [("r-1", "customer"), ("r-3", "rule")])
    among = list(evidence.iterate_quotes(filled, segment_id=segment_id))
    assert [(q.id, q.segment_id, q.membership) for q in among] == [
        ("q-1", segment_id, "customer"),
        ("q-3", segment_id, "rule"),
        ("q-4", segment_id, "customer"),
    ]
    outsider = evidence.quotes_by_id(filled, ["q-2"], segment_id=segment_id)["q-2"]
    assert (outsider.segment_id, outsider.membership) == (None, "none")


def test_a_customer_with_several_voices_is_one_person(filled: Connection) -> None:
    segment_id = _segment(filled, [("r-1", "customer"), ("r-2", "rule"), ("r-3", "customer")])
    assert count_voices(filled, segment_id) == 3
    evidence.link_customers(filled, {"r-1": "C-77", "r-3": "C-77"})
    assert count_voices(filled, segment_id) == 2
    found = evidence.quotes_by_id(filled, ["q-1", "q-2", "q-3"])
    assert found["q-1"].respondent_id == found["q-3"].respondent_id != "r-1"
    assert found["q-2"].respondent_id == "r-2"
    speaking = {(one.respondent_id, one.membership) for one in evidence.iterate_quotes(filled, segment_id=segment_id)}
    assert speaking == {(found["q-1"].respondent_id, "customer"), ("r-2", "rule")}


def test_a_customer_known_at_ingest_is_the_same_person_as_one_linked_later(filled: Connection) -> None:
    evidence.add_voices(filled, [respondent("r-9", customer="C-77")], [], [])
    evidence.link_customers(filled, {"r-1": "C-77"})
    people = evidence.load_respondents(filled).set_index("respondent_id")
    assert people.loc["r-9", "person_id"] == people.loc["r-1", "person_id"]
    assert people.loc["r-1", "customer_id"] == "C-77"
    assert people.loc["r-2", "attributes"] == {"age": 49, "sector": "Construction"}


def test_removing_a_source_removes_everything_cut_from_it_and_nothing_else(filled: Connection) -> None:
    segment_id = _segment(filled, [("r-1", "customer"), ("r-3", "rule")])
    evidence.remove_source(filled, "src-1")
    assert [q.id for q in evidence.iterate_quotes(filled)] == ["q-3"]
    assert list(evidence.load_respondents(filled)["respondent_id"]) == ["r-3"]
    assert count_voices(filled, segment_id) == 1


def test_asking_for_what_is_not_there_says_where_to_look(filled: Connection) -> None:
    with pytest.raises(NotFound, match="sources list"):
        evidence.load_source(filled, "src-404")
    with pytest.raises(NotFound, match="sources list"):
        evidence.remove_source(filled, "src-404")


def test_an_empty_library_answers_with_nothing(writing: Connection) -> None:
    assert evidence.load_respondents(writing).empty
    assert "respondent_id" in evidence.load_respondents(writing).columns
    assert evidence.quotes_by_id(writing, []) == {}
    assert list(evidence.iterate_quotes(writing)) == []


def test_more_quotes_than_one_chunk_are_written_and_read(writing: Connection) -> None:
    evidence.add_source(writing, source(1))
    text = document("doc-1")
    spans = [quote(f"q-{n:05}", text) for n in range(5_203)]
    evidence.add_voices(writing, [respondent("r-1")], [text], spans)
    assert evidence.count_quotes(writing) == len(spans)
    assert [q.id for q in evidence.iterate_quotes(writing)] == [q.id for q in spans]
    assert len(evidence.quotes_by_id(writing, [q.id for q in spans[:1_201]])) == 1_201
