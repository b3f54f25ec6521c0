"""English words that are nobody's name: what may begin a sentence, with a capital, before what staff did or are."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from retrieval.data import word_list
from retrieval.privacy.first_names import FIRST_NAMES

_LEXICON = "en/en-lexicon.txt"


def is_ordinary(word: str) -> bool:
    """Whether a dictionary has the word in small letters, and hardly anybody is called so ("Breakfast", "Sadly")."""
    return word.casefold() in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    """The words of textblob's lexicon (those that Brill's tagger learned, 1992) but proper names, and newer ones."""
    spec = find_spec("textblob")
    assert spec is not None and spec.submodule_search_locations, "textblob is one of the libraries that Verism needs"
    text = Path(spec.submodule_search_locations[0], _LEXICON).read_text(encoding="utf-8")
    entries = (line.split() for line in text.splitlines() if not line.startswith(";;;"))
    tagged = (entry for entry in entries if len(entry) == 2 and entry[0].islower())
    written = {word for word, tag in tagged if not tag.startswith("NNP")}
    listed = {*word_list("newer_words"), *word_list("countries")}
    return frozenset(written | listed) - FIRST_NAMES - {*word_list("names_that_are_words")}
