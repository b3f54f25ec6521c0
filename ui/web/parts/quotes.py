"""A quote beside its surroundings: who said it, where, when, and the cited span marked."""

from collections.abc import Callable
from typing import Any

from personas.claims import Citation
from personas.evidence import Attribute, Quote
from ui.web.parts.markup import Html, join, lines, tag, unfold
from ui.web.parts.signs import day
from workspace.reviewing.desk import AROUND, Surroundings

_SHORT_NAME = 22
_IN_VIEW = 6

_MEMBERSHIP = {
    "customer": "a customer of this segment",
    "rule": "fits the segment's rule",
}


def quote_card(quote: Quote, *, number: int | None = None, surroundings: tuple[str, str] = ("", ""),
               citation: Citation | None = None, tone: str = "") -> Html:  # fmt: skip
    """A quote with its caption; with surroundings, the text before and after it; with a citation, its span marked."""
    before, after = surroundings
    dim = [tag("span", lines(text), class_="v-dim") for text in (before, after)]
    label = tag("span", str(number), class_="v-number") if number is not None else Html()
    body = tag("blockquote", dim[0], _marked(quote.text, citation), dim[1], dir="auto")
    return tag("figure", label, body, tag("figcaption", *caption(quote)), class_=f"v-quote {tone}".strip())


def in_context(found: Surroundings) -> Callable[..., Html]:
    """What draws a card of a quote with its surroundings in its document, while the document is there."""

    def card(quote: Quote, **options: Any) -> Html:
        before, after = found.get(quote.id, ("", ""))
        return quote_card(quote, surroundings=(_from_a_word(before), _to_a_word(after)), **options)

    return card


def caption(quote: Quote) -> list[Html]:
    """Who said it (a pseudonym), where it is written, and what is known of them."""
    rating = f"rated {quote.rating:g} of 5" if quote.rating is not None else ""
    when = day(quote.date) if quote.date else ""
    where = " · ".join(part for part in (quote.source, quote.kind, when, rating) if part)
    inside = quote.segment_id is not None and quote.segment_id.startswith("g-")
    how = quote.placed or _MEMBERSHIP.get(quote.membership, "")
    belongs = f" · {how}" if inside and how else ""
    who = tag("div", tag("b", quote.speaker or "Respondent"), " ", tag("code", quote.respondent_id), belongs)
    return [who, tag("div", where), *_known(quote)]


def _known(quote: Quote) -> list[Html]:
    """The attributes: a few short ones in view, the rest one click behind."""
    named = {name.replace("_", " "): value for name, value in quote.attributes.items() if name != "rating"}
    short = [name for name in named if len(name) <= _SHORT_NAME and len(str(named[name])) <= 2 * _SHORT_NAME][:_IN_VIEW]
    shown, rest = (
        [_pair(name, named[name]) for name in named if (name in short) is wanted] for wanted in (True, False)
    )
    more = unfold(f"{len(rest)} more known", tag("div", *rest, class_="v-knowns")) if rest else Html()
    return [tag("div", *shown, class_="v-knowns"), more] if named else []


def _pair(name: str, value: Attribute) -> Html:
    return tag("span", tag("span", name, class_="v-name"), f" {value}", class_="v-known")


def _marked(text: str, citation: Citation | None) -> Html:
    """The words with the cited span marked: the whole quote where the citation names no place in it."""
    if citation is None:
        return lines(text)
    start, end = citation.start or 0, len(text) if citation.end is None else citation.end
    if not 0 <= start < end <= len(text):
        start, end = 0, len(text)
    return join(lines(text[:start]), tag("mark", lines(text[start:end])), lines(text[end:]))


def _from_a_word(before: str) -> str:
    return before if len(before) < AROUND else "… " + before.partition(" ")[2]


def _to_a_word(after: str) -> str:
    return after if len(after) < AROUND else after.rpartition(" ")[0] + " …"
