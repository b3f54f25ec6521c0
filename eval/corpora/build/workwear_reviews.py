"""Reviews of Tarnbeck as Trustpilot and Judge.me export them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from eval.corpora.build import render
from eval.corpora.build.workwear_calendar import moment
from eval.corpora.build.workwear_catalogue import PRODUCTS, STORES, WINDOW
from eval.corpora.build.workwear_customers import day_between
from eval.corpora.build.workwear_links import Links, Spoken
from eval.corpora.build.workwear_names import network_address
from eval.corpora.build.workwear_reviewers import (
    BOOT_FACTS,
    COUNTRIES,
    NamedOrder,
    Review,
    Reviewer,
    Written,
    product_of,
    write_reviews,
)

TRUSTPILOT, JUDGEME = "reviews_trustpilot.csv", "reviews_judgeme.csv"
"""Names of the files."""

COUNTRY_NAMES = {"GB": "United Kingdom", "DE": "Germany", "ES": "Spain"}
"""How the export writes countries."""


def build_trustpilot(reviews: Sequence[Review], links: Links, named: Sequence[NamedOrder]) -> tuple[str, list[Spoken]]:
    """Give the Trustpilot export and what is planted in it; `named` are the web orders with names."""
    rows: list[dict[str, object]] = []
    spoken: list[Spoken] = []
    for written in write_reviews(TRUSTPILOT, reviews, links, named):
        review, reviewer, random, _ = written
        identifier, at = f"{random.randrange(16**24):024x}", _at(random, review, reviewer)
        replied = at + timedelta(days=random.randint(1, 6), minutes=random.randint(0, 400))
        rows.append(
            {
                "Review Id": identifier,
                "Review Created (UTC)": at.strftime("%Y-%m-%d %H:%M:%S"),
                "Review Username": reviewer.name,
                "Review Title": review["title"],
                "Review Content": review["text"],
                "Review Stars": review["rating"],
                "Source Of Review": "InvitationApi" if reviewer.order else "Organic",
                "Location Name": _location(review["text"]),
                "Domain Url": "www.tarnbeck.example",
                "Reference Id": reviewer.order[0] if reviewer.order else "",
                "Business Reply Date (UTC)": replied.strftime("%Y-%m-%d %H:%M:%S") if _answered(random, review) else "",
            }
        )
        spoken.append(_spoken(TRUSTPILOT, identifier, written, spoken))
    return render.trustpilot_csv(rows), spoken


def build_judgeme(reviews: Sequence[Review], links: Links, named: Sequence[NamedOrder]) -> tuple[str, list[Spoken]]:
    """Give the Judge.me export and what is planted in it; a review is known by its row, from 1."""
    rows: list[dict[str, object]] = []
    spoken: list[Spoken] = []
    for number, written in enumerate(write_reviews(JUDGEME, reviews, links, named), start=1):
        review, reviewer, random, _ = written
        product = product_of(review)
        rows.append(
            {
                "title": review["title"],
                "body": review["text"],
                "rating": review["rating"],
                "review_date": _at(random, review, reviewer).strftime("%Y-%m-%d %H:%M:%S UTC"),
                "source": "email" if reviewer.customer else random.choice(("web", "web", "import")),
                "curated": "ok",
                "reviewer_name": reviewer.name,
                "reviewer_email": reviewer.email,
                "product_id": 7_700_000_000_000 + 1117 * PRODUCTS.index(product) if product else "",
                "product_handle": product.handle if product else "",
                "ip_address": network_address(random),
                "location": COUNTRY_NAMES[COUNTRIES[review["language"]]],
            }
        )
        spoken.append(_spoken(JUDGEME, str(number), written, spoken))
    return render.judgeme_csv(rows), spoken


def _at(random: Random, review: Review, reviewer: Reviewer) -> datetime:
    if reviewer.order:
        day = reviewer.order[1].at.date() + timedelta(days=random.randint(4, 30))
    else:
        late = set(BOOT_FACTS) & set(review["facts"])
        day = day_between(random, date(2025, 6, 15) if late else date(2024, 10, 20), WINDOW[1])
    return moment(random, min(day, WINDOW[1]), ((0.3, 420, 1020), (0.7, 1020, 1380)))


def _location(text: str) -> str:
    named = [store.city for store in STORES if store.city in text]
    return f"Tarnbeck {named[0]}" if len(named) == 1 else ""


def _answered(random: Random, review: Review) -> bool:
    return random.random() < (0.55 if review["rating"] <= 2 else 0.12)


def _spoken(file: str, identifier: str, written: Written, before: Sequence[Spoken]) -> Spoken:
    review, customer, original = written.review, written.reviewer.customer, written.original
    member = customer.loyalty_id if customer else ""
    repeated = before[original].identifier if original is not None else ""
    return Spoken(file, identifier, review["archetype"] or "", tuple(review["facts"]), member, repeated)
