"""What stands in one order of a customer of Tarnbeck, and what it is discounted by."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from eval.corpora.build.workwear_calendar import poisson
from eval.corpora.build.workwear_catalogue import (
    BY_CODE,
    CATALOGUE_SHAPES,
    Line,
    line_of,
    price_on,
    stream,
)
from eval.corpora.build.workwear_customers import Customer, pick
from eval.corpora.build.workwear_profiles import PROFILES, Profile, Weights

CREWS = ("A1", "A5")
"""Archetypes that order for others, in everybody's size."""

LOGO_ODDS = {"A1": 0.62, "A5": 0.12, "A4": 0.02}
"""Chance of a logo on an order of three garments or more that can carry one."""

LOGO_GARMENTS = ("ANP", "ANT", "ANH", "BEJ", "FEJ")
"""Codes of the garments that carry logos."""

BETWEEN_SEASONS: Weights = {"GRW": 3, "FOG": 3, "ANT": 2, "CAB": 1}
"""What a seasonal customer buys outside autumn."""

CREW_PIECES = 20
"""From this many pieces an order gets the crew price: 5 % off every garment."""


class Wardrobe:
    """A customer's own sizes and the variants that it keeps buying."""

    def __init__(self, customer: Customer) -> None:
        random = stream("wardrobe", customer.loyalty_id)
        self.crew = customer.archetype in CREWS
        self.sizes = {shape: random.choice(sizes) for shape, sizes in CATALOGUE_SHAPES.items()}
        codes = [pick(random, customer.profile.products) for _ in range(6)]
        self.usual = tuple((code, random.choice(BY_CODE[code].colours), self._size(random, code)) for code in codes)

    def _size(self, random: Random, code: str) -> str:
        shape = BY_CODE[code].shape
        return random.choice(CATALOGUE_SHAPES[shape]) if self.crew else self.sizes[shape]

    def line(self, random: Random, code: str, quantity: int, day: date) -> Line:
        """Give a line in the customer's size, or in anybody's for a crew."""
        return line_of(random, code, quantity, day, self._size(random, code))

    def usual_line(self, random: Random, quantity: int, day: date) -> Line:
        """Give a line that repeats one of the usual variants."""
        code, colour, size = random.choice(self.usual)
        product = BY_CODE[code]
        return Line(product, colour, size, quantity, price_on(product, day))


def basket(random: Random, customer: Customer, wardrobe: Wardrobe, day: date, place: tuple[int, int]) -> list[Line]:
    """Give the lines of an order; `place` is its position among the customer's orders and their number."""
    profile = customer.profile
    count = 1 + poisson(random, profile.lines * customer.appetite - 1)
    forced = _forced(random, customer, place)
    count = 1 if customer.archetype == "A6" and place[0] else max(count, len(forced))
    weights = _weights(customer, day)
    lines = [wardrobe.line(random, code, 1, day) for code in forced]
    for _ in range(count - len(lines)):
        quantity = _quantity(random, customer, profile)
        if random.random() < profile.habit:
            lines.append(wardrobe.usual_line(random, quantity, day))
        else:
            lines.append(wardrobe.line(random, pick(random, weights), quantity, day))
    lines = distinct(lines)
    return lines + _logo(random, customer.archetype, lines, day)


def stranger_basket(random: Random, archetype: str, day: date) -> list[Line]:
    """Give the lines of somebody without a loyalty card who buys like an archetype."""
    profile = PROFILES[archetype]
    count = 1 + poisson(random, (profile.lines - 1) * 0.6)
    return distinct(line_of(random, pick(random, profile.products), 1, day) for _ in range(count))


def distinct(lines: Iterable[Line]) -> list[Line]:
    """Give the lines without those that repeat a variant."""
    return list({line.sku: line for line in lines}.values())


def crew_discounts(lines: Sequence[Line]) -> tuple[int, ...]:
    """Give each line's crew discount in pence; nothing below the number of pieces that earns it."""
    pieces = sum(line.quantity for line in lines if line.product.category != "services")
    if pieces < CREW_PIECES:
        return (0,) * len(lines)
    return tuple(0 if line.product.category == "services" else line.gross // 20 for line in lines)


def percent_discounts(lines: Sequence[Line], percent: int) -> tuple[int, ...]:
    """Give each line's part in pence of a discount on the whole order."""
    return tuple(line.gross * percent // 100 for line in lines)


def _quantity(random: Random, customer: Customer, profile: Profile) -> int:
    if customer.archetype in CREWS:
        middle = math.log(profile.quantity * customer.appetite)
        return max(1, round(random.lognormvariate(middle - 0.18, 0.6)))
    return 1 + poisson(random, profile.quantity * math.sqrt(customer.appetite) - 1)


def _forced(random: Random, customer: Customer, place: tuple[int, int]) -> list[str]:
    position, number = place
    if customer.archetype == "A5" and position == number - 1:
        return ["CAB"]
    if customer.archetype == "A6" and not position:
        boots = "CAB" if random.random() < 0.86 else "CAR"
        return [code for code, odds in ((boots, 0.9), ("BEV", 0.7), ("FOG", 0.6)) if random.random() < odds]
    return []


def _weights(customer: Customer, day: date) -> Weights:
    if customer.archetype == "A3":
        return customer.profile.products if 9 <= day.month <= 11 else BETWEEN_SEASONS
    cold, warm = day.month in (10, 11, 12, 1, 2), day.month in (5, 6, 7, 8)
    factors = {"RIB": 2.5 if cold else 0.3, "FEJ": 2.0 if cold else 0.5, "GRL": 2.0 if warm else 0.6}
    return {code: weight * factors.get(code, 1) for code, weight in customer.profile.products.items()}


def _logo(random: Random, archetype: str, lines: Sequence[Line], day: date) -> list[Line]:
    garments = sum(line.quantity for line in lines if line.product.code in LOGO_GARMENTS)
    if garments < 3 or random.random() >= LOGO_ODDS.get(archetype, 0.0):
        return []
    return [line_of(random, random.choices(("EMB", "PRI"), (4, 1))[0], garments, day)]
