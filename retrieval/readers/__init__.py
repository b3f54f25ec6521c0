"""Reading what people said: interviews, surveys and reviews, recognised by content and cleaned before storage.

`recognise_voices(sample)` gives a `VoiceFormat` or None; its `read(path, sample)` gives a `VoiceExtract`. A table of
participants (attributes and customer of each transcript) may lie beside the transcripts: `participants_among(paths)`
finds it. It may also come before them (keep the extract's `participants` and pass them to `read`) or after them
(`Participants.applied` gives the changed respondents).
"""

from retrieval.readers.formats import VoiceExtract, VoiceFormat
from retrieval.readers.participants import Participant, Participants, participants_among
from retrieval.readers.recognition import recognise_voices

__all__ = ["Participant", "Participants", "VoiceExtract", "VoiceFormat", "participants_among", "recognise_voices"]
