"""Whether a speaker is one of the people whom a question asks about."""

from collections.abc import Callable, Mapping, Sequence

from personas.evidence import Quote
from retrieval.answering.context import Context
from retrieval.answering.likeness import Likeness
from retrieval.answering.question import Question
from retrieval.answering.terms import Term
from retrieval.answering.words import list_of, stems
from retrieval.index.words import fold, words


def narrowing(quotes: Sequence[Quote], asked: Question) -> list[Term]:
    """What narrows the group of people asked about, as far as the speakers of `quotes` are known.

    What narrows a group ("Portuguese" learners) must be said or known of the speaker; so must what the group is
    called ("landlords"), where that is all that some attribute of a speaker says: elsewhere people do not say what
    they are, and who has a "Harbour Saver" account is not the only saver.
    """
    if asked.personal:
        return []
    known = {" ".join(map(fold, words(fact))) for quote in quotes for fact in _facts(quote)}
    return [term for term in asked.group if term.said not in list_of("roles") or fold(term.said) in known]


def belonging(narrow: Sequence[Term], likeness: Likeness, beside: Mapping[str, Context]) -> Callable[[Quote], bool]:
    """Tells of a quote whether it may be by one of those asked about, by what narrows them."""
    return lambda quote: _is_one(quote, narrow, beside[quote.id], likeness)


def _is_one(quote: Quote, narrow: Sequence[Term], near: Context, likeness: Likeness) -> bool:
    if not narrow:
        return True
    said = stems(f"{' '.join(_facts(quote))} {near.known} {near.beside} {quote.text}")
    return all(likeness.of(term, said) for term in narrow)


def _facts(quote: Quote) -> list[str]:
    return [one for name, one in quote.attributes.items() if isinstance(one, str) and name != "question"]
