"""A quote beside its surroundings: who said it, where, when, and the cited span marked."""

from personas.claims import Citation
from personas.errors import NotFound
from personas.evidence import Quote
from ui.web.parts.markup import Html, join, lines, tag
from ui.web.parts.signs import day
from workspace.review import quote_in_context
from workspace.workspace import Workspace

AROUND = 240
"""Characters of the document shown on each side of a quote."""

_MEMBERSHIP = {
    "customer": "a customer of this segment",
    "rule": "fits the segment's rule",
    "inferred": "placed in the segment by inference",
}


def quote_card(quote: Quote, *, number: int | None = None, surroundings: tuple[str, str] = ("", ""),
               citation: Citation | None = None, tone: str = "") -> Html:  # fmt: skip
    """A quote with its caption; with surroundings, the text before and after it; with a citation, its span marked."""
    before, after = surroundings
    dim = [tag("span", lines(text), class_="v-dim") for text in (before, after)]
    label = tag("span", str(number), class_="v-number") if number is not None else Html()
    body = tag("blockquote", dim[0], _marked(quote.text, citation), dim[1], dir="auto")
    return tag("figure", label, body, tag("figcaption", *caption(quote)), class_=f"v-quote {tone}".strip())


def in_context(workspace: Workspace, quote: Quote, **options: object) -> Html:
    """A quote card with the quote's surroundings in the document as stored, while the document is there."""
    try:
        before, _, after = quote_in_context(workspace, quote, around=AROUND)
    except NotFound:
        return quote_card(quote, **options)  # type: ignore[arg-type]
    return quote_card(quote, surroundings=(_from_a_word(before), _to_a_word(after)), **options)  # type: ignore[arg-type]


def caption(quote: Quote) -> list[Html]:
    """Who said it (a pseudonym), what is known of them, and where it is written."""
    rating = f"rated {quote.rating:g} of 5" if quote.rating is not None else ""
    when = day(quote.date) if quote.date else ""
    where = " · ".join(part for part in (quote.source, quote.kind, when, rating) if part)
    known = [tag("span", tag("span", name.replace("_", " "), class_="v-name"), f" {value}", class_="v-known")
             for name, value in quote.attributes.items()]  # fmt: skip
    who = join(tag("b", quote.speaker or "Respondent"), " ", tag("code", quote.respondent_id))
    belongs = tag("span", f" · {_MEMBERSHIP[quote.membership]}") if quote.membership in _MEMBERSHIP else Html()
    rows = [tag("div", who, belongs), tag("div", where)]
    return [*rows, tag("div", *known, class_="v-knowns")] if known else rows


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
