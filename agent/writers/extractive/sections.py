"""The sections of the card, composed from figures, themes and quotations."""

from collections.abc import Callable

from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import figures, fill, side_sentence, template, theme_sentence, verbatim
from agent.writers.planning.figures import grouped
from agent.writers.protocol import Proposal, SectionRequest
from agent.writers.vocabulary import vocabulary


def section_proposals(request: SectionRequest) -> list[Proposal]:
    """The claims of one section, the most telling first, at most as many as the request wants."""
    compose = _COMPOSERS.get(request.section, _figures_and_themes)
    return compose(Material(request))[: request.limit]


def _figures_and_themes(material: Material) -> list[Proposal]:
    request = material.request
    spoken = _spoken_figures(request)
    if not request.themes:
        return spoken + _spoken_quotes(material)
    spoken = spoken[: max(1, request.limit - 3)]
    return spoken + _spoken_themes(material, request.limit - len(spoken))


def _spoken_quotes(material: Material) -> list[Proposal]:
    """The words of people who speak of the section, where no theme gathers them."""
    aliases = [alias for _ in range(2) if (alias := material.take_quote()) is not None]
    return [verbatim(alias, material, section=material.request.section) for alias in aliases]


def _spoken_figures(request: SectionRequest) -> list[Proposal]:
    alias_of = {statistic.id: alias for alias, statistic in request.statistics.items()}
    groups = grouped(request.statistics.values())
    return [figures([alias_of[figure.id] for figure in group], section=request.section) for group in groups]


def _spoken_themes(material: Material, room: int) -> list[Proposal]:
    """Theme, quotation, who disagrees, then further themes; the quotation goes inside when room is short."""
    claims: list[Proposal] = []
    for place, (alias, theme) in enumerate(material.request.themes.items()):
        left = room - len(claims)
        if left <= 0:
            break
        words = material.take_quote(theme)
        apart = left > 1 and place == 0 and words is not None
        claims.append(_theme(material, alias, place, None if apart else words))
        if apart and words is not None:
            claims.append(verbatim(words, material, section=material.request.section))
        if left > 2 and place == 0:
            claims += _counter(material, alias)
    return claims


def _theme(material: Material, alias: str, place: int, words: str | None) -> Proposal:
    section, variant = material.request.section, material.request.ordinal + place
    sentence = side_sentence(alias, material)
    return theme_sentence(sentence, alias, material, words, section=section, variant=variant)


def _counter(material: Material, alias: str) -> list[Proposal]:
    words = material.take_quote(material.request.themes[alias], opposing=True)
    if words is None:
        return []
    return [verbatim(words, material, section=material.request.section, sentence=template("counter"))]


def _own_words(material: Material) -> list[Proposal]:
    request = material.request
    claims: list[Proposal] = []
    terms = vocabulary(request.quotes.values())
    if len(terms) >= 2 and request.limit > 1:
        alias_of = {quote.id: alias for alias, quote in request.quotes.items()}
        cited = dict.fromkeys(alias_of[quote.id] for term in terms for quote in term.quotes[:3])
        text = fill(template("vocabulary"), words=", ".join(f"“{term.words}”" for term in terms))
        claims.append(Proposal(text=text, kind="theme", citations=tuple(cited), section=request.section))
    while len(claims) < request.limit and (words := material.take_quote()) is not None:
        claims.append(verbatim(words, material, section=request.section))
    return claims


def _messages(material: Material) -> list[Proposal]:
    good, bad = material.themes("good"), material.themes("bad")
    wanted = [("good", alias) for alias in list(good)[:1]]
    wanted += [("bad", alias) for alias in list(bad)[:1]]
    wanted += [("never", alias) for alias in list(bad)[1:2]]
    return _inferences(material, "messages", wanted)


def _implications(material: Material) -> list[Proposal]:
    good, bad = list(material.themes("good")), list(material.themes("bad"))
    either = list(material.request.themes)
    wanted = [("service", alias) for alias in bad[:1]]
    wanted += [("marketing", alias) for alias in good[:1]]
    wanted += [("product", alias) for alias in bad[1:2]]
    wanted += [("sales", alias) for alias in either if alias not in (*good[:1], *bad[:2])][:1]
    return _inferences(material, "implications", wanted)


def _inferences(material: Material, group: str, wanted: list[tuple[str, str]]) -> list[Proposal]:
    return [
        theme_sentence(template(group, name), alias, material, section=group, kind="inference")
        for name, alias in wanted
    ]


_COMPOSERS: dict[str, Callable[[Material], list[Proposal]]] = {
    "in their own words": _own_words,
    "messages": _messages,
    "implications": _implications,
}
