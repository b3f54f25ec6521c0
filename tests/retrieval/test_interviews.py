"""Interviews in every shape that transcription tools write."""

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personas.errors import BadInput
from retrieval.quotes import split
from retrieval.readers import (
    Participants,
    VoiceExtract,
    mapped_voices,
    participants_among,
    recognise_voices,
    transcripts,
)
from segments.tables import sample

TURNS = [
    ("Hana", "Thanks for coming, Joanne. What do you buy?"),
    ("Joanne", "Trousers for the crew. Hana, you know that."),
    ("Hana", "And what goes wrong?"),
    ("Joanne", "The logo takes two weeks. Ring me on 07700 900417 about it."),
    ("Hana", "How long should it take?"),
    ("Joanne", "One week would do. I'd never moan again."),
]
PARTICIPANTS = (
    "file,participant,respondent_id,customer_id,age,gender,trade,religion,date\n"
    "one.vtt,Joanne,I01,TB1,49,Woman,office manager,none,2026-05-12\n"
    "two.txt,Dougie,I02,TB2,63,Man,owner,none,2026-06-24\n"
)


def _plain() -> str:
    return "\n\n".join(f"{name}: {text}" for name, text in TURNS)


def _voice_tags() -> str:
    cues = [f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n<v {name}>{text}</v>" for n, (name, text) in enumerate(TURNS)]
    return "WEBVTT\n\n" + "\n\n".join(cues)


def _named_cues() -> str:
    cues = [f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{name}: {text}" for n, (name, text) in enumerate(TURNS)]
    return "WEBVTT\n\n" + "\n\n".join(cues)


def _srt() -> str:
    cues = [
        f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{name}: {text}" for n, (name, text) in enumerate(TURNS)
    ]
    return "\n\n".join(cues)


def _otter() -> str:
    blocks = [f"{name}  {n}:{n:02}\n{text}" for n, (name, text) in enumerate(TURNS)]
    return "\n\n".join(blocks) + "\n\nTranscribed by https://otter.ai\n"


def _read(path: Path, participants: Participants | None = None) -> VoiceExtract:
    looked = sample(path)
    recognised = recognise_voices(looked)
    assert recognised is not None
    return recognised.read(path, looked, participants=participants)


SHAPES = {
    "WebVTT transcript": (_voice_tags, _named_cues),
    "SRT transcript": (_srt,),
    "Otter transcript": (_otter,),
    "Name: text transcript": (_plain,),
}


@pytest.mark.parametrize(("name", "write"), [(name, write) for name, writes in SHAPES.items() for write in writes])
def test_every_shape_gives_the_same_document_whatever_the_file_is_called(tmp_path: Path, name: str, write) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "notes.csv"
    path.write_text(write(), encoding="utf-8")
    recognised = recognise_voices(sample(path))
    assert recognised is not None and (recognised.name, recognised.kind) == (name, "interviews")
    extract = _read(path)
    assert len(extract.respondents) == len(extract.documents) == 1
    document = extract.documents[0]
    assert document.text.startswith("Interviewer: Thanks for coming, [name]. What do you buy?\n\nRespondent: Trousers")
    assert "Joanne" not in document.text and "Hana" not in document.text and "900417" not in document.text
    assert "otter.ai" not in document.text and "-->" not in document.text
    assert [turn.role for turn in document.turns] == ["interviewer", "respondent"] * 3
    quotes = [quote.text for quote in split(document)]
    assert quotes[0] == "Trousers for the crew." and "I'd never moan again." in quotes[-1]
    assert all("How long" not in quote for quote in quotes)
    assert extract.report.redacted["phone"] == 1


def test_a_word_document_reads_like_plain_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Interview with a customer, May", level=1)
    for name, text in TURNS:
        document.add_paragraph(f"{name}: {text}")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "What the observer noted."
    document.save(str(tmp_path / "interview.bin"))
    extract = _read(tmp_path / "interview.bin")
    assert "Interview with" not in extract.documents[0].text and len(extract.documents[0].turns) == 6
    assert "observer" not in extract.documents[0].text


@pytest.mark.parametrize("heading", [("Time", "Speaker", "Text"), ("Who", "What was said")])
def test_a_word_document_whose_turns_stand_in_a_table_reads_like_plain_text(
    tmp_path: Path, heading: tuple[str, ...]
) -> None:
    document = docx.Document()
    document.add_paragraph("Interview with a customer, May")
    table = document.add_table(rows=0, cols=len(heading))
    for number, (name, text) in enumerate([heading[-2:], *TURNS]):
        cells = [heading[0] if not number else f"00:0{number}:10", f"{name}:" if number else name, text]
        for cell, written in zip(table.add_row().cells, cells[-len(heading) :], strict=True):
            cell.text = written
    document.save(str(tmp_path / "interview.docx"))
    extract = _read(tmp_path / "interview.docx")
    assert [turn.role for turn in extract.documents[0].turns] == ["interviewer", "respondent"] * 3
    assert extract.documents[0].text.startswith("Interviewer: Thanks for coming, [name]. What do you buy?")


def test_cues_of_one_speaker_are_merged_to_turns(tmp_path: Path) -> None:
    cues = ["A: Why?", "B: Because it rains,", "and I was wet", "B: to the skin.", "A: And then?", "B: I went home."]
    text = "WEBVTT\n\n" + "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{cue}" for n, cue in enumerate(cues))
    (tmp_path / "a.vtt").write_text(text, encoding="utf-8")
    document = _read(tmp_path / "a.vtt").documents[0]
    assert [document.text[turn.start : turn.end] for turn in document.turns][1] == (
        "Because it rains, and I was wet to the skin."
    )


@pytest.mark.parametrize("asking", ["Moderator", "Interviewer", "Q", "INT"])
def test_a_speaker_called_interviewer_is_one_even_when_they_talk_most(tmp_path: Path, asking: str) -> None:
    long = "Let me tell you all about our study before we begin because there is so much to say about it. "
    rows = [f"{asking}: {long}", "Jo: Is it long?", f"{asking}: {long}", "Jo: Shall we start now?", f"{asking}: Yes."]
    (tmp_path / "a.txt").write_text("\n".join(rows), encoding="utf-8")
    document = _read(tmp_path / "a.txt").documents[0]
    assert [turn.role for turn in document.turns][:2] == ["interviewer", "respondent"]


def test_participants_tell_the_speakers_apart_and_give_attributes_and_customer(tmp_path: Path) -> None:
    (tmp_path / "one.vtt").write_text(_voice_tags(), encoding="utf-8")
    (tmp_path / "people.csv").write_text(PARTICIPANTS, encoding="utf-8")
    found = participants_among(tmp_path.iterdir())
    extract = _read(tmp_path / "one.vtt", found)
    person = extract.respondents[0]
    assert person.customer_id == "TB1"
    assert person.attributes == {"age": 49, "gender": "Woman", "trade": "office manager"}
    assert found.set_aside == ("religion",)
    assert extract.documents[0].date is not None and extract.documents[0].date.isoformat().startswith("2026-05-12")


def test_a_table_of_participants_is_recognised_and_can_come_after_its_transcripts(tmp_path: Path) -> None:
    (tmp_path / "one.vtt").write_text(_voice_tags(), encoding="utf-8")
    (tmp_path / "people.csv").write_text(PARTICIPANTS, encoding="utf-8")
    before = _read(tmp_path / "one.vtt")
    assert before.respondents[0].customer_id is None and "No table of participants" in " ".join(before.report.notes)
    table = _read(tmp_path / "people.csv")
    assert not table.documents and len(table.participants.rows) == 2
    changed = table.participants.applied({before.respondents[0].source_id: "one.vtt"}, before.respondents)
    assert [person.customer_id for person in changed] == ["TB1"] and changed[0].attributes["age"] == 49
    assert Participants.model_validate_json(table.participants.model_dump_json()) == table.participants


def test_two_tables_of_participants_are_merged_the_later_row_counts() -> None:
    first = Participants.model_validate({"rows": [{"file": "a.txt", "key": "1"}, {"file": "b.txt", "key": "2"}]})
    second = Participants.model_validate({"rows": [{"file": "b.txt", "key": "3"}]})
    assert [row.key for row in first.merged(second).rows] == ["1", "3"]


def test_a_group_gives_a_document_to_each_respondent_without_the_others_words(tmp_path: Path) -> None:
    rows = [
        "Moderator: What do you think of it?", "P1: I like the boots a lot.", "P2: I hate them, honestly.",
        "Moderator: Why is that?", "P2: They pinch my toes.", "P1: Mine never did that.",
    ]  # fmt: skip
    (tmp_path / "group.txt").write_text("\n".join(rows), encoding="utf-8")
    extract = _read(tmp_path / "group.txt")
    assert len(extract.respondents) == 2
    assert ["hate" in document.text for document in extract.documents] == [False, True]
    assert all(document.text.count("Interviewer:") == 2 for document in extract.documents)


def test_who_asks_can_be_said_and_a_name_that_nobody_bears_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Jo: Why boots?\nAl: They last.\nJo: How long?\nAl: For years.\n", encoding="utf-8")
    looked = sample(tmp_path / "a.txt")

    def said(*asking: str) -> str:
        extract = mapped_voices(looked, "interviews", {}, interviewers=asking).read(tmp_path / "a.txt", looked)
        return extract.documents[0].text

    assert said("jo").startswith("Interviewer: Why boots?")
    assert said("Al").startswith("Respondent: Why boots?")
    with pytest.raises(BadInput, match=r"Nobody in 'a.txt' is called 'Ed'. Its speakers: Jo, Al"):
        said("Ed")


def test_a_monologue_of_an_interviewer_is_refused(tmp_path: Path) -> None:
    rows = [
        "Interviewer: Hello there.",
        "Moderator: Hi.",
        "Interviewer: Is anybody in?",
        "Moderator: No.",
        "Interviewer: Oh.",
    ]
    (tmp_path / "a.txt").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(BadInput, match="only an interviewer"):
        _read(tmp_path / "a.txt")


def test_a_colon_inside_speech_makes_no_speaker(tmp_path: Path) -> None:
    rows = [
        "Ann: So?",
        "Bob: One thing: it leaks.",
        "Ann: And?",
        "Bob: Worse",
        "Note: twice a day.",
        "Ann: Oh.",
        "Bob: Yes.",
    ]
    (tmp_path / "a.txt").write_text("\n".join(rows), encoding="utf-8")
    document = _read(tmp_path / "a.txt").documents[0]
    assert "Respondent: One thing: it leaks." in document.text and "Worse Note: twice a day." in document.text


@pytest.mark.parametrize(
    "text",
    [
        "name: Ann\nage: 4\ncity: Leeds\ntrade: none\n",
        "Just a letter.\nIt goes on.\nNobody speaks.\n",
        "a,b\n1,2\n3,4\n",
    ],
)
def test_other_texts_are_no_transcripts(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert recognise_voices(sample(tmp_path / "a.txt")) is None


SPEECH = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60)
SPOKEN = st.lists(st.tuples(st.sampled_from(["Ann", "Bob"]), SPEECH), min_size=6, max_size=14)


@settings(max_examples=40, deadline=None)
@given(SPOKEN)
def test_turns_are_exact_spans_of_whatever_was_said(
    tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("spoken") / "a.txt"
    every = [("Ann", "so?"), ("Bob", "yes"), *turns, ("Ann", "and?"), ("Bob", "no")]
    path.write_text("\n".join(f"{name}: {' '.join(text.split())} ok" for name, text in every), encoding="utf-8")
    looked = sample(path)
    recognised = recognise_voices(looked)
    assert recognised is not None and recognised.kind == "interviews"
    for document in recognised.read(path, looked).documents:
        assert all(document.text[turn.start : turn.end].strip() for turn in document.turns)
        for quote in split(document):
            assert document.text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("mark", ["**{}:**", "**{}**:", "- **{}:**", "__{}__:", "> *{}*:"])
def test_an_interview_in_markdown_is_read_and_a_role_in_brackets_holds_for_every_turn(
    tmp_path: Path, mark: str
) -> None:
    path = tmp_path / "notes.md"
    names = ["Hana (interviewer)", *[name for name, _ in TURNS[1:]]]
    lines = [f"{mark.format(name)} {text}" for name, (_, text) in zip(names, TURNS, strict=True)]
    path.write_text("# A conversation\n\nDate: 12 March 2026\nPlace: video call\n\n" + "\n\n".join(lines))
    extract = _read(path)
    (document,) = extract.documents
    assert "1 interviewer(s), 1 respondent(s), 3 turns" in extract.report.notes[0]
    assert document.text.startswith("Interviewer: Thanks for coming, [name].")
    assert "[name], you know that" in document.text


@pytest.mark.parametrize(
    "above",
    [
        "Exit call\nClient no: 10405\nPlace: Kendal",
        "# Talk with Joanne\n\nClient: 10405\nDate: 2026-02-19",
        "Customer number 10405",
    ],
)
def test_a_customers_number_above_a_transcript_is_whose_interview_it_is(tmp_path: Path, above: str) -> None:
    path = tmp_path / "call.md"
    path.write_text(f"{above}\n\n{_plain()}", encoding="utf-8")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None and found.kind == "interviews"
    known = found.read(path, looked, customers=lambda values: {"10405"} & set(values))
    assert [person.customer_id for person in known.respondents] == ["10405"]
    unknown = found.read(path, looked, customers=lambda values: set())
    assert [person.customer_id for person in unknown.respondents] == [None]


def test_a_transcript_too_large_to_be_read_at_once_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "everything.txt"
    path.write_text(_plain(), encoding="utf-8")
    monkeypatch.setattr(transcripts, "LARGEST", 100)
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None
    with pytest.raises(BadInput, match="one file a conversation"):
        found.read(path, looked)
