"""Columns that are set aside: what identifies a person, and what must be neither stated nor inferred."""

import hashlib
import re

import pandas as pd

from segments.tables.names import EMAIL, plain

_SENSITIVE = {
    "health": r"health|illness|disab|diagnos|medical|medication|allerg|pregnan|impairment|wellbeing_condition",
    "religion": r"religio|faith|church|mosque|denomination",
    "politics": r"politic|party_affiliation|voted_for|voting_intention|party_vote|election",
    "ethnicity": r"ethnic|racial|(^|_)race(_|$)|skin_colou?r|caste",
    "sexuality": r"sexual|orientation$|lgbt",
    "union membership": r"trade_union|union_member|labou?r_union|(^|_)union(_|$)",
}
_PERSONAL = {
    "name": r"^(full_?|first_?|last_?|middle_?|given_?|family_?|sur|fore|contact_?|customer_?|display_?|user_?|"
    r"billing_?|shipping_?|recipient_(first_|last_)?|reviewer_?|respondent_?|member_?)?names?$|company_name|^company$|"
    r"^organi[sz]ation$|nick_?name|screen_?name|(^|_)handle$|^account(_name)?$|associated_(contact|company)$|assigned_to$",
    "phone": r"phone|mobile(_no|_number)?$|^tel$|^telephone|^fax",
    "address": r"address|street|^house_(no|number|name)|postal_line|shipping_city|billing_city",
    "postcode": r"post_?code|postal_?code|^zip|(^|_)zip(_|$)|^postal$|^plz$|pin_?code",
    "coordinates": r"^lat(itude)?$|^lon(g(itude)?)?$|latitude|longitude|geo_?(lat|lon|point|hash)|coordinates",
    "IP address": r"^ip$|ip_?address",
    "date of birth": r"^dob$|date_of_birth|birth_?date|birthday",
    "account": r"iban|sort_code|card_number|passport|national_insurance|social_security|(^|_)ssn(_|$)|"
    r"licen[cs]e_(no|number|plate)",
}


def sensitive_kind(name: str) -> str | None:
    """Which sensitive attribute a column name speaks of, or None."""
    return _kind(name, _SENSITIVE)


def personal_kind(name: str) -> str | None:
    """Which identifying fact a column name speaks of, or None; e-mail addresses have a function of their own."""
    return _kind(name, _PERSONAL)


def is_email_name(name: str) -> bool:
    """Whether a column of this name holds e-mail addresses."""
    return plain(name) in EMAIL


def _kind(name: str, patterns: dict[str, str]) -> str | None:
    compared = plain(name)
    return next((kind for kind, pattern in patterns.items() if re.search(pattern, compared)), None)


def email_sha256(address: str) -> str:
    """SHA-256 of an address, trimmed and in lower case; "" for what is no address."""
    address = address.strip().lower()
    return hashlib.sha256(address.encode()).hexdigest() if "@" in address else ""


def email_hashes(values: pd.Series) -> pd.Series:
    """`email_sha256` of a column; missing where there is no address."""
    codes, uniques = pd.factorize(values)
    hashes = pd.Series([email_sha256(str(value)) or None for value in uniques], dtype="str")
    return hashes.reindex(codes).set_axis(values.index)


def email_keys(values: pd.Series) -> pd.Series:
    """Customer ids for people known by e-mail only: `e-` and the first 16 digits of the address's SHA-256."""
    return "e-" + email_hashes(values).str[:16]


def pseudonymous_ids(values: pd.Series) -> pd.Series:
    """Customer ids, trimmed, missing where empty; an id that is an e-mail address becomes its key."""
    ids = values.str.strip()
    ids = ids.mask(ids.str.lower().isin(["", "nan", "null", "none", "n/a", "na", "guest", "-"]))
    addresses = ids.str.contains("@", na=False)
    return ids.mask(addresses, email_keys(ids.fillna(""))) if addresses.any() else ids
