"""The English vocabulary of numbers and of what they count."""

from __future__ import annotations

from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()

SMALL = {word: value for value, word in enumerate(_ONES)} | {"nought": 0, "nil": 0}
TENS = {word: 10 * value for value, word in enumerate(_TENS_NAMES, start=2)} | {"fourty": 40}
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
}
JOINED = {f"{ten}{_ONES[one]}": value + one for ten, value in TENS.items() for one in range(1, 10)}
"""'sixtytwo', as some write it."""

CARDINALS = SMALL | TENS | JOINED | SCALES | {"hundred": 100}
MULTIPLIED = frozenset({"hundred", "dozen", *SCALES})
"""Words that an amount before them multiplies."""

ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES, start=1)}
ORDINALS |= {word[:-1] + "ieth": value for word, value in TENS.items()}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}

FRACTIONS = {word: value for word, value in ORDINALS.items() if value > 2}
FRACTIONS |= {"half": 2, "quarter": 4}
FRACTION_PLURALS = {f"{word}s": value for word, value in FRACTIONS.items()} | {"halves": 2}

MULTIPLES = {"once": 1, "twice": 2, "thrice": 3}
for _value, _stem in ((2, "double"), (3, "triple"), (3, "treble"), (4, "quadruple")):
    MULTIPLES |= dict.fromkeys((_stem, f"{_stem}s", f"{_stem}d", f"{_stem[:-1]}ing"), _value)
MULTIPLES |= {f"{word}fold": value for word, value in (SMALL | TENS).items() if value > 1}
MULTIPLES |= {"hundredfold": 100, "thousandfold": 1000}

PLURALS = {
    "tens": (20, 99),
    "dozens": (24, 120),
    "hundreds": (200, 999),
    "thousands": (2000, 999_999),
    "millions": (2 * 10**6, 999_999_999),
    "billions": (2 * 10**9, 999_999_999_999),
}
"""Vague plurals, read as the range that the word can mean."""

DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items() if word != "fourty"}
BANKNOTES = {"fiver": 5, "tenner": 10}
GROUPS = {"dozen": 12, "couple": 2, "fortnight": 2, "decade": 1, "century": 1}

DURATIONS = {
    "millisecond": Decimal("0.001"),
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86400),
    "night": Decimal(86400),
    "week": Decimal(7 * 86400),
    "fortnight": Decimal(14 * 86400),
    "month": Decimal(12),
    "quarter": Decimal(36),
    "year": Decimal(144),
    "decade": Decimal(1440),
    "century": Decimal(14400),
}
"""Seconds up to the fortnight; twelfths of a month from there, as months have no fixed length."""

CALENDAR_DURATIONS = frozenset({"month", "quarter", "year", "decade", "century"})

_DURATION_SHORT = {
    "ms": "millisecond",
    "s": "second",
    "sec": "second",
    "secs": "second",
    "min": "minute",
    "mins": "minute",
    "h": "hour",
    "d": "day",
    "mo": "month",
    "hr": "hour",
    "hrs": "hour",
    "wk": "week",
    "wks": "week",
    "mth": "month",
    "mths": "month",
    "yr": "year",
    "yrs": "year",
    "centuries": "century",
    "overnight": "night",
}
DURATION_WORDS = {name: name for name in DURATIONS} | {f"{name}s": name for name in DURATIONS}
DURATION_WORDS |= _DURATION_SHORT

_MEASURES = {
    "mm": "mm millimetre millimetres millimeter millimeters",
    "cm": "cm cms centimetre centimetres centimeter centimeters",
    "m": "metre metres meter meters",
    "km": "km kms kilometre kilometres kilometer kilometers",
    "mile": "mile miles",
    "mph": "mph",
    "inch": "inch inches",
    "ft": "ft foot feet",
    "yard": "yard yards",
    "mg": "mg milligram milligrams",
    "g": "gram grams gramme grammes gsm",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "tonne": "tonne tonnes ton tons",
    "lb": "lb lbs",
    "oz": "oz ounce ounces",
    "stone": "stone",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "l": "litre litres liter liters",
    "pint": "pint pints",
    "gallon": "gallon gallons",
    "acre": "acre acres",
    "hectare": "hectare hectares ha",
    "degree": "degree degrees",
    "kb": "kb kilobyte kilobytes",
    "mb": "mb megabyte megabytes",
    "gb": "gb gigabyte gigabytes",
    "tb": "tb terabyte terabytes",
    "mbps": "mbps",
    "v": "volt volts",
    "w": "watt watts",
    "kw": "kw kilowatt kilowatts",
    "kwh": "kwh",
    "hz": "hz hertz",
    "khz": "khz",
    "ghz": "ghz",
    "db": "db decibel decibels",
    "calorie": "calorie calories",
    "kcal": "kcal",
    "denier": "denier",
}
MEASURE_WORDS = {word: name for name, words in _MEASURES.items() for word in words.split()}
GLUED_MEASURES = {"m": "m", "g": "g", "l": "l", "v": "v", "w": "w", "in": "inch", "c": "degree"}
"""Letters that are a measure only when glued to digits, or a space away before a stop."""

SYMBOLS = {
    "\u00a3": "GBP",
    "$": "USD",
    "\u20ac": "EUR",
    "\u00a5": "JPY",
    "\u20b9": "INR",
    "\u20a9": "KRW",
    "\u20bd": "RUB",
    "\u20ba": "TRY",
    "\u20aa": "ILS",
    "\u20b4": "UAH",
    "\u20a6": "NGN",
    "\u00a2": "USD",
}
DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD"}
DOLLARS |= {"hk": "HKD", "s": "SGD"}
CURRENCY_CODES = frozenset(
    "gbp usd eur jpy inr krw rub try chf sek nok dkk pln czk huf aud cad nzd hkd sgd zar brl mxn cny".split()
)
CURRENCY_WORDS = {
    **dict.fromkeys(("pound", "pounds", "quid", "sterling", "fiver", "tenner"), "GBP"),
    **dict.fromkeys(("dollar", "dollars", "buck", "bucks"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("rupee", "rupees"), "INR"),
    "yen": "JPY",
}
SMALL_COINS = {"pence": "GBP", "penny": "GBP", "pee": "GBP", "p": "GBP"}
SMALL_COINS |= {"cent": "", "cents": "", "eurocent": "EUR", "eurocents": "EUR"}
"""Hundredths of a currency; a cent belongs to no currency in particular."""

_MONTH_NAMES = ("january february march april may june july august september october november december").split()
MONTHS = {name: value for value, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: value for name, value in MONTHS.items()} | {"sept": 9}
MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "dec", "jan", "sep"})

NUMBER_WORDS = frozenset(
    set(CARDINALS)
    | set(ORDINALS)
    | set(FRACTIONS)
    | set(FRACTION_PLURALS)
    | set(MULTIPLES)
    | set(PLURALS)
    | set(DECADES)
    | set(BANKNOTES)
    | set(GROUPS)
)
"""Every word that can begin a number (articles aside)."""
