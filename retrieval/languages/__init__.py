"""Which language a text is in."""

from retrieval.languages.labelling import CANDIDATES, languages_of

__all__ = ["CANDIDATES", "languages_of"]
