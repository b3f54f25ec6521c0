"""What covers a question: things said together, figures for amounts, themes."""

from pathlib import Path
from typing import Any

import pytest

from personas.evidence import Quote, Statistic, Theme
from retrieval.answering import Evidence, evidence_for
from retrieval.index import Entry, EvidenceIndex, publish
from tests.support.asking import Ask, asker
from tests.support.voices import EMBEDDER

SAID = [
    ("r-1", "d-1", "The jackets are warm and the zip is solid."),
    ("r-2", "d-2", "My parcel came in recycled paper."),
    ("r-3", "d-3", "I rang about the boots."),
    ("r-3", "d-3", "Nobody called back about the refund."),
    ("r-4", "d-4", "Kids love the puppy on the label."),
    ("r-5", "d-5", "I'd pay thirty pounds for a repair of my boots."),
    ("r-6", "d-6", "Sizing runs small on the jackets."),
    ("r-7", "d-7", "The battery in the heated vest is dead."),
    ("r-8", "d-8", "They charged me twice for one vest."),
]


def quote(number: int, person: str, document: str, text: str, start: int, **known: Any) -> Quote:
    return Quote(
        id=f"q-{number}", source_id="s", document_id=document, start=start, end=start + len(text), text=text,
        respondent_id=person, attributes=known,
    )  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("index")
    quotes: dict[str, Quote] = {}
    for number, (person, document, text) in enumerate(SAID):
        start = 60 if document == "d-3" and "refund" in text else 0
        quotes[f"q-{number}"] = quote(number, person, document, text, start, product="Fellside")
    return asker(folder, quotes.values())


def texts(found: Evidence) -> list[str]:
    return [one.text for one in found.quotes]


def test_one_word_here_and_another_there_do_not_answer(ask: Ask) -> None:
    found = ask("Do they want recycled jackets?")
    assert not found.covered
    assert found.missing == ()
    assert "together" in found.reason


def test_words_in_one_quote_answer(ask: Ask) -> None:
    found = ask("Are the jackets warm?")
    assert found.covered
    assert texts(found)[0].startswith("The jackets are warm")


def test_neighbouring_quotes_of_one_person_answer_together(ask: Ask) -> None:
    found = ask("Did anybody call about a refund for boots?")
    assert found.covered
    assert {"q-2", "q-3"} <= {one.id for one in found.quotes}


def test_another_word_for_the_same_matter_answers(ask: Ask) -> None:
    assert "kids" in " ".join(texts(ask("Do children like it?"))).lower()


def test_what_nobody_says_is_named(ask: Ask) -> None:
    found = ask("Do they want a loyalty card with their pension?")
    assert not found.covered
    assert "pension" in found.missing


def test_the_nearest_is_given_when_nothing_answers(ask: Ask) -> None:
    assert ask("Do they want purple jackets?").quotes


def test_words_do_not_answer_a_question_about_an_amount(ask: Ask) -> None:
    assert not ask("How much would they pay for a repair?").covered
    assert not ask("How many of them have a puppy?").covered


def figure(predicate: str, unit: Any = "share", **more: Any) -> Statistic:
    return Statistic(
        id=more.pop("id", "s-1"), segment_id="g-1", metric=more.pop("metric", "m"), predicate=predicate, group="All",
        value=0.4, unit=unit, **more,
    )  # fmt: skip


def test_a_figure_about_the_same_matter_answers_it(ask: Ask) -> None:
    counted = [figure("order in a store"), figure("buy boots", id="s-2", metric="b")]
    assert [one.id for one in ask("How many buy boots?", statistics=counted).statistics] == ["s-2"]


def test_a_figure_of_another_unit_does_not(ask: Ask) -> None:
    assert not ask("How often do they buy boots?", statistics=[figure("buy boots")]).covered


def test_figures_about_different_halves_of_a_question_do_not_answer_it(ask: Ask) -> None:
    counted = [figure("live in Wales"), figure("buy boots", id="s-2")]
    assert not ask("How many in Wales buy boots?", statistics=counted).covered


def test_alternatives_may_be_answered_by_figures_of_one_kind(ask: Ask) -> None:
    counted = [
        figure("order online", metric="customers:channel=web"),
        figure("order in a store", id="s-2", metric="customers:channel=store"),
    ]
    assert len(ask("Do they order online or in a store?", statistics=counted).statistics) == 2


def theme(label: str, topic: str = "frustrations") -> Theme:
    return Theme(id="t-1", segment_id="g-1", label=label, n=5, of=20, quotes=("q-6",), topic=topic)


def test_how_many_say_it_is_answered_by_a_theme(ask: Ask) -> None:
    assert ask("How many say that sizes run small?", themes=[theme("sizes that run small")]).themes
    assert not ask("How many say that sizes run small?").covered


def test_a_question_without_a_matter_is_answered_by_the_themes_of_its_section(ask: Ask) -> None:
    assert ask("What do they complain about?", themes=[theme("late parcels")]).themes
    assert not ask("What do they complain about?").covered


