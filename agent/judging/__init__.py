"""A second opinion on claims: a chat model other than the writer, or a local model of natural language inference."""

from agent.judging.evidence import cited_words, words_of
from agent.judging.judge import Judge, Judgement, judged, refuse_the_writer
from agent.judging.model import ModelJudge
from agent.judging.nli import Entailment, NLIJudge, Predictor, load_predictor

__all__ = [
    "Entailment",
    "Judge",
    "Judgement",
    "ModelJudge",
    "NLIJudge",
    "Predictor",
    "cited_words",
    "judged",
    "load_predictor",
    "refuse_the_writer",
    "words_of",
]
