"""Support against public human labels, where the data folder is there: it must not fall below what was measured."""

import csv

import pytest

from personas.claims import Citation, Claim
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Quote
from tests.support.public_data import PUBLIC_DATA

FOLDER = PUBLIC_DATA / "grounding" / "begin-wow"
SEGMENT = SegmentReference(id="g-1", name="Readers", rule="all", n=1, definition_version=1)


def support(verify, claim_text, knowledge):
    quote = Quote(
        id="q-1", source_id="s", document_id="d", start=0, end=len(knowledge), text=knowledge,
        respondent_id="r-1", segment_id="g-1", membership="rule",
    )  # fmt: skip
    pack = EvidencePack(id="p-1", segment_id="g-1", quotes=(quote,))
    claim = Claim(id="c-1", section="x", text=claim_text, kind="inference", citations=(Citation(evidence_id="q-1"),))
    return next(check.score for check in verify(claim, pack, SEGMENT).checks if check.name == "support")


@pytest.mark.skipif(not FOLDER.exists(), reason="the folder of public data is not here")
def test_support_separates_attributable_responses_at_least_as_well_as_the_published_word_recall():
    from agent.verification import verify
    from agent.verification.checks.support import LOW

    with (FOLDER / "begin_test_wow.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:1200]
    right = {True: [], False: []}
    for row in rows:
        attributable = row["begin_label"] == "Fully attributable"
        right[attributable].append((support(verify, row["response"], row["knowledge"]) >= LOW) == attributable)
    assert sum(sum(hits) / len(hits) for hits in right.values()) / 2 >= 0.83
