"""Files damaged in the ways in which files are damaged: cut off, overwritten, doubled, re-encoded, mixed up."""

import random
from collections.abc import Callable


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One or two damages to a file's bytes."""
    for _ in range(chance.randint(1, 2)):
        content = chance.choice(_DAMAGES)(content, chance)
    return content


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randint(1, 400) :]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _doubled(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start : start + 300] * chance.randint(2, 4) + content[start:]


def _recoded(content: bytes, chance: random.Random) -> bytes:
    coding = chance.choice(["utf-16", "latin-1", "utf-8-sig", "cp037"])
    return content.decode("utf-8", errors="replace").encode(coding, errors="replace")


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _sprinkled(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(content) + 1)
        sign = chance.choice(
            [b'"', b",", b"\n", b"\r", b"\x00", b"{", b"]", b"<v ", b"-->", b"\xff\xfe", b"\xed\xa0\x80"]
        )
        content = content[:place] + sign + content[place:]
    return content


def _other_separator(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b",", chance.choice([b";", b"\t", b"|", b" "]))


_SIGNS = [b'"', b",", b"\n", b"\r", b"\x00", b"{", b"]", b"<v ", b"-->", b"\xff\xfe", b"\xed\xa0\x80"]
_DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    _cut, _without_a_piece, _flipped, _doubled, _recoded, _shuffled, _sprinkled, _other_separator,
]  # fmt: skip
