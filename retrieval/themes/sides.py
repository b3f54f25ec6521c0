"""Whether a clause praises, complains of or wishes for a thing; when in doubt, none of these."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from retrieval.themes.patterns import Seen, liked, said_after, said_before, said_of
from retrieval.themes.spoken import Spoken, side_phrases, side_words
from retrieval.themes.terms import Found

Side = Literal["good", "bad", "wish", ""]
Cue = Literal["criteria", "triggers", "refusals", "leaving"]
CUES: tuple[Cue, ...] = ("criteria", "triggers", "refusals", "leaving")

_LOW, _HIGH = 2, 4
_TELLING = frozenset({"told", "said", "says", "say", "that"})
"""After these what sounds like a wish is what somebody was told: "was told I'd pay the postage"."""
_REACH = 6
"""Words from a wish to the thing wished for."""


class Words(NamedTuple):
    """What praises and blames a topic, beside what praises and blames anything."""

    praises: frozenset[str]
    blames: frozenset[str]
    stars: bool = False
    """Whether a review's low stars and a word of trouble are complaint enough."""


class Shown(NamedTuple):
    """What the clause around one term shows."""

    side: Side
    cues: frozenset[Cue]


def phrases_in(spoken: Spoken) -> dict[str, list[Found]]:
    """The phrases of `data/sides.yaml` that stand in the words."""
    return side_phrases().find(spoken.words)


def shown_of(
    spoken: Spoken,
    place: Found,
    own: Words,
    phrases: Mapping[str, Sequence[Found]],
    rating: float | None,
    told: Side = "",
) -> Shown:
    """What the clause around a term shows of it; `told` is the side of a phrase that says so by itself."""
    start, end = spoken.clause(place.start)
    inside = {name: [one for one in found if start <= one.start < end] for name, found in phrases.items()}
    cues = _cues(inside)
    if _questioned(spoken, place):
        return Shown("", frozenset())
    praises = _praises(own.praises, generous=rating is not None and rating >= _HIGH)
    seen = Seen(spoken.words, place, start, end, praises, _blames(own.blames))
    if told == "wish" or _wished(inside, seen):
        return Shown("" if _supposed(spoken, place) else "wish", cues)
    side = _settled(_read(seen, inside, told), seen) if told or any(inside.values()) or _tells(seen) else ""
    refused = inside.get("refusals", ())
    if side == "" and any(0 <= place.start - one.end <= 4 for one in refused) and told != "good":
        side = "bad"
    if side and (doubtful(spoken, place, phrases) or _against(side, rating)):
        side = ""
    return Shown(side or _by_stars(spoken, seen, rating, own.stars), cues)


@lru_cache(maxsize=1_000)
def _praises(own: frozenset[str], *, generous: bool) -> frozenset[str]:
    """What praises a thing; more words do where the stars are high."""
    return own | side_words("good") | (side_words("soft_good") if generous else frozenset())


@lru_cache(maxsize=1_000)
def _blames(own: frozenset[str]) -> frozenset[str]:
    return own | side_words("bad")


def doubtful(spoken: Spoken, place: Found, phrases: Mapping[str, Sequence[Found]]) -> bool:
    """Whether the sentence around a term supposes, reports, compares or asks."""
    start, end = spoken.sentence(place.start)
    if not side_words("doubts").isdisjoint(spoken.words[start:end]):
        return True
    if any(start <= one.start < end for one in phrases.get("doubt_phrases", ())):
        return True
    return _questioned(spoken, place)


def _tells(seen: Seen) -> bool:
    """Whether a word of the clause may say something of the thing: in most clauses none does."""
    words = seen.words[seen.start : seen.end]
    return not (seen.good.isdisjoint(words) and seen.bad.isdisjoint(words) and _telling().isdisjoint(words))


@cache
def _telling() -> frozenset[str]:
    """What says something of a thing beside praise and blame: "I love the", "login problems", "was too"."""
    return frozenset({"too"}).union(*(side_words(name) for name in ("loving", "liking", "hating", "troubles")))


def _read(seen: Seen, inside: Mapping[str, Sequence[Found]], told: Side) -> Side:
    """The side that the patterns agree on; none when they disagree."""
    before, after = _phrases_around(seen, inside)
    shown = {told, said_before(seen), said_of(seen), said_after(seen), liked(seen), before, after} - {""}
    return next(iter(shown)) if len(shown) == 1 else ""


