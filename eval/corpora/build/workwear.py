"""Builds the example corpus of Tarnbeck, an invented retailer of work clothing.

Run `python -m eval.corpora.build.workwear`: it reads `eval/corpora/workwear/texts/` and writes
`files/`, `truth/` and `facts.yaml` beside it. Equal texts and an equal seed give equal bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.corpora.build import render
from eval.corpora.build.workwear_campaigns import build_sends, campaigns_csv, offers_taken
from eval.corpora.build.workwear_cells import member_cells
from eval.corpora.build.workwear_customers import Customer, build_customers, loyalty_csv
from eval.corpora.build.workwear_events import events_csv
from eval.corpora.build.workwear_facts import Membership, facts_yaml, read_planted, said_by_interview
from eval.corpora.build.workwear_interviews import build_interviews
from eval.corpora.build.workwear_ledger import CAMPAIGNS, EVENTS, LOYALTY, STORES, WEB, read_ledger
from eval.corpora.build.workwear_links import Links, Spoken
from eval.corpora.build.workwear_orders import build_orders
from eval.corpora.build.workwear_reviews import JUDGEME, TRUSTPILOT, build_judgeme, build_trustpilot
from eval.corpora.build.workwear_stores import pos_csv
from eval.corpora.build.workwear_survey import FILE as SURVEY
from eval.corpora.build.workwear_survey import build_survey
from eval.corpora.build.workwear_web import shopify_csv, web_orders

CORPUS = Path(__file__).parent.parent / "workwear"
"""The folder of the corpus."""

Answers = Sequence[Mapping[str, Any]]
"""Reviews or responses as their author wrote them."""


def build(texts: Path) -> dict[str, bytes]:
    """Give every generated file by its path within the corpus folder, read from the texts' folder."""
    customers = build_customers()
    sends = build_sends(customers)
    orders = build_orders(customers, offers_taken(sends))
    named, cells = web_orders(orders), member_cells(orders)
    links, planted = Links(customers, orders, cells), read_planted(texts)

    interviews = build_interviews(texts / "interviews", links, said_by_interview(planted))
    answers, first, second = (
        render.read_jsonl(texts / f"{name}.jsonl") for name in ("survey", "reviews_a", "reviews_b")
    )
    survey, answered = build_survey(answers, links)
    trustpilot, posted = build_trustpilot(first, links, named)
    judgeme, judged = build_judgeme(second, links, named)

    tables = {
        WEB: shopify_csv(named),
        STORES: pos_csv(orders),
        LOYALTY: loyalty_csv(links.current(customers)),
        CAMPAIGNS: campaigns_csv(sends, orders),
        EVENTS: events_csv(customers, orders),
    }
    voices = {SURVEY: survey, TRUSTPILOT: trustpilot, JUDGEME: judgeme}
    texts_of = [*_texts(answered, answers), *_texts(posted, first), *_texts(judged, second)]
    membership = Membership({customer.loyalty_id: customer.archetype for customer in customers}, cells)
    sheet = facts_yaml(planted, texts_of, read_ledger(tables), membership)
    return {
        **{f"files/{name}": render.gzip_bytes(text) for name, text in tables.items()},
        **{f"files/{name}": text.encode() for name, text in voices.items()},
        **{f"files/{name}": data for name, data in interviews.files.items()},
        "truth/customers.csv.gz": render.gzip_bytes(_customer_truth(customers)),
        "truth/voices.csv": _voice_truth([*interviews.spoken, *answered, *posted, *judged]).encode(),
        "facts.yaml": sheet.encode(),
    }


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by their path within a folder, and make the folders they need."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _texts(spoken: Sequence[Spoken], answers: Answers) -> list[tuple[Spoken, Sequence[str]]]:
    fields = ("text", "q_value", "q_change")
    return [
        (one, [answer[field] for field in fields if field in answer])
        for one, answer in zip(spoken, answers, strict=True)
    ]


def _customer_truth(customers: Iterable[Customer]) -> str:
    return render.csv_text(("loyalty_id", "archetype"), ((one.loyalty_id, one.archetype) for one in customers))


def _voice_truth(spoken: Iterable[Spoken]) -> str:
    rows = (one._replace(facts=tuple([";".join(one.facts)])) for one in spoken)
    header = ("file", "id", "archetype", "facts", "loyalty_id", "duplicate_of")
    return render.csv_text(header, ((*row[:3], row.facts[0], *row[4:]) for row in rows))


if __name__ == "__main__":
    write(build(CORPUS / "texts"), CORPUS)
