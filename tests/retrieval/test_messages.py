"""Support tickets, chat logs, notes and posts: whose words are whose, and who is nobody's words."""

import json
from pathlib import Path

import pandas as pd
import pytest

from personas.errors import BadInput
from retrieval.quotes import split_all
from retrieval.readers import VoiceExtract, recognise_voices
from retrieval.readers.message_layouts import message_kind
from segments.tables import sample

TICKETS = pd.DataFrame(
    {
        "ticket_id": ["T-1", "T-1", "T-1", "T-2"],
        "sender_type": ["customer", "agent", "customer", "customer"],
        "requester_email": ["ana@example.com", "", "ana@example.com", "ben@example.com"],
        "customer_id": ["C-10", "", "C-10", "C-11"],
        "subject": ["Zip", "", "", "Wrong size"],
        "message": [
            "The zip broke after two wears.",
            "Sorry to hear that, Ana. Can you send a photo?",
            "Photo is attached. I want a new jacket, not a voucher.",
            "You sent a medium and the label says large. Ring me on 07700 900123.",
        ],
        "created_at": ["2026-03-01 10:00", "2026-03-01 11:00", "2026-03-02 09:30", "2026-03-05 08:00"],
        "priority": ["high", "high", "high", "low"],
    }
)


def _read(path: Path, kind: str | None = None) -> VoiceExtract:
    looked = sample(path)
    found = recognise_voices(looked, kind)
    assert found is not None
    return found.read(path, looked)


