"""Customers who go by their names are known by a hash, and by one only, however the name is written."""

import pandas as pd
import pytest

from segments.tables import hashed_name, pseudonymous_ids

ERIKA = hashed_name("erika berger")


def kept(*ids: str) -> list[object]:
    return pseudonymous_ids(pd.Series(ids, dtype="str")).tolist()


def test_a_name_is_the_same_customer_however_it_is_written() -> None:
    assert set(kept("Erika Berger", "Berger, Erika", " ERIKA  BERGER ")) == {ERIKA}


def test_a_name_beside_numbers_goes_too() -> None:
    ids = kept("10234", "10235", "10236 Dr. Jonas Kaltenbach", "Erika Berger")
    assert ids[:2] == ["10234", "10235"] and ids[3] == ERIKA
    assert "Kaltenbach" not in str(ids)


def test_one_word_is_a_name_where_customers_go_by_names() -> None:
    assert all(str(one).startswith("n-") for one in kept("Berger", "KALTENBACH", "Özdemir"))


@pytest.mark.parametrize("code", ["10234", "C-0017", "HH 204", "cus_NffrFeUfNV", "Kunde 17", "A", "a7f3-b2"])
def test_a_code_stays(code: str) -> None:
    assert kept(code, "C1", "C2", "C3") == [code, "C1", "C2", "C3"]


def test_strangers_are_nobody_and_addresses_keep_their_key() -> None:
    ids = kept("CASH", "Walk-in", "", "erika@example.com", "C1")
    assert [one if isinstance(one, str) else None for one in ids[:3]] == [None, None, None]
    assert str(ids[3]).startswith("e-") and ids[4] == "C1"
