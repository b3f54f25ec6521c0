"""Columns told by their values: several answers in a cell, days, customers, and what reviews need."""

from pathlib import Path

import pandas as pd
import pytest

from retrieval.readers import VoiceExtract, recognise_voices
from retrieval.readers.by_values import customer_column, is_date_column
from retrieval.readers.choices import OTHER, choices_of
from retrieval.readers.roles_by_values import role_by_values
from segments.tables import sample

BREWED = ["Moka pot;Filter", "Filter", "Moka pot", "Filter;Aeropress", "Aeropress;Moka pot", "Filter;a sock"] * 2
"""Two of twelve typed "a sock" in."""
SAID = [
    "Fresh every single time it comes", "My letterbox smells of coffee now", "Too dear for what the bag holds",
    "The skip button is hard to find", "Came late and the box was open", "Nobody answers when I write to them",
    "The stamp with the roast day is lovely", "Tasted of paper and of nothing else", "It keeps me up and that is fine",
    "Decaf that tastes like coffee at last", "I gave it away to my neighbour", "Postage costs more than it should",
]  # fmt: skip


def _survey(path: Path) -> VoiceExtract:
    frame = pd.DataFrame(
        {
            "Timestamp": [f"2026/05/{n + 1:02} 9:34:06 AM GMT+2" for n in range(12)],
            "How do you brew at home? (tick all that apply)": BREWED,
            "What do you like most?": SAID,
            "kd_ref": [f"NK-{n:04}" for n in range(12)],
        }
    )
    frame.to_csv(path, index=False)
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None and found.kind == "survey"
    return found.read(path, looked, customers=lambda values: {value for value in values if value < "NK-0008"})


def test_everyone_who_ticked_a_choice_counts_for_it_and_everyone_who_answered_is_asked(tmp_path: Path) -> None:
    answers = _survey(tmp_path / "form.csv").answers
    assert answers is not None
    brewed = answers[answers["question"].str.startswith("How do you brew")]
    assert brewed.groupby("answer")["respondent_id"].nunique().to_dict() == {
        "Filter": 8, "Moka pot": 6, "Aeropress": 4, "a sock": 2,
    }  # fmt: skip
    assert brewed["respondent_id"].nunique() == 12


def test_a_customer_column_of_any_name_is_found_by_the_customers_in_it(tmp_path: Path) -> None:
    extract = _survey(tmp_path / "form.csv")
    assert sorted(person.customer_id or "" for person in extract.respondents) == [f"NK-{n:04}" for n in range(12)]
    assert "'kd_ref' holds the customer: 8 of 12 values in it are known customer ids." in extract.report.notes
    assert {f"{document.date:%Y-%m}" for document in extract.documents if document.date} == {"2026-05"}


def test_ages_points_and_years_are_no_customers_though_ids_are_numbers_too() -> None:
    frame = pd.DataFrame({"age": ["34", "51", "28"], "since": ["2019", "2021", "2020"], "stars": ["5", "4", "1"]})
    assert customer_column(frame, lambda values: set(values)) is None


@pytest.mark.parametrize(
    ("label", "answers"),
    [
        ("Where do you live?", ["Hamburg, Germany", "Berlin, Germany", "Hamburg, Germany", "Bremen, Germany"] * 3),
        ("How often?", ["Yes, always", "No, never", "Yes, sometimes", "No, never"] * 3),
        ("What do you like?", [f"{said}, and more" for said in SAID]),
        ("Household", ["Filter", "Moka pot"] * 6),
    ],
)
def test_one_answer_with_a_comma_in_it_stays_one_answer(label: str, answers: list[str]) -> None:
    assert choices_of(label, answers) is None


def test_commas_join_answers_where_most_choices_also_stand_alone() -> None:
    answers = ["Price, Freshness", "Price", "Freshness", "Delivery", "Delivery, Price", "Price, a kind word"] * 2
    found = choices_of("What matters to you?", answers)
    assert found is not None and found.of("Delivery, Price") == ["Delivery", "Price"]
    once = choices_of("Select all that apply", [*answers, "Price, my aunt"])
    assert once is not None and once.of("Price, my aunt") == ["Price", OTHER]


def test_a_column_of_days_is_a_date_but_a_birthday_or_a_question_is_not() -> None:
    days = ["03/06/2025", "13/06/2025", "", "14/06/2025"]
    assert is_date_column("when_posted", days)
    assert not is_date_column("birth_date", days) and not is_date_column("When did you last visit?", days)
    assert not is_date_column("order", ["1001", "1002"])


