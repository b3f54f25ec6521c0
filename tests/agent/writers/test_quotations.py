"""Which words may be repeated by themselves, and which only mean something beside what follows them."""

import pytest

from agent.writers.quotations import LONGEST, excerpt, length, stands_alone, strength, usable
from agent.writers.stages import place
from personas.evidence import Quote


def said(text: str) -> Quote:
    return Quote(
        id="q-1", source_id="src-1", document_id="doc-1", start=0, end=len(text), text=text, respondent_id="r-1"
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("I didn't believe the trousers would last a month.", False),
        ("I was going to send the boots straight back.", False),
        ("We thought they'd be far too heavy for the summer.", False),
        ("He came at ten past one with the parcel.", False),
        ("I didn't think the trousers would last, but they have.", True),
        ("I wasn't sure about the knee pads and now I swear by them.", True),
        ("I don't think the trousers are worth that much.", True),
        ("They said the refund takes five days.", False),
        ("I'm told the new boots are lighter.", False),
        ("Can you send the boots by pigeon? Just joking.", False),
        ("They said the refund takes five days, but it has been five weeks.", True),
        ("I thought the fit was very good on my son.", True),
        ("I asked both for a price and neither would give me one.", False),
        ("I bought both of the coats and either way they fit.", True),
    ],
)
def test_what_only_its_neighbour_completes_is_not_repeated_alone(text: str, whole: bool) -> None:
    assert stands_alone(said(text)) is whole


def test_what_staff_noted_is_nobodys_own_words() -> None:
    words = "Would sign two years for a reserved lot."
    assert usable(said(words))
    assert not usable(said(words).model_copy(update={"speaker": "Staff note"}))


@pytest.mark.parametrize("marks", ["''", "‘’", '""', "“”"])
def test_what_somebody_else_said_is_not_the_speakers_own(marks: str) -> None:
    words = "We need to speak to the account holder."
    assert not usable(said(f"{marks[0]}{words}{marks[1]}"))


def test_a_sentence_that_leans_on_the_one_before_is_weaker_by_itself() -> None:
    assert strength(said("This came at ten past one in the end.")) < strength(
        said("Vans come at ten past one in the end.")
    )


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("I'd buy the same pair again tomorrow.", "loyalty"),
        ("We go back to them for every new starter.", "loyalty"),
        ("We go walking together again, my wife and I.", None),
        ("Came back from hating the colour to loving it.", None),
        ("The old manager used to have us hunting about.", None),
        ("Used it for a year.", "use"),
    ],
)
def test_only_who_buys_or_returns_again_speaks_of_loyalty(text: str, stage: str | None) -> None:
    found = place(said(text))
    assert (found.stage if found else None) == stage


def test_a_sentence_that_is_too_long_ends_with_a_whole_clause_that_no_but_outweighs() -> None:
    kept = "We have had the blue coats and the long boots of this shop for nine years now on every site in the county"
    held = "and the seams of them all hold, but since the spring the zips of the new ones stick whenever it rains"
    long = f"{kept}, {held} or the wind blows"
    assert excerpt(said(long)) == kept
    assert excerpt(said(f"{kept}, a shop whose zips never seem so good to me as {held}")) == kept
    assert length(excerpt(said("well " * 60))) == LONGEST


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ('"You are number fourteen in the queue."', False),
        ("“You are number fourteen in the queue.”", False),
        ('They said "you are number fourteen in the queue" and hung up.', True),
    ],
)
def test_what_is_somebody_elses_words_throughout_is_not_repeated(text: str, *, may: bool) -> None:
    assert usable(said(text)) is may


@pytest.mark.parametrize(
    "text", ["Please cancel order 50126, it came twice.", "My booking no. AB-20417 was never found."]
)
def test_a_number_that_names_one_purchase_is_not_repeated(text: str) -> None:
    assert not usable(said(text))
    assert usable(said("My order of 40 boxes came in 2 parts and I was glad."))


def test_what_is_asked_of_a_support_desk_or_is_hearsay_says_nothing_alone() -> None:
    assert not stands_alone(said("Please send me a new lid for the tank.").model_copy(update={"kind": "ticket"}))
    assert not stands_alone(said("My neighbour says the filter is rubbish."))
    assert stands_alone(said("My sister had told me about you years ago."))


@pytest.mark.parametrize(
    ("text", "asked", "stage"),
    [
        ("The fish stand three weeks in quarantine.", "", None),
        ("Three months later the seams are as new.", "", "use"),
        ("The booklet says fill, switch on, add fish.", "", None),
        ("Books first and me second, in that order.", "", None),
        ("I lost my local shop, that's how I ended up ordering here.", "", "awareness"),
        ("It fits on the sideboard, which was what decided it.", "", "consideration"),
        ("I'd never buy fish from them in winter again.", "", "loyalty"),
        ("With a guarantee I'd have bought that one.", "Did you look elsewhere?", "consideration"),
    ],
)
def test_a_quote_stands_where_it_tells_of_and_not_where_a_word_of_it_points(
    text: str, asked: str, stage: str | None
) -> None:
    heard = {"kind": "interview", "attributes": {"question": asked}} if asked else {}
    found = place(said(text).model_copy(update=heard))
    assert (found.stage if found else None) == stage
