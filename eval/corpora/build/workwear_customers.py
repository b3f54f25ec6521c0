"""The loyalty members: who they are and, unseen in any file, how each of them behaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eval.corpora.build import render
from eval.corpora.build.workwear_catalogue import STORES, WINDOW, stream
from eval.corpora.build.workwear_names import email_of, full_name
from eval.corpora.build.workwear_profiles import INTAKE, PEOPLE, PROFILES, People, Profile, Weights

MEMBERS = 3500
"""Loyalty customers."""

LOYALTY_FIELDS = (
    "loyalty_id,email,joined_on,home_store,marketing_consent,consent_date,"
    "birth_year,gender,region,sector,household_size,employment"
).split(",")
"""Columns of the loyalty file."""

ELSEWHERE = {
    "North East": ("Durham", "Sunderland"),
    "South West": ("Exeter", "Taunton"),
    "London": ("London",),
    "South East": ("Reading", "Maidstone"),
    "Scotland": ("Oban",),
    "North West": ("Whitehaven",),
    "East of England": ("Ipswich",),
}
"""Regions, and towns in them, of members who live far from any store."""

ABROAD = {"DE": "Kassel", "ES": "Teruel"}
"""Countries outside Great Britain that the web shop delivers to, with a town."""

KNOWN_FIELDS = ("birth_year", "gender", "region", "sector", "household_size", "employment")
"""The demographics that most members never gave."""


@dataclass(frozen=True)
class Customer:
    """A member: first what the files may show, then what only the generator knows."""

    loyalty_id: str
    email: str
    first: str
    last: str
    joined_on: date
    home_store: str
    city: str
    region: str
    country: str
    consent_date: date | None
    birth_year: int
    gender: str
    sector: str
    household_size: int
    employment: str
    known: tuple[str, ...]
    archetype: str
    pace: float
    """Factor on the days between orders."""
    appetite: float
    """Factor on the size of an order."""
    web: float
    """Chance that an order is placed on the web."""
    quiet_from: date | None
    """The day from which this customer buys no more."""

    @property
    def profile(self) -> Profile:
        """What its archetype has in common."""
        return PROFILES[self.archetype]


def build_customers() -> list[Customer]:
    """Give all members in the order of their number."""
    counts = {name: round(profile.share * MEMBERS) for name, profile in PROFILES.items()}
    archetypes = [name for name, count in counts.items() for _ in range(count)]
    stream("archetypes").shuffle(archetypes)
    return [_customer(number, name) for number, name in enumerate(archetypes, start=1)]


def loyalty_csv(customers: Iterable[Customer]) -> str:
    """Give the loyalty file; unknown demographics are empty cells."""
    return render.records_csv(LOYALTY_FIELDS, map(_loyalty_row, customers))


def pick(random: Random, weights: Weights) -> str:
    """Give one of the choices, as often as its weight says."""
    return random.choices(list(weights), list(weights.values()))[0]


def day_between(random: Random, first: date, last: date) -> date:
    """Give a day from the first to the last, both included."""
    return first + timedelta(days=random.randint(0, max(0, (last - first).days)))


def _customer(number: int, archetype: str) -> Customer:
    random = stream("customer", number)
    profile, people = PROFILES[archetype], PEOPLE[archetype]
    gender = _gender(random, people)
    store, city, region, country = _home(random, profile)
    first, last = full_name(random, gender, country)
    joined = _joined(random, archetype, profile)
    appetite = random.lognormvariate(0, profile.spread)
    return Customer(
        loyalty_id=f"TB{100000 + number * 7}",
        email=email_of(random, first, last, number),
        first=first,
        last=last,
        joined_on=joined,
        home_store=store,
        city=city,
        region=region,
        country=country,
        consent_date=_consent_date(random, joined, profile),
        birth_year=WINDOW[1].year - _age(random, people),
        gender=gender,
        sector=pick(random, people.sectors),
        household_size=random.choices(range(1, 7), (18, 34, 20, 18, 7, 3))[0],
        employment=pick(random, people.employment),
        known=_known(random, profile, appetite),
        archetype=archetype,
        pace=random.lognormvariate(0, profile.spread),
        appetite=appetite,
        web=_web_share(random, profile, store),
        quiet_from=_quiet_from(random, archetype, profile),
    )


def _gender(random: Random, people: People) -> str:
    drawn = random.random()
    if drawn < 0.012:
        return "Non-binary"
    if drawn < 0.03:
        return "Prefer not to say"
    return "Woman" if random.random() < people.women else "Man"


def _age(random: Random, people: People) -> int:
    youngest, usual, oldest = people.ages
    return round(random.triangular(youngest, oldest, usual))


def _home(random: Random, profile: Profile) -> tuple[str, str, str, str]:
    if random.random() < 0.015:
        country = random.choices(list(ABROAD), (3, 2))[0]
        return "", ABROAD[country], "Outside Great Britain", country
    if random.random() < profile.remote:
        region = random.choice(list(ELSEWHERE))
        return "", random.choice(ELSEWHERE[region]), region, "GB"
    store = random.choices(STORES, (14, 10, 6, 12, 6, 8, 9, 10, 9, 8, 6, 7))[0]
    return store.city, store.city, store.region, "GB"


def _joined(random: Random, archetype: str, profile: Profile) -> date:
    if random.random() >= profile.new:
        return day_between(random, date(2019, 3, 1), date(2024, 9, 28))
    if archetype == "A6":
        year, month, _ = random.choices(INTAKE, [weight for *_, weight in INTAKE])[0]
        return date(year, month, random.randint(1, 28))
    return day_between(random, date(2024, 10, 2), date(2026, 5, 31))


def _consent_date(random: Random, joined: date, profile: Profile) -> date | None:
    if random.random() >= profile.consent:
        return None
    return joined if random.random() < 0.8 else day_between(random, joined, WINDOW[1])


def _known(random: Random, profile: Profile, appetite: float) -> tuple[str, ...]:
    if random.random() >= min(0.95, profile.known * appetite**0.7):
        return ()
    return tuple(field for field in KNOWN_FIELDS if random.random() < 0.93)


def _web_share(random: Random, profile: Profile, store: str) -> float:
    if not store:
        return 1.0
    return random.betavariate(6 * profile.web, 6 * (1 - profile.web))


def _quiet_from(random: Random, archetype: str, profile: Profile) -> date | None:
    if archetype == "A5":
        return day_between(random, date(2025, 10, 1), date(2026, 4, 30))
    if random.random() < profile.churn:
        return day_between(random, date(2025, 2, 1), date(2026, 6, 1))
    return None


def _loyalty_row(customer: Customer) -> dict[str, object]:
    shown: Sequence[str] = customer.known
    row: dict[str, object] = {field: getattr(customer, field) for field in shown}
    return row | {
        "loyalty_id": customer.loyalty_id,
        "email": customer.email,
        "joined_on": customer.joined_on,
        "home_store": customer.home_store,
        "marketing_consent": "yes" if customer.consent_date else "no",
        "consent_date": customer.consent_date or "",
    }
