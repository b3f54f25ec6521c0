"""What people say in answer to a question: replies to an interviewer, answers to a survey, passages that cover it."""

from collections.abc import Mapping, Sequence

from personas.evidence import Quote
from retrieval.answering.context import Context
from retrieval.answering.corpus import Corpus
from retrieval.answering.covering import Covering
from retrieval.answering.exchanges import answering, exchanges
from retrieval.answering.expressions import says
from retrieval.answering.likeness import Likeness
from retrieval.answering.passages import LEAD, LED_TO_A_REASON, following, passages, with_what_follows
from retrieval.answering.purposed import purposed
from retrieval.answering.question import Question
from retrieval.answering.survey_questions import answers_to
from retrieval.answering.terms import Term
from retrieval.embeddings import Embedder
from retrieval.index import EvidenceIndex


def spoken_answers(
    asked: Question,
    quotes: Sequence[Quote],
    beside: Mapping[str, Context],
    likeness: Likeness,
    *,
    embedder: Embedder,
    corpus: Corpus,
) -> list[Sequence[Quote]]:
    """Of some quotes those that answer, the best first; what is said in one breath stands together.

    `beside` gives for a quote's id what stands around it.
    """
    found = passages(quotes, asked, likeness, beside) if asked.terms else []
    after = following(quotes)
    covering = Covering(asked, found, corpus, after).passages
    told = answering(asked, exchanges(asked, quotes, beside, embedder), likeness, _rarest(asked, corpus.evidence))
    put_for_it = purposed(asked, quotes, beside, likeness)
    lead = LED_TO_A_REASON if says("reasons", asked.plain) else LEAD
    return [
        *(one.reply for one in told),
        *((one,) for one in answers_to(asked, quotes, beside, embedder)),
        *put_for_it.parts,
        *(with_what_follows(one.quotes, after, lead=lead) for one in covering if not put_for_it.whole),
    ]


def _rarest(asked: Question, index: EvidenceIndex) -> list[Term]:
    """The terms that the fewest quotes hold, of those that any holds."""
    counts = {term: count for term in asked.terms if (count := index.mentions(term.said))}
    return [term for term, count in counts.items() if count == min(counts.values())]
