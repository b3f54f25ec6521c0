"""The tokens that lexical search compares: words without endings; pairs of letters where no blanks part words."""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CONTRACTED = re.compile(r"'(?:s|d|ll|re|ve|m)$")
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
    "|[\uac00-\ud7a3]+|[\u0e01-\u0e4e]+|[\u0e81-\u0ece]+|[\u1000-\u1049]+|[\u1780-\u17d3]+"
)
"""Runs of Chinese and Japanese, of Korean (whose particles hang on the words), Thai, Lao, Burmese, Khmer."""
STOPWORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does
    doing don down for from had has have having he her here hers him his how i if in into is it its just me more most my
    no nor not now of off on once only or other our out over own s same she should so some such t than that the their
    them then there these they this those through to too under until up us very was we were what when where which while
    who whom why will with would you your yours ll ve re d m im ive id""".split()
)
"""English function words; they are left out of lexical search."""
_IRREGULAR = {
    "bought": "buy", "buys": "buy", "paid": "pay", "wore": "wear", "worn": "wear", "came": "come", "went": "go",
    "gone": "go", "got": "get", "sent": "send", "lost": "lose", "broke": "break", "broken": "break", "split": "split",
    "men": "man", "women": "woman", "feet": "foot", "children": "child", "people": "person", "kept": "keep",
    "sold": "sell", "told": "tell", "said": "say", "knew": "know", "known": "know", "chose": "choose",
    "chosen": "choose", "felt": "feel", "fell": "fall", "shrank": "shrink", "shrunk": "shrink", "tore": "tear",
    "torn": "tear", "waited": "wait", "better": "good", "best": "good", "worse": "bad", "worst": "bad",
    "lives": "life", "knives": "knife", "leaves": "leave", "left": "leave", "lasted": "last", "took": "take",
    "taken": "take", "ran": "run", "rang": "ring", "rung": "ring", "thought": "think", "found": "find",
}  # fmt: skip


@cache
def folding() -> str:
    """Names this way of folding words: 12 hexadecimal digits that change with any change to this module.

    An index whose words were folded otherwise finds the wrong quotes in silence; so it says how it was made.
    """
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]


def tokens(text: str, *, stopwords: frozenset[str] = STOPWORDS) -> list[str]:
    """Folded words without endings, function words left out.

    Of scripts that put no blanks between words every pair of neighbouring letters is a token, as in Lucene's analyser
    of Chinese, Japanese and Korean.
    """
    if text.isascii():
        return _folded(text, stopwords)
    composed = unicodedata.normalize("NFKC", text)
    pairs = [pair for run in _UNSPACED.findall(composed) for pair in _pairs(run)]
    return [*_folded(_UNSPACED.sub(" ", composed), stopwords), *pairs]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(max(1, len(run) - 1))]


def _folded(text: str, stopwords: frozenset[str]) -> list[str]:
    return [fold(word) for word in words(text) if word not in stopwords and (len(word) > 1 or word.isdigit())]


def words(text: str) -> list[str]:
    """The lower-case words of a text without accents: "customer" of "customer's", "we" of "we'd", "dont" of "don't"."""
    plain = text.casefold().replace("’", "'")
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    found: list[str] = _WORD.findall(plain)
    return [_CONTRACTED.sub("", word).replace("'", "") if "'" in word else word for word in found]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without its English inflection: plural, past, -ing, -ly, comparative; cautious with short words."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    return _final(_inflection(_plural(word)))


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _inflection(word: str) -> str:
    for ending in ("ing", "ed", "ly", "er"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= (4 if ending in ("er", "ly") else 3) and re.search(r"[aeiouy]", stem):
            return _single(stem)
    return word


def _single(stem: str) -> str:
    """One consonant for a doubled one: "fitt" is "fit", but "fall" and "press" stay."""
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem


def _final(stem: str) -> str:
    """The same ending for "size", "sized", "sizing" and for "buy", "buyer"."""
    if stem.endswith("e") and len(stem) > 3 and not stem.endswith("ee"):
        return stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > 3 and stem[-2] not in "aeiou" else stem
