from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from personas.errors import BadInput
from segments.consent import consenting
from segments.remarketing import looked_without_buying
from segments.tables import TableExtract, Tables, email_keys, email_sha256
from tests.segments.shop import START, ledger, line

LOG = """customer_id,email,purpose,consent,date
c1,,email marketing,yes,2025-01-02
c1,,email marketing,no,2025-03-02
c2,,email marketing,yes,2025-03-05
c3,,research,yes,2025-03-05
,ann@example.com,email marketing,granted,2025-02-01
c5,,email marketing,yes,2999-01-01
"""


def test_the_newest_entry_of_a_consent_log_counts(taken: Callable[..., TableExtract], tables: Tables) -> None:
    extract = taken(LOG)
    assert extract.kind == "consents" and len(extract.frame) == 5
    assert extract.report.dropped == {"an impossible date": 1}
    tables.add("src-consents", "consents", extract.frame)
    found = consenting(tables)
    assert found is not None and "email marketing" in found.source
    assert found.customers == {"c2", str(email_keys(pd.Series(["ann@example.com"])).iloc[0])}


def test_an_address_in_the_log_finds_its_customer(taken: Callable[..., TableExtract], tables: Tables) -> None:
    tables.add("src-consents", "consents", taken(LOG).frame)
    known = pd.DataFrame({"customer_id": ["c9"], "email_sha256": [email_sha256("ann@example.com")]})
    tables.add("src-people", "customers", known)
    found = consenting(tables)
    assert found is not None and "c9" in found.customers


def test_a_purpose_that_nobody_was_asked_about_is_refused(taken: Callable[..., TableExtract], tables: Tables) -> None:
    tables.add("src-consents", "consents", taken(LOG).frame)
    with pytest.raises(BadInput, match=r"'profiling'.*email marketing, research"):
        consenting(tables, "profiling")
    found = consenting(tables, "research")
    assert found is not None and found.customers == {"c3"}


def test_consent_withdrawn_is_no_consent(taken: Callable[..., TableExtract], tables: Tables) -> None:
    log = "member_id,purpose,given_at,withdrawn_at\nm1,marketing,2025-01-01,\nm2,marketing,2025-01-01,2025-02-01\n"
    tables.add("src-consents", "consents", taken(log).frame)
    found = consenting(tables)
    assert found is not None and found.customers == {"m1"}


def test_a_column_of_the_customer_file_serves_where_there_is_no_log(tables: Tables) -> None:
    people = pd.DataFrame(
        {"customer_id": ["c1", "c2", "c3"], "marketing_consent": ["Yes", "no", "yes"],
         "marketing_consent_date": ["2024-01-01", "2024-01-01", "2999-01-01"], "email_sha256": None}
    )  # fmt: skip
    tables.add("src-people", "customers", people)
    found = consenting(tables)
    assert found is not None and found.customers == {"c1"} and "marketing_consent" in found.source


def test_nothing_said_about_consent_is_none(tables: Tables) -> None:
    assert consenting(tables) is None
    tables.add("src-people", "customers", pd.DataFrame({"customer_id": ["c1"], "email_sha256": [None]}))
    assert consenting(tables) is None


def test_who_looked_and_bought_afterwards_is_not_reminded(tables: Tables) -> None:
    def visit(customer: str, day: float, page: str) -> dict[str, object]:
        at = START + timedelta(days=day)
        return {"customer_id": customer, "session_id": "s", "at": at, "type": "page_view", "page": page}

    visits = [
        visit("looked", 90, "/products/rain-coat"), visit("bought", 90, "/products/rain-coat"),
        visit("long-ago", 20, "/products/rain-coat"), visit("elsewhere", 95, "/about"),
        visit("looked", 92, "/product/boots?size=40"),
    ]  # fmt: skip
    tables.add("src-visits", "events", pd.DataFrame(visits))
    tables.add("src-ledger", "transactions", ledger([line("bought", "o1", 91, 500), line("looked", "o2", 60, 500)]))
    found = looked_without_buying(tables, 30)
    assert found[["customer_id", "looked_at"]].to_numpy().tolist() == [["looked", "boots"]]
    assert found["when"].iloc[0] == datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=92)


def test_without_events_nobody_is_reminded(tables: Tables) -> None:
    assert looked_without_buying(tables).empty
