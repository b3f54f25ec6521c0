"""Quotes: the citable spans of what respondents said, each an exact stretch of a stored document."""

from retrieval.quotes.sentences import MAX_LENGTH, sentences
from retrieval.quotes.splitting import cut_all, split, split_all

__all__ = ["MAX_LENGTH", "cut_all", "sentences", "split", "split_all"]
