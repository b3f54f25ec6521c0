"""The sections of the card, composed from figures, themes and quotations."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from agent.writers.consequences import consequences
from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import (
    distribution,
    figures,
    fill,
    quoted,
    said,
    side_sentence,
    template,
    theme_sentence,
    verbatim,
)
from agent.writers.planning.figures import distributions, grouped
from agent.writers.protocol import Proposal, SectionRequest


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
    spoken += _spoken_themes(material, request.limit - len(spoken))
    return spoken + (_spoken_quotes(material) if len(spoken) < request.limit else [])


def _spoken_quotes(material: Material) -> list[Proposal]:
    """The words of people who speak of the section, where no theme gathers them."""
    request = material.request
    most = request.limit if request.wish else 2
    aliases = [alias for _ in range(most) if (alias := material.take_quote()) is not None]
    return [verbatim(alias, material, section=request.section) for alias in aliases]


def _spoken_figures(request: SectionRequest) -> list[Proposal]:
    alias_of = {statistic.id: alias for alias, statistic in request.statistics.items()}
    groups = grouped(request.statistics.values())
    return [figures([alias_of[figure.id] for figure in group], section=request.section) for group in groups]


def _spoken_themes(material: Material, room: int) -> list[Proposal]:
    """Each theme with one or two who say it, and who disagrees."""
    claims: list[Proposal] = []
    for place, (alias, theme) in enumerate(material.request.themes.items()):
        claims.append(_theme(material, alias, place, material.take_voices(theme)))
        claims += _counter(material, alias)
    return claims[: max(room, 0)]


def _theme(material: Material, alias: str, place: int, words: Sequence[str]) -> Proposal:
    section, variant = material.request.section, material.request.ordinal + place
    sentence = side_sentence(alias, material)
    return theme_sentence(sentence, alias, material, words, section=section, variant=variant)


def _counter(material: Material, alias: str) -> list[Proposal]:
    words = material.take_quote(material.request.themes[alias], opposing=True)
    if words is None:
        return []
    return [verbatim(words, material, section=material.request.section, sentence=template("counter"))]


def _own_words(material: Material) -> list[Proposal]:
    """Each word that is theirs, with how many use it and one who does; then people who say what others say too."""
    request = material.request
    claims: list[Proposal] = []
    spoken = material.left[len(request.themes) :][: request.limit // 2]
    for alias, theme in request.themes.items():
        voices = material.take_voices(theme) if len(claims) < request.limit - len(spoken) else ()
        if voices:
            claims.append(_word(alias, voices, material))
    while len(claims) < request.limit and (words := material.take_quote()) is not None:
        claims.append(verbatim(words, material, section=request.section))
    return claims


def _word(alias: str, quoting: Sequence[str], material: Material) -> Proposal:
    theme = material.request.themes[alias]
    spoken = said([material.words(one) for one in quoting])
    text = fill(template("word"), T="{" + alias + "}", word=quoted(theme.label), quote=spoken)
    cited = material.citations(alias, quoting)
    return Proposal(text=text, kind="theme", citations=cited, section=material.request.section)


def _people(material: Material) -> list[Proposal]:
    """Each attribute as one distribution: the base once, then the shares."""
    request = material.request
    alias_of = {statistic.id: alias for alias, statistic in request.statistics.items()}
    groups = [[alias_of[figure.id] for figure in group] for group in distributions(request.statistics.values())]
    return [distribution(group, section=request.section) for group in groups]


def _messages(material: Material) -> list[Proposal]:
    bad, themes = material.themes("bad"), material.request.themes
    wanted = [("good", alias) for alias in _praised(material)[:1]]
    for name, topic in (("weighed", "decision criteria"), ("wish", "goals")):
        wanted += [(name, alias) for alias, theme in themes.items() if theme.topic == topic and theme.question][:1]
    wanted += [("bad", alias) for alias in list(bad)[:1]]
    wanted += [("never", alias) for alias in list(bad)[1:2]]
    return _inferences(material, "messages", wanted)


def _implications(material: Material) -> list[Proposal]:
    """One for each team that something plain was said for: what to put right, to say and to weigh."""
    bad, themes = list(material.themes("bad")), material.request.themes
    wishes = [
        alias for alias, theme in themes.items() if theme.topic == "goals" and alias not in material.themes("good")
    ]
    wanted = [("product", alias) for alias in (*wishes, *bad[1:])[:1]]
    wanted += [("service", alias) for alias in bad[:1]]
    wanted += [("marketing", alias) for alias in _praised(material)[:1]]
    said, counted = _inferences(material, "implications", wanted), _of_figures(material)
    return [claim for pair in zip_longest(said, counted) for claim in pair if claim is not None]


def _praised(material: Material) -> list[str]:
    """Themes that were counted as praise: what people speak of beside a high rating may still be a complaint."""
    return [alias for alias, theme in material.themes("good").items() if theme.side == "good"]


def _of_figures(material: Material) -> list[Proposal]:
    """What follows from the figures that set the segment apart."""
    figures = material.request.statistics
    told = consequences(figures.values())
    return [
        Proposal(
            text=fill(told[figure.id], S="{" + alias + "}"),
            kind="inference",
            citations=(alias,),
            section=material.request.section,
        )
        for alias, figure in figures.items()
        if figure.id in told
    ]


def _inferences(material: Material, group: str, wanted: list[tuple[str, str]]) -> list[Proposal]:
    return [
        theme_sentence(template(group, name), alias, material, section=group, kind="inference")
        for name, alias in wanted
    ]


_COMPOSERS: dict[str, Callable[[Material], list[Proposal]]] = {
    "demographics": _people,
    "in their own words": _own_words,
    "messages": _messages,
    "implications": _implications,
}
