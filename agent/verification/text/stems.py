"""A light stemmer: enough to find "leak" in "leaking", not enough to merge words that differ."""

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    "bought": "buy",
    "buyer": "buy",
    "brought": "bring",
    "came": "come",
    "children": "child",
    "chose": "choose",
    "chosen": "choose",
    "did": "do",
    "does": "do",
    "done": "do",
    "feet": "foot",
    "fell": "fall",
    "felt": "feel",
    "found": "find",
    "gave": "give",
    "given": "give",
    "went": "go",
    "gone": "go",
    "goes": "go",
    "got": "get",
    "gotten": "get",
    "grew": "grow",
    "had": "have",
    "has": "have",
    "held": "hold",
    "kept": "keep",
    "knew": "know",
    "known": "know",
    "left": "leave",
    "lost": "lose",
    "made": "make",
    "meant": "mean",
    "men": "man",
    "met": "meet",
    "mice": "mouse",
    "paid": "pay",
    "ran": "run",
    "rang": "ring",
    "used": "use",
    "using": "use",
    "said": "say",
    "saw": "see",
    "seen": "see",
    "sent": "send",
    "sold": "sell",
    "spent": "spend",
    "stood": "stand",
    "taken": "take",
    "taught": "teach",
    "teeth": "tooth",
    "thought": "think",
    "told": "tell",
    "took": "take",
    "understood": "understand",
    "women": "woman",
    "wore": "wear",
    "worn": "wear",
    "wrote": "write",
    "written": "write",
    "better": "good",
    "best": "good",
    "worse": "bad",
    "worst": "bad",
    "easier": "easy",
    "delivery": "deliver",
    "deliveries": "deliver",
    "choice": "choose",
    "choices": "choose",
    "arrival": "arrive",
    "payment": "pay",
    "payments": "pay",
    "refusal": "refuse",
}


def is_irregular(word: str) -> bool:
    """Whether a lower-case word is a form that no rule gives: went, rang, best."""
    return word in _IRREGULAR


_GRADED = frozenset(
    "bad big bright bold broad bus busy calm cheap clean clear clever close cold comfy cool cosy cost "
    "dark dear deep dirt dry dull easy fair fast fin firm flat fresh friend full fuss great happy hard "
    "heavy high hot kind larg lat lazy light long loos loud lov low loyal mild narrow near neat new nic "
    "nois old plain pleas poor pretty pric proud quick quiet rar rich roomy rough round saf sharp short "
    "sick simpl slim slow small smart smooth snug soft sor steep stiff strict strong sturdy sweet tall "
    "thick thin tidy tight tiny tough tricky warm weak wet wid wild young buy build clean driv farm paint "
    "own rid sell shop teach train us work writ retail wholesal ".split()
)
"""Stems from which -er and -est may be taken: comparatives, and who does it (a buyer, a user)."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: plurals, -ing, -ed, -er, -est and -ly go; nothing else does."""
    word = word.removesuffix("'s").replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    bare = _without_plural(word)
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    return _final(_without_ending(bare))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ily") and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ingly", "edly", "ing", "ed", "est", "er", "ly"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= 3 and _VOWELS & set(bare):
            stripped = _undoubled(bare)
            if ending not in ("est", "er") or _final(stripped) in _GRADED:
                return stripped
    return word


def _undoubled(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word


def _final(word: str) -> str:
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("i"):
        word = word[:-1] + "y"
    return word
