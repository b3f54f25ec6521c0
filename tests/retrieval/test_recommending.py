"""Scores of 0 to 10 for "would you recommend us?", in the shapes in which survey tools export them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.readers import VoiceExtract, recognise_voices
from retrieval.readers.recommending import points_of
from segments.tables import sample

SCORES = [10, 2, 6, 9, 3, 7, 10, 4, 8, 9, 0, 9]
WORDS = [
    "The boots held up all winter and I would buy them again", "Delivery took nine days and nobody told me why",
    "Sizing runs small so I had to send two pairs back", "Great service in the shop, they knew the range",
    "The zip broke after a month of light use", "", "I love how warm the jacket is on site",
    "The website kept logging me out at the checkout", "Would like more sizes for women", "Fair prices",
    "My refund is still not here after three weeks", "They are comfortable from the first day",
]  # fmt: skip
NAMES = (
    "Ann Moss|Ben Hale|Cora Lund|Dan Reed|Eve Stone|Finn Boyd|Gwen Hart|Hal Poole|Ivy Marsh|Joe Kerr|Kit Nash|Lea Ford"
)


class Answered:
    """One answer, as the cells of a tool's export tell it."""

    def __init__(self, number: int) -> None:
        self.number, self.score, self.words = number, SCORES[number], WORDS[number]
        self.name, self.day = NAMES.split("|")[number], f"2025-0{number % 9 + 1}-1{number % 9} 10:00:00"
        self.email = f"p{number}@example.com"
        self.group = "Promoter" if self.score > 8 else "Passive" if self.score > 6 else "Detractor"


SHAPES: dict[str, tuple[str, Callable[[Answered], list[object]]]] = {
    "survey type": (
        "ID,Name,Email,Score,Comment,Permalink,Survey Type,Created At,Tags,Country",
        lambda a: [9_000 + a.number, a.name, a.email, a.score, a.words, f"https://x.example/{a.number}", "nps", a.day,
                   "", ["UK", "IE"][a.number % 2]],
    ),
    "category": (
        "Created,Rating,Category,Feedback,User ID,User Name,User Email,Language",
        lambda a: [a.day, a.score, a.group.lower(), a.words, f"u-{a.number}", a.name, a.email, "en"],
    ),
    "a group called rating": (
        "Email,First name,Last name,Score,Rating,Feedback,Date",
        lambda a: [a.email, *a.name.split(), a.score, f"{a.group}s", a.words, a.day[:10]],
    ),
    "contacts": (
        "Contact,Survey name,Survey type,Rating,Response group,Feedback,Date submitted",
        lambda a: [a.name, "Loyalty", "NPS", a.score, a.group, a.words, a.day],
    ),
    "a column each group": (
        "Respondent,Score,Comment,Promoter,Passive,Detractor",
        lambda a: [a.number, a.score, a.words, *(int(a.group == one) for one in ("Promoter", "Passive", "Detractor"))],
    ),
    "ticks in columns": (
        "Customer ID,NPS Score,Verbatim,Promoters,Passives,Detractors,Region",
        lambda a: [f"C{1000 + a.number}", a.score, a.words,
                   *("x" if a.group == one else "" for one in ("Promoter", "Passive", "Detractor")), "North"],
    ),
    "a question": (
        "Number,User,Date Submitted,Device,How likely are you to recommend us to a friend or colleague?,"
        "What's the reason for your score?",
        lambda a: [a.number + 1, f"ab{a.number}cd{a.number}ef", a.day, "desktop", a.score, a.words],
    ),
    "points with words": (
        "Date,\"On a scale of 0 to 10, how likely are you to recommend Tarn to a friend?\",Why that score?",
        lambda a: [a.day[:10], {10: "10 - Extremely likely", 0: "0 - Unlikely"}.get(a.score, a.score), a.words],
    ),
    "named": ("nps,comment", lambda a: [a.score, a.words]),
    "German": (
        "Datum;Weiterempfehlung (0-10);Kommentar;Gruppe",
        lambda a: [f"1{a.number % 9}.03.2025", a.score, a.words,
                   {"Promoter": "Promotor", "Passive": "Passiv", "Detractor": "Kritiker"}[a.group]],
    ),
    "an id that says it": (
        "nps_feedback_uid,state,rating,review,response,created_at",
        lambda a: [f"f{a.number}x", "reviewed", a.score, a.words, "", a.day],
    ),
}  # fmt: skip


def _export(shape: str) -> str:
    header, row = SHAPES[shape]
    separator, text = ";" if ";" in header else ",", io.StringIO()
    csv.writer(text, delimiter=separator).writerows(row(Answered(number)) for number in range(len(SCORES)))
    return f"{header}\n{text.getvalue()}"


