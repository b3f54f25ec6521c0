"""Reading customer files: attributes are kept, identifying columns are not."""

import re
from collections.abc import Mapping

import pandas as pd

from personas.sources import QualityReport
from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.privacy import (
    email_hashes,
    email_keys,
    is_email_name,
    personal_kind,
    sensitive_kind,
)
from segments.tables.pseudonyms import pseudonymous_ids
from segments.tables.quality import Sieve
from segments.tables.readers.ledger_by_values import customer_by_name
from segments.tables.recipes import Recipe
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns, is_question, plain, renamed_to

_KEYS: Mapping[str, tuple[str, ...]] = {"customer_id": (*CUSTOMER, "id"), "email": EMAIL}
_BIRTH = "date of birth"
"""What identifies a person, and of which the year stays."""
_NOT_CUSTOMERS = re.compile(
    r"review|rating|stars|respond|response|survey|feedback|comment|verbatim|question|answer|collector|network_id|^file$|"
    r"file_?name|transcript|interview|sent_at|opened_at|session|lineitem|explanation|^vote$|^text$|^body$|message"
)


def find_customer_columns(sample: Sample) -> dict[str, str] | None:
    """The key columns, or None when the table is not one row per customer without free text."""
    names = sample.header
    if any(_NOT_CUSTOMERS.search(plain(name)) or is_question(name) or len(name.split()) > 6 for name in names):
        return None
    found = _key_columns(sample)
    key = found.get("customer_id") or found.get("email")
    if key is None or len(names) < 2 or _has_free_text(sample):
        return None
    place = [name.strip() for name in names].index(key.strip())
    values = [row[place].strip() for row in sample.head[1:] if len(row) > place and row[place].strip()]
    return found if values and len(set(values)) >= len(values) * 0.9 else None


def _key_columns(sample: Sample) -> dict[str, str]:
    """The customer and the address; beside an address, who it is may stand under a name of the company's own."""
    found = find_columns(sample.header, _KEYS)
    told = customer_by_name(sample.header, sample.head[1:]) if found.keys() == {"email"} else None
    return {**found, "customer_id": told} if told else found


def _has_free_text(sample: Sample) -> bool:
    for cells in zip(*[row for row in sample.head[1:] if len(row) == len(sample.header)], strict=False):
        known = [cell for cell in cells if cell.strip()]
        if known and sum(len(cell.split()) for cell in known) / len(known) > 8:
            return True
    return False


def customers_format(columns: Mapping[str, str], name: str = "customer file") -> TableFormat:
    """The format that reads a customer file with these key columns."""
    recipe = Recipe(
        _sift,
        prepare=lambda frame, sample: renamed_to(frame, columns),
        together=_together,
        may_stay=_may_stay,
        nothing=_no_customer,
    )
    return TableFormat(name, "customers", recipe, columns.get("customer_id", ""))


def recognise_klaviyo(sample: Sample) -> TableFormat | None:
    """Klaviyo's profile export."""
    header = {plain(name) for name in sample.header}
    if not {"klaviyo_id", "email"} <= header:
        return None
    columns = find_columns(sample.header, {"email": ("email",)})
    return customers_format(columns, "Klaviyo profiles")


def _no_customer(name: str, report: QualityReport) -> str:
    return f"{name!r} holds no customer that can be used. Check the key column with --map."


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    _set_key(sieve)
    kept = _kept_columns(sieve)
    sieve.drop("no customer id", sieve.frame["customer_id"].isna())
    sieve.drop_duplicates(["customer_id"])
    frame = sieve.frame[["customer_id", "email_sha256"]].copy()
    for written, name in kept.items():
        frame[name] = sieve.attribute(written)
    return _with_birth_year(frame, sieve).sort_values("customer_id", ignore_index=True)


