"""Finding texts that deserve no place in the evidence: copies, bots, boilerplate. What is found stays, left out."""

from retrieval.screening.near import near_copies
from retrieval.screening.screening import copies_among, copies_of, found, screen

__all__ = ["copies_among", "copies_of", "found", "near_copies", "screen"]
