"""Surveys: header rows, columns classified, what is set aside, what is dropped and why."""

import json
from pathlib import Path

import pandas as pd
import pytest

from personas.cleaning import Finding
from personas.errors import BadInput
from retrieval.readers import VoiceExtract, recognise_voices
from retrieval.readers.cleaning import is_nil
from retrieval.readers.columns import classify
from segments.tables import email_sha256, sample
from tests.support.public_data import PUBLIC_DATA

OPEN = [
    "The seam went after three months of wear", "nil", "Knee pads that stay where they are", "N/A",
    "Delivery was late twice in May", "Prices are fair for what you get", "-",
    "Please bring back the boot fitting in store", "nothing", "The website search is clumsy as anything",
]  # fmt: skip


def _write(path: Path, rows: list[list[str]]) -> Path:
    pd.DataFrame(rows).to_csv(path, index=False, header=False)
    return path


def _read(path: Path) -> tuple[str, VoiceExtract]:
    looked = sample(path)
    recognised = recognise_voices(looked)
    assert recognised is not None
    return recognised.name, recognised.read(path, looked)


def _found(extract: VoiceExtract, rule: str) -> list[Finding]:
    return [finding for finding in extract.findings if finding.rule == rule]


def _qualtrics(tmp_path: Path) -> Path:
    names = [
        "StartDate", "EndDate", "Status", "IPAddress", "Duration (in seconds)", "RecordedDate", "ResponseId",
        "RecipientLastName", "RecipientEmail", "ExternalReference", "LocationLatitude", "UserLanguage",
        "Q1", "Q2", "Q3", "Q4",
    ]  # fmt: skip
    texts = [
        "Start Date", "End Date", "Response Type", "IP Address", "Duration (in seconds)", "Recorded Date",
        "Response ID", "Recipient Last Name", "Recipient Email", "External Data Reference", "Location Latitude",
        "User Language", "How old are you?", "What should we change for you?",
        "Which party did you vote for at the last election?", "Where do you buy?",
    ]  # fmt: skip
    rows = [names, texts, [json.dumps({"ImportId": name}) for name in names]]
    for n, answer in enumerate(OPEN):
        rows.append([
            "2026-05-01 10:00:00", "2026-05-01 10:05:00", "Survey Preview" if n == 0 else "IP Address", "192.0.2.1",
            "20" if n == 5 else "300", "2026-05-01 10:05:00", f"R_{n}", "Pickles", f"p{n}@example.com", f"TB{n}",
            "53.1", "EN", str(20 + n), answer, "x", ["Web", "Store"][n % 2],
        ])  # fmt: skip
    return _write(tmp_path / "export.txt", rows)


def test_qualtrics_has_three_header_rows_previews_go_and_hurried_answers_are_found(tmp_path: Path) -> None:
    name, extract = _read(_qualtrics(tmp_path))
    assert name == "Qualtrics survey" and extract.kind == "survey"
    assert extract.report.rows_read == 10 and extract.report.rows_kept == 9
    assert extract.report.dropped["survey preview"] == 1
    (hurried,) = _found(extract, "too_fast")
    assert hurried.document_id == "" and "the median is" in hurried.reason
    assert len(extract.respondents) == 9
    first = extract.respondents[0]
    assert first.customer_id == "TB1" and first.email_sha256 and len(first.email_sha256) == 64
    assert first.attributes == {"age": 21, "where_do_you_buy": "Store"}
    assert {document.question for document in extract.documents} == {"What should we change for you?"}
    assert extract.documents[0].attributes == {"question": "What should we change for you?"}
    assert "Pickles" not in str(extract) and "@" not in str(extract) and "192.0.2.1" not in str(extract)


def test_sensitive_and_personal_columns_are_set_aside_and_said(tmp_path: Path) -> None:
    _, extract = _read(_qualtrics(tmp_path))
    notes = " ".join(extract.report.notes)
    for word in ("(politics)", "(coordinates)", "IP Address", "Recipient Last Name", "hash of the address"):
        assert word in notes
    assert not any(
        "party" in name or "latitude" in name for person in extract.respondents for name in person.attributes
    )


def test_nil_answers_are_found_and_counted_as_missing(tmp_path: Path) -> None:
    _, extract = _read(_qualtrics(tmp_path))
    assert len(_found(extract, "nil")) == 4
    assert extract.report.missing["What should we change for you?"] == 0.5


