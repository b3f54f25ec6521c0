"""The survey of Tarnbeck's buyers as Qualtrics exports it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from eval.corpora.build import render
from eval.corpora.build.workwear_catalogue import stream
from eval.corpora.build.workwear_customers import Customer, pick
from eval.corpora.build.workwear_links import Links, Spoken
from eval.corpora.build.workwear_names import network_address
from eval.corpora.build.workwear_profiles import Weights

FILE = "survey_qualtrics.csv"
"""The name of the file."""

LINKED = 0.45
"""Part of the respondents who came by an invitation that carries their loyalty id."""

OPENED = datetime(2026, 5, 11, 9)
"""When the survey opened; it stayed so for four weeks."""

QUESTIONS = {
    "buys_mostly": "Where do you mostly buy from Tarnbeck?",
    "buys_how_often": "How often do you buy work clothing?",
    "spends": "What do you usually spend at a time?",
    "buys_for": "Who do you buy for?",
    **{
        f"rate_{key}": f"How good is Tarnbeck for you at each of these, from 1 (poor) to 5 (very good)? - {text}"
        for key, text in (
            ("fit", "Fit and sizes"),
            ("durability", "How long things last"),
            ("price", "Price"),
            ("delivery", "Delivery"),
            ("returns", "Returns and refunds"),
            ("website", "The website"),
            ("staff", "The staff"),
            ("toolbox", "The Toolbox loyalty programme"),
        )
    },
    "q_value": "What matters most to you when you buy work clothing, and why?",
    "q_change": "What should Tarnbeck change for you?",
    "trade": "What is your job?",
    "sector": "What kind of work do you do?",
    "age": "How old are you?",
    "gender": "Are you ...",
    "region": "Where do you live?",
}
"""Columns of the questions, as the survey's author named them, and their wording."""

ITEMS = [name for name in QUESTIONS if name.startswith("rate_")]
"""The eight rated items in order."""

CHOICES: dict[str, dict[str, Weights]] = {
    "buys_mostly": {
        "A1": {"Store": 46, "Web": 43, "Phone": 11},
        "A2": {"Store": 86, "Web": 13, "Phone": 1},
        "A3": {"Store": 55, "Web": 40, "Phone": 5},
        "A4": {"Store": 8, "Web": 91, "Phone": 1},
        "A5": {"Store": 44, "Web": 38, "Phone": 18},
        "A6": {"Store": 32, "Web": 67, "Phone": 1},
    },
    "buys_how_often": {
        "A1": {"Every month": 50, "Every two or three months": 42, "Two or three times a year": 8},
        "A2": {"Every month": 22, "Every two or three months": 60, "Two or three times a year": 18},
        "A3": {"Once a year or less": 68, "Two or three times a year": 28, "Every two or three months": 4},
        "A4": {"Every two or three months": 62, "Every month": 14, "Two or three times a year": 24},
        "A5": {"Every month": 30, "Every two or three months": 44, "Two or three times a year": 26},
        "A6": {"Once a year or less": 64, "Two or three times a year": 36},
    },
    "spends": {
        "A1": {"£75 to £199": 12, "£200 to £499": 50, "£500 or more": 38},
        "A2": {"£25 to £74": 42, "£75 to £199": 54, "Under £25": 4},
        "A3": {"£75 to £199": 30, "£200 to £499": 64, "£25 to £74": 6},
        "A4": {"Under £25": 38, "£25 to £74": 60, "£75 to £199": 2},
        "A5": {"£75 to £199": 46, "£200 to £499": 44, "£25 to £74": 10},
        "A6": {"£25 to £74": 28, "£75 to £199": 70, "Under £25": 2},
    },
    "buys_for": {
        "A1": {"My crew": 93, "Myself": 7},
        "A2": {"Myself": 91, "My crew": 5, "Somebody at home": 4},
        "A3": {"Myself": 84, "My crew": 12, "Somebody at home": 4},
        "A4": {"Myself": 97, "Somebody at home": 3},
        "A5": {"My crew": 52, "Myself": 48},
        "A6": {"Myself": 96, "Somebody at home": 4},
    },
}
"""Answers to the choice questions by archetype."""

RATINGS = {
    "A1": (3.9, 4.1, 3.4, 3.1, 3.6, 2.9, 4.6, 3.6),
    "A2": (4.1, 3.0, 3.6, 3.7, 3.6, 3.0, 4.3, 2.2),
    "A3": (3.2, 2.6, 3.3, 3.7, 3.5, 3.1, 4.0, 3.2),
    "A4": (3.8, 3.1, 3.5, 2.7, 3.6, 3.5, 3.9, 3.6),
    "A5": (1.9, 3.6, 3.4, 3.4, 1.7, 3.0, 3.2, 3.0),
    "A6": (3.5, 3.7, 2.5, 3.6, 3.4, 2.6, 3.9, 3.0),
}
"""Mean rating of each item by archetype."""

SAID_ITEMS = {
    **{"F02": "delivery", "F03": "website", "F04": "fit", "F09": "durability", "F11": "toolbox", "F14": "durability"},
    **{"F16": "fit", "F18": "durability", "F20": "delivery", "F23": "fit", "F24": "returns", "F29": "website"},
    **{"F30": "price"},
}
"""Complaints whose speakers rate an item low; who says the opposite rates it high."""

