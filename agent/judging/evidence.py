"""The evidence shown to a judge: the cited words, and the counts behind quantified claims."""

from collections.abc import Iterator

from personas.claims import Claim
from personas.evidence import EvidencePack, Quote, Statistic, Theme


def cited_words(claim: Claim, pack: EvidencePack) -> list[str]:
    """All that a claim cites, each piece once: quotes' words, figures' sentences, themes' counts with their quotes."""
    ids = dict.fromkeys(citation.evidence_id for citation in claim.citations or ())
    return list(dict.fromkeys(words for one in ids for words in words_of(pack.find(one), pack)))


def words_of(member: Quote | Statistic | Theme | None, pack: EvidencePack) -> Iterator[str]:
    """The words of a piece of evidence: a quote's own, a figure's sentence, a theme's count and label, then its quotes.

    Nothing of what does not exist.
    """
    match member:
        case Quote():
            yield member.text
        case Statistic():
            yield f"{member.group}: {member.sentence()}"
        case Theme():
            yield f"{member.phrase()}: {member.label}."
            for quote_id in (*member.quotes, *member.opposing):
                yield from words_of(pack.find(quote_id), pack)
