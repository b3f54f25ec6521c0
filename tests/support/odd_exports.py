"""Small exports as tools and hands really make them: odd headers, encodings, scripts, rows that are no answers."""
# ruff: noqa: E501

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from openpyxl import Workbook

SAID = [
    "The zip on my second jacket broke after three weeks of normal wear",
    "Delivery came two days early and the driver rang ahead",
    "I wish the sleeves were a bit longer for tall people",
    "Sizes run small, so order one up if you wear layers",
    "The colour faded after five washes, which is poor at that price",
    "Pockets are in the right place and hold my tools",
    "Returns took nearly a month before I saw my money",
    "Nobody answered my email about the wrong parcel",
    "Warm enough for a frosty morning on the scaffold",
    "The fleece lining pills badly under the arms",
    "Good value compared with what we paid before",
    "My whole crew wears these now and nobody complains",
]
TALK = [
    ("Sam Reed", "How do you choose a jacket when you need a new one?"),
    ("Mona Lind", "I go by the pockets first, then the weight. If it is stiff I put it back."),
    ("Sam Reed", "And where do you look for it?"),
    ("Mona Lind", "Mostly on my phone at lunch. The shop is too far to drive to."),
    ("Sam Reed", "What puts you off?"),
    ("Mona Lind", "Paying for returns. I stopped ordering two sizes because of that."),
]


class Odd(NamedTuple):
    """A file, and what must come of it."""

    content: bytes
    kind: str
    people: int
    texts: int
    rating: float | None = None
    """Of the first text."""
    language: str = "en"
    dated: bool = True
    answers: dict[str, set[str]] = {}
    """Closed questions with their answers."""
    never: tuple[str, ...] = ()
    """Words that must not be stored."""


def odd_exports() -> dict[str, Odd]:
    """File name -> an export and what it holds."""
    return {**_surveys(), **_tables_by_hand(), **_reviews(), **_messages(), **_transcripts()}


