"""First names, of many countries, that are hardly any other word."""

from retrieval.data import load

FIRST_NAMES = frozenset(name for block in load("first_names").values() for name in block.split())
"""In small letters."""
