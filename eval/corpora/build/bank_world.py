"""Fennmoor, an invented building society: what it sells, and the four kinds of customers it has."""

from datetime import date
from typing import NamedTuple

SEED = 20251001
"""The one number from which every table of this corpus follows."""

WINDOW_START = date(2025, 10, 1)
"""First day of the ledger."""

WINDOW_DAYS = 365
"""Length of the ledger: its last day is 2026-09-30."""

LEDGER_LINES = 15_000
"""Exact number of account events."""

VISITS = 2_200
"""Number of web and app sessions."""

LIKERT = {
    "Q1": "I would rather deal with a person than with a screen.",
    "Q2": "The app does what I need.",
    "Q3": "Fennmoor rewards people who stay.",
    "Q4": "I compare what other banks offer at least once a year.",
    "Q5": "I expect to be with Fennmoor in two years' time.",
}
"""Closed questions of the survey, from 1 (strongly disagree) to 5 (strongly agree)."""

OPEN_QUESTIONS = {
    "Q6": "What do you value most about banking with Fennmoor, and why?",
    "Q7": "If Fennmoor could change one thing for you in the next year, what should it be?",
}
"""Open questions of the survey."""

BACKGROUND = {
    "Q8": "How old are you?",
    "Q9": "How do you describe your gender?",
    "Q10": "Which region do you live in?",
    "Q11": "Which sector do you work in, or did you?",
    "Q12": "What is your occupation?",
}
"""Questions about the respondent."""

BRANCHES = {
    "East Midlands": ("newark", "louth", "boston"),
    "Yorkshire and the Humber": ("selby", "ripon", "goole"),
    "East of England": ("spalding", "boston"),
    "North West": ("kendal",),
}
"""Regions and the branches that their customers go to."""

REGION_SHARES = {"East Midlands": 0.34, "Yorkshire and the Humber": 0.33, "East of England": 0.21, "North West": 0.12}
"""Where customers live."""


class Product(NamedTuple):
    """Something that earns the society money; `pounds` is typical, `spread` the sigma of its logarithm."""

    category: str
    pounds: float
    spread: float
    most: int = 1


class Archetype(NamedTuple):
    """A kind of customer: how many there are, how they behave, and how much of them is known.

    `lines` is the mean number of ledger lines, `active` the share that bought in the last 28 days,
    `quiet` the days of silence of the others, `joint` the chance that a line joins the order before it.
    """

    customers: int
    age: tuple[float, float]
    known: float
    joined: tuple[int, int]
    lines: float
    active: float
    quiet: tuple[int, int]
    joint: float
    products: dict[str, float]
    channels: dict[str, float]
    households: dict[str, float]
    likert: tuple[float, ...]
    visits: float
    pages: tuple[str, ...]
    reached: tuple[float, ...]
    keen: float


PRODUCTS = {
    "BUSINESS-CARD": Product("cards", 42, 0.3),
    "CASH-PAID-IN": Product("cash services", 11, 0.3, most=4),
    "CARD-TERMINAL": Product("merchant services", 95, 0.25),
    "BULK-PAYMENT": Product("transfers", 14, 0.3),
    "SAME-DAY-TRANSFER": Product("transfers", 25, 0.0),
    "BUSINESS-LOAN": Product("borrowing", 210, 0.05),
    "MORTGAGE": Product("mortgage", 310, 0.05),
    "MORTGAGE-FEE": Product("mortgage", 495, 0.0),
    "HOME-INSURANCE": Product("insurance", 30, 0.1),
    "MOTOR-INSURANCE": Product("insurance", 46, 0.1),
    "DEBIT-CARD": Product("cards", 1.8, 0.5),
    "CARD-REPLACEMENT": Product("cards", 5, 0.0),
    "PASSBOOK-SAVER": Product("savings", 14, 0.2),
    "POTS": Product("savings", 2, 0.4),
    "BANKERS-CHEQUE": Product("paper services", 12, 0.0),
    "PAPER-STATEMENT": Product("paper services", 6, 0.0, most=2),
    "OVERDRAFT": Product("borrowing", 6, 0.4),
    "SMALL-LOAN": Product("borrowing", 28, 0.1),
}
"""Products by id: card spend fees, transfers, instalments and paid services."""

