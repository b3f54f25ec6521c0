from itertools import count
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from personas.evidence import Quote
from personas.groundwork import Groundwork
from retrieval.packs import own_vocabulary, prepare, representative_quotes, sections_of

_number = count()


def quote(text: str, person: str = "", rating: float | None = None) -> Quote:
    number = next(_number)
    return Quote(
        id=f"q-{number:04d}",
        source_id="s-1",
        document_id=f"d-{number}",
        start=0,
        end=len(text),
        text=text,
        respondent_id=person or f"r-{number}",
        rating=rating,
    )


ECHOED = [
    "The kettle lid comes loose when I pour the water.",
    "My kettle lid was loose and water ran down the side.",
    "Loose lid on the kettle, hot water everywhere.",
    "I hold the loose kettle lid down with a spoon when pouring water.",
]
ALONE = ["A cousin of mine collects stamps from Iceland.", "We drove to Bristol for a wedding last Saturday."]
ELSEWHERE = ["The toaster burns one side of the bread.", "My toaster is slow but the bread comes out even."]


def test_what_others_echo_comes_before_what_one_person_says() -> None:
    own, outside = [quote(text) for text in (*ALONE, *ECHOED)], [quote(text) for text in ELSEWHERE]
    by_id = {one.id: one.text for one in own}
    assert by_id[representative_quotes(own, outside, 3)[0]] in ECHOED


def test_one_person_is_not_heard_more_than_three_times() -> None:
    own = [quote(f"The kettle lid number {word} is loose again today", "r-1") for word in ("a", "b", "c", "d", "e")]
    assert len(representative_quotes(own, [], 5)) == 3


@given(st.lists(st.text(max_size=60), max_size=12), st.integers(0, 8))
def test_any_texts_give_at_most_the_quotes_asked_for_each_once(texts: list[str], limit: int) -> None:
    own = [quote(text) for text in texts if text]
    found = representative_quotes(own, [], limit)
    assert len(found) == len(set(found)) <= limit
    assert set(found) <= {one.id for one in own}


def test_the_words_of_a_segment_are_those_that_others_use_less_with_the_people_who_use_them() -> None:
    own = [quote(text) for text in (*ECHOED, *ALONE)]
    outside = [quote(text) for text in ELSEWHERE * 6]
    words = {theme.label: theme for theme in own_vocabulary(own, outside, "g-1", of=6)}
    assert "lid" in words or "kettle lid" in words
    assert "toaster" not in words
    for theme in words.values():
        users = {one.respondent_id for one in own if theme.label.lower() in one.text.lower()}
        assert theme.n <= len(users)
        assert theme.topic == "in their own words"


def test_a_quote_stands_only_where_its_stance_fits() -> None:
    late = quote("He put our boxes by and locked up late for us.")
    assert "frustrations" not in sections_of(late)
    assert "frustrations" in sections_of(quote("The delivery was terrible and it was late.", rating=1))
    assert "motivations" in sections_of(quote("I love the delivery, it is excellent.", rating=5))


def test_stars_overrule_the_words_that_speak_against_them() -> None:
    assert "motivations" not in sections_of(quote("I love how they lost my parcel.", rating=1))
    assert "frustrations" not in sections_of(quote("I was fed up with my old one, this is lovely.", rating=5))


def test_an_if_is_no_wish() -> None:
    assert "goals" not in sections_of(quote("My uncle runs a merchants and I get it there if I want."))
    assert "goals" in sections_of(quote("I wish there was a loop on the other side."))


@given(st.randoms(use_true_random=False))
def test_neither_ids_nor_another_gender_decide_who_stands_for_the_others(random: Random) -> None:
    told = [*ECHOED, *ALONE, "The man in the shop fixed it.", "A man told me so.", "Ask the man next door."]
    own = [quote(text) for text in told]
    others = [(text.replace(" man ", " woman "), one.respondent_id) for text, one in zip(told, own, strict=True)]
    again = [quote(text, person) for text, person in random.sample(others, len(others))]
    before, after = (prepare("g-1", quotes, [], [], of=9) for quotes in (own, again))
    assert _places(before, told, own) == _places(after, [text for text, _ in others], again)


def _places(ground: Groundwork, texts: list[str], quotes: list[Quote]) -> dict[str, list[int]]:
    """Which of the texts, by place, stand for each section, and for all."""
    place = {one.id: texts.index(one.text) for one in quotes}
    chosen = {"": ground.telling, **ground.voices}
    return {section: [place[quote_id] for quote_id in ids] for section, ids in chosen.items()}
