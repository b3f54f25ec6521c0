"""A body as slides whose every word can be edited: the persona, its journey, its evidence."""

from personas.publishing.slides.deck import pptx

__all__ = ["pptx"]
