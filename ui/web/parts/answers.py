"""An answer of the chat: sentences with numbered citations, each opened to the evidence it rests on."""

import re
from collections.abc import Mapping
from typing import Any

from personas.evidence import Quote, Statistic, Theme
from personas.normalising import shortened
from ui.web.parts.claims import Evidence
from ui.web.parts.figures import statistic_card
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.prevalence import theme_card
from ui.web.parts.published import claims_in, evidence_in
from ui.web.parts.quotes import quote_card
from ui.web.parts.signs import badge

_CITED = re.compile(r"\[(\d+)\]")
_SHOWN = 3
_LONGEST = 90
"""Characters of the line that opens a piece of evidence."""


def answer_panel(body: Mapping[str, Any]) -> Html:
    """The answer's public JSON (answer, abstained, claims, evidence) as words with their evidence one click behind."""
    evidence = evidence_in(body)
    if body["abstained"]:
        return _silence(body["answer"], evidence)
    cited = [c.evidence_id for claim in claims_in(body).values() for c in claim.citations or ()]
    shown = [evidence[i] for i in dict.fromkeys(cited) if i in evidence]
    rows = [_source(number, one, evidence) for number, one in enumerate(shown, start=1)]
    return tag("div", _words(body["answer"]), *rows, class_="v-answer")


def _silence(words: str, evidence: Mapping[str, Evidence]) -> Html:
    """That the evidence does not say, and what stands nearest to the question."""
    nearest = [one for one in evidence.values() if isinstance(one, Quote)][:_SHOWN]
    said = words.partition("The nearest that was said")[0] if nearest else words
    mark = tag("p", badge("∅", "no answer", "warn"))
    head = tag("p", "The nearest that was said, which may not answer it:", class_="v-quiet-words")
    return tag("div", mark, _words(said), *([head] if nearest else []), *map(quote_card, nearest), class_="v-answer")


def _words(text: str) -> Html:
    """Lines as paragraphs, `[1]` as a raised number."""
    return join(*(tag("p", *_numbered(line)) for line in text.split("\n") if line.strip()))


def _numbered(line: str) -> list[Html]:
    parts = _CITED.split(line)
    return [tag("sup", part) if place % 2 else join(part) for place, part in enumerate(parts)]


def _source(number: int, one: Evidence, evidence: Mapping[str, Evidence]) -> Html:
    quotes = {key: found for key, found in evidence.items() if isinstance(found, Quote)}
    lead = join(tag("b", str(number)), "  ")
    match one:
        case Quote():
            return unfold(join(lead, f"“{shortened(one.text, _LONGEST)}” {one.source}"), quote_card(one))
        case Statistic():
            return unfold(join(lead, shortened(one.sentence(), _LONGEST)), statistic_card(one))
        case Theme():
            return unfold(join(lead, f"{one.phrase()}: {shortened(one.label, _LONGEST)}"), theme_card(one, quotes))
