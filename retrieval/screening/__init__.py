"""Finding texts that deserve no place in the evidence: copies, bots, boilerplate. What is found stays, left out."""

from retrieval.screening.near import near_copies
from retrieval.screening.screening import found, screen

__all__ = ["found", "near_copies", "screen"]
