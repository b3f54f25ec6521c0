"""Deciding which passages cover a question."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from personas.evidence import Quote
from retrieval.answering.amounts import one_amount, states_money
from retrieval.answering.corpus import Corpus
from retrieval.answering.expressions import says
from retrieval.answering.fitting import fits, gives_a_verdict
from retrieval.answering.likeness import EXACT, NARROWER, RELATED, holds
from retrieval.answering.passages import BESIDE, ROUND, Passage
from retrieval.answering.purposes import told
from retrieval.answering.question import Question, says_expected
from retrieval.answering.terms import Term
from retrieval.answering.words import idle, list_of, stem, stems, synonyms_of
from retrieval.index.words import fold, words

_IMAGINED = re.compile(r"\b(?:if|unless|suppose|imagine|were to|would have)\b", re.IGNORECASE)
"""What a speaker only imagines."""
_SUBJECT = 0.08
"""Share of all quotes from which a word is what everybody speaks of, and need not be said again."""
_DEALT = 0.03
"""Share of all quotes from which a general word ("lessons", "meals") is what a company deals in."""
_ABOVE = 1.6
"""How many times as many quotes speak of what all is about as of the next thing."""
_FREQUENT = 0.01
"""Share from which the most frequent of three or more terms may be left out."""
_FEWEST = 10
"""Quotes that must hold such a term: in a short survey nothing is frequent."""
_VERDICT = 0.6
"""Worth of words that judge, where an opinion is asked for."""
_KNOWN = 3
"""Quotes in which each of three or more terms must stand before one of them may be left out."""
_LARGE = 500
"""Quotes among which one mention of a single word is chance: then two people must speak of it."""


class Covering:
    """Judges the passages found for a question."""

    def __init__(self, asked: Question, found: Sequence[Passage], corpus: Corpus, after: Mapping[str, Quote]) -> None:
        self._asked, self._found, self._after = asked, found, after
        self._index, self._size = corpus.evidence, corpus.size

    @cached_property
    def passages(self) -> list[Passage]:
        """Those that answer, the best first; none for a question about many people's amounts or beyond all evidence."""
        if self._asked.beyond or self._asked.about_lives:
            return []
        if self._asked.kind in ("number", "money", "frequency") and not one_amount(self._asked):
            return []
        covering = [passage for passage in self._found if self._covers(passage)]
        chosen = [passage for passage in covering if fits(self._asked, passage, self._after)]
        near = self._nearness(chosen)
        chosen.sort(key=lambda passage: (-self._worth(passage, near), passage.quotes[0].tie_break))
        people = {quote.respondent_id for passage in covering for quote in passage.quotes}
        alone = not self._asked.personal and len(self._asked.terms) == 1 and self._size >= _LARGE
        return [] if alone and len(people) < 2 else chosen

    def _covers(self, passage: Passage) -> bool:
        """Whether a passage speaks of all that is asked, or of as much of it as need be said."""
        absent = self._absent(passage)
        if absent and self._tells_by_the_particular(passage):
            return True
        if ROUND in passage.scores and not self._lends_meaning():
            return False
        if self._asked.kind in ("number", "money"):
            loose = {RELATED} if says("within", self._asked.plain) else {NARROWER, RELATED}
            return not absent and loose.isdisjoint(passage.scores)
        if self._asked.presupposes and (absent or any(_IMAGINED.search(quote.text) for quote in passage.quotes)):
            return False
        return not self._too_loosely(passage) and self._may_lack(absent, passage)

    def _tells_by_the_particular(self, passage: Passage) -> bool:
        """Whether it says by its wording what is asked for, and names the most particular of several words for it.

        Who "had the annual and gave it up" need not say that it was a season ticket.
        """
        said = " ".join(quote.text for quote in passage.quotes)
        if len(self._asked.terms) < 2 or not told(self._asked.plain, said):
            return False
        rarest = [place for place, count in enumerate(self._counts) if count == min(self._counts)]
        named = any(passage.scores[place] == EXACT for place in rarest)
        return named and not any(
            term.proper and not score for term, score in zip(self._asked.terms, passage.scores, strict=True)
        )

    def _absent(self, passage: Passage) -> list[int]:
        """Places of the terms that a passage leaves unsaid: neither an alternative nor an amount stands for them."""
        silent = [place for place, score in enumerate(passage.scores) if not score]
        absent = [place for place in silent if not self._said_otherwise(place, passage)]
        if any(states_money(quote.text) for quote in passage.quotes):
            return [place for place in absent if not self._is_price(place)]
        return absent

    def _too_loosely(self, passage: Passage) -> bool:
        """Whether what is said is only related to what is asked, or only stands beside it."""
        scores = passage.scores
        if len(passage.quotes) > 1 and min(scores) <= RELATED:
            return True
        if RELATED in scores and max(scores) < EXACT:
            return True
        if any(self._apart(scores[left], scores[right]) for left, right in self._asked.joined):
            return True
        return self._by_title_alone(passage)

    def _may_lack(self, absent: Sequence[int], passage: Passage) -> bool:
        """Whether the terms that a passage leaves unsaid need not be said: never a name."""
        if any(self._asked.terms[place].proper for place in absent):
            return False
        if len(absent) == 1 and self._says_phrase(passage):
            return True
        spared = 2 if len(passage.scores) >= 4 else 1
        if self._asked.personal and len(absent) < spared + (len(passage.scores) == 3):
            return True
        return not absent or (len(absent) <= spared and self._optional.issuperset(absent))

    def _lends_meaning(self) -> bool:
        """Whether what stands around a quote may speak for it: not of an amount, nor of what is taken for granted."""
        return self._asked.personal or not (self._asked.presupposes or self._asked.kind in ("number", "money"))

    def _apart(self, left: float, right: float) -> bool:
        """Whether one word of a thing named by two stands for it only by what is around it, or related to it."""
        return not self._asked.personal and {ROUND, RELATED}.intersection((left, right)) != set()

    def _by_title_alone(self, passage: Passage) -> bool:
        """Whether an interview's title names whose doings are asked about, and the rest is what many speak of."""
        if self._asked.kind != "fact" or passage.quotes[0].kind != "interview" or BESIDE not in passage.scores:
            return False
        said = [place for place, score in enumerate(passage.scores) if score > BESIDE]
        return all(self._counts[place] >= self._often for place in said)

    def _is_price(self, place: int) -> bool:
        """Whether a term only calls money by its name: the amount that a passage states stands for it."""
        return self._asked.terms[place].said in list_of("prices")

    def _says_phrase(self, passage: Passage) -> bool:
        """Whether a passage holds, word for word, a phrase that the question sets in quotation marks."""
        return any(holds(stems(quote.text), phrase) for phrase in self._asked.phrases for quote in passage.quotes)

    def _said_otherwise(self, place: int, passage: Passage) -> bool:
        """Whether the passage speaks of an alternative to a term ("damaged or tampered") of which others speak."""
        others = {other for pair in self._asked.alternatives if place in pair for other in pair} - {place}
        known = any(other.scores[place] for other in self._found)
        return known and any(passage.scores[other] for other in others)

    @cached_property
    def _optional(self) -> frozenset[int]:
        """Places of terms that may be left unsaid: what the whole corpus is about, the most frequent of several."""
        terms = self._asked.terms
        if len(terms) < 2:
            return frozenset()
        counts, total = self._counts, max(len(self._index), 1)
        subject = {place for place, count in enumerate(counts) if count >= max(_SUBJECT * total, _FEWEST)}
        subject |= {place for place, term in enumerate(terms) if term.stems == self._above_all}
        frequent = [place for place, count in enumerate(counts) if count >= self._often]
        frequent.sort(key=lambda place: -counts[place])
        subject.update(frequent[: max(len(terms) - 2, 0)])
        return frozenset(subject) | self._beside_the_rarest(counts) | self._dealt_in(counts)

    @cached_property
    def _above_all(self) -> tuple[str, ...]:
        """The stem of the thing that far more quotes speak of than of any other: what they are all about; else none."""
        found = self._index.commonest(frozenset(map(fold, idle())))
        if len(found) < 2 or found[0][1] < max(_DEALT * len(self._index), _FEWEST, _ABOVE * found[1][1]):
            return ()
        return (stem(found[0][0]),)

    def _dealt_in(self, counts: Sequence[int]) -> frozenset[int]:
        """Places of the general words for what this company deals in ("lessons"), beside what is particular."""
        enough = max(_DEALT * len(self._index), _KNOWN)
        terms = self._asked.terms
        whole = {place for place, term in enumerate(terms) if term.said in list_of("whole") and counts[place] >= enough}
        return frozenset(whole) if len(whole) < len(terms) else frozenset()

    @cached_property
    def _counts(self) -> list[int]:
        """How many quotes speak of each term."""
        return [
            self._index.mentions(_single_words(term))
            if len(term.stems) == 1
            else min(self._index.mentions(word) for word in words(term.said))
            for term in self._asked.terms
        ]

    @property
    def _often(self) -> float:
        """From how many quotes a term is one of those that many speak of."""
        return max(_FREQUENT * max(len(self._index), 1), _FEWEST)

    def _beside_the_rarest(self, counts: Sequence[int]) -> frozenset[int]:
        """Places of the terms that are not what makes a question of three or more terms particular."""
        if len(counts) < 3 or not all(count >= _KNOWN for count in counts):
            return frozenset()
        rarest = min(counts)
        return frozenset(place for place, count in enumerate(counts) if count > rarest)

    def _nearness(self, chosen: Sequence[Passage]) -> dict[str, float]:
        """Quote id -> how near it is to the question, 0 to 1 among those that cover it."""
        ids = {quote.id for passage in chosen for quote in passage.quotes}
        hits = self._index.search(self._asked.text, limit=len(ids), among=ids) if ids else []
        return {hit.quote_id: hit.score for hit in hits}

    def _worth(self, passage: Passage, near: dict[str, float]) -> float:
        beside = 0.3 * (len(passage.quotes) - 1)
        nearest = max(near.get(quote.id, 0.0) for quote in passage.quotes)
        expected = any(says_expected(self._asked, quote.text) for quote in passage.quotes)
        told = _VERDICT * (self._asked.kind == "opinion" and gives_a_verdict(passage.quotes))
        fitting = 0.4 * expected + 0.25 * passage.light + 0.5 * passage.group + told
        return sum(passage.scores) + fitting + nearest - beside


def _single_words(term: Term) -> str:
    """A term with those of its synonyms that are one word."""
    return " ".join([term.said, *(expression[0] for expression in synonyms_of(term.stems) if len(expression) == 1)])