def _read(path: Path, text: str) -> tuple[str, VoiceExtract]:
    path.write_text(text, encoding="utf-8")
    looked = sample(path)
    found = recognise_voices(looked)
    assert found is not None
    return found.name, found.read(path, looked)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_score_is_an_answer_on_a_scale_to_ten_and_never_stars(shape: str, tmp_path: Path) -> None:
    name, extract = _read(tmp_path / "export.csv", _export(shape))
    assert (name, extract.kind) == ("NPS survey", "survey")
    assert [person.attributes["nps"] for person in extract.respondents] == SCORES
    assert {document.rating for document in extract.documents} == {None}
    assert [document.text for document in extract.documents] == [words for words in WORDS if words]
    told = {name: value for person in extract.respondents for name, value in person.attributes.items()}
    assert not {"rating", "score", "promoter", "passive", "detractor", "category", "gruppe"} & told.keys()
    assert not any(name in str(extract) for name in NAMES.split("|"))
    assert extract.answers is not None
    scaled = extract.answers[extract.answers["scale"]]
    assert list(scaled["answer"]) == list(map(str, SCORES)) and scaled["question"].nunique() == 1
    assert "1 score of recommendation from 0 to 10 (nps)" in " ".join(extract.report.notes)


def test_who_was_asked_and_gave_neither_score_nor_words_is_no_respondent(tmp_path: Path) -> None:
    answers = [f"{a.email},trade,{a.score},{a.words.replace(',', '')}" for a in map(Answered, range(len(SCORES)))]
    silent = [f"q{number}@example.com,trade,," for number in range(5)]
    _, extract = _read(tmp_path / "export.csv", "\n".join(["email,segment,NPS,comment", *answers, *silent]))
    assert len(extract.respondents) == len(SCORES)
    assert extract.report.dropped["nothing answered"] == 5


WORDLESS: dict[str, tuple[str, Callable[[Answered], list[object]]]] = {
    "an id and a region": ("Respondent ID,NPS,Date,Region", lambda a: [a.number, a.score, a.day[:10], "North"]),
    "a question": (
        "Response ID,How likely are you to recommend us to a friend?,Submitted at", lambda a: [a.number, a.score, a.day]
    ),
    "groups": ("Respondent,Score,Group,Date", lambda a: [a.number, a.score, a.group, a.day[:10]]),
    "a comment that nobody wrote": (
        "Email,Score,Comment,Survey Type,Created At", lambda a: [a.email, a.score, "", "nps", a.day]
    ),
    "the day of a customer's answer": ("Customer ID,NPS,Survey date", lambda a: [f"C{a.number}", a.score, a.day[:10]]),
    "nothing but who and when": ("email,nps,date", lambda a: [a.email, a.score, a.day[:10]]),
    "a day alone": ("nps,date", lambda a: [a.score, "2025-03-01"]),
}  # fmt: skip


@pytest.mark.parametrize("shape", WORDLESS)
def test_scores_without_a_word_are_answers_of_people_who_say_nothing(shape: str, tmp_path: Path) -> None:
    header, row = WORDLESS[shape]
    lines = [",".join(map(str, row(Answered(number)))) for number in range(len(SCORES))]
    name, extract = _read(tmp_path / "export.csv", "\n".join([header, *lines]))
    assert (name, extract.kind, extract.documents) == ("NPS survey", "survey", [])
    assert [person.attributes["nps"] for person in extract.respondents] == SCORES, "two nines of one day are two people"
    assert ("Nothing tells who answered" in " ".join(extract.report.notes)) == (shape == "a day alone")


PROSE = "It was all right for what it cost me"
OTHERS = {
    "stars beside a score that nobody gave": ["rating,nps,review", *(f"{n % 5 + 1},,{PROSE} {n}" for n in range(12))],
    "reviews to ten": ["date,score,comment", *(f"2025-01-1{n % 9},{score},{PROSE}" for n, score in enumerate(SCORES))],
    "a company's net score": ["region,nps,what happened?", *(f"R{n},{20 - 5 * n},{PROSE} {n}" for n in range(8))],
    "a scale to five": ["how likely are you to recommend us?,why?", *(f"{n % 5 + 1},{PROSE} {n}" for n in range(12))],
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_only_looks_like_it_is_no_score_of_recommendation(kind: str, tmp_path: Path) -> None:
    name, extract = _read(tmp_path / "export.csv", "\n".join(OTHERS[kind]))
    assert name in ("Reviews", "Survey")
    assert extract.answers is None or not extract.answers["scale"].any()


@pytest.mark.parametrize("header", ["customer_id,plan,nps,region", "month,nps,region", "score,date"])
def test_a_customer_file_and_scores_that_nothing_names_are_no_survey(header: str, tmp_path: Path) -> None:
    cells = {
        "customer_id": "C{0}",
        "plan": "basic",
        "region": "North",
        "month": "2025-{0:02}",
        "date": "2025-03-{0:02}",
    }
    row = ",".join(cells.get(name, "{1}") for name in header.split(","))
    lines = [row.format(number, score) for number, score in enumerate(SCORES, start=1)]
    (tmp_path / "export.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    assert recognise_voices(sample(tmp_path / "export.csv")) is None


@pytest.mark.parametrize(
    ("cell", "points"),
    [("10", 10), (" 7 ", 7), ("9.0", 9), ("0 - Not at all likely", 0), ("10 (extremely likely)", 10),
     ("Extremely likely - 10", 10), ("8/10", 8), ("8 out of 10", 8), ("11", None), ("7.5", None), ("-3", None),
     ("2 - 5 years", None), ("likely", None), ("", None), ("10 years", None), ("25-34", None)],
)  # fmt: skip
def test_points_are_told_from_other_numbers(cell: str, points: int | None) -> None:
    assert points_of(cell) == points
