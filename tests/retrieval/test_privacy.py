"""Personal data in sentences with labels: what is found, what is left, what is taken by mistake."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from retrieval.privacy import PLACEHOLDERS, mask_names, redact

FILES = [
    Path(__file__).with_name(f"privacy_{name}.yaml")
    for name in ("cases", "held_out", "staff", "any_case", "odd_shapes", "openers", "told_of", "origins")
]
CASES: list[dict[str, Any]] = [case for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def _outcome(case: dict[str, Any]) -> tuple[int, int, int]:
    """Right, missed and wrong redactions of one labelled sentence."""
    wanted = Counter({kind: len(found) for kind, found in case["found"].items()})
    redaction = redact(case["text"], protected=case.get("protected", ()))
    gone = Counter({kind: sum(str(x) not in redaction.text for x in found) for kind, found in case["found"].items()})
    right = sum(min(redaction.counts.get(kind, 0), gone[kind]) for kind in wanted)
    return right, sum(wanted.values()) - right, sum(redaction.counts.values()) - right


def _of_kind(case: dict[str, Any], kind: str) -> tuple[int, int, int]:
    """Right, missed and wrong redactions of one kind in one labelled sentence."""
    wanted = [str(excerpt) for excerpt in case["found"].get(kind, ())]
    redaction = redact(case["text"], protected=case.get("protected", ()))
    found = redaction.counts.get(kind, 0)
    right = min(found, sum(excerpt not in redaction.text for excerpt in wanted))
    return right, len(wanted) - right, found - right


def test_there_are_three_hundred_labelled_sentences_a_third_of_them_without_personal_data() -> None:
    assert len(CASES) >= 300
    assert sum(not case["found"] for case in CASES) >= 100


def test_recall_and_precision_on_the_labelled_sentences_hold() -> None:
    right, missed, wrong = (sum(column) for column in zip(*map(_outcome, CASES), strict=True))
    assert right / (right + missed) >= 0.97, f"recall {right}/{right + missed}"
    assert right / (right + wrong) >= 0.97, f"precision {right}/{right + wrong}"


@pytest.mark.parametrize("kind", sorted(PLACEHOLDERS))
def test_recall_and_precision_of_each_kind_hold(kind: str) -> None:
    right, missed, wrong = (sum(column) for column in zip(*(_of_kind(case, kind) for case in CASES), strict=True))
    assert right / (right + missed) >= 0.95, f"recall {right}/{right + missed}"
    assert right / (right + wrong) >= 0.95, f"precision {right}/{right + wrong}"


def test_a_brand_that_begins_like_a_person_stays() -> None:
    assert redact("Cheaper at John Lewis, and the Helly Hansen one is warmer.").counts == {}
    assert redact("Old John Lewisham at the till said so.").counts == {"name": 1}


def test_redacting_twice_changes_nothing() -> None:
    for case in CASES:
        once = redact(case["text"]).text
        assert redact(once).text == once


def test_the_respondents_own_name_goes_wherever_it_stands_but_a_verb_of_that_spelling_stays() -> None:
    redaction = redact("Will said it will last. WILL was right, said Bill.", names=["Will"])
    assert redaction.text == "[name] said it will last. [name] was right, said Bill."
    assert redaction.counts == {"name": 2}


def test_a_surname_and_a_possessive_are_masked_too() -> None:
    assert mask_names("Joanne's van. Mrs Pickles rang.", ["Joanne Pickles"]) == ("[name]'s van. Mrs [name] rang.", 2)


def test_nothing_is_masked_without_names() -> None:
    assert mask_names("Joanne", []) == ("Joanne", 0)


def test_a_row_of_digits_is_an_account_only_if_its_checksum_holds() -> None:
    assert redact("Card 4111 1111 1111 1111").counts == {"card": 1}
    assert redact("Paid 4111 1111 1111 1112, 0000000000000000").counts == {}
    assert redact("IBAN GB82 WEST 1234 5698 7654 32").counts == {"iban": 1}
    assert redact("IBAN GB82 WEST 1234 5698 7654 33").counts == {}


@given(st.text(max_size=300))
def test_any_text_can_be_redacted_and_the_counts_are_of_placeholders_that_stand_there(text: str) -> None:
    redaction = redact(text)
    for kind, count in redaction.counts.items():
        assert redaction.text.count(PLACEHOLDERS[kind]) >= count
