"""Text normalisation: one form for storage, one for comparing quotations."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs, which no UTF-8 file or database takes."""
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Signs of Thai, Japanese and Chinese, which are written without blanks."""
_SPACES = re.compile(r"[^\S\n]+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"'})


def clean_text(text: str) -> str:
    """Text as stored: NFC, no invisible or control characters, single spaces, newline line ends, no blank edges."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNSTORABLE.sub("", text)
    text = unicodedata.normalize("NFC", text)
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def comparable(text: str) -> str:
    """Text for the comparison of quotations: NFKC, straight quotes, one space for any white space; nothing looser."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_QUOTES)
    return " ".join(text.split())


def has_unspaced(text: str) -> bool:
    """Whether a text holds signs of a script whose words are not parted by blanks."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def word_count(text: str) -> int:
    """How many words a text has; where words are not parted by blanks, two signs count as one."""
    if not has_unspaced(text):
        return len(text.split())
    return len(_UNSPACED.findall(text)) // 2 + len(re.findall(r"\w+", _UNSPACED.sub(" ", text)))


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words, with an ellipsis where something is left out."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
