"""Whether a passage holds the kind of answer asked for: an amount, a time, a reason, first-hand knowledge.

All of it is told by the wording alone. A passage that does not fit is not called an answer; it may still be shown as
the nearest that was said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from personas.evidence import Quote
from retrieval.answering.amounts import states_amount
from retrieval.answering.expressions import says, stretches, tells
from retrieval.answering.passages import Passage
from retrieval.answering.purposes import told
from retrieval.answering.question import Question, asks_for_more, says_expected
from retrieval.answering.telling_apart import names_one, of_their_own
from retrieval.data import load
from retrieval.index.words import words
from retrieval.themes.contexts import verdict_of

_ONLY_BY = (("using", "uses"), ("negating", "negates"), ("making", "makers"))
"""Ways of asking that only texts with certain words answer, and what tells these words."""
_SENTENCE = 5
"""Words from which a text says something of what it names."""
_SAYS_FIRST = re.compile(
    r"(?:(?:well|but|and|so|because|honestly),? )?(?:i|we|they|he|she|it|my|our|there|that|this|the)\b(?! \w+\?)"
    r".{12,}[,.;–—-] ?\w"
)
"""How a text begins that states something before the question with which it ends."""


def fits(asked: Question, passage: Passage, after: Mapping[str, Quote]) -> bool:
    """Whether a passage holds the kind of answer that is asked for.

    `after` gives for a quote's id the next thing that its speaker said.
    """
    texts = [quote.text for quote in passage.quotes]
    if not asked.personal and told(asked.plain, " ".join(texts)) is False:
        return False
    if not _told_by_them(asked, texts) or _leans_otherwise(asked, passage.quotes) or not names_one(asked, texts):
        return False
    beside = [*texts, *(after[quote.id].text for quote in passage.quotes[-1:] if quote.id in after)]
    if awaits(asked) and not any(says_expected(asked, text) for text in beside):
        return False
    return _of_its_kind(asked, texts, beside)


def of_another(asked: Question) -> bool:
    """Whether it asks what somebody else thinks ("their sister", "the driver"): who only names them does not tell."""
    return asked.kind == "opinion" and _somebody_else(asked) is not None


def _somebody_else(asked: Question) -> str | None:
    """Who near the speakers it is whose opinion is asked, or whom speakers may have met; None for their own."""
    found = next(stretches("another", asked.plain), None)
    if found is None and not asked.personal:
        found = next(stretches("third", asked.plain), None)
    return None if found is None else found[0].split()[-1]


def unknowing(text: str) -> bool:
    """Whether a speaker does not know, or was never told."""
    return tells("unknowing", [text])


def only_ask(texts: Iterable[str]) -> bool:
    """Whether texts are mere questions; "It's sixteen hundred up front, who's got that?" says something first."""
    return all(text.rstrip().endswith("?") and not _SAYS_FIRST.match(text.casefold()) for text in texts)


def awaits(asked: Question) -> bool:
    """Whether a time is asked for: then one must be said."""
    return says("when", asked.plain)


def _told_by_them(asked: Question, texts: Sequence[str]) -> bool:
    """Whether those asked about tell it at first hand: no mere question, no hearsay, nobody else's, not their own."""
    if only_ask(texts) and not _asked_for(asked, texts):
        return False
    if of_another(asked) and not any(_speaks(_somebody_else(asked) or "", text) for text in texts):
        return False
    if asked.presupposes and any(says("hearsay", text.casefold().replace("’", "'")) for text in texts):
        return False
    return not of_their_own(asked, texts)


def _asked_for(asked: Question, texts: Sequence[str]) -> bool:
    """Whether questions answer: what people ask is what is asked for, or they request what they want."""
    return says("asking", asked.plain) or (asks_for_more(asked) and tells("requests", texts))


def _speaks(who: str, text: str) -> bool:
    """Whether a text reports what somebody says."""
    opining = load("questions")["opining"]
    return re.search(rf"\b{re.escape(who)}\b(?: \w+)? (?:{opining})\b", text.casefold()) is not None


def _leans_otherwise(asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether quotes wish for what is asked as given, want nothing where a wish is asked for, or praise for a fault."""
    if (says("praising", asked.plain) or asked.presupposes) and all(map(_wished, quotes)):
        return True
    if says("settled", asked.plain) and asks_for_more(asked) and not any(map(_wanted, quotes)):
        return True
    if says("praising", asked.plain):
        return any(verdict_of(quote) == "low" and not tells("praises", [quote.text]) for quote in quotes)
    return says("faulting", asked.plain) and any(map(_pleased, quotes))


def gives_a_verdict(quotes: Sequence[Quote]) -> bool:
    """Whether quotes praise or find fault in a sentence, and do not only name a thing or wish for it."""
    return any(
        len(words(quote.text)) >= _SENTENCE and not _wished(quote) and tells("judges", [quote.text]) for quote in quotes
    )


def _wished(quote: Quote) -> bool:
    """Whether a quote answers what a survey asked for wishes: what is wished for need not be there."""
    return tells("wished", [str(quote.attributes.get("question", ""))])


def _wanted(quote: Quote) -> bool:
    """Whether a quote asks for something, or answers what was asked of wishes."""
    return _wished(quote) or tells("wants", [quote.text])


def _pleased(quote: Quote) -> bool:
    """Whether a quote finds nothing wrong: it only praises, or stands under a high score."""
    contented = verdict_of(quote) == "high" and not tells("faults", [quote.text])
    return contented or _only_praises(quote.text)


def _only_praises(text: str) -> bool:
    return tells("praises", [text]) and not tells("faults", [text])


def _of_its_kind(asked: Question, texts: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether texts, with what is said `beside` them, hold an amount, a reason or a measure where one is asked for.

    The reason of what no customer did must be given in so many words.
    """
    if asked.kind in ("number", "money"):
        return len(texts) == 1 and states_amount(asked, texts[0]) and not tells("unknowing", beside)
    if says("explained", asked.plain):
        return tells("explains", beside)
    if wanted := next((told for asks, told in _ONLY_BY if says(asks, asked.plain)), ""):
        return tells(wanted, texts)
    if says("measured", asked.plain):
        return tells("counts", texts) and not tells("denies", texts)
    return asked.kind == "opinion" or not tells("unknowing", beside)
