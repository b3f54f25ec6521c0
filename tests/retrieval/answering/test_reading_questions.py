"""What a question is taken to ask."""

import pytest

from retrieval.answering import read_question, sections_asked


def matter(question: str, *ignore: str) -> list[str]:
    return [term.said for term in read_question(question, ignore).terms]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What do our customers think about delivery?", ["delivery"]),
        ("How important is freshness to them?", ["freshness"]),
        ("Do they want a mobile app?", ["mobile app"]),
        ("Would they pay later at the till?", ["pay later", "till"]),
        ("Are gift cards wanted?", ["gift cards"]),
        ("Do they buy second-hand clothes?", ["second-hand", "clothes"]),
        ("Do they want the clogs in size 14?", ["clogs", "size 14"]),
        ("What do they say about our stock levels?", ["stock"]),
        ("Which levels are there?", ["levels"]),
        ("Is staff knowledge valued?", ["knowledge"]),
        ("What do they think of our own label products?", ["own label"]),
        ("What makes it difficult to bring things back?", ["returns"]),
        ("What would bring people back?", ["come back"]),
        ("Why would someone stop buying from us?", ["leave"]),
    ],
)
def test_the_frame_of_a_question_is_not_its_matter(question: str, terms: list[str]) -> None:
    assert matter(question) == terms


def test_names_of_segments_and_of_the_company_are_no_matter() -> None:
    assert matter(
        "Do High value, slipping customers of Tarnbeck mind the zips?", "High value, slipping", "Tarnbeck"
    ) == ["zips"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many of them order online?", "number"),
        ("What share of orders is placed in a store?", "number"),
        ("How much do they spend?", "money"),
        ("How much would they pay for a repair?", "money"),
        ("How often do they order?", "frequency"),
        ("How much do they care about the colour?", "opinion"),
        ("Why do they return boots?", "opinion"),
        ("Where do they live?", "fact"),
    ],
)  # fmt: skip
def test_amounts_are_told_from_opinions(question: str, kind: str) -> None:
    assert read_question(question).kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "What will they buy next year?",
        "Will our customers renew?",
        "How will demand for boots develop by 2030?",
        "Are they going to leave?",
        "Do they love us more than Brannock's customers love Brannock?",
        "What do our competitors' customers say?",
        "Why do people who never shop here stay away?",
        "What would the competitors like us to change?",
        "What do our suppliers say about delivery?",
        "What annoys competitors?",
    ],
)
def test_questions_about_the_future_or_about_people_never_asked_are_beyond_all_evidence(question: str) -> None:
    assert read_question(question).beyond


@pytest.mark.parametrize(
    "question",
    [
        "Was next-day delivery late?",
        "Are they going to the shop before work?",
        "What do people like about competitors?",
        "",
    ],
)
def test_other_questions_are_not_beyond_it(question: str) -> None:
    assert not read_question(question).beyond


def test_a_question_without_a_matter_asks_for_the_themes_of_a_persona() -> None:
    assert read_question("What do they complain about?").sections == ("frustrations", "objections", "deal-breaker")


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("What finally makes people buy?", ("trigger",)),
        ("What triggers a purchase?", ("trigger",)),
        ("What gets people to finally act?", ("trigger",)),
        ("What gets people to act after years of waiting?", ()),
        ("What triggers complaints?", ()),
        ("What makes people order gift wrapping?", ()),
        ("What makes customers order less?", ()),
        ("How many of them complain?", ()),
        ("What will they complain about next year?", ()),
    ],
)
def test_a_question_without_a_matter_may_be_answered_by_the_voices_of_a_section(
    question: str, sections: tuple[str, ...]
) -> None:
    assert sections_asked(question) == sections


def test_the_verb_of_a_turn_of_phrase_is_no_matter_beside_what_it_means() -> None:
    asked = read_question("How could we win back those who gave up?")
    assert [term.said for term in asked.terms] == ["come back"]


def test_who_is_asked_about_and_the_verb_are_not_the_matter() -> None:
    asked = read_question("How far ahead do borrowers want to hear that their fixed rate ends?")
    assert [term.said for term in asked.group] == ["borrowers"]
    assert "borrowers" not in [term.said for term in asked.terms]


def test_a_name_in_a_question_is_taken_word_for_word() -> None:
    asked = read_question("Why do customers prefer Northforge boots?")
    assert [term.said for term in asked.terms if term.proper] == ["northforge"]


@pytest.mark.parametrize("question", ["Why did Maureen leave the counter?", "Why was the fitting withdrawn?"])
def test_what_a_question_takes_for_granted_is_noticed(question: str) -> None:
    assert read_question(question).presupposes


def test_an_evening_is_not_even() -> None:
    assert matter("Do they phone in the evenings?")[-1] == "evenings"
    assert read_question("Who advises them in the evenings?").terms[-1].stems == ("evening",)