def test_closed_answers_go_to_the_answers_table(tmp_path: Path) -> None:
    _, extract = _read(_qualtrics(tmp_path))
    answers = extract.answers
    assert answers is not None
    assert list(answers.columns) == ["respondent_id", "customer_id", "question", "answer", "answered_at", "scale"]
    assert len(answers) == 18 and set(answers["question"]) == {"How old are you?", "Where do you buy?"}
    assert str(answers["answered_at"].dt.tz) == "UTC"


def test_surveymonkey_has_two_header_rows_and_choices_continue_their_question(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
         "Where do you shop?", "", "Tell us more about it"],
        ["", "", "", "", "", "", "", "Web", "Store", "Open-Ended Response"],
    ]  # fmt: skip
    rows += [
        [str(100 + n), "7", "05/01/2026", "05/01/2026", "192.0.2.9", f"q{n}@example.com", "Jo",
         "Web" if n % 2 else "", "Store" if n % 3 else "", answer]
        for n, answer in enumerate(OPEN)
    ]  # fmt: skip
    name, extract = _read(_write(tmp_path / "a.csv", rows))
    assert name == "SurveyMonkey survey" and len(extract.respondents) == 10
    assert extract.respondents[1].attributes == {"where_do_you_shop_web": True, "where_do_you_shop_store": True}
    assert extract.answers is not None and set(extract.answers["question"]) == {"Where do you shop?"}
    assert set(extract.answers["answer"]) == {"Web", "Store"}
    assert {document.question for document in extract.documents} == {"Tell us more about it"}


