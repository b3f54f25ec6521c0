"""The languages in which a narrative can be written; quotations keep their own, all else is English."""

from typing import Final, Literal

NarrativeLanguage = Literal["English", "German", "French", "Spanish", "Italian", "Dutch", "Portuguese"]
"""Languages whose number words are known, so that a figure typed in words is refused rather than overlooked."""

ENGLISH: Final = "en"
"""The one language that the checks of words read."""

CODES: Final[dict[NarrativeLanguage, str]] = {
    "English": ENGLISH,
    "German": "de",
    "French": "fr",
    "Spanish": "es",
    "Italian": "it",
    "Dutch": "nl",
    "Portuguese": "pt",
}
"""Name -> ISO 639-1 code."""

NAMES: Final = {code: name for name, code in CODES.items()}
"""ISO 639-1 code -> name."""