SAID_CHOICES = {
    "F08": ("buys_mostly", "Store"),
    "F19": ("buys_mostly", "Web"),
    "F13": ("buys_how_often", "Once a year or less"),
}
"""Facts whose speakers answer a choice question to match."""


def build_survey(answers: Sequence[Mapping[str, Any]], links: Links) -> tuple[str, list[Spoken]]:
    """Give the export, a preview response first, and what is planted in it."""
    rows, spoken, first = [_preview()], [], dict[tuple[str, str], tuple[dict[str, object], str, str]]()
    for answer in answers:
        key = (answer["q_value"], answer["q_change"])
        random = stream("response", answer["respondent"])
        if answer["style"] == "duplicate":
            earlier, loyalty_id, original = first[key]
            row = earlier | _times(random, answer["style"]) | {"ResponseId": _response_id(random)}
        else:
            customer = (
                links.take_person(answer["archetype"], answer, OPENED.date()) if random.random() < LINKED else None
            )
            row, loyalty_id, original = _row(random, answer, customer), customer.loyalty_id if customer else "", ""
            first.setdefault(key, (row, loyalty_id, str(row["ResponseId"])))
        rows.append(row)
        facts = tuple(answer["facts"])
        spoken.append(Spoken(FILE, str(row["ResponseId"]), answer["archetype"], facts, loyalty_id, original))
    return render.qualtrics_csv(QUESTIONS, rows), spoken


def _row(random: Random, answer: Mapping[str, Any], customer: Customer | None) -> dict[str, object]:
    fields = ("q_value", "q_change", "trade", "sector", "age", "gender", "region")
    row: dict[str, object] = {field: answer[field] for field in fields}
    row |= _times(random, answer["style"]) | _contact(random, customer)
    row |= {"ResponseId": _response_id(random), "UserLanguage": _language(answer)}
    return row | _choices(random, answer) | _ratings(random, answer)


def _choices(random: Random, answer: Mapping[str, Any]) -> dict[str, object]:
    row: dict[str, object] = {field: pick(random, by[answer["archetype"]]) for field, by in CHOICES.items()}
    return row | dict(SAID_CHOICES[fact] for fact in answer["facts"] if fact in SAID_CHOICES)


def _ratings(random: Random, answer: Mapping[str, Any]) -> dict[str, object]:
    if answer["style"] == "straightliner":
        return dict.fromkeys(ITEMS, random.choice((1, 3, 5)))
    means = dict(zip(ITEMS, RATINGS[answer["archetype"]], strict=True))
    row: dict[str, object] = {item: min(5, max(1, round(random.gauss(mean, 0.85)))) for item, mean in means.items()}
    for fact in answer["facts"]:
        if item := SAID_ITEMS.get(fact.removeprefix("-")):
            row[f"rate_{item}"] = random.choice((4, 5) if fact.startswith("-") else (1, 1, 2))
    return row


def _times(random: Random, style: str) -> dict[str, object]:
    seconds = {"straightliner": 58, "too_fast": 27}.get(style) or round(random.lognormvariate(5.6, 0.45))
    begun = OPENED + timedelta(days=random.triangular(0, 28, 4), seconds=random.randint(0, 50_000))
    ended = begun + timedelta(seconds=seconds)
    texts = [at.strftime("%Y-%m-%d %H:%M:%S") for at in (begun, ended)]
    return {
        "StartDate": texts[0],
        "EndDate": texts[1],
        "RecordedDate": texts[1],
        "Duration (in seconds)": seconds,
    }


def _contact(random: Random, customer: Customer | None) -> dict[str, object]:
    return {
        "Status": "IP Address",
        "IPAddress": network_address(random),
        "Progress": 100,
        "Finished": "True",
        "RecipientLastName": customer.last if customer else "",
        "RecipientFirstName": customer.first if customer else "",
        "RecipientEmail": customer.email if customer else "",
        "ExternalReference": customer.loyalty_id if customer else "",
        "LocationLatitude": "0.0",
        "LocationLongitude": "0.0",
        "DistributionChannel": "email" if customer else "anonymous",
    }


def _preview() -> dict[str, object]:
    random = stream("preview")
    row = _times(random, "too_fast") | _contact(random, None) | {"ResponseId": _response_id(random)}
    tried: dict[str, object] = dict.fromkeys(QUESTIONS, "test")
    return row | tried | dict.fromkeys(ITEMS, 3) | {"Status": "Survey Preview", "DistributionChannel": "preview"}


def _language(answer: Mapping[str, Any]) -> str:
    words = f"{answer['q_value']} {answer['q_change']}".lower().split()
    counts = {
        "ES": sum(word in ("que", "el", "los", "de", "y", "la", "una", "para") for word in words),
        "DE": sum(word in ("und", "der", "die", "ich", "nicht", "ist", "mit", "das") for word in words),
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 2 else "EN"


def _response_id(random: Random) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "R_" + "".join(random.choices(letters, k=15))