TILL_TO_BANK = Archetype(
    customers=210,
    age=(45, 10),
    known=0.55,
    joined=(2009, 2024),
    lines=31,
    active=0.93,
    quiet=(35, 120),
    joint=0.2,
    products={
        "BUSINESS-CARD": 0.26,
        "CASH-PAID-IN": 0.25,
        "CARD-TERMINAL": 0.25,
        "BULK-PAYMENT": 0.12,
        "BUSINESS-LOAN": 0.08,
        "SAME-DAY-TRANSFER": 0.04,
    },
    channels={"branch": 0.45, "app": 0.3, "web": 0.15, "phone": 0.1},
    households={"family": 0.45, "couple": 0.35, "single": 0.2},
    likert=(4.0, 2.8, 3.4, 2.9, 4.2),
    visits=2.5,
    pages=("/business/payments", "/business/statements/download", "/business/terminal", "/accounts"),
    reached=(0.5, 0.1, 0.3),
    keen=0.45,
)
"""B1: sole traders and small shops."""

FIX_ENDERS = Archetype(
    customers=220,
    age=(42, 7),
    known=0.7,
    joined=(2012, 2022),
    lines=12.5,
    active=0.1,
    quiet=(45, 200),
    joint=0.05,
    products={
        "MORTGAGE": 0.45,
        "HOME-INSURANCE": 0.25,
        "MOTOR-INSURANCE": 0.15,
        "DEBIT-CARD": 0.1,
        "MORTGAGE-FEE": 0.05,
    },
    channels={"web": 0.45, "app": 0.3, "phone": 0.15, "branch": 0.1},
    households={"family": 0.6, "couple": 0.35, "single": 0.05},
    likert=(3.4, 3.1, 1.7, 4.5, 1.9),
    visits=2.0,
    pages=("/mortgages/rates", "/mortgages/my-deal", "/documents/upload", "/insurance/renew", "/accounts"),
    reached=(0.2, 0.9, 0.1),
    keen=0.25,
)
"""B2: households whose fixed rate mortgage ended or is ending."""

COUNTER_REGULARS = Archetype(
    customers=250,
    age=(71, 7),
    known=0.85,
    joined=(1978, 2016),
    lines=17,
    active=0.92,
    quiet=(35, 90),
    joint=0.1,
    products={
        "PASSBOOK-SAVER": 0.45,
        "HOME-INSURANCE": 0.25,
        "PAPER-STATEMENT": 0.15,
        "BANKERS-CHEQUE": 0.1,
        "DEBIT-CARD": 0.05,
    },
    channels={"branch": 0.8, "phone": 0.1, "web": 0.05, "app": 0.05},
    households={"single": 0.5, "couple": 0.48, "family": 0.02},
    likert=(4.8, 1.9, 3.7, 1.6, 4.7),
    visits=0.3,
    pages=("/savings/rates", "/branches", "/accounts", "/help/phone"),
    reached=(0.8, 0.05, 0.05),
    keen=0.35,
)
"""B3: passbook savers who come to the branch."""

APP_STARTERS = Archetype(
    customers=220,
    age=(23, 2.5),
    known=0.25,
    joined=(2024, 2025),
    lines=6,
    active=0.12,
    quiet=(40, 240),
    joint=0.02,
    products={"DEBIT-CARD": 0.55, "OVERDRAFT": 0.25, "CARD-REPLACEMENT": 0.08, "POTS": 0.07, "SMALL-LOAN": 0.05},
    channels={"app": 0.85, "web": 0.1, "branch": 0.05},
    households={"shared": 0.55, "single": 0.25, "family": 0.2},
    likert=(2.1, 3.0, 2.2, 3.9, 2.3),
    visits=4.0,
    pages=("/app/pots", "/app/card/pin", "/app/notifications", "/app/verify", "/app/home"),
    reached=(0.1, 0.0, 0.8),
    keen=0.3,
)
"""B4: first job, app only."""

ARCHETYPES = {"B1": TILL_TO_BANK, "B2": FIX_ENDERS, "B3": COUNTER_REGULARS, "B4": APP_STARTERS}
"""The kinds of customers by code; the codes appear in no rendered file."""


class Campaign(NamedTuple):
    """A mailing, sent on one day to a share of each archetype."""

    code: str
    name: str
    channel: str
    day: date
    pounds: float


CAMPAIGNS = (
    Campaign("C01", "Autumn bond", "email", date(2025, 10, 20), 18),
    Campaign("C02", "Your fixed rate is ending", "email", date(2026, 3, 26), 240),
    Campaign("C03", "Summer pots", "push", date(2026, 7, 7), 3),
)
"""The campaigns, in the order of `Archetype.reached`."""
