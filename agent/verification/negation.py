"""Which words deny."""

from agent.verification.lexicon import word_set
from agent.verification.text import Word


def is_negation(word: Word) -> bool:
    """Whether a word turns what follows it into its opposite: not, never, without, doesn't."""
    return word.lower in word_set("direction", "negations") or word.lower.endswith("n't")
