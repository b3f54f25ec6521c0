"""Parsing what chat apps export: every message begins with a day and a time, and the app itself says things, too."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from retrieval.readers.turns import CLOCK, DAY, Utterance

_MESSAGE = re.compile(rf"^(?:\[{DAY}{CLOCK}\]|{DAY}{CLOCK}\s+-(?=\s))\s*(?P<rest>.*)$")
_SAID = re.compile(r"^(?:~\s*)?(?P<name>[^:\"“”]{1,40}?)\s*:(?:\s+|$)(?P<text>.*)$")
"""Who speaks and what they say: whoever is in nobody's address book is a telephone number, or a name behind a tilde."""
_MARKS = str.maketrans("", "", "\u200e\u200f\u202a\u202c")
"""Marks of direction, which stand around names and numbers."""
_BY_THE_APP = "\u200e"
"""With it begin, behind a name, the words that nobody wrote: "image omitted", "Messages are end-to-end encrypted"."""
_STANDS_FOR = re.compile(r"\s*<[^<>]+>$")
"""What stands for a picture, or says that a message was edited: `<Media omitted>`."""
_NOTHING = re.compile(
    r"|null|(?:this message was|you) deleted(?: this message)?\.?|diese nachricht wurde gelöscht\.?"
    r"|du hast diese nachricht gelöscht\.?|.*\((?:file attached|datei angehängt)\)",
    re.IGNORECASE,
)


def is_chat(lines: Iterable[str]) -> bool:
    """Whether lines are the messages of a chat: at least four, of two who come back."""
    spoken = [match["name"] for line in lines if (rest := _after_stamp(line)) and (match := _SAID.match(rest))]
    return len(spoken) >= 4 and sum(count >= 2 for count in Counter(spoken).values()) >= 2


def chat_turns(lines: Iterable[str]) -> Iterator[Utterance]:
    """What people wrote; a line without a time goes on with the message above. What the app says is nobody's words."""
    speaker = ""
    for line in lines:
        rest = _after_stamp(line)
        if rest is None:
            said = line.translate(_MARKS).strip()
        else:
            match = _SAID.match(rest)
            speaker = match["name"].translate(_MARKS).strip() if match else ""
            said = match["text"] if match and not match["text"].startswith(_BY_THE_APP) else ""
        said = _STANDS_FOR.sub("", said.translate(_MARKS))
        if speaker and not _NOTHING.fullmatch(said):
            yield Utterance(speaker, said)


def _after_stamp(line: str) -> str | None:
    """What stands behind the day and the time with which a message begins; None for a line without them."""
    match = _MESSAGE.match(line.strip().removeprefix(_BY_THE_APP))
    return match["rest"] if match else None
