"""What a model meant but put in the wrong form is mended where nothing that it says changes by it, and only there."""

import pytest

from agent.writers import Proposal, SectionRequest
from agent.writers.llm.forms import in_form
from tests.support import packs

FIGURE, THEME = packs.statistics()[0], packs.themes()[0]
INNER = packs.quotes()[0].model_copy(update={"id": "q-inner", "text": 'I typed "navy tunic" and it showed me gloves.'})
REQUEST = SectionRequest(
    section="frustrations",
    segment=packs.SEGMENT,
    persona_name="Robin",
    quotes={"E1": packs.quotes()[6], "E2": INNER},
    statistics={"S1": FIGURE},
    themes={"T1": THEME},
    quotable=("E1", "E2"),
)


OTHER = packs.quotes()[7]


def quoting(text: str, *cited: str, excerpt: str = "", kind: str = "verbatim") -> Proposal:
    request = REQUEST.model_copy(update={"quotes": {**REQUEST.quotes, "E3": OTHER}, "quotable": ("E1", "E2", "E3")})
    proposal = Proposal(section="frustrations", text=text, kind=kind, citations=cited, excerpt=excerpt)  # type: ignore[arg-type]
    return in_form(proposal, request)


def test_an_exact_excerpt_takes_the_place_of_a_text_that_quotes_nothing() -> None:
    mended = quoting("They wait for drivers.", "E3", excerpt=OTHER.text)
    assert (mended.text, mended.excerpt, mended.citations) == (f"“{OTHER.text}”", OTHER.text, ("E3",))


def test_words_with_a_capital_of_the_models_own_are_quoted_as_they_stand() -> None:
    words = OTHER.text.split(" ", 2)[2]
    mended = quoting(words[:1].upper() + words[1:], "E3")
    assert mended.text == f"“{words}”"


def test_words_that_stand_in_one_other_quote_are_cited_from_it() -> None:
    mended = quoting(OTHER.text, "E1")
    assert mended.citations == ("E3",)
    assert mended.text == f"“{OTHER.text}”"


def test_a_few_words_or_another_kind_or_a_text_with_marks_are_not_looked_for_elsewhere() -> None:
    short = " ".join(OTHER.text.split()[:3])
    assert quoting(short, "E1").citations == ("E1",)
    assert quoting(OTHER.text, "E1", kind="inference").citations == ("E1",)
    marked = quoting("Somebody “waited”.", "E1", excerpt=OTHER.text)
    assert marked.text == "Somebody “waited”."


def formed(text: str, kind: str, *cited: str) -> tuple[str, str]:
    proposal = Proposal(section="frustrations", text=text, kind=kind, citations=cited)  # type: ignore[arg-type]
    mended = in_form(proposal, REQUEST)
    return mended.text, mended.kind


@pytest.mark.parametrize("kind", ["statistic", "verbatim"])
def test_a_figures_whole_phrase_becomes_its_slot(kind: str) -> None:
    assert formed(f"{FIGURE.phrase()}.", kind, "S1") == ("{S1}.", "statistic")


@pytest.mark.parametrize("kind", ["statistic", "verbatim"])
def test_what_cites_themes_alone_is_a_theme(kind: str) -> None:
    assert formed("{T1} praise the repair service.", kind, "T1") == ("{T1} praise the repair service.", "theme")


def test_somebodys_words_beside_a_theme_stay_somebodys_words() -> None:
    text = "A customer wrote: “The parcel was late again”"
    assert formed(text, "verbatim", "T1", "E1") == (text, "verbatim")


def test_a_themes_count_becomes_its_slot() -> None:
    assert formed(f"{THEME.phrase()} praise the repair service.", "theme", "T1") == (
        "{T1} praise the repair service.",
        "theme",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"1{THEME.phrase()} praise the repair service.",
        f"{THEME.n} respondents praise the repair service.",
        f"{THEME.n + 1} of {THEME.of} respondents praise the repair service.",
    ],
)
def test_another_count_stays_as_it_was_typed(text: str) -> None:
    assert formed(text, "theme", "T1") == (text, "theme")


def test_a_phrase_that_is_not_cited_stays_as_it_was_typed() -> None:
    text = f"{FIGURE.phrase()}."
    assert formed(text, "statistic", "T1")[0] == text


def test_words_with_a_quotation_inside_get_their_own_marks() -> None:
    assert formed(INNER.text, "verbatim", "E2") == (f"“{INNER.text}”", "verbatim")


@pytest.mark.parametrize("text", ["A customer says they were late.", "“The parcel was late again” and lost."])
def test_what_is_not_one_exact_copy_stays_as_it_is(text: str) -> None:
    assert formed(text, "verbatim", "E1") == (text, "verbatim")


def test_in_a_journey_words_stand_in_the_stage_that_they_name_and_elsewhere_where_the_model_put_them() -> None:
    ordered = packs.quotes()[0].model_copy(
        update={"id": "q-order", "text": "I placed an order for nine sets of aprons."}
    )
    silent = ordered.model_copy(update={"id": "q-silent", "text": "Grey is a fine colour for a kitchen of ours."})
    request = REQUEST.model_copy(update={"task": "journey", "quotes": {"E1": ordered, "E2": silent}})
    placed = {}
    for alias, quote in request.quotes.items():
        proposal = Proposal(section="thoughts", stage="awareness", text=quote.text, kind="verbatim", citations=(alias,))
        placed[alias] = in_form(proposal, request)
    assert (placed["E1"].stage, placed["E2"].stage) == ("purchase", "awareness")
    assert "order" in placed["E1"].note
    assert placed["E2"].note == ""
