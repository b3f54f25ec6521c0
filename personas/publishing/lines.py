"""Claims as lines on a page: the sentence, a mark for its verdict, and the numbers of its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from personas.languages import ENGLISH
from personas.publishing.words import language, source_line, unquoted

_MARKS = {
    "grounded": ("grounded", "Grounded"),
    "weak": ("weak", "Weak support"),
    "inference": ("inference", "Inference"),
}


class Line(NamedTuple):
    """One claim on the page."""

    anchor: str
    text: str
    mark: str
    """`grounded`, `weak`, `inference`, `hypothesis` or `failing`: a shape and a colour."""
    label: str
    """The mark in words."""
    scope: str
    """"12 of 50", unless the sentence says so itself."""
    numbers: tuple[int, ...]
    """Places of the cited evidence in the drawer."""
    evidence: tuple[str, ...]
    """Ids of the cited evidence that the body holds."""
    said_by: str
    """For somebody's own words: who says them."""
    language: str
    level: int | None = None
    """Of an emotion that was self-reported: -2 to +2."""
    task: str = ""
    """Of an opportunity: "Owner: e-commerce · KPI: cart abandonment", as far as they are filled in."""
    claim_id: str = ""

    @property
    def spoken(self) -> bool:
        """Whether the line is somebody's own words."""
        return bool(self.said_by)


class Lines:
    """Turns claim ids into lines, numbering evidence in the order in which it is first cited."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._claims = {claim["id"]: claim for claim in body["claims"]}
        self._evidence: Mapping[str, Mapping[str, Any]] = body["evidence"]
        self._opportunities: Mapping[str, Any] = (body["journey"] or {}).get("opportunities") or {}
        self.made: list[Line] = []
        """Every line so far, in the order of the page."""
        self.numbers: dict[str, int] = {}
        """Evidence id -> its number, in order."""
        self.cited_by: dict[str, list[Line]] = {}
        """Evidence id -> the lines that cite it."""

    def of(self, claim_ids: Sequence[str]) -> tuple[Line, ...]:
        """The lines of these claims; ids that the body does not hold are passed over."""
        return tuple(self._line(self._claims[claim_id]) for claim_id in claim_ids if claim_id in self._claims)

    def one(self, claim_id: str | None) -> Line | None:
        """The line of one claim, if there is one."""
        return next(iter(self.of([claim_id] if claim_id else [])), None)

    def known(self, claim_ids: Sequence[str]) -> list[str]:
        """Those of the ids that the body holds."""
        return [claim_id for claim_id in claim_ids if claim_id in self._claims]

    def _line(self, claim: Mapping[str, Any]) -> Line:
        cited = [c["evidence_id"] for c in claim["citations"] or [] if c["evidence_id"] in self._evidence]
        cited = list(dict.fromkeys(cited))
        numbers = tuple(self.numbers.setdefault(key, len(self.numbers) + 1) for key in cited)
        said_by, spoken_in = self._speaker(claim, cited)
        mark, label = _mark(claim)
        text = unquoted(claim["text"]) if said_by else claim["text"]
        line = Line(
            f"claim-{len(self.made) + 1}", text, mark, label, _scope(claim), numbers, tuple(cited), said_by, spoken_in,
            claim.get("level"), self._task(claim), claim["id"],
        )  # fmt: skip
        self.made.append(line)
        for key in cited:
            self.cited_by.setdefault(key, []).append(line)
        return line

    def _task(self, claim: Mapping[str, Any]) -> str:
        given = self._opportunities.get(claim["id"]) or {}
        named = (("Owner", given.get("owner")), ("KPI", given.get("kpi")))
        return " · ".join(f"{name}: {words}" for name, words in named if words)

    def _speaker(self, claim: Mapping[str, Any], cited: Sequence[str]) -> tuple[str, str]:
        quotes = [self._evidence[key] for key in cited if self._evidence[key]["type"] == "quote"]
        if claim["kind"] != "verbatim" or not quotes or _led_in(claim["text"], quotes[0]["text"]):
            return "", _other_language(claim)
        return source_line(quotes[0]), language(quotes[0])


def legend(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """The marks of some lines with their words, the best supported first."""
    order = ("grounded", "weak", "inference", "hypothesis", "failing")
    found = {(line.mark, line.label) for line in lines}
    return tuple(sorted(found, key=lambda mark: (order.index(mark[0]), mark[1])))


def _mark(claim: Mapping[str, Any]) -> tuple[str, str]:
    if claim["kind"] == "hypothesis":
        return "hypothesis", "Hypothesis"
    return _MARKS.get(claim["verdict"], ("failing", str(claim["verdict"]).capitalize()))


def _other_language(claim: Mapping[str, Any]) -> str:
    """The language of a narrative that was asked for in another one than the page's own."""
    spoken: str = claim.get("language", ENGLISH)
    return "" if spoken == ENGLISH else spoken


def _led_in(text: str, quote: str) -> bool:
    """Whether the words hold a quotation after a lead-in: “A respondent says: …” has its marks already."""
    return "“" in text and unquoted(text) not in quote


def _scope(claim: Mapping[str, Any]) -> str:
    scope = claim["scope"]
    if not scope:
        return ""
    words = f"{scope['n']:,} of {scope['of']:,}"
    return "" if words in claim["text"] else words
