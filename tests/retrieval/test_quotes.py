"""Cutting documents into quotes: exact spans, one speaker, sensible sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.normalising import clean_text
from personas.voices import Document, Turn
from retrieval.quotes import MAX_LENGTH, sentences, split, split_all


def _document(text: str, turns: tuple[Turn, ...] = ()) -> Document:
    return Document(
        id="doc-1", source_id="src-1", respondent_id="r-1", kind="review", text=text, turns=turns, rating=4.0
    )


def _texts(text: str) -> list[str]:
    return [quote.text for quote in split(_document(text))]


WORDS = st.lists(
    st.sampled_from(
        ["It", "fits", "well.", "Mr.", "no", "12.50", "e.g.", "boots!", "(why?)", "\n", "...", "so", "“yes.”", "a"]
    ),
    max_size=80,
).map(" ".join)


@given(st.one_of(st.text(max_size=400), WORDS))
def test_every_quote_is_an_exact_span_of_its_document_and_none_overlap(raw: str) -> None:
    document = _document(clean_text(raw))
    end = 0
    for quote in split(document):
        assert document.text[quote.start : quote.end] == quote.text
        assert quote.start >= end and quote.text == quote.text.strip() and quote.text
        assert len(quote.text) <= MAX_LENGTH
        end = quote.end


@given(WORDS)
def test_ids_are_the_same_for_the_same_document_and_differ_within_it(raw: str) -> None:
    document = _document(clean_text(raw))
    first = [quote.id for quote in split(document)]
    assert first == [quote.id for quote in split(document)] and len(set(first)) == len(first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith paid 12.50 for it. He liked it.", ["Mr. Smith paid 12.50 for it.", "He liked it."]),
        (
            "It was fine... but it leaks now. Never again for me.",
            ["It was fine... but it leaks now.", "Never again for me."],
        ),
        (
            "I waited for weeks! They never rang back?! I gave up.",
            ["I waited for weeks!", "They never rang back?!", "I gave up."],
        ),
        ('He said "is this yours?" and went off.', ['He said "is this yours?" and went off.']),
        (
            "keeps me dry all day. i wear it to work. bought two more",
            ["keeps me dry all day.", "i wear it to work.", "bought two more"],
        ),
        ("We buy polos, gloves, etc. They all last well.", ["We buy polos, gloves, etc.", "They all last well."]),
        ("The fit is perfect.It feels very soft.", ["The fit is perfect.", "It feels very soft."]),
        ("Best coat ever bought\nKept me dry in Leeds.", ["Best coat ever bought", "Kept me dry in Leeds."]),
        ("It was approx. forty quid, i.e. too much.", ["It was approx. forty quid, i.e. too much."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


def test_short_fragments_join_a_neighbour_and_mere_talk_is_left_out() -> None:
    assert _texts("Yeah. No, right. The seam went again. Every time.") == ["The seam went again. Every time."]
    assert _texts("Yeah.") == []


def test_a_one_word_answer_is_a_quote_of_its_own() -> None:
    assert _texts("Price") == ["Price"]


def test_a_hard_wrapped_text_is_not_cut_at_its_line_ends() -> None:
    text = (
        "The trousers came in a bag that was far too small for the\n"
        "three pairs that I had ordered for the lads on our site and\n"
        "they were creased so badly that nobody wanted to put them on\n"
        "before they had been through the wash at least once or twice."
    )
    assert len(_texts(text)) == 1 and len(_texts(text.replace("\n", ".\n"))) == 4


def test_a_run_on_is_cut_at_clauses_into_readable_pieces() -> None:
    text = ", and then ".join(f"I went back to the shop for the {n} time because it leaked" for n in range(12))
    pieces = _texts(text)
    assert len(pieces) > 2 and all(100 < len(piece) <= MAX_LENGTH for piece in pieces)
    assert all(piece.split()[0] in ("I", "and", "because", "then") for piece in pieces)


def test_quotes_never_cross_speakers_and_only_the_respondent_is_quoted() -> None:
    said = ["What went wrong with it", "the seam went", "again and again?", "at the crotch twice."]
    text, turns = "", []
    for place, words in enumerate(said):
        who = ("Interviewer", "Respondent")[place % 2]
        text += f"{who}: {words}\n\n"
        fields = {"start": len(text) - 2 - len(words), "end": len(text) - 2, "speaker": who, "role": who.lower()}
        turns.append(Turn.model_validate(fields))
    quotes = split(_document(text, tuple(turns)))
    assert [quote.text for quote in quotes] == ["the seam went", "at the crotch twice."]
    assert {quote.speaker for quote in quotes} == {"Respondent"}


def test_a_placeholder_alone_is_no_quote() -> None:
    assert _texts("[email]. [link]") == []


def test_a_quote_carries_what_its_document_knows() -> None:
    quote = next(split_all([_document("It rains in at the shoulders.")]))
    assert (quote.source_id, quote.document_id, quote.respondent_id, quote.rating) == ("src-1", "doc-1", "r-1", 4.0)
    assert quote.model_validate(quote.model_dump()) == quote


def test_sentences_of_a_part_stay_within_it() -> None:
    assert sentences("One two three. Four five six.", 15) == [(15, 29)]


def test_what_is_taken_back_as_a_joke_is_said_with_the_joke() -> None:
    assert _texts("I'd like a horn to frighten the cat. No, I'm joking, dear. It is slow, though.") == [
        "I'd like a horn to frighten the cat. No, I'm joking, dear.",
        "It is slow, though.",
    ]