def _by_stars(spoken: Spoken, seen: Seen, rating: float | None, marked: bool) -> Side:
    """Complaint under one or two stars: "no discount", or for marked topics a word of trouble and none of praise."""
    if rating is None or rating > _LOW or _supposed(spoken, seen.place):
        return ""
    start, end = spoken.sentence(seen.place.start)
    sentence = frozenset(spoken.words[start:end])
    praised = side_words("good") | side_words("soft_good") | side_words("loving") | side_words("liking")
    if sentence & (praised | side_words("other_places")):
        return ""
    lacking = spoken.words[max(start, seen.place.start - 1) : seen.place.start] == ("no",)
    return "bad" if lacking or (marked and sentence & side_words("soft_bad")) else ""


def _settled(side: Side, seen: Seen) -> Side:
    """No side where the clause's other words say the opposite, or turn it round."""
    words = seen.words[seen.start : seen.end]
    if side == "good":
        turned = not side_words("bad").isdisjoint(words) or not seen.bad.isdisjoint(words)
        return "" if turned or (not _fixed(seen) and seen.negated) else "good"
    if side == "bad":
        praised = not side_words("good").isdisjoint(words) or not side_words("soft_good").isdisjoint(words)
        return "" if praised and not seen.negated else "bad"
    return ""


def _fixed(seen: Seen) -> bool:
    """Whether negators belong to a phrase of praise: "can't fault", "never let me down"."""
    words = " ".join(seen.words[seen.start : seen.end])
    return any(phrase in words for phrase in ("fault", "let me down", "lets me down", "n't be ", "not be ", "without"))


def _phrases_around(seen: Seen, inside: Mapping[str, Sequence[Found]]) -> tuple[Side, Side]:
    """What phrases right before or right after the term say."""
    before: Side = ""
    for name, side in (("glad", "good"), ("sorry", "bad")):
        for one in inside.get(name, ()):
            if one.end <= seen.place.start and seen.determined(one.end) and not seen.turned(one.start):
                before = "good" if side == "good" else "bad"
    after: Side = ""
    for name, side in (("pleasing", "good"), ("failing", "bad")):
        for one in inside.get(name, ()):
            if 0 <= one.start - seen.place.end <= 2 and seen.filled(one.start) and not seen.turned(seen.place.start):
                after = "good" if side == "good" else "bad"
    return before, after


def _wished(inside: Mapping[str, Sequence[Found]], seen: Seen) -> bool:
    """Whether a wish leads up to the term, not turned round, or says of it what it should do."""
    if inside.get("no_wishes") or not (inside.get("wishes") or inside.get("wish_after")):
        return False
    place, negators = seen.place, side_words("negators")
    before = any(
        0 <= place.start - one.end <= _REACH
        and negators.isdisjoint(seen.words[one.end : place.start])
        and (negators | _TELLING).isdisjoint(seen.words[max(seen.start, one.start - 2) : one.start])
        for one in inside.get("wishes", ())
    )
    after = any(0 <= one.start - place.end <= 3 for one in inside.get("wish_after", ()))
    return before or (after and not seen.subordinate)


def _supposed(spoken: Spoken, place: Found) -> bool:
    """Whether an "if" other than a wish's own stands in the sentence."""
    start, end = spoken.sentence(place.start)
    ifs = [at for at in range(start, end) if spoken.words[at] == "if"]
    return any(not _belongs(spoken.words, at) for at in ifs)


def _belongs(words: Sequence[str], at: int) -> bool:
    before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    return tuple(after) == ("only",) or bool(
        {"nice", "good", "great", "like", "helpful", "lovely", "love"} & set(before)
    )


def _cues(inside: Mapping[str, Sequence[Found]]) -> frozenset[Cue]:
    found = {cue for cue in CUES if inside.get(cue)}
    return frozenset(found - {"criteria"} if inside.get("no_criteria") else found)


def _against(side: Side, rating: float | None) -> bool:
    """Whether the stars say the opposite."""
    if rating is None:
        return False
    return rating < _HIGH if side == "good" else rating > _HIGH if side == "bad" else False


def _questioned(spoken: Spoken, place: Found) -> bool:
    return spoken.sentences[place.start] in spoken.questions
