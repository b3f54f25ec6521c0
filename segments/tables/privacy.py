"""Columns that are set aside: identifying ones, and sensitive ones that may not be stated or inferred."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from segments.tables.distinct import DistinctCounter
from segments.tables.values.names import EMAIL, plain

_SENSITIVE = {
    "health": r"health|illness|disab|diagnos|medical|medication|allerg|pregnan|impairment|wellbeing_condition|"
    r"gesundheit|krankheit|behinder|schwanger|blood_(?:type|group)|blutgruppe",
    "religion": r"religio|(^|_)faith(?!_in)|church|mosque|denomination|konfession|kirche|^glaube",
    "politics": r"politi[ck]|(^|_)partei(_|$)|party_affiliation|voted_for|voting_intention|party_vote|"
    r"(^|_)elections?(_|$)",
    "ethnicity": r"ethni|racial|(^|_)race(_|$)|skin_colou?r|(^|_)caste(_|$)",
    "sexuality": r"sexual|sexuell|^orientation$|lgbt",
    "union membership": r"trade_union|union_member|labou?r_union|(?<!credit)(^|_)union(_|$)|gewerkschaft",
}
_PERSONAL = {
    "name": r"^(full_?|first_?|last_?|middle_?|given_?|family_?|sur|fore|contact_?|customer_?|display_?|user_?|"
    r"billing_?|shipping_?|recipient_(first_|last_)?|reviewer_?|respondent_?|member_?)?names?$|company_name|^company$|"
    r"^organi[sz]ation$|nick_?name|screen_?name|(^|_)handle$|^account(_name)?$|^contact(_person)?$|associated_(contact|company)$|assigned_to$|"
    r"(^|_)(posted|written|submitted|reviewed|served|sold|entered|created|handled|dealt_with|looked_after|managed)_by$|"
    r"(^|_)(betreut|bedient|verkauft|erfasst|angelegt|bearbeitet|beraten)_(von|durch)$|(^|_)(kunden)?(betreuer|berater)(in)?$|"
    r"^(account|key_account|relationship|sales)_(manager|owner|rep|representative|person|man)$|^(au(ß|ss)endienst|vertreter(in)?)$|"
    r"^(vor|nach|zu|ruf|familien|geburts|kunden|firmen|kontakt|benutzer|voller_|vollständiger_)name$|^name_des_kunden$|"
    r"^(given|christian)(_?names?)?$|^[fl]_?name$|^(pr[ée])?noms?(_de_famille)?$|^nombres?$|apellidos?$|cognome$|"
    r"^(voor|achter)naam$|"
    r"^firma$|^(karten|konto)?inhaber(in)?$|ansprechpartner|^(sach)?bearbeiter(in)?$|^verfasser(in)?$|^verkäufer(in)?$|^kassierer(in)?$",
    "phone": r"(^|_)(tele|mobile_?|cell_?)?phones?(_?(no|nr|num|number|\d|home|work|mobile|private|business))*$|"
    r"mobile(_no|_number)?$|^tel$|^fax|telefon(?!ie)(?!_support)|^handy|mobilnummer|^mobil$|rufnummer|^tel_nr$|"
    r"t[ée]léphone|tél[ée]phone|^m[óo]vil$|cellulare",
    "address": r"address|(^|_)street(_?(name|no|nr|number|address|line|and_.*|\d))*$|"
    r"^house_(no|number|name)|postal_line|shipping_city|billing_city|stra(ß|ss)e|"
    r"^str$|anschrift|adresse|direcci[óo]n|indirizzo|haus_?(nr|nummer)$",
    "postcode": r"post_?code|postal_?code|(^|_)zip(_?(code|plus)?_?\d?)?$|^postal$|(^|_)plz$|postleitzahl|pin_?code",
    "coordinates": r"^lat(itude)?$|^lon(g(itude)?)?$|latitude|longitude|geo_?(lat|lon|point|hash)|coordinates",
    "IP address": r"^ip$|ip_?address",
    "date of birth": r"^dob$|date_of_birth|birth_?date|birthday|geburts_?(datum|tag)$|^geb_?(datum|dat)$",
    "account": r"iban|sort_code|card_number|passport|national_insurance|social_security|(^|_)ssn(_|$)|"
    r"licen[cs]e_(no|number|plate)|kontonummer|konto_nr|bankverbindung|"
    r"ausweis|steuer_?(id|nummer|nr)|kennzeichen$|(^|_)bic$",
}

_BY_VALUES = {
    "email": r"[^\s@]+@[^\s@]+\.\w+",
    "phone": r"(?:\+\d|\(?0)[\d ()/-]{8,}\d",
    "name": r"(?:[A-Z]\w*[.'’]?\w*[ -]){1,3}[A-Z][\w'’-]+",
}
_MOST, _DIFFERENT, _FEWEST_NAMES = 0.8, 0.7, 20


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


class ValueKinds:
    """Which identifying fact most values of a column are, whatever its name, counted while they pass by.

    What is too much for memory waits in `folder`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._said = 0
        self._looking_like = Counter[str]()
        self._different = DistinctCounter(folder)
        """Among the values from the first one on that looks like a name."""
        self._before = 0
        """Values before it, which may all be different."""

    def see(self, values: pd.Series) -> None:
        """Some more values; each different one is looked at once."""
        counts = values[values.ne("")].astype("str").value_counts(sort=False)
        texts = counts.index.to_series()
        self._said += int(counts.sum())
        for kind, pattern in _BY_VALUES.items():
            self._looking_like[kind] += int(counts[texts.str.fullmatch(pattern).to_numpy(dtype=bool)].sum())
        if self._looking_like["name"]:
            self._different.see(texts)
        else:
            self._before = self._said

    @property
    def kind(self) -> str | None:
        """Either "email", "phone" or "name"; None for anything else.

        Names are capitalised words of which hardly any comes back; places and products do.
        """
        found = next((kind for kind, count in self._looking_like.items() if count > _MOST * self._said), None)
        different = self._before + len(self._different)
        if found == "name" and (self._said < _FEWEST_NAMES or different <= _DIFFERENT * self._said):
            return None
        return found


def personal_values_kind(values: pd.Series) -> str | None:
    """Which identifying fact most values of a column are: "email", "phone", "name"; else None."""
    kinds = ValueKinds()
    kinds.see(values)
    return kinds.kind


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
