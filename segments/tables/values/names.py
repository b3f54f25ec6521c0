"""Column names, normalised, and the synonyms of those of people; ledgers have more in `readers.ledger_names`."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])")
"""Where a word begins inside a name: `CustomerID` has two, `ContactIDs` too."""
_OTHER = re.compile(r"[^\w%]+|_+")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WHOSE = re.compile(r"^(?:your|my|our|the)\s+", re.IGNORECASE)
_CURRENCY = re.compile(r"_(?:in_)?(?:eur|euro|chf|gbp|usd)$")
_FEWEST_WORDS_OF_A_QUESTION = 4


def names_of(text: str) -> tuple[str, ...]:
    """Plain names that stand in a text with blanks between them."""
    return tuple(text.split())


CUSTOMER = names_of(
    "customer_id loyalty_id customer_no customer_number customer_key customer_ref cust_id cust_no cust_ref customer "
    "client_id client_no client_ref client member_id member_no member_number member_ref membership_id membership_no "
    "membership_number member loyalty_no loyalty_number loyalty_card loyalty_card_no loyalty_card_number "
    "loyalty_card_id household_id household_key user_id shopper_id consumer_id buyer_id panelist_id account_id "
    "account_no account_number account_ref acct_no acct_id acct_number acct_ref acct patient_id patient_no guest_id "
    "guest_no patron_id patron_no passenger_id subscriber_id subscriber_no kundennummer kunden_nr kundennr kundenr "
    "kunden_id kundenkarte kundenkarten_nr kundenkartennummer kd_nr kdnr kunde mitgliedsnummer mitglieds_nr "
    "mitgliedsnr mitglied debitor debitoren_nr debitorennummer"
)
"""Names of the column that says which customer, the surest first."""

EMAIL = names_of(
    "email e_mail email_address email_addr e_mail_addr e_mail_address customer_email billing_email contact_email mail "
    "recipient_email e_mail_adresse email_adresse mailadresse"
)
"""Names of a column of e-mail addresses."""


def plain(name: str) -> str:
    """A column name to compare by: `Customer ID`, `CustomerID` and `customer_id` are the same."""
    name = _CAMEL.sub("_", name.strip("\ufeff \t\r\n"))
    return _OTHER.sub("_", name).strip("_").lower()


def bare(name: str) -> str:
    """A plain name without what explains it: `client_no` of "Your client no. (top right of any bill)"."""
    return plain(_WHOSE.sub("", _BRACKETED.sub("", name).strip()))


def is_question(name: str) -> bool:
    """Whether a column is called by a question; a mark after a word or two only asks for yes or no ("Member?")."""
    return ("?" in name or "？" in name) and (len(name.split()) >= _FEWEST_WORDS_OF_A_QUESTION or not name.isascii())


def _without_currency(name: str) -> str:
    """A bare name without what its money is in: `betrag` of "Betrag in EUR"."""
    return _CURRENCY.sub("", bare(name))


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """Plain name, and its shorter forms where no other column has them -> name as written; the first of equals."""
    written = list(names)
    found: dict[str, str] = {}
    for told in (plain, bare, _without_currency):
        for name in written:
            found.setdefault(told(name), name)
    return found


def find_columns(names: Iterable[str], synonyms: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Canonical column -> column as written, for those that are there; no column serves twice."""
    there = plain_names(names)
    taken: set[str] = set()
    found: dict[str, str] = {}
    for canonical, known in synonyms.items():
        name = next((there[name] for name in known if name in there and there[name] not in taken), None)
        if name is not None:
            taken.add(name)
            found[canonical] = name
    return found


def renamed_to(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with our names; `columns` gives ours -> as the file has it."""
    return frame.rename(columns={written: ours for ours, written in columns.items()})
