"""Languages other than English: digits are read, number words are recognised and refused."""

from __future__ import annotations

import re

_STEMS = {
    "de": r"null|ein(?:e[nmrs]?|s)?|zwei\w*|drei\w*|vier\w*|f(?:ü|ue|u)nf\w*|sechs\w*|sieb\w*|acht\w*|"
    r"neun\w*|zehn\w*|elf|zw(?:ö|oe|o)lf\w*|zwanzig\w*|\w+zig\w*|\w*hundert\w*|\w*tausend\w*|"
    r"\w*million\w*|\w*milliarde\w*|halb\w*|h(?:ä|ae|a)lfte\w*|anderthalb\w*|drittel\w*|\w+tel|"
    r"doppelt\w*|\w*fach\w*|\w*mal|dutzend\w*|prozent\w*|paar|beide\w*|erste[nmrs]?|zweite\w*",
    "fr": r"z[ée]ro|une?|deux\w*|trois\w*|quatre\w*|cinq\w*|six\w*|sept\w*|huit\w*|neuf\w*|dix\w*|onze|"
    r"douz\w*|treiz\w*|quatorz\w*|quinz\w*|seiz\w*|vingt\w*|trente\w*|quarante\w*|cinquante\w*|"
    r"soixante\w*|septante|octante|huitante|nonante|cents?|cent\w*|mille\w*|million\w*|milliard\w*|"
    r"moiti[ée]\w*|demi\w*|tiers|quarts?|double\w*|triple\w*|\w+aine|\w+aines|fois|"
    r"premi[eè]re?s?|second\w*|\w+i[eè]mes?|pour",
    "es": r"cero|un[oa]?s?|dos\w*|tres\w*|cuatro\w*|cinco|seis\w*|siete|ocho\w*|nueve|diez|once|doce\w*|"
    r"trece|catorce|quince|dieci\w*|veint\w*|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|"
    r"noventa|cien\w*|\w+cient[oa]s|quinient[oa]s|mil\w*|mitad\w*|medi[oa]s?|terci[oa]s?|"
    r"tercer\w*|cuart[oa]s?|doble\w*|triple\w*|docena\w*|veces|vez|primer\w*|segund\w*|quint[oa]s?|"
    r"d[ée]cim[oa]s?|porciento|ciento",
    "it": r"zero|un[oa']?|due\w*|tre\w*|quattro\w*|cinque\w*|sei\w*|sette\w*|otto\w*|nove\w*|dieci\w*|"
    r"undici|dodici|\w+dici|dicia\w+|vent\w*|trent\w*|quarant\w*|cinquant\w*|sessant\w*|settant\w*|"
    r"ottant\w*|novant\w*|cent\w*|mill\w*|\w+mila|miliard\w*|met[aà]|mezz[oaie]|terz[oaie]|"
    r"quart[oaie]|doppi\w*|tripl\w*|dozzin\w*|volt[ae]|prim[oaie]|second[oaie]|quint[oaie]",
    "nl": r"nul|een|[ée]{1,2}n|twee\w*|drie\w*|vier\w*|vijf\w*|zes\w*|zeven\w*|acht\w*|negen\w*|tien\w*|"
    r"elf|twaalf\w*|dertien\w*|veertien\w*|\w+tien|twintig\w*|\w+tig\w*|\w*honderd\w*|\w*duizend\w*|"
    r"miljoen\w*|miljard\w*|half|halve|helft\w*|derde\w*|kwart\w*|dubbel\w*|keer|maal|dozijn\w*|"
    r"procent\w*|eerste|tweede|\w+voud\w*|beide\w*",
    "pt": r"zero|uma?|dois|duas|tr[êe]s|quatro|cinco|seis|sete|oito|nove|dez\w*|onze|doze|treze|"
    r"quatorze|catorze|quinze|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|"
    r"cem|cento\w*|\w+cent[oa]s|mil\w*|bilh\w*|metade\w*|mei[oa]s?|ter[cç]\w*|quart[oa]s?|dobro|"
    r"dobr\w*|triplo|d[úu]zia\w*|vezes|vez|primeir\w*|segund\w*|quint[oa]s?|d[ée]cim[oa]s?",
}
_PATTERNS = {language: re.compile(rf"(?<!\w)(?:{stems})(?!\w)", re.IGNORECASE) for language, stems in _STEMS.items()}
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])\d{1,3},\d{1,2}(?= ?(?:%|per ?cent\b|[£$€]|[km]\b|million\b|times\b))|"
    r"(?<=[£$€])\d{1,3},\d{1,2}(?![\d,])",
    re.IGNORECASE,
)
"""Digits that English writes with a point, or two numbers side by side: 1,5 %."""
_LETTER = re.compile(r"[^\W\d_]+")
_COMMA_LANGUAGES = frozenset(_STEMS) | {"sv", "da", "no", "nb", "nn", "fi", "pl", "cs", "sk", "ro"}


def base_language(language: str) -> str:
    """The lower-case primary subtag: 'en' for 'en-GB'."""
    return re.split(r"[-_]", language.strip().lower())[0]


def uses_decimal_comma(language: str) -> bool:
    """Whether 1.234,5 is how the language writes decimals."""
    return base_language(language) in _COMMA_LANGUAGES


def unread(text: str, language: str) -> str | None:
    """Why a text may hold numbers that were not read: words of another language, or a decimal comma in English.

    For German, French, Spanish, Italian, Dutch and Portuguese the number words are known and only
    they refuse; for any other language a text with words is refused, as any may be a number.
    """
    name = base_language(language)
    if name == "en":
        comma = _DECIMAL_COMMA.search(text)
        return f"{comma[0]!r} may be one number or two" if comma else None
    pattern = _PATTERNS.get(name, _LETTER)
    match = pattern.search(text)
    if match is None:
        return None
    known = name in _PATTERNS
    why = "is a number word" if known else "may be a number word"
    return f"{match[0][:40]!r} {why} of the language {language!r}, of which only digits are read"
