"""When customers of Tarnbeck buy: the days of a customer's orders and the time of each."""

import math
from datetime import date, datetime, timedelta
from random import Random

from eval.corpora.build.workwear_catalogue import WINDOW, stream
from eval.corpora.build.workwear_customers import Customer, day_between
from eval.corpora.build.workwear_profiles import SEASONS, Hours

REGULARITY = 2.4
"""Shape of the gamma distribution of gaps between orders: 1 is pure chance, more is steadier."""

SEASON_ODDS = (0.90, 0.92, 0.09)
"""Chance that a seasonal customer buys in each of the three autumns."""

HOLIDAYS = ((12, 25), (12, 26), (1, 1))
"""Month and day on which nothing is sold over the counter."""


def order_days(customer: Customer) -> list[date]:
    """Give the days of a customer's orders in order, at least one."""
    random = stream("days", customer.loyalty_id)
    days = {"A3": _seasonal_days, "A6": _first_days}.get(customer.archetype, _regular_days)(random, customer)
    if customer.archetype == "A5" and random.random() < 0.05:
        days.append(day_between(random, date(2026, 7, 1), WINDOW[1]))
    first, last = max(WINDOW[0], customer.joined_on), WINDOW[1]
    kept = sorted(day for day in days if first <= day <= last)
    return kept or [day_between(random, first, min(last, first + timedelta(days=150)))]


def poisson(random: Random, mean: float) -> int:
    """Give a number of chance events, by multiplication of uniform draws (Knuth, 1969)."""
    limit, product, count = math.exp(-max(0.0, mean)), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def minute_of(random: Random, hours: Hours) -> int:
    """Give a minute of the day within one of the spans."""
    _, first, last = random.choices(hours, [weight for weight, *_ in hours])[0]
    return random.randint(first, last)


def moment(random: Random, day: date, hours: Hours) -> datetime:
    """Give a time of day, British local time, without a zone; a span past midnight stays on its day."""
    midnight = datetime(day.year, day.month, day.day)
    return midnight + timedelta(minutes=minute_of(random, hours) % 1440, seconds=random.randint(0, 59))


def counter_day(day: date) -> date:
    """Give the day itself, or the next one on which stores sell; the last stays within the window."""
    while day.weekday() == 6 or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=1 if day < WINDOW[1] else -1)
    return day


def working_days(day: date, count: int) -> date:
    """Give the day that many working days later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _regular_days(random: Random, customer: Customer) -> list[date]:
    mean = customer.profile.interval * customer.pace
    start = max(WINDOW[0], customer.joined_on)
    fresh = customer.joined_on > WINDOW[0]
    day = start + timedelta(days=0 if fresh else random.uniform(0, mean))
    end = customer.quiet_from or WINDOW[1] + timedelta(days=1)
    days = []
    while day < end:
        days.append(day)
        day += timedelta(days=max(1, round(random.gammavariate(REGULARITY, mean / REGULARITY))))
    return days


def _seasonal_days(random: Random, customer: Customer) -> list[date]:
    days = []
    for (first, last), odds in zip(SEASONS, SEASON_ODDS, strict=True):
        if random.random() < odds:
            span = (last - first).days
            days.append(first + timedelta(days=round(random.triangular(0, span, span * 0.45))))
            days += [day_between(random, days[-1], last) for _ in range(poisson(random, 0.75))]
    days += [day_between(random, *WINDOW) for _ in range(poisson(random, 0.9 / customer.pace))]
    return [day for day in days if customer.quiet_from is None or day < customer.quiet_from]


def _first_days(random: Random, customer: Customer) -> list[date]:
    first = max(WINDOW[0], customer.joined_on) + timedelta(days=random.choice((0, 0, 0, 1, 3, 9)))
    again = poisson(random, 0.45)
    return [first, *(first + timedelta(days=random.randint(12, 230)) for _ in range(again))]
