"""What several people of a segment say, counted by respondents, with those who say otherwise."""

from retrieval.themes.building import themes_of
from retrieval.themes.stability import stability
from retrieval.themes.stances import Stance
from retrieval.themes.topics import Topic, load_topics

__all__ = ["Stance", "Topic", "load_topics", "stability", "themes_of"]