def _csv(rows: Iterable[Sequence[object]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(encoding)


def _sheet(rows: Iterable[Sequence[object]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(file)
    return file.getvalue()


def _rows(row: Callable[[int], Sequence[object]], count: int = 12) -> list[Sequence[object]]:
    return [row(number) for number in range(count)]


def _of(number: int, *values: str) -> str:
    return values[number % len(values)]


def _surveys() -> dict[str, Odd]:
    google = [
        ["Timestamp", "Email Address", "How satisfied are you? [Delivery]", "How satisfied are you? [Fit]",
         "Which of these do you buy from us? (tick all that apply)", "What one thing should we change?", "How old are you?"],
        *_rows(lambda n: [
            f"2026/03/{n + 1:02} 10:{n:02}:11 AM GMT+1", f"p{n}@example.com", _of(n, "Satisfied", "Dissatisfied"),
            _of(n, "Neutral", "Satisfied"), _of(n, "Jackets, Boots", "Boots", "Gloves, Boots", "Jackets"), SAID[n],
            _of(n, "18-24", "25-34"),
        ]),
    ]  # fmt: skip
    monkey = [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "First Name", "Which have you used?", "", "", "Rate us", "", "What next?"],
        ["", "", "", "", "", "Website", "App", "Other (please specify)", "Delivery", "Price", "Open-Ended Response"],
        *_rows(lambda n: [
            11480000 + n, 42, "03/01/2026 10:00:00 AM", "03/01/2026 10:05:00 AM", "Ana", "Website" if n % 2 else "",
            "App" if n % 3 == 0 else "", "by phone" if n == 5 else "", _of(n, "Good", "Poor"), _of(n, "Fair", "Good"), SAID[n],
        ]),
    ]  # fmt: skip
    new_form = [
        ["#", "What made you buy?", "Which channels do you use?", "Response Type", "Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Ending"],
        *_rows(lambda n: [f"a{n}xyz", SAID[n], _of(n, "Web / Shop", "Shop", "App / Web"), "completed",
                          "2026-01-02 10:00:00", "2026-01-02 10:03:00", f"n{n}", "Thanks"]),
    ]  # fmt: skip
    old_form = [
        ["#", "What made you buy?", "Web", "Shop", "App", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        *_rows(lambda n: [f"a{n}", SAID[n], "Web" if n % 2 else "", "Shop" if n % 3 == 0 else "", "App" if n % 4 == 0 else "",
                          "2026-01-02 10:00:00", "2026-01-02 10:03:00", f"n{n}"]),
    ]  # fmt: skip
    lime = [
        ["Response ID", "Date submitted", "Start language", "Seed", "G01Q01. Was hat Sie zuletzt geärgert?",
         "G01Q02[SQ001]. Wie zufrieden sind Sie mit: [Lieferung]", "G02Q03. Ihr Geschlecht"],
        *_rows(lambda n: [
            n + 1, f"2026-02-{n + 1:02} 12:00:00", "de", 991 + n,
            _of(n, "Der Reißverschluss ging nach drei Wochen kaputt", "Die Lieferung kam zwei Tage zu spät bei mir an",
                "Mir fehlt eine größere Tasche an der Hose", "Die Farbe ist nach fünf Wäschen ganz verblichen"),
            _of(n, "sehr zufrieden", "zufrieden", "unzufrieden"), _of(n, "weiblich", "männlich"),
        ], 4),
    ]  # fmt: skip
    microsoft = [
        ["ID", "Start time", "Completion time", "Email", "Name", "Which products do you use?", "Anything else?"],
        *_rows(lambda n: [n + 1, datetime(2026, 3, 1 + n, 9), datetime(2026, 3, 1 + n, 9, 4), "anonymous", "",
                          _of(n, "Jacket;Boots;", "Boots;", "Gloves;Boots;"), SAID[n]]),
    ]  # fmt: skip
    alchemer = [
        ["Response ID", "Time Started", "Date Submitted", "Status", "Language", "SessionID", "User Agent", "IP Address", "Longitude",
         "Postal", "What stopped you from ordering?", "Delivery:How important is it?", "Price:How important is it?"],
        *_rows(lambda n: [
            n + 1, f"Mar {n + 1:02}, 2026 10:00:00 AM", f"Mar {n + 1:02}, 2026 10:04:00 AM", "Complete", "English", f"s{n}_abc",
            "Mozilla/5.0 (Windows NT 10.0)", f"198.51.100.{n}", "-1.5", "LS1 4AP", SAID[n], _of(n, "Important", "Not important"),
            _of(n, "Very important", "Important"),
        ]),
    ]  # fmt: skip
    ticked = {"Jackets", "Boots", "Gloves"}
    return {
        "google_forms.csv": Odd(_csv(google), "survey", 12, 12, answers={google[0][4]: ticked}),
        "surveymonkey.csv": Odd(b"\xef\xbb\xbf" + _csv(monkey), "survey", 12, 12,
                                answers={"Which have you used?": {"Website", "App"}, "Rate us - Price": {"Fair", "Good"}},
                                never=("Ana",)),
        "typeform_new.csv": Odd(_csv(new_form), "survey", 12, 12, answers={"Which channels do you use?": {"Web", "Shop", "App"}}),
        "typeform_old.csv": Odd(_csv(old_form), "survey", 12, 12,
                                answers={"Which of these: Web, Shop, App": {"Web", "Shop", "App"}}),
        "limesurvey.csv": Odd(_csv(lime, ";"), "survey", 4, 4, language="de",
                              answers={"Ihr Geschlecht": {"weiblich", "männlich"}}, never=("G01Q01", "991")),
        "microsoft_forms.xlsx": Odd(_sheet(microsoft), "survey", 12, 12,
                                    answers={"Which products do you use?": {"Jacket", "Boots", "Gloves"}}),
        "alchemer.csv": Odd(_csv(alchemer), "survey", 12, 12, never=("LS1", "Mozilla", "198.51", "10:00:00 AM"),
                            answers={"Price:How important is it?": {"Very important", "Important"}}),
    }  # fmt: skip


def _tables_by_hand() -> dict[str, Odd]:
    merged = [
        ["Customer survey spring 2026"],
        [],
        ["About you", "", "", "Your opinion", "", "", ""],
        ["Nr", "Age band", "Region", "Delivery 1-5", "Fit 1-5", "", "Tell us in your own words"],
        *_rows(
            lambda n: [
                46082 + n,
                _of(n, "18-24", "25-34"),
                _of(n, "North", "South"),
                n % 5 + 1,
                (n + 1) % 5 + 1,
                None,
                SAID[n],
            ]
        ),
        ["Total", None, None, 36, 36, None, None],
    ]
    coded = [
        ["q_id", "q1", "q2", "q3_1", "q3_2", "q3_3"],
        [
            "Respondent",
            "How satisfied are you overall?",
            "What should we improve?",
            "Used: website",
            "Used: app",
            "Used: shop",
        ],
        *_rows(lambda n: [n + 1, _of(n, "Satisfied", "Dissatisfied"), SAID[n], int(n % 2), int(n % 4 == 0), 0]),
    ]
    long = [["respondent", "question", "answer"]]
    for n in range(10):
        long += [
            [f"R{n}", "How satisfied are you?", _of(n, "Satisfied", "Dissatisfied")],
            [f"R{n}", "Age", _of(n, "18-24", "25-34")],
        ]
        long += [[f"R{n}", "What should we change?", SAID[n]]]
    small = [
        ["Wie alt sind Sie?", "Was fehlt Ihnen?", "Kaufen Sie online?"],
        *_rows(lambda n: [20 + n, _of(n, "Eine Hose mit tiefen Taschen für den Zollstock", "Längere Ärmel wären für mich das Beste",
                                      "Ein Laden in der Nähe von Kassel wäre gut"), _of(n, "nein", "ja")], 3),
    ]  # fmt: skip
    arabic = [
        ["الطابع الزمني", "ما الذي يجب أن نحسنه؟", "العمر"],
        *_rows(lambda n: [f"2026/03/{n + 1:02}", _of(n, "السحاب انكسر بعد ثلاثة أسابيع من الاستخدام العادي",
               "التوصيل وصل متأخرا يومين ولم يرد أحد على رسالتي") + f" رقم {n}", _of(n, "18-24", "25-34")], 8),
    ]  # fmt: skip
    highlights = [
        ["Highlight", "Tags", "Note title", "Participant", "Created at"],
        *_rows(
            lambda n: [SAID[n], "returns; price", f"Interview {n % 3 + 1}", f"P{n % 3 + 1}", f"2026-03-{n + 1:02}"], 10
        ),
    ]
    return {
        "merged_header.xlsx": Odd(_sheet(merged), "survey", 12, 12, dated=False, answers={"Delivery 1-5": {*"12345"}}, never=("Total",)),
        "ids_and_texts.csv": Odd(_csv(coded), "survey", 12, 12, dated=False,
                                 answers={"How satisfied are you overall?": {"Satisfied", "Dissatisfied"},
                                          "Used": {"website", "app", "None of these"}}, never=("Respondent",)),
        "an_answer_a_row.csv": Odd(_csv(long), "survey", 10, 10, dated=False,
                                   answers={"How satisfied are you?": {"Satisfied", "Dissatisfied"}, "Age": {"18-24", "25-34"}}),
        "klein.csv": Odd(_csv(small, "|"), "survey", 3, 3, language="de", dated=False, answers={"Kaufen Sie online?": {"ja", "nein"}}),
        "arabic.csv": Odd(_csv(arabic, encoding="cp1256"), "survey", 8, 8, language="ar", answers={"العمر": {"18-24", "25-34"}}),
        "highlights.csv": Odd(_csv(highlights), "survey", 3, 10),
    }  # fmt: skip


def _reviews() -> dict[str, Odd]:
    german: list[Sequence[object]] = [["Datum", "Kunde", "Sterne", "Bewertung", "Antwort"]]
    for n in range(10):
        if n == 5:
            german.append(german[0])
        said = f"Die Naht &ndash; {n} Wochen alt &ndash; ist schon\nwieder aufgegangen &amp; niemand half mir damit weiter {n}"
        german.append([f"{n + 1:02}.03.2026", f"K-{n}", n % 5 + 1, said, "Vielen Dank für Ihre Bewertung"])
    japanese = [
        ["投稿日", "評価", "タイトル", "本文", "ニックネーム"],
        *_rows(
            lambda n: [
                f"2026/03/{n + 1:02}",
                n % 5 + 1,
                "良い",
                f"ジッパーが三週間で壊れてしまいました。値段の割に残念です。{n}",
                "たろう",
            ],
            8,
        ),
    ]
    play = [
        ["Package Name", "Reviewer Language", "Review Submit Date and Time", "Review Submit Millis Since Epoch", "Star Rating",
         "Review Text", "Developer Reply Text", "Review Link"],
        *_rows(lambda n: ["com.x.app", "en", f"2026-03-{n + 1:02}T08:00:00Z", 1772352000000 + n, n % 5 + 1, SAID[n],
                          "Thanks for your review" if n % 2 else "", "http://play.example/x"], 10),
    ]  # fmt: skip
    totals = [
        ["Date", "", "Comment", "Score /10", ""],
        *_rows(lambda n: [f"{n + 1}/3/26", "", SAID[n], n % 10 + 1, ""], 10),
        ["", "", "Average", "5.5", ""],
        ["Total rows: 10", "", "", "", ""],
    ]
    several = [
        ["Review ID", "Date Submitted", "Star Rating", "Review Title", "What do you like best about it?",
         "What do you dislike about it?", "Industry"],
        *_rows(lambda n: [n, f"2026-03-{n + 1:02}", f"{n % 5 + 1}.0", "Solid", SAID[n], SAID[(n + 3) % 12], "Building"],
               10),
    ]  # fmt: skip
    bazaar = [
        [
            "Review ID",
            "Product ID",
            "Submission Date",
            "Overall Rating",
            "Review Title",
            "Review Text",
            "User Nickname",
            "IsRecommended",
        ],
        *_rows(lambda n: [n, "P1", f"2026-03-{n + 1:02}", n % 5 + 1, "Fine", SAID[n], f"builder{n}x", "true"], 10),
    ]
    store = [
        ["id", "Title", "Review", "Rating", "Version", "Author", "Territory", "Updated"],
        *_rows(
            lambda n: [
                n,
                "Fine",
                SAID[n],
                n % 5 + 1,
                "4.1.2",
                f"jumper{n}x",
                "GBR",
                f"2026-03-{n + 1:02}T08:00:00-07:00",
            ],
            10,
        ),
    ]
    return {
        "german.csv": Odd(_csv(german, ";", "cp1252"), "reviews", 10, 10, 1.0, "de", never=("&amp;", "Vielen Dank")),
        "japanese.csv": Odd(_csv(japanese), "reviews", 8, 8, 1.0, "ja", never=("たろう",)),
        "play_store.csv": Odd(
            _csv(play, encoding="utf-16"), "reviews", 10, 10, 1.0, never=("Thanks for", "http", "17723520")
        ),
        "totals.csv": Odd(_csv(totals), "reviews", 10, 10, 0.5, never=("Average",)),
        "g2.csv": Odd(_csv(several), "reviews", 10, 30, 1.0),
        "bazaarvoice.csv": Odd(_csv(bazaar), "reviews", 10, 10, 1.0, never=("builder",)),
        "app_store.csv": Odd(_csv(store), "reviews", 10, 10, 1.0, never=("jumper",)),
    }


def _messages() -> dict[str, Odd]:
    notes = [
        ["Record ID - Engagement", "Activity type", "Activity date", "Note body", "Activity assigned to", "Associated Contact IDs",
         "Associated Contact"],
        *_rows(lambda n: [7000 + n, "Note", f"2026-03-{n + 1:02} 09:00", f"<p>{SAID[n]}</p>", "Tom Baker", f"C{n}", "Ana Ruiz"], 8),
    ]  # fmt: skip
    fresh = [
        ["Ticket ID", "Subject", "Description", "Status", "Agent", "Created time", "Full name", "Email"],
        *_rows(lambda n: [n + 50, "Sizing", SAID[n], "Closed", "Priya", f"2026-03-{n + 1:02} 11:00:00", "Ben Okoro",
                          f"b{n}@example.com"], 8),
    ]  # fmt: skip
    reddit = "\n".join(
        json.dumps({"author": f"builder_{n}", "body": SAID[n], "created_utc": 1767000000 + n * 86400, "id": f"k{n}",
                    "link_id": "t3_a", "score": n, "subreddit": "Construction"})
        for n in range(10)
    )  # fmt: skip
    intercom = {"conversations": [
        {"id": str(n), "created_at": 1767000000 + n,
         "source": {"body": f"<p>{SAID[n]}</p>", "author": {"type": "user", "name": "Ana", "email": f"p{n}@example.com"}},
         "conversation_parts": {"conversation_parts": [
             {"part_type": "comment", "body": "<p>Sorry to hear that.</p>", "author": {"type": "admin", "name": "Tom"}},
             {"part_type": "assignment", "body": None, "author": {"type": "admin", "name": "Tom"}},
             {"part_type": "comment", "body": f"<p>I need order {n} by Friday</p>", "author": {"type": "user", "name": "Ana"}},
             {"part_type": "note", "body": "<p>she sounds angry</p>", "author": {"type": "admin", "name": "Tom"}}]}}
        for n in range(6)]}  # fmt: skip
    slack: list[dict[str, object]] = [
        {"type": "message", "user": f"U0{n % 4}", "text": f"{SAID[n]} <@U01>", "ts": f"17670{n:05}.000100",
         "user_profile": {"real_name": "Ana Ruiz", "name": "ana"}} for n in range(8)
    ]  # fmt: skip
    slack += [{"type": "message", "subtype": "channel_join", "user": "U09", "text": "<@U09> has joined", "ts": "1767009999.1"},
              {"type": "message", "bot_id": "B1", "user": "U08", "text": "Standup in ten minutes!", "ts": "1767009998.1"}]  # fmt: skip
    return {
        "slack.json": Odd(json.dumps(slack).encode(), "posts", 4, 8, never=("has joined", "Standup", "Ana", "U01")),
        "hubspot_notes.csv": Odd(_csv(notes), "tickets", 8, 8, never=("Tom Baker", "Ana Ruiz", "<p>")),
        "freshdesk.csv": Odd(_csv(fresh), "tickets", 8, 8, never=("Okoro", "Priya")),
        "reddit.jsonl": Odd(reddit.encode(), "posts", 10, 10, never=("builder_",)),
        "intercom.json": Odd(json.dumps(intercom).encode(), "tickets", 6, 6, never=("sounds angry", "Tom")),
    }


def _transcripts() -> dict[str, Odd]:
    def lines(line: str, between: str = "\n\n") -> bytes:
        spoken = enumerate(TALK)
        return between.join(
            line.format(who=who, said=said, at=f"{n * 5:02}", to=f"{n * 5 + 4:02}") for n, (who, said) in spoken
        ).encode()

    table = [["Speaker", "Start time", "End time", "Text"]]
    table += [[who, f"00:00:{n * 5:02}", f"00:00:{n * 5 + 4:02}", said] for n, (who, said) in enumerate(TALK)]
    contents = {
        "rev.txt": lines("{who} (00:{at}):\n{said}"),
        "rev_without_colon.txt": lines("{who} (00:00:{at})\n{said}"),
        "time_first.txt": lines("[00:00:{at}] {who}\n{said}"),
        "bracketed.txt": lines("[00:00:{at}] {who}: {said}", "\n"),
        "chat.txt": lines("[02/03/2026, 10:15:{at}] {who}: {said}", "\n"),
        "teams.txt": lines("0:0:{at}.170 --> 0:0:{to}.480\n{who}\n{said}"),
        "table.csv": _csv(table),
    }
    return {
        name: Odd(content, "interviews", 1, 1, dated=False, never=("Mona", "Sam")) for name, content in contents.items()
    }
