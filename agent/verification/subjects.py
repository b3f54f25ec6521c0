"""Who does what in a text: for each word, whether the speaker, somebody else or a thing stands as its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from agent.verification.evidence_text import sentences_of
from agent.verification.lexicon import stop_words, word_set
from agent.verification.text import Word, plain, words

Doer = Literal["speaker", "person", "people", "they", "thing", ""]
"""Who does it: who speaks, a person whom they know, people in general, "they", anything with an article, or unknown."""

_FIRST: Final = frozenset(f"{who}{end}" for who in ("i", "we") for end in ("", "'m", "'ve", "'d", "'ll", "'re"))
_THIRD: Final = frozenset(f"{who}{end}" for who in ("he", "she") for end in ("", "'s", "'d", "'ll"))
_THEY: Final = frozenset(f"they{end}" for end in ("", "'ve", "'d", "'ll", "'re"))
_STANDS_FOR: Final = frozenset({"mine", "ours", "it", "it's", "you", "that's", "there's"})
_ANOTHERS: Final = frozenset({"hers", "theirs"})
_JOINS: Final = frozenset({"and", "but", "or"})
"""Behind these a verb has the subject of the clause before; where that one hangs on another, nobody can tell whose."""
_OPENS: Final = frozenset(
    "and but or so because when while whereas since if unless although though that than before after until as "
    "then yet where whether however says said thinks thought".split()
)
"""Words behind which a new subject may stand."""
_ARTICLES: Final = frozenset("the a an this that these those my our your his her their its one some every each".split())
_STOPS: Final = frozenset(",;:–—")
_POINTING: Final = frozenset({"the", "this", "that", "these", "those"})
_SERVING: Final = frozenset({"staff", "team", "manager", "boss", "doctor"})
"""Of those whom somebody knows, the ones who with such an article serve them."""


class Said(NamedTuple):
    """A word of a text and who stands as its subject."""

    word: Word
    doer: Doer
    of_speaker: bool
    """Whether the speaker is the object of the same clause: "my sister gave me"."""
    led_by: frozenset[str]
    """Stems of the words between the beginning of the subject, its article left out, and the word."""


@lru_cache(maxsize=8192)
def doers_in(text: str) -> tuple[Said, ...]:
    """Every word of a text with its subject; what "and" joins without a subject of its own keeps the last one."""
    return tuple(said for sentence in sentences_of(plain(text)) for said in _in_sentence(sentence))


def _in_sentence(sentence: str) -> Iterator[Said]:
    found = words(sentence)
    doer: Doer = ""
    nested = False
    clause: list[tuple[Word, Doer]] = []
    for at, word in enumerate(found):
        if nested and word.lower in _JOINS:
            doer, nested = "", False
        opened = at == 0 or found[at - 1].lower in _OPENS or _STOPS & set(sentence[found[at - 1].end : word.start])
        if opened or word.lower in _FIRST:
            new = _subject_at(found, at, doer)
            if new is not None:
                yield from _closed(clause)
                clause, doer, nested = [], new, at > 0 and found[at - 1].lower in _OPENS - _JOINS
        clause.append((word, doer))
    yield from _closed(clause)


def _closed(clause: Sequence[tuple[Word, Doer]]) -> Iterator[Said]:
    of_speaker = any(word.lower in ("me", "us") for word, _ in clause)
    aside = stop_words() | _FIRST
    for at, (word, doer) in enumerate(clause):
        led_by = frozenset(before.stem for before, _ in clause[:at] if before.lower not in aside)
        yield Said(word, doer, of_speaker, led_by)


def _subject_at(found: Sequence[Word], at: int, last: Doer) -> Doer | None:
    """The subject that begins at a word; None where none does."""
    word = found[at].lower
    if word in _FIRST:
        return "speaker"
    if word in _THIRD:
        return "person" if last == "person" else "they"
    if word in word_set("speakers", "persons"):
        return "people"
    if word in _THEY:
        return last if last in ("person", "people", "thing") else "they"
    if word in _ARTICLES:
        return _phrase(word, found[at + 1 : at + 3])
    if word in _ANOTHERS:
        return "person"
    return "" if word in _STANDS_FOR else None


def _phrase(article: str, following: Sequence[Word]) -> Doer:
    """Whom the noun behind an article names; "the staff" are the company's and no more than a thing here."""
    if any(word.lower in word_set("speakers", "persons") for word in following):
        return "people"
    known = word_set("speakers", "kin") - (_SERVING if article in _POINTING else frozenset())
    return "person" if any(word.lower in known for word in following) else "thing"
