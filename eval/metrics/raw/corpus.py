"""The raw files of one corpus: words, speakers and figures."""

import csv
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from eval import corpora
from eval.metrics.raw.figures import Counted, count, members
from eval.metrics.raw.ledger import Ledger, read_ledger
from eval.metrics.raw.texts import RawRecord, read_records
from eval.metrics.words import plain
from eval.suites.cases import KnownFact

_PLACEHOLDER = re.compile(r"\\\[(?:email|link|iban|card|ip|coordinates|postcode|phone|name)\\\]")


class RawCorpus:
    """The files of one of the shipped companies."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = Path(corpora.__file__).parent / name

    @cached_property
    def records(self) -> list[RawRecord]:
        """Every row, review and transcript."""
        return read_records(self._folder / "files")

    @cached_property
    def ledger(self) -> Ledger:
        """Everybody in the ledgers, by an identifier that stands in the files."""
        return read_ledger(self.name, self._folder / "files")

    @cached_property
    def participants(self) -> dict[str, str]:
        """Transcript -> customer, from the table of participants."""
        table = self._folder / "files" / "interviews" / "participants.csv"
        with table.open(encoding="utf-8-sig", newline="") as file:
            return {row["file"]: row["customer_id"] for row in csv.DictReader(file) if row["customer_id"]}

    @cached_property
    def gold(self) -> dict[str, Any]:
        """What was planted: `facts.yaml`."""
        read: dict[str, Any] = yaml.safe_load((self._folder / "facts.yaml").read_text(encoding="utf-8"))
        return read

    def facts(self, archetype: str = "all") -> list[KnownFact]:
        """The planted facts that are said, of one kind of customer or of `all`."""
        said = [fact for fact in self.gold["facts"] if fact.get("kind", "said") == "said"]
        return [_fact(fact) for fact in said if archetype in ("all", fact["archetype"])]

    def holding(self, words: str) -> list[RawRecord]:
        """The records in which the words stand letter by letter; a placeholder stands for what was masked."""
        wanted = plain(words)
        if "[" not in wanted:
            return [record for record in self.records if wanted in record.text]
        pattern = re.compile(_PLACEHOLDER.sub(".{1,80}?", re.escape(wanted)))
        return [record for record in self.records if pattern.search(record.text)]

    def speaker(self, record: RawRecord) -> str | None:
        """The customer who speaks, when the record names one, an e-mail address or an order of theirs."""
        if record.file in self.participants:
            return self.participants[record.file]
        keys = (self.ledger.also.get(key, self.ledger.also.get(key.lower(), key)) for key in record.keys)
        return next((key for key in keys if key in self.ledger.customers), None)

    def members(self, rule: str) -> set[str] | None:
        """The customers in a segment, by its rule's words; None when the rule is not read here."""
        customers = self.ledger.customers
        inside = members(rule, [one for one in customers.values() if one.orders or one.cents])
        return None if inside is None else {name for name, one in customers.items() if any(one is o for o in inside)}

    def count(self, metric: str, rule: str) -> Counted | None:
        """A segment's figure counted from the ledgers; None when it is not counted here."""
        return count(metric, rule, self.ledger.customers)


@lru_cache(maxsize=4)
def raw_corpus(name: str) -> RawCorpus:
    """The raw files of a shipped company."""
    return RawCorpus(name)


def _fact(fact: dict[str, Any]) -> KnownFact:
    where = [(place.get("stance", "for"), place["quote"]) for place in fact["where"] if "quote" in place]
    return KnownFact(
        id=fact["id"],
        statement=fact["statement"],
        said=tuple(quote for stance, quote in where if stance == "for"),
        against=tuple(quote for stance, quote in where if stance == "against"),
    )