def test_nothing_answers_for_the_future_but_an_outlook(ask: Ask) -> None:
    assert not ask("Will they buy boots next year?", themes=[theme("boots")]).covered
    assert ask("Will they buy boots next year?", statistics=[figure("will buy boots", section="outlook")]).covered


def test_only_the_segments_own_quotes_answer(ask: Ask) -> None:
    assert not ask("Are the jackets warm?", among={"q-1", "q-2"}).covered


@pytest.mark.parametrize("question", ["", "?", "\u202e", "a" * 5_000, "Why? " * 500, "'); drop table quotes; --", "💥"])
def test_any_text_may_be_asked(ask: Ask, question: str) -> None:
    assert ask(question).covered in (True, False)


FIGURES = [
    Statistic(
        id=f"s-{number}", segment_id="g-1", metric=metric, predicate=predicate, group="Top value, active", value=value,
        unit="share", numerator=50, denominator=100,
    )
    for number, (metric, predicate, value) in enumerate(
        [
            ("segment_size", "are in this segment", 0.1),
            ("order_share:season=autumn", "are placed in autumn (September to November)", 0.6),
            ("order_share:season=spring", "are placed in spring (March to May)", 0.1),
            ("customers:channel=web", "order online", 0.4),
            ("customers:channel=store", "order in store", 0.7),
        ]
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("How many customers are in the Top value, active segment?", "segment_size"),
        ("In which season do they order most?", "order_share:season=autumn"),
        ("What share of customers order online?", "customers:channel=web"),
    ],
)
def test_a_figure_is_found_by_how_it_is_asked_for(question: str, metric: str, ask: Ask) -> None:
    found = ask(question, statistics=FIGURES, ignore=["Top value, active"])
    assert found.statistics[0].metric == metric


@pytest.mark.parametrize("question", ["How do they order?", "Where do our customers buy from us mostly?"])
def test_by_which_channels_they_order_is_told_by_figures_alone(question: str, ask: Ask) -> None:
    found = ask(question, statistics=FIGURES)
    assert [one.metric for one in found.statistics] == ["customers:channel=store", "customers:channel=web"]
    assert not found.quotes


def test_who_is_asked_about_is_no_matter_that_a_figure_could_answer(ask: Ask) -> None:
    new = figure("ordered for the first time in the last twelve months", metric="new_this_year", terms=("newcomers",))
    assert not ask("Where do newcomers get the idea of what to buy first?", statistics=[new]).statistics


@pytest.mark.parametrize(
    "question", ["How do florists order?", "How often do nurses order?", "What share of nurses order online?"]
)
def test_a_figure_of_all_customers_is_none_of_a_trade(question: str, ask: Ask) -> None:
    often = FIGURES[0].model_copy(
        update={"metric": "orders_per_year", "predicate": "the orders a year", "unit": "mean"}
    )
    assert not ask(question, statistics=[*FIGURES, often]).statistics
    assert ask(question, statistics=[*FIGURES, often], called=["florist", "nurse"]).statistics


def test_a_reviews_headline_is_shown_with_what_it_leads_up_to(tmp_path: Path) -> None:
    headline = quote(1, "r-1", "d-1", "Face check drama", 0)
    body = quote(2, "r-1", "d-1", "I wear glasses, and it locked me out.", 17)
    ask = asker(tmp_path, [one.model_copy(update={"kind": "review"}) for one in (headline, body)])
    assert [one.id for one in ask("How was the face check?").quotes] == ["q-1", "q-2"]


@pytest.mark.parametrize(
    "question",
    ["How many customers want to order online?", "How many customers are happy?", "How many customers keep a dog?"],
)
def test_a_wish_or_another_matter_is_not_a_figure(question: str, ask: Ask) -> None:
    assert not ask(question, statistics=FIGURES).covered


@pytest.mark.parametrize("question", ["How long does a battery take to charge?", "Does the battery charge overnight?"])
def test_one_word_does_not_stand_for_two_that_are_asked_about(ask: Ask, question: str) -> None:
    assert not ask(question).covered


def test_what_the_company_calls_its_customers_need_not_be_said(ask: Ask) -> None:
    asked = "What do hikers say about sizing of jackets?"
    assert not ask(asked).covered
    assert texts(ask(asked, called=["hiker"])) == ["Sizing runs small on the jackets."]


def test_a_thing_of_peoples_lives_that_the_company_deals_in_is_its_business(tmp_path: Path) -> None:
    said = [*(f"I rode the bike number {number} to the shop." for number in range(12)), "The bike steers like a cart."]
    quotes = {f"q-{place}": quote(place, f"r-{place}", f"d-{place}", text, 0) for place, text in enumerate(said)}
    entries = [Entry(one.id, one.text, one.respondent_id) for one in quotes.values()]
    index = EvidenceIndex(tmp_path, publish(tmp_path, entries, EMBEDDER), EMBEDDER)
    found = evidence_for("How does the bike steer?", index, lambda ids: [quotes[i] for i in ids], embedder=EMBEDDER)
    assert texts(found)[:1] == ["The bike steers like a cart."]
