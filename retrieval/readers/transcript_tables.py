"""Transcripts as tables: one row a turn, with speaker and time."""

import re

from retrieval.readers.message_layouts import message_kind
from segments.tables import Sample, plain

_SPOKEN_IN = ("text", "transcript", "utterance", "content", "words", "sentence", "speech", "dialogue", "message")
_SPOKEN_BY = (
    "speaker",
    "speaker_name",
    "speaker_label",
    "participant",
    "who",
    "sprecher",
    "hablante",
    "name",
    "author",
)
_SPOKEN_AT = re.compile(r"(?:^|_)(?:time|timestamp|start|end|begin|timecode|start_time|end_time|duration)(?:_|$)")


def is_spoken_table(looked: Sample) -> bool:
    """Whether the rows of a table are the turns of a conversation: who, what, and when it was said.

    Speakers come back; a table of tickets or of posts, which have their own times, is none.
    """
    columns = spoken_columns(looked)
    if columns is None or not any(_SPOKEN_AT.search(plain(name)) for name in looked.header):
        return False
    place = looked.header.index(columns[0])
    speakers = [row[place].strip() for row in looked.head[1:] if place < len(row) and row[place].strip()]
    return 2 <= len(set(speakers)) <= max(2, len(speakers) / 2) and message_kind(looked.header) is None


def spoken_columns(looked: Sample) -> tuple[str, str] | None:
    """The columns of the speaker and of what they say."""
    there = {plain(name): name for name in looked.header}
    who, what = (next((there[name] for name in names if name in there), "") for names in (_SPOKEN_BY, _SPOKEN_IN))
    return (who, what) if who and what and who != what else None