def _set_key(sieve: Sieve) -> None:
    ids = sieve.customer_ids() if "customer_id" in sieve.frame else None
    sieve.frame = _keys(sieve.frame, ids)
    hashes = sieve.frame["email_sha256"].notna()
    sieve.redact("email", int(hashes.sum()))
    if hashes.any():
        sieve.note("E-mail addresses are kept only as SHA-256, to find the same person in other files.")


def _keys(frame: pd.DataFrame, ids: pd.Series | None) -> pd.DataFrame:
    """The frame with its customers' ids as they are kept, and the hashes of their addresses."""
    hashes = email_hashes(frame["email"]) if "email" in frame else pd.Series(pd.NA, index=frame.index, dtype="str")
    return frame.assign(customer_id=_completed(frame, ids), email_sha256=hashes)


def _completed(frame: pd.DataFrame, ids: pd.Series | None) -> pd.Series:
    """The ids; of customers who have none, the keys of their addresses."""
    if ids is None:
        return email_keys(frame["email"])
    if "email" not in frame or not (nameless := ids.isna()).any():
        return ids
    return ids.fillna(email_keys(frame.loc[nameless, "email"]))


def _together(frame: pd.DataFrame) -> pd.Series:
    """What is the same for rows of the same customer, however their name is written."""
    ids = pseudonymous_ids(frame["customer_id"], names=True) if "customer_id" in frame else None
    return _completed(frame, ids).fillna("")


def _may_stay(name: str) -> bool:
    """Whether a column is not set aside by its name alone."""
    told = personal_kind(name) in (None, _BIRTH)
    return told and name not in _KEYS and not is_email_name(name) and sensitive_kind(name) is None


def _kept_columns(sieve: Sieve) -> dict[str, str]:
    """Column as written -> attribute name; says which columns were set aside and why."""
    kept: dict[str, str] = {}
    sensitive, personal = [], []
    for name in sieve.frame.columns:
        if name in (*_KEYS, "email_sha256") or is_email_name(name):
            continue
        told = personal_kind(name) or sieve.personal_kind(name)
        if kind := sensitive_kind(name):
            sensitive.append(f"{name} ({kind})")
        elif told and told != _BIRTH:
            personal.append(name)
            sieve.redact(told, int(sieve.frame[name].ne("").sum()))
        elif plain(name) and plain(name) not in kept.values():
            kept[name] = plain(name)
    if sensitive:
        sieve.note(f"Set aside because they are sensitive: {', '.join(sensitive)}.")
    if personal:
        sieve.note(f"Dropped because they identify a person: {', '.join(personal)}.")
    return kept


_BIRTH_YEAR = (
    "birth_year year_of_birth yob birthyear birth_yr yr_of_birth year_born born_in geburtsjahr jahrgang "
    "année_de_naissance año_de_nacimiento anno_di_nascita geboortejaar"
).split()


def _with_birth_year(frame: pd.DataFrame, sieve: Sieve) -> pd.DataFrame:
    """A date of birth becomes a year; the age is computed against the newest purchase when features are built."""
    year = next((name for name in _BIRTH_YEAR if name in frame), None)
    dates = [name for name in frame.columns if personal_kind(name) == _BIRTH]
    if dates:
        years = frame[dates[0]].astype("str").str.extract(r"((?:18|19|20)\d{2})")[0]
        frame = frame.drop(columns=dates).assign(birth_year=pd.to_numeric(years).astype("Int64"))
        sieve.note("Of the date of birth only the year is kept.")
    elif year is not None:
        years = pd.to_numeric(frame[year], errors="coerce").round()
        frame = frame.rename(columns={year: "birth_year"}).assign(birth_year=years.astype("Int64"))
    else:
        return frame
    wrong = ~frame["birth_year"].between(1900, pd.Timestamp.now().year).fillna(value=True)
    sieve.count("{0:,} impossible years of birth were left blank.", int(wrong.sum()))
    return frame.assign(birth_year=frame["birth_year"].mask(wrong))
