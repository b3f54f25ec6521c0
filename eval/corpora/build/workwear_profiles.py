"""How the six kinds of customer of Tarnbeck behave: the numbers behind the tables."""

from datetime import date
from typing import NamedTuple

from eval.corpora.build.workwear_catalogue import WINDOW

Weights = dict[str, float]
"""A choice and how often it is made, in any unit."""

Hours = tuple[tuple[float, int, int], ...]
"""Spans of a day: weight, first minute, last minute; past 1440 the minute belongs to the next day."""

SEASONS = (
    (date(2024, 10, 1), date(2024, 11, 30)),
    (date(2025, 9, 6), date(2025, 11, 30)),
    (date(2026, 9, 12), WINDOW[1]),
)
"""The autumns in which waterproofs and thermals are bought; the last is cut off by the window."""


class Profile(NamedTuple):
    """What the customers of one archetype have in common."""

    share: float
    """Part of all loyalty customers."""
    interval: float
    """Mean days between orders while the customer buys."""
    spread: float
    """Sigma of the customers' own pace and appetite (log-normal)."""
    lines: float
    """Mean lines of an order."""
    quantity: float
    """Mean pieces of a line."""
    web: float
    """Part of the orders placed on the web by those who live near a store."""
    habit: float
    """Chance that a line repeats one of the customer's usual variants."""
    churn: float
    """Part that stops buying at some day within the window."""
    new: float
    """Part that joined within the window."""
    remote: float
    """Part that lives far from any store."""
    known: float
    """Part whose demographics the loyalty file holds."""
    consent: float
    """Part that agreed to marketing."""
    products: Weights
    store_hours: Hours
    web_hours: Hours


_OFFICE: Hours = ((0.8, 480, 1020), (0.2, 1020, 1290))
_DAY: Hours = ((0.25, 390, 480), (0.75, 480, 1050))
_EVENING: Hours = ((0.7, 1080, 1380), (0.3, 720, 1080))

PROFILES = {
    "A1": Profile(
        *(0.10, 50, 0.33, 2.9, 3.6, 0.50, 0.62, 0.04, 0.12, 0.08, 0.76, 0.80),
        {"BEV": 6, "BEJ": 4, "ANP": 5, "ANT": 4, "ANH": 3, "GRW": 3, "FOG": 4, "CAB": 1.2, "FEJ": 1, "RIB": 0.6},
        _DAY,
        _OFFICE,
    ),
    "A2": Profile(
        *(0.17, 55, 0.30, 1.75, 1.15, 0.20, 0.40, 0.08, 0.18, 0.06, 0.50, 0.62),
        {
            "GRW": 6,
            "GRL": 2.6,
            "FOK": 1.6,
            "FOG": 2,
            "ANT": 2,
            "CAB": 1.0,
            "ANH": 1,
            "RIB": 0.4,
            "FEJ": 0.3,
            "BEV": 0.3,
        },
        ((0.66, 378, 432), (0.14, 432, 510), (0.20, 720, 1050)),
        _EVENING,
    ),
    "A3": Profile(
        *(0.18, 45, 0.34, 4.2, 1.2, 0.45, 0.15, 0.10, 0.10, 0.20, 0.45, 0.66),
        {"FEJ": 4, "FEO": 3, "RIB": 4, "GRW": 1.4, "CAB": 0.9, "FOG": 2, "ANH": 1},
        _DAY,
        _EVENING,
    ),
    "A4": Profile(
        *(0.20, 58, 0.28, 1.20, 1.25, 0.90, 0.45, 0.10, 0.30, 0.42, 0.33, 0.70),
        {"KIT": 5, "KIS": 3, "MAC": 1.8, "ANP": 0.6, "ANT": 0.3, "RIB": 0.3},
        ((1.0, 540, 1050),),
        ((0.46, 1215, 1530), (0.18, 390, 500), (0.20, 720, 840), (0.16, 840, 1215)),
    ),
    "A5": Profile(
        *(0.10, 33, 0.30, 2.2, 1.8, 0.45, 0.35, 0.0, 0.0, 0.06, 0.64, 0.60),
        {"CAB": 4, "CAR": 2, "GRW": 3, "BEV": 2, "ANP": 2, "ANH": 1.5, "FOG": 2, "BEJ": 1},
        _DAY,
        _OFFICE,
    ),
    "A6": Profile(
        *(0.25, 90, 0.25, 2.6, 1.1, 0.72, 0.0, 0.0, 0.94, 0.30, 0.21, 0.58),
        {"CAB": 2.4, "CAR": 0.4, "BEV": 3, "FOG": 3, "GRW": 1.6, "ANT": 1.2, "FOK": 0.5},
        ((1.0, 540, 1050),),
        ((0.75, 960, 1380), (0.25, 540, 960)),
    ),
}
"""The archetypes: crew buyers, site regulars, seasonal stockers, uniform replacers, gone quiet, newcomers."""


class People(NamedTuple):
    """What the loyalty file may know about the customers of one archetype."""

    sectors: Weights
    employment: Weights
    women: float
    ages: tuple[int, int, int]
    """Youngest, most frequent and oldest age at the end of the window."""


PEOPLE = {
    "A1": People(
        {"Construction": 76, "Manufacturing": 11, "Logistics": 6, "Outdoor work": 4, "Hospitality": 3},
        {"Business owner": 66, "Employed full-time": 24, "Employed part-time": 10},
        0.34,
        (27, 48, 68),
    ),
    "A2": People(
        {"Construction": 97, "Manufacturing": 3},
        {"Self-employed": 88, "Employed full-time": 12},
        0.07,
        (20, 38, 66),
    ),
    "A3": People(
        {"Outdoor work": 84, "Logistics": 14, "Construction": 2},
        {"Self-employed": 52, "Employed full-time": 40, "Employed part-time": 8},
        0.27,
        (19, 45, 70),
    ),
    "A4": People(
        {"Care": 68, "Hospitality": 32},
        {"Employed full-time": 58, "Employed part-time": 34, "Agency or temporary": 8},
        0.80,
        (18, 36, 66),
    ),
    "A5": People(
        {"Manufacturing": 43, "Logistics": 31, "Construction": 26},
        {"Employed full-time": 72, "Business owner": 22, "Self-employed": 6},
        0.14,
        (27, 49, 67),
    ),
    "A6": People(
        {"Apprenticeship or college": 88, "Construction": 5, "Logistics": 4, "Care": 3},
        {"Apprentice or student": 74, "Agency or temporary": 14, "Employed full-time": 12},
        0.24,
        (17, 19, 45),
    ),
}
"""Demographics by archetype; every sector is spelt as the survey and the participants file spell it."""

INTAKE = (
    *((2024, month, weight) for month, weight in ((10, 2.0), (11, 0.7), (12, 0.5))),
    *((2025, month, weight) for month, weight in enumerate((1.5, 0.7, 0.6, 0.6, 0.6, 0.6, 0.7, 1.6), start=1)),
    *((2025, month, weight) for month, weight in ((9, 2.6), (10, 1.6), (11, 0.7), (12, 0.5))),
    *((2026, month, weight) for month, weight in enumerate((1.5, 0.7, 0.6, 0.6, 0.5, 0.3, 0.3, 0.5, 0.6), start=1)),
)
"""Newcomers by month, year and weight; this year's intake is thin."""
