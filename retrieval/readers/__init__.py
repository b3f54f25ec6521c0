"""Reading what people said, recognised by content and cleaned before storage.

Interviews, surveys, reviews, support tickets (chats and notes among them) and posts.

`recognise_voices(sample)` gives a `VoiceFormat` or None; its `read(path, sample)` gives a `VoiceExtract`. A table of
participants (attributes and customer of each transcript) may lie beside the transcripts: `participants_among(paths)`
finds it. It may also come before them (keep the extract's `participants` and pass them to `read`) or after them
(`Participants.applied` gives the changed respondents).
"""

from retrieval.readers.by_values import KnownCustomers, nobody
from retrieval.readers.formats import Part, VoiceExtract, VoiceFormat
from retrieval.readers.mapped import FIELDS, mapped_voices
from retrieval.readers.mapped_surveys import QUESTION_KINDS
from retrieval.readers.participants import Participant, Participants, participants_among
from retrieval.readers.recognition import recognise_voices

__all__ = [
    "FIELDS",
    "QUESTION_KINDS",
    "KnownCustomers",
    "Part",
    "Participant",
    "Participants",
    "VoiceExtract",
    "VoiceFormat",
    "mapped_voices",
    "nobody",
    "participants_among",
    "recognise_voices",
]
