"""A published persona as a card: a clean front, and the evidence of every sentence one click behind."""

from collections.abc import Mapping, Sequence
from typing import Any

from personas.claims import Claim
from personas.draft import SECTIONS
from personas.evidence import Statistic
from personas.phrasing import figure, percent
from personas.publishing import provenance
from personas.publishing.words import size
from ui.web.parts.claims import Evidence, evidence_list
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.signs import status_badge

_BESIDE = ("segment facts", "demographics", "outlook")
"""Sections of figures: they stand beside the words."""
_FEW_UNKNOWNS = 6
"""As many things that the evidence does not say stand beside the words."""


class Card:
    """What one publication's body draws to."""

    def __init__(
        self, body: Mapping[str, Any], claims: Mapping[str, Claim], evidence: Mapping[str, Evidence], status: str
    ) -> None:
        self._body, self._claims, self._evidence, self._status = body, claims, evidence, status

    def head(self) -> Html:
        """Name, essence, segment, state."""
        persona, segment = self._body["persona"], self._body["segment"]
        name = tag("h1", persona["name"], tag("small", " a fictional name for a real segment"))
        essence = self._claims.get(persona["essence"] or "")
        about = f" {segment['name']} · {size(self._body)}"
        words = tag("p", essence.text, class_="v-essence") if essence else Html()
        return tag("header", name, tag("p", status_badge(self._status), about), words, class_="v-head")

    def words(self) -> Html:
        """The narrative and the sections of words, in the order of the card."""
        sections = [self._section(name) for name in SECTIONS if name not in _BESIDE]
        return join(self._narrative(), tag("div", *sections, class_="v-sections"))

    def beside(self) -> Html:
        """Segment facts, demographics, outlook; what is unknown, where that is little."""
        unknown = Html() if self._much_is_unknown else self._unknowns()
        return join(self._section("segment facts"), self._demographics(), self._section("outlook"), unknown)

    def below(self) -> Html:
        """What is unknown, across the page, where it is so much that it would stand beside empty paper."""
        return self._unknowns("v-across") if self._much_is_unknown else Html()

    def provenance(self) -> Html:
        """Sources, dates, counts, writer, checks, reviewers, unknowns: the same card as in the exports."""
        rows = [join(tag("dt", name), tag("dd", words)) for name, words in provenance(self._body)]
        return tag("section", tag("h3", "Where it comes from"), tag("dl", *rows, class_="v-facts"), class_="v-card")

    def _narrative(self) -> Html:
        told = [self._claims[i] for i in self._body["persona"]["narrative"] if i in self._claims]
        if not told:
            return Html()
        sentences = [
            join(tag("span", claim.text, lang=claim.language), tag("sup", str(n)), " ")
            for n, claim in enumerate(told, start=1)
        ]
        behind = [
            join(tag("p", tag("b", f"{n} "), claim.text), self._proof(claim)) for n, claim in enumerate(told, start=1)
        ]
        return tag(
            "section", tag("p", *sentences, class_="v-narrative"), unfold("What each sentence rests on", *behind)
        )

    def _section(self, name: str) -> Html:
        found = [self._claims[i] for i in self._body["persona"]["sections"].get(name, []) if i in self._claims]
        if not found:
            return Html()
        items = [tag("li", self.sentence(claim)) for claim in found]
        return tag("section", tag("h3", name.capitalize()), tag("ul", *items, class_="v-said-list"), class_="v-card")

    def sentence(self, claim: Claim) -> Html:
        """A claim's words, opened to what they rest on."""
        mark = (
            tag("span", f" {claim.kind}", class_="v-quiet-words") if claim.kind in ("inference", "hypothesis") else ""
        )
        of = f"{claim.scope.n} of {claim.scope.of}" if claim.scope else ""
        scope = tag("span", f" {of}", class_="v-quiet-words") if of and of not in claim.text else ""
        return unfold(join(claim.text, scope, mark), self._proof(claim))

    def _proof(self, claim: Claim) -> Html:
        return tag("div", evidence_list(claim, self._evidence), class_="v-proof")

    def _demographics(self) -> Html:
        ids = self._body["persona"]["sections"].get("demographics", [])
        cited = [c.evidence_id for i in ids if i in self._claims for c in self._claims[i].citations or ()]
        found = [self._evidence[i] for i in dict.fromkeys(cited) if i in self._evidence]
        shown = distributions([one for one in found if isinstance(one, Statistic) and "=" in one.metric])
        return (
            tag("section", tag("h3", "Demographics"), shown, class_="v-card")
            if shown
            else self._section("demographics")
        )

    @property
    def _much_is_unknown(self) -> bool:
        return len(self._body["unknowns"]) > _FEW_UNKNOWNS

    def _unknowns(self, how: str = "") -> Html:
        rows = [
            tag("li", tag("b", f"{one['section'].capitalize()}: "), one["reason"], _searched(one["searched"]))
            for one in self._body["unknowns"]
        ]
        heading = tag("h3", "Unknown: the evidence does not say")
        return tag("section", heading, tag("ul", *rows), class_=f"v-card v-unknown {how}".strip()) if rows else Html()


def _searched(words: Sequence[str]) -> Html:
    return tag("span", f" Searched for: {_listed(words)}.", class_="v-quiet-words") if words else Html()


def _listed(words: Sequence[str], most: int = 5) -> str:
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def distributions(statistics: Sequence[Statistic]) -> Html:
    """Shares of one attribute's values as bars, with everybody's share as a line, and for how many it is known."""
    groups: dict[str, list[Statistic]] = {}
    for one in statistics:
        groups.setdefault(one.metric.partition("=")[0], []).append(one)
    return join(*(_distribution(name.rpartition(":")[2], group) for name, group in groups.items()))


def _distribution(name: str, group: Sequence[Statistic]) -> Html:
    top = max([one.value for one in group] + [one.base_value or 0 for one in group]) or 1
    rows = [_share(one, top) for one in group]
    known = f"known for {percent(group[0].coverage)} of the segment; the line is everybody"
    return tag("div", tag("h4", name.replace("_", " ").capitalize()), *rows, tag("p", known, class_="v-quiet-words"))


def _share(one: Statistic, top: float) -> Html:
    fill = tag("span", class_="v-fill", style=f"width:{one.value / top * 100:.1f}%")
    everybody = one.base_value is not None
    line = tag("span", class_="v-tick", style=f"left:{(one.base_value or 0) / top * 100:.1f}%") if everybody else Html()
    base = f", everybody {figure(one, one.base_value)}" if one.base_value is not None else ""
    value = tag("span", figure(one, one.value), class_="v-bar-value", title=f"{figure(one, one.value)}{base}")
    track = tag("span", fill, line, class_="v-track", aria_hidden="true")
    return tag("div", tag("span", one.metric.partition("=")[2]), track, value, class_="v-bar")
