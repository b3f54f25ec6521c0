"""Copies, bots and boilerplate are found; what people say in their own words is not."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from personas.cleaning import Finding
from personas.evidence import VoiceKind
from personas.voices import Document
from retrieval.quotes import split
from retrieval.screening import near_copies, screen

OWN = [
    "The seam at the knee went after three months on site, and nobody answered my mail about it for a week.",
    "I bought two pairs for my brother in law, who lays floors all day long and is hard to please in any boot.",
    "Delivery took nine days although the page promised three, so I went to the shop in Leeds after all.",
    "Warm enough for the cold store and light enough to kneel in, which I had not found in one jacket before.",
    "My size is never there in green, and I will not wear that orange one whatever the foreman says to me.",
    "The zip is stiff when it is new and gets better, a bit of candle wax and you forget that it ever was.",
]


def _document(place: int, text: str, *, kind: VoiceKind = "review", day: int = 0, rating: float = 4) -> Document:
    date = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day or 3 * place)
    fields = {"id": f"doc-{place}", "source_id": "src-1", "respondent_id": f"r-{place}", "kind": kind}
    return Document.model_validate({**fields, "text": text, "date": date, "rating": rating})


def _screened(*texts: str) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in screen([_document(place, text) for place, text in enumerate(texts)]):
        found.setdefault(finding.rule, []).append(finding)
    return found


def test_nothing_is_found_in_what_people_say_themselves() -> None:
    assert _screened(*OWN, "Great", "Great", "Love it!", "Love it!") == {}


def test_an_exact_copy_is_found_once_and_the_first_stays() -> None:
    (copy,) = _screened(*OWN, OWN[0].upper())["exact_copy"]
    assert (copy.document_id, copy.reason) == ("doc-6", "the same as doc-0")


def test_a_text_with_some_words_changed_is_a_near_copy() -> None:
    changed = OWN[1].replace("two pairs", "three pairs") + " Recommended."
    (copy,) = _screened(*OWN, changed)["near_copy"]
    assert copy.document_id == "doc-6" and copy.reason.endswith("the same as doc-1")


def test_a_text_of_four_authors_is_nobodys() -> None:
    found = _screened(*OWN, *["Best boots ever, buy them while they last folks"] * 4)
    assert {one.document_id for one in found["many_authors"]} == {"doc-6", "doc-7", "doc-8", "doc-9"}


def test_people_who_were_asked_the_same_may_answer_the_same() -> None:
    short, long = "The delivery takes too long", "The delivery takes too long for anybody who works on site"
    answers = [_document(place, text, kind="survey") for place, text in enumerate([*[short] * 5, *[long] * 5])]
    assert Counter(finding.rule for finding in screen(answers)) == {"exact_copy": 4}


def test_links_and_advertising_are_told_from_offers_that_people_speak_of() -> None:
    found = _screened(
        *OWN,
        "[link]",
        "See [link] !!!",
        "Use my code BOOT20 and get 20% off, click here [link]",
        "Make $500 a week, work from home, WhatsApp me",
        "I got them 20% off in the sale and would buy them again at the full price.",
        "The size guide at [link] is wrong by one whole size for wide feet.",
    )
    assert [one.document_id for one in found["link_only"]] == ["doc-6", "doc-7"]
    assert [one.document_id for one in found["promotion"]] == ["doc-8", "doc-9"]


def test_a_burst_is_many_reviews_with_one_rating_on_a_day_that_is_not_like_others() -> None:
    words = "pockets soles laces seams zips cuffs knees tongues heels toes linings straps buckles hems".split()
    usual = [_document(place, f"About the {word}: fine for {place} weeks.") for place, word in enumerate(words)]
    burst = [
        _document(20 + place, f"Wonderful {word}, wonderful people!", day=200, rating=5)
        for place, word in enumerate(words)
    ]
    found = Counter(finding.rule for finding in screen([*usual, *burst]))
    assert found == {"burst": len(burst)}
    assert not screen(usual)


def test_a_shared_opening_goes_and_what_follows_stays() -> None:
    opening = "You asked me what I think of my order:"
    documents = [_document(place, f"{opening} {text}") for place, text in enumerate(OWN)]
    found = screen(documents)
    assert {finding.rule for finding in found} == {"boilerplate"} and len(found) == len(OWN)
    first = split(documents[0], [(found[0].start, found[0].end)])
    assert [quote.text for quote in first] == [OWN[0]]
    assert documents[0].text[first[0].start : first[0].end] == first[0].text


def test_a_shared_last_sentence_and_signatures_go() -> None:
    documents = [
        *(f"{text} This review was written for the spring prize draw." for text in OWN),
        "The left one squeaks on lino.\nSent from my iPhone",
    ]
    kept = [
        quote.text
        for document, finding in zip(
            [_document(place, text) for place, text in enumerate(documents)],
            _screened(*documents)["boilerplate"],
            strict=True,
        )
        for quote in split(document, [(finding.start, finding.end)])
    ]
    assert kept == [*OWN, "The left one squeaks on lino."]


def test_what_people_say_and_nothing_else_is_their_answer_however_many_say_it() -> None:
    said = ["Skipping one delivery took me four clicks.", "The big bag always goes stale on me."]
    alike = [f"{said[0]} {said[1]}", f"{said[1]} {said[0]}"] * 3
    own = [f"{said[0]} {text}" for text in OWN]
    found = [
        one for one in screen([_document(p, t) for p, t in enumerate([*alike, *own])]) if one.rule == "boilerplate"
    ]
    assert [one.document_id for one in found] == [f"doc-{place}" for place in range(len(alike), len(alike) + len(own))]


@given(st.lists(st.text(max_size=80), max_size=12))
def test_any_texts_can_be_screened_and_pairs_point_back(texts: list[str]) -> None:
    assert all(pair.earlier < pair.later and 0.7 <= pair.alike <= 1 for pair in near_copies(texts))
    ids = {f"doc-{place}" for place in range(len(texts))}
    assert {finding.document_id for finding in screen([_document(p, t) for p, t in enumerate(texts)])} <= ids


@given(st.sampled_from(OWN), st.integers(0, 120), st.integers(0, 120))
def test_quotes_keep_clear_of_what_is_left_out(text: str, start: int, end: int) -> None:
    document = _document(0, text)
    for quote in split(document, [(start, end)] if start < end else []):
        assert text[quote.start : quote.end] == quote.text
        assert start >= end or quote.end <= start or quote.start >= end