@pytest.mark.parametrize("joined", [True, False])
def test_typeform_in_both_shapes(tmp_path: Path, joined: bool) -> None:
    choice = ["Which do you wear?"] if joined else ["Boots", "Clogs"]
    rows = [["#", *choice, "What would you change, and why?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]]
    for n, answer in enumerate(OPEN):
        picked = ["Boots / Clogs" if n % 2 else "Boots"] if joined else ["Boots", "Clogs" if n % 2 else ""]
        rows.append([f"k{n}", *picked, answer, "2026-05-01 10:00:00", "2026-05-01 10:03:00", f"net{n}"])
    name, extract = _read(_write(tmp_path / "a.csv", rows))
    assert name == "Typeform survey" and len(extract.respondents) == 10
    assert len(extract.documents) - len(_found(extract, "nil")) == 6
    expected = {"which_do_you_wear": "Boots / Clogs"} if joined else {"boots": True, "clogs": True}
    assert extract.respondents[1].attributes == expected
    assert extract.documents[0].date is not None


def test_the_answer_to_a_question_for_an_address_finds_the_customer_and_is_not_kept(tmp_path: Path) -> None:
    rows = [["#", "What would you change, and why?", "What is your email?", "Submit Date (UTC)", "Network ID"]]
    rows += [[f"k{n}", answer, f"Jo{n}@mail.example", "2026-05-01", f"net{n}"] for n, answer in enumerate(OPEN)]
    _, extract = _read(_write(tmp_path / "a.csv", rows))
    assert extract.respondents[0].email_sha256 == email_sha256("jo0@mail.example")
    assert "mail.example" not in str(extract) and not any("'#'" in note for note in extract.report.notes)


def test_many_sentences_are_peoples_words_though_they_come_back_and_names_of_things_are_not() -> None:
    said = [f"I stopped because it was {word} than they told me" for word in ("dearer", "later", "smaller", "louder")]
    sentences = [f"{one} in {place}" for one in said for place in ("spring", "May", "autumn", "winter", "the sale")]
    things = [f"Hooded coat {n} with a long zip and two pockets" for n in range(20)]
    frame = pd.DataFrame({"What stopped you?": sentences * 6, "Which one did you buy?": things * 6})
    assert [column.role for column in classify(frame)] == ["open", "choice"]


def test_a_plain_survey_keeps_votes_as_numbers_and_age_ranges_as_age(tmp_path: Path) -> None:
    rows = [["Responder #", "Vote", "Explanation", "Age Range", "Racial Or Ethnic Identity"]]
    rows += [[str(n), str(n % 5 + 1), answer, ["25-34", "65+"][n % 2], "x"] for n, answer in enumerate(OPEN)]
    name, extract = _read(_write(tmp_path / "a.csv", rows))
    assert name == "Survey"
    assert extract.respondents[3].attributes == {"vote": 4, "age_range": "65+", "age": "65+"}
    assert "(ethnicity)" in " ".join(extract.report.notes)


def test_straight_liners_lose_their_scale_answers_but_not_their_words(tmp_path: Path) -> None:
    scale = ["Agree", "Disagree", "Neutral", "Strongly agree", "Strongly disagree"]
    rows = [["id", *[f"Statement {n}" for n in range(9)], "Anything else you want to say?"]]
    for n, answer in enumerate(OPEN):
        rows.append([f"p{n}", *(["Agree"] * 9 if n == 2 else [scale[(n + k) % 5] for k in range(9)]), answer])
    _, extract = _read(_write(tmp_path / "a.csv", rows))
    assert extract.respondents[2].attributes == {} and len(extract.respondents[3].attributes) == 9
    (lined,) = _found(extract, "straight_line")
    assert lined.respondent_id == extract.respondents[2].id and len(lined.attributes) == 9
    assert any(document.respondent_id == extract.respondents[2].id for document in extract.documents)


def test_rows_that_repeat_another_are_duplicates(tmp_path: Path) -> None:
    rows = [["City", "Age", "What went wrong with it?"]]
    rows += [["Leeds", str(30 + n), answer] for n, answer in enumerate(OPEN)]
    _, extract = _read(_write(tmp_path / "a.csv", [*rows, rows[1], rows[3]]))
    assert extract.report.duplicates == 2 and extract.report.dropped["exact copy of another row"] == 2
    assert len(extract.respondents) == 10


def test_the_same_words_of_another_respondent_are_counted_once(tmp_path: Path) -> None:
    rows = [["id", "Age", "What went wrong with it?"]]
    told = "I sent it back twice and nobody in Leeds ever told me why it took so long"
    said = [*OPEN, told, told, OPEN[0], "too dear", "too dear"]
    rows += [[f"p{n}", str(30 + n), answer] for n, answer in enumerate(said)]
    _, extract = _read(_write(tmp_path / "a.csv", rows))
    (copy,) = _found(extract, "exact_copy")
    assert copy.reason == f"the same as {next(one.id for one in extract.documents if one.text == told)}"
    assert sum(document.text == "too dear" for document in extract.documents) == 2


def test_a_survey_without_any_words_or_answers_is_refused(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Anything?"],
        ["", "", "Open-Ended Response"],
        ["1", "2", ""],
        ["2", "2", ""],
    ]
    with pytest.raises(BadInput, match="no answers"):
        _read(_write(tmp_path / "a.csv", rows))


def test_purchases_are_no_survey(tmp_path: Path) -> None:
    rows = [["customer_id", "order_id", "date", "product", "quantity", "amount"]]
    rows += [
        [f"c{n}", f"o{n}", "2026-01-01", f"Granite work trousers in navy, size {n}, long", "1", "9.5"]
        for n in range(20)
    ]
    assert recognise_voices(sample(_write(tmp_path / "a.csv", rows))) is None


@pytest.mark.parametrize(
    "text",
    ["nil", "Nil\n", "N/A", "n.a.", "-", "...", "None", "no comment", "Nothing really!", " ", "keine", "xxx", "dunno"],
)
def test_these_answers_say_nothing(text: str) -> None:
    assert is_nil(text)


@pytest.mark.parametrize(
    "text", ["no pockets", "Nothing beats the boots", "none of it fits", "price", "not sure about the size"]
)
def test_these_answers_say_something(text: str) -> None:
    assert not is_nil(text)


SHARED = PUBLIC_DATA / "surveys"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared public surveys are not on this machine")


@needs_shared
def test_the_gazpacho_survey_reads_whole() -> None:
    _, extract = _read(SHARED / "bottled_gazpacho_survey.csv")
    assert len(extract.respondents) == len(extract.documents) == 50
    assert all(person.attributes["vote"] in range(1, 6) for person in extract.respondents)
    notes = " ".join(extract.report.notes)
    assert "(politics)" in notes and "(ethnicity)" in notes


@needs_shared
def test_the_food_delivery_survey_loses_its_nils_and_repeats_and_places() -> None:
    _, extract = _read(SHARED / "online_food_delivery_bangalore.csv")
    assert extract.report.rows_read == 388 and extract.report.duplicates >= 97
    nil = {finding.document_id for finding in extract.findings if finding.rule == "nil"}
    assert len(nil) >= 100
    assert {document.id for document in extract.documents if is_nil(document.text)} <= nil
    assert not {"latitude", "longitude", "pin_code", "health_concern"} & set(extract.respondents[0].attributes)