def _reviews(path: Path, stars: str) -> Path:
    frame = pd.DataFrame(
        {
            "rev": [f"B{n:03}" for n in range(12)],
            "when_posted": [f"{n + 10}/06/2025" for n in range(12)],
            stars: [str(n % 5 + 1) for n in range(12)],
            "what_they_wrote": SAID,
        }
    )
    frame.to_csv(path, index=False)
    return path


def test_reviews_under_odd_names_keep_their_stars_and_their_days(tmp_path: Path) -> None:
    path = _reviews(tmp_path / "b.csv", "stars_given")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None and found.kind == "reviews"
    documents = found.read(path, looked).documents
    assert [document.rating for document in documents][:5] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert documents[0].date is not None and f"{documents[0].date:%Y-%m-%d}" == "2025-06-10"


def test_a_person_may_say_that_a_table_is_of_reviews_where_its_names_do_not(tmp_path: Path) -> None:
    looked = sample(_reviews(tmp_path / "b.csv", "p"))
    without, said = recognise_voices(looked), recognise_voices(looked, "reviews")
    assert without is not None and without.kind == "survey"
    assert said is not None and said.kind == "reviews"


def _found(path: Path, frame: pd.DataFrame) -> tuple[str, VoiceExtract]:
    frame.to_csv(path, index=False, sep="\t")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None
    return found.kind, found.read(path, looked)


NAMES = [f"{name} {initial}." for name, initial in zip(
    "Petra Maeve Una Hamza Isla Bram Edda Zelda Nell Oskar Rhona Yusuf".split(), "EBPKMTCFADLG", strict=True
)]  # fmt: skip


def test_a_rating_called_by_its_scale_makes_reviews_with_their_titles_and_without_names(tmp_path: Path) -> None:
    kind, extract = _found(
        tmp_path / "dump.csv",
        pd.DataFrame(
            {
                "hub_ref": [f"rh-{7000 + n}" for n in range(12)],
                "out_of_5": [str(1 + n % 5) for n in range(12)],
                "headline": ["Lovely", "Dear"] * 6,
                "their_words": SAID,
                "shown_as": NAMES,
                "our_reply": ["", "Thank you for the kind words!"] * 6,
                "recommends": ["yes", "no"] * 6,
            }
        ),
    )
    assert kind == "reviews"
    assert [document.rating for document in extract.documents[:5]] == [1, 2, 3, 4, 5]
    assert extract.documents[0].text == f"Lovely\n{SAID[0]}"
    assert {str(document.attributes["recommends"]) for document in extract.documents} == {"yes", "no"}
    kept = repr([(document.text, document.attributes) for document in extract.documents]) + repr(extract.respondents)
    assert not [name for name in NAMES if name in kept]


def test_cases_that_were_opened_and_shut_are_tickets_whatever_their_text_is_called(tmp_path: Path) -> None:
    kind, extract = _found(
        tmp_path / "cases.tsv",
        pd.DataFrame(
            {
                "Case": [f"HC{500 + n}" for n in range(12)],
                "Opened on": [f"2026-01-{n + 1:02}" for n in range(12)],
                "Shut on": [f"2026-01-{n + 3:02}" for n in range(12)],
                "Client": [str(10100 + n) for n in range(12)],
                "From": [f"p{n}@example.org" for n in range(12)],
                "About": ["Bill", "Booking"] * 6,
                "What the client wrote": SAID,
            }
        ),
    )
    assert kind == "tickets"
    assert extract.respondents[0].customer_id == "10100"
    assert extract.respondents[0].email_sha256
    assert extract.documents[0].text == f"Customer: Bill\n{SAID[0]}"


def test_no_is_an_answer_to_a_closed_question_and_a_number_with_an_explanation_is_the_customers(tmp_path: Path) -> None:
    kind, extract = _found(
        tmp_path / "pulse.csv",
        pd.DataFrame(
            {
                "Your client no. (top right of any bill)": [str(10100 + n) for n in range(12)],
                "Are you on the plan": ["yes", "no", "no"] * 4,
                "One thing we do best": SAID,
            }
        ),
    )
    assert kind == "survey"
    assert extract.report.missing == {}
    assert [person.customer_id for person in extract.respondents[:2]] == ["10100", "10101"]


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("If you could change one thing about the hire, what would it be?", "open"),
        ("What, if anything, nearly stopped you?", "open"),
        ("What do you do for a living?", "choice"),
        ("Which town do you live in?", "choice"),
    ],
)
def test_an_open_question_is_one_though_its_answers_are_short(question: str, role: str) -> None:
    answers = [
        f"{adjective} {thing}" for adjective in ("old", "new", "big", "red") for thing in "tie hat cap bow".split()
    ]
    assert role_by_values(question, answers) == role
    assert role_by_values(question, answers[:4] * 5) == "choice"