def _csv(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_csv(path, index=False)
    return path


def test_a_ticket_is_one_document_in_which_only_the_customer_is_quoted(tmp_path: Path) -> None:
    extract = _read(_csv(TICKETS, tmp_path / "export.csv"))
    assert extract.kind == "tickets"
    assert {document.kind for document in extract.documents} == {"ticket"}
    assert len(extract.documents) == len(extract.respondents) == 2
    said = [quote.text for quote in split_all(extract.documents)]
    assert "The zip broke after two wears." in " ".join(said)
    assert not any("Sorry to hear" in text for text in said)
    first = next(document for document in extract.documents if "zip" in document.text)
    assert "Staff: Sorry to hear that" in first.text
    assert first.attributes == {"priority": "high"}
    assert {person.customer_id for person in extract.respondents} == {"C-10", "C-11"}


def test_what_identifies_a_customer_is_replaced_before_it_is_stored(tmp_path: Path) -> None:
    extract = _read(_csv(TICKETS, tmp_path / "export.csv"))
    stored = json.dumps([document.model_dump(mode="json") for document in extract.documents])
    assert "07700" not in stored
    assert "@" not in stored
    assert extract.report.redacted["phone"] == 1


def test_a_tickets_number_beside_its_subject_and_status_is_enough_and_a_surveys_columns_are_not() -> None:
    assert message_kind(["ticket_id", "customer_id", "created_at", "status", "subject", "body"]) == "tickets"
    assert message_kind(["customer_id", "created_at", "status", "subject", "comment"]) is None


@pytest.mark.parametrize("ending", ["jsonl", "json", "xlsx", "parquet"])
def test_tickets_may_come_in_any_container(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"export.{ending}"
    match ending:
        case "jsonl":
            TICKETS.to_json(path, orient="records", lines=True)
        case "json":
            path.write_text(json.dumps({"tickets": TICKETS.to_dict("records")}), encoding="utf-8")
        case "xlsx":
            TICKETS.to_excel(path, index=False)
        case _:
            TICKETS.to_parquet(path)
    extract = _read(path)
    assert extract.kind == "tickets"
    assert len(extract.documents) == 2


def test_posts_are_each_a_document_of_their_author(tmp_path: Path) -> None:
    posts = pd.DataFrame(
        {
            "post_id": ["1", "2", "3"],
            "handle": ["@roofer_kev", "@roofer_kev", "@mill_lane"],
            "text": ["Day nine in these boots and dry.", "Sole is going already, not happy.", "Love the colour of it!"],
            "created_at": ["2026-01-05", "2026-02-05", "2026-01-09"],
            "likes": [3, 0, 12],
            "platform": ["x", "x", "threads"],
        }
    )
    extract = _read(_csv(posts, tmp_path / "social.csv"))
    assert extract.kind == "posts"
    assert len(extract.documents) == 3
    assert len(extract.respondents) == 2
    assert all("roofer_kev" not in person.model_dump_json() for person in extract.respondents)


def test_notes_of_employees_are_never_shown_as_the_customers_own_words(tmp_path: Path) -> None:
    notes = pd.DataFrame(
        {
            "note_id": ["n1", "n2"],
            "contact_id": ["C-1", "C-2"],
            "note": ["Asked for a bulk price on gloves.", "Unhappy with the delivery window, may leave."],
            "created_at": ["2026-01-05", "2026-01-06"],
        }
    )
    extract = _read(_csv(notes, tmp_path / "crm.csv"))
    assert {quote.speaker for quote in split_all(extract.documents)} == {"Staff note"}
    assert any("nobody's own words" in note for note in extract.report.notes)


def test_a_table_of_texts_is_what_the_steward_says_it_is(tmp_path: Path) -> None:
    texts = ["These are warm enough for March.", "Mine leaked on the first day, sadly.", "Good grip, poor laces."]
    plain = pd.DataFrame({"text": texts, "date": ["2026-03-02", "2026-03-03", "2026-03-04"]})
    assert _read(_csv(plain, tmp_path / "a.csv"), "posts").kind == "posts"


def test_a_chat_of_staff_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no message of a customer"):
        _read(_csv(TICKETS[TICKETS["sender_type"].eq("agent")], tmp_path / "a.csv"))


THREADS = {
    "comments": {
        "tickets": [
            {
                "id": 7, "subject": "The blue kettle", "assignee": "Fern Hale",
                "requester": {"email": "a@mail.example"},
                "comments": [
                    {"author": "customer", "at": "2026-01-05T10:00:00", "body": "The lid does not close."},
                    {"author": "Fern Hale", "at": "2026-01-06T10:00:00", "body": "We send you another lid."},
                    {"author": "customer", "at": "2026-01-07T10:00:00", "body": "Thank you, it fits now."},
                ],
            }
        ]
    },
    "conversations": [
        {
            "id": 7, "subject": "The blue kettle", "description": "The lid does not close.", "status": "open",
            "conversations": [
                {"body": "We send you another lid.", "incoming": False, "private": False},
                {"body": "This one is a moaner.", "incoming": False, "private": True},
                {"body": "Thank you, it fits now.", "incoming": True, "private": False},
            ],
        }
    ],
    "parts": [
        {
            "id": "7", "source": {"subject": "x"}, "subject": "The blue kettle",
            "conversation_parts": {
                "conversation_parts": [
                    {"author": {"type": "user", "id": 1}, "body": "The lid does not close."},
                    {"author": {"type": "admin", "id": 2}, "body": "We send you another lid."},
                    {"author": {"type": "user", "id": 1}, "body": "Thank you, it fits now."},
                ]
            },
        }
    ],
    "ids": [
        {
            "id": 7, "subject": "The blue kettle", "requester_id": 91,
            "comments": [
                {"author_id": 91, "public": True, "body": "The lid does not close."},
                {"author_id": 12, "public": True, "body": "We send you another lid."},
                {"author_id": 91, "public": True, "body": "Thank you, it fits now."},
            ],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize("export", THREADS)
def test_in_a_helpdesks_json_only_the_customers_messages_are_quoted(export: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(THREADS[export]), encoding="utf-8")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None and found.kind == "tickets"
    (document,) = found.read(path, looked).documents
    said = [document.text[turn.start : turn.end] for turn in document.turns if turn.role == "respondent"]
    assert said == ["The blue kettle\nThe lid does not close.", "Thank you, it fits now."]
    assert "Staff: We send you another lid." in document.text and "moaner" not in document.text


def test_of_messages_that_do_not_say_who_wrote_them_only_the_first_is_a_customers(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    unsigned = {"id": 1, "messages": [{"body": "Where is it?", "from": ""}, {"body": "On its way to you.", "from": ""}]}
    path.write_text(json.dumps([unsigned]), encoding="utf-8")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None
    extract = found.read(path, looked)
    assert [document.text for document in extract.documents] == ["Customer: Where is it?"]
    assert any("do not say who wrote them" in note for note in extract.report.notes)


def test_the_side_that_answers_is_the_company_whatever_the_file_calls_it(tmp_path: Path) -> None:
    rows = []
    for n in range(4):
        rows += [
            (f"T-{n}", "them", f"The shower number {n} has been cold since January."),
            (f"T-{n}", "desk", "An engineer is on the way to you."),
        ]
    frame = pd.DataFrame(rows, columns=["thread", "who wrote", "message"]).assign(**{"handled by": "Ged"})
    read = _read(_csv(frame, tmp_path / "inbox.csv"))
    said = [quote.text for quote in split_all(read.documents)]
    assert len(said) == 4 and not any("engineer" in words for words in said)
    assert any("calls the company 'desk'" in note for note in read.report.notes)
