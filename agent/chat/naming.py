"""Resolving a segment's name in a person's words."""

import re

from personas.errors import NotFound
from personas.segment import Segment

_IDLE = frozenset(
    "a an the our their my of for in and or with who which what is are customers customer buyers shoppers people "
    "members segment segments group one ones persona personas me please".split()
)
_OF_CUSTOMERS = re.compile(
    r"\b(?P<which>[a-z-]+(?: [a-z-]+)?) (?P<who>customers|clients|buyers|shoppers|members|people|ones)\b"
)
_SAME = {
    "people": "customers", "members": "customers", "clients": "customers", "buyers": "customers",
    "shoppers": "customers",
    "lapsing": "slipping", "lapsed": "slipping", "lapse": "slipping", "inactive": "slipping", "dormant": "slipping",
    "valuable": "value", "valued": "value", "best": "top", "low": "lower", "lowest": "lower", "highest": "top",
    "higher": "high",
}  # fmt: skip


def named_segment(words: str, segments: list[Segment]) -> Segment | None:
    """The segment whose id, name, or all of whose name's words a sentence holds; the longest name wins."""
    held = set(_words(words))
    plain = f" {' '.join(_words(words))} "
    found = [one for one in segments if f" {' '.join(_words(one.name))} " in plain or _has_id(words, one)]
    found = found or [one for one in segments if len(_telling(one)) > 1 and _telling(one) <= held]
    return max(found, key=lambda one: len(one.name), default=None)


def named_segments(words: str, segments: list[Segment]) -> list[Segment]:
    """Every segment that a sentence names in full, in their order; a name within a longer one is no other."""
    plain = f" {' '.join(_words(words))} "
    places: dict[str, int] = {}
    for one in sorted(segments, key=lambda one: -len(one.name)):
        name = f" {' '.join(_words(one.name))} "
        if name in plain:
            places[one.id] = plain.index(name)
            plain = plain.replace(name, f" {'_' * (len(name) - 2)} ")
    return sorted((one for one in segments if one.id in places), key=lambda one: places[one.id])


def partly_named(words: str, segments: list[Segment]) -> tuple[str, list[Segment]]:
    """The words before "customers" that stand in names of segments ("lapsed"), and those segments; none for no such."""
    for found in _OF_CUSTOMERS.finditer(words.lower()):
        said = [word for word in found["which"].split() if word not in _IDLE]
        for part in (said, said[-1:]):
            wanted = set(_words(" ".join(part)))
            fitting = [one for one in segments if wanted and wanted <= set(_words(one.name))]
            if fitting:
                return f"{' '.join(part)} {found['who']}", fitting
    return "", []


def fitting_segments(name: str, segments: list[Segment]) -> list[Segment]:
    """The segments that a name fits: one when it is clear, several when it is a part of their names, or none."""
    direct = named_segment(name, segments)
    if direct is not None:
        return [direct]
    wanted = set(_words(name)) - _IDLE
    return [one for one in segments if wanted and wanted <= set(_words(one.name))]


def resolve(name: str, segments: list[Segment]) -> Segment:
    """The one segment that a person means. Raises NotFound naming those that it may be, or all that exist."""
    found = fitting_segments(name, segments)
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{one.id} {one.name}" for one in found or segments)
    if not name.strip():
        raise NotFound(f"It is not said which segment is meant. The segments are: {listed or 'none yet'}.")
    if found:
        raise NotFound(f"{name.strip()!r} fits more than one segment: {listed}. Name one of them.")
    raise NotFound(f"There is no segment {name.strip()!r}. The segments are: {listed or 'none yet'}.")


def _telling(segment: Segment) -> set[str]:
    return set(_words(segment.name)) - _IDLE


def _has_id(words: str, segment: Segment) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(segment.id)}(?![\w-])", words, re.IGNORECASE) is not None


def _words(text: str) -> list[str]:
    return [_SAME.get(word, word) for word in re.findall(r"[a-z0-9]+", text.lower())]
