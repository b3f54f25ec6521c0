"""Telling interviewers from respondents in a transcript."""

import re
from collections.abc import Collection, Sequence

from retrieval.readers.turns import Utterance

_INTERVIEWER = re.compile(
    r"\b(?:interviewer|moderator|researcher|facilitator|host|int|interviewerin|entrevistador\w*|moderador\w*|question)\b|^[iq]\d?$",
    re.IGNORECASE,
)
_RESPONDENT = re.compile(
    r"\b(?:respondent|participant|interviewee|guest|customer|answer|befragte\w*|entrevistad[oa])\b|^[rpa]\d*$",
    re.IGNORECASE,
)


def interviewers(utterances: Sequence[Utterance], participants: Collection[str] = ()) -> set[str]:
    """The speakers who ask.

    The participants' names decide where they are known; then what speakers are called ("Moderator", "R1"); then the
    share of questions among a speaker's sentences together with how little they say.
    """
    speakers = list(dict.fromkeys(utterance.speaker for utterance in utterances))
    answering = {speaker for speaker in speakers if _is_one_of(speaker, participants)}
    if answering:
        return set(speakers) - answering
    asking = {speaker for speaker in speakers if _INTERVIEWER.search(speaker)}
    if asking:
        return asking
    named = {speaker for speaker in speakers if _RESPONDENT.search(speaker)}
    if named:
        return set(speakers) - named
    if len(speakers) < 2:
        return set()
    return {max(speakers, key=lambda speaker: _asking(utterances, speaker))}


def _is_one_of(speaker: str, participants: Collection[str]) -> bool:
    said = speaker.casefold().strip()
    return any(
        said == name.casefold() or said.split()[0] == name.casefold().split()[0] for name in participants if name
    )


def _asking(utterances: Sequence[Utterance], speaker: str) -> float:
    """Share of questions plus the share of words that others say, 0..2."""
    own = [utterance.text for utterance in utterances if utterance.speaker == speaker]
    sentences = re.findall(r"[^.!?]+[.!?]*", " ".join(own)) or [""]
    questions: float = sum(sentence.strip().endswith("?") for sentence in sentences) / len(sentences)
    everything = sum(len(utterance.text.split()) for utterance in utterances) or 1
    return questions + 1 - sum(len(text.split()) for text in own) / everything
