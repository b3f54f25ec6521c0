"""The essence: one line on what sets the segment apart, what it wants and what is in the way."""

import re
from collections.abc import Sequence

from agent.numbers import read_numbers
from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import fill, label, noun_phrase, quoted, template
from agent.writers.planning.figures import family
from agent.writers.protocol import Proposal
from agent.writers.quotations import stands_alone
from personas.evidence import Quote, Statistic, Theme
from personas.phrasing import bare_predicate
from retrieval.packs import is_hearsay
from retrieval.themes import load_topics

_PEOPLE = ("customers", "respondents")
_ASIDE = re.compile(r'"|^who ')
"""A predicate that quotes a question, or that speaks of a part of the people only."""
_FAR = 0.1
"""How far above everybody's a share lies before an essence names it."""
_AT_RISK = 0.5
_WANTS = ("trigger", "decision criteria", "goals")
"""Topics of what people are after, in the order in which they are told."""


def essence(material: Material) -> list[Proposal]:
    """One line of what sets them apart, what is weighed and asked for, and what stands against it."""
    apart, wanted, sides = setting_apart(material), wants(material), _sides(material)
    apart, spoken = (apart, [_apart(material, apart)]) if apart else _unlike_all(material)
    if wanted:
        parts = [fill(template("essence", name), label=_label(material, alias)) for name, alias in wanted.items()]
        spoken.append(fill(template("essence", "wants"), parts=_joined(parts)))
    if sides:
        labels = {side: _label(material, alias) for side, alias in sides.items()}
        spoken.append(fill(template("essence", "_".join(sides)), **labels))
    named = [*wanted.values(), *sides.values()]
    cited = [*apart, *(cited for alias in named for cited in material.citations(alias))]
    return _inference(material, spoken, cited, section="essence")


def scenario(material: Material) -> list[Proposal]:
    """The purchase that a journey follows: how they buy, what is on their mind, what is in the way."""
    apart, named = setting_apart(material, first="channels"), wants(material)
    met = hindrance(material)
    spoken = [fill(template("journey", "scenario", "done"), does=_do(material, apart))] if apart else []
    if named:
        minds = _joined(list(dict.fromkeys(_label(material, alias) for alias in named.values())))
        spoken.append(fill(template("journey", "scenario", "mind"), label=minds))
    cited = [*apart, *(c for alias in named.values() for c in material.citations(alias))]
    if met is not None:
        spoken.append(fill(template("journey", "scenario", "way"), label=_label(material, met)))
        cited += material.citations(met)
    elif spoken and (words := material.take_plain("bad")) is not None:
        spoken.append(fill(template("journey", "scenario", "voice"), quote=quoted(material.words(words))))
        cited.append(words)
    return _inference(material, spoken, cited, section="scenario")


def tension(material: Material) -> list[Proposal]:
    """What is wanted against what is in the way: complaints as they were counted, else one as it was made.

    Where no theme tells either, it is what they are worth against how many are expected to stay away.
    """
    wanted, met = next(iter(wants(material).items()), None), hindrance(material)
    apart = setting_apart(material, first="channels")[:1]
    if not (wanted or met) and (at_risk := _worth_at_risk(material)):
        return at_risk
    against = _against(material, met) if wanted or apart else None
    if against is None:
        return _worth_at_risk(material)
    words, cited = against
    if wanted:
        lead = fill(template("tension", wanted[0]), label=_label(material, wanted[1]))
        cited = [*material.citations(wanted[1]), *cited]
    else:
        lead, cited = "{" + apart[0] + "}", [*apart, *cited]
    text = fill(template("tension", "yet"), wanted=lead, against=words)
    return [Proposal(text=text, kind="inference", citations=tuple(dict.fromkeys(cited)), section="narrative")]


def _worth_at_risk(material: Material) -> list[Proposal]:
    """Their share of revenue against the share expected to order nothing, where that is half of them or more."""
    figures = {figure.metric: alias for alias, figure in material.request.statistics.items()}
    worth, risk = figures.get("revenue_share"), figures.get("predicted:lapse")
    if worth is None or risk is None or material.request.statistics[risk].value < _AT_RISK:
        return []
    slots = {"worth": "{" + worth + "}", "risk": "{" + risk + "}"}
    text = fill(template("tension", "figures"), **slots)
    return [Proposal(text=text, kind="statistic", citations=(worth, risk), section="narrative")]


def wants(material: Material) -> dict[str, str]:
    """The strongest theme of each topic of what people are after, by the topic."""
    found: dict[str, str] = {}
    for topic in _WANTS:
        named = set(found.values())
        fitting = (a for a, theme in material.request.themes.items() if theme.topic == topic and _tells(theme))
        alias = next((a for a in fitting if _label(material, a) not in {_label(material, b) for b in named}), None)
        if alias is not None:
            found[topic] = alias
    return found


def hindrance(material: Material) -> str | None:
    """The alias of the strongest theme of what goes against them."""
    bad = [alias for alias, theme in material.themes("bad").items() if _tells(theme)]
    return max(bad, key=lambda alias: material.request.themes[alias].n, default=None)


def setting_apart(material: Material, first: str = "") -> list[str]:
    """Aliases of up to two shares of customers that lie farthest above everybody's, each of another kind.

    Those of the section `first` go before the others. Empty when none is shown to lie far above.
    """
    figures = material.request.statistics
    found = {a: figure.value - (figure.base_value or 0) for a, figure in figures.items() if _may_set_apart(figure)}
    ordered = sorted(found, key=lambda alias: (figures[alias].section != first, -found[alias]))
    kinds: dict[str, str] = {}
    for alias in ordered:
        if found[alias] >= _FAR:
            kinds.setdefault(family(figures[alias]), alias)
    return list(kinds.values())[:2]


def _sides(material: Material) -> dict[str, str]:
    """What is praised and what is complained of, as far as it was counted so."""
    good = [alias for alias, theme in material.themes("good").items() if theme.side == "good" and _tells(theme)]
    met = hindrance(material)
    sides = {"good": good[0]} if good else {}
    if met is not None:
        sides["bad" if material.request.themes[met].side == "bad" else "rated"] = met
    return sides


def _against(material: Material, met: str | None) -> tuple[str, list[str]] | None:
    if met is not None:
        side = "bad" if material.request.themes[met].side == "bad" else "rated"
        return fill(template("tension", side), label=_label(material, met)), list(material.citations(met))
    words = material.take_plain("bad")
    return None if words is None else (fill(template("tension", "one"), quote=quoted(material.words(words))), [words])


def _may_set_apart(figure: Statistic) -> bool:
    plain = not read_numbers(figure.predicate) and not _ASIDE.search(figure.predicate)
    return figure.differs and figure.unit == "share" and figure.population in _PEOPLE and plain


def _tells(theme: Theme) -> bool:
    """Whether the label names a thing by which a line can say what people want or meet: "changes" names none."""
    vague = theme.side == "wish" and theme.label in {topic.name for topic in load_topics() if topic.sided}
    return (theme.telling or theme.topic == "trigger") and noun_phrase(theme) and not vague


def _unlike_all(material: Material) -> tuple[list[str], list[str]]:
    """The share of people farthest from everybody's, spoken with its figures, where no plain words set them apart.

    What none of them do says nothing of who they are.
    """
    figures = material.request.statistics
    far = {
        alias: abs(figure.value - (figure.base_value or 0))
        for alias, figure in figures.items()
        if figure.differs
        and figure.value
        and figure.unit == "share"
        and figure.population in _PEOPLE
        and not _ASIDE.search(figure.predicate)
    }
    best = max(far, key=lambda alias: far[alias], default=None)
    return ([], []) if best is None else ([best], ["{" + best + "}."])


def _apart(material: Material, aliases: Sequence[str]) -> str:
    return fill(template("essence", "apart"), does=_do(material, aliases))


def _do(material: Material, aliases: Sequence[str]) -> str:
    return " and ".join(bare_predicate(material.request.statistics[alias]) for alias in aliases)


def _joined(parts: Sequence[str]) -> str:
    """Phrases as a list; a comma before the last where one of them has an "and" of its own."""
    if len(parts) < 2:
        return "".join(parts)
    comma = "," if len(parts) > 2 or any(" and " in part for part in parts) else ""
    return f"{', '.join(parts[:-1])}{comma} and {parts[-1]}"


def _label(material: Material, alias: str) -> str:
    theme = material.request.themes[alias]
    return label(theme, material.supporters(theme).values())


def _of_their_own(quote: Quote) -> bool:
    return stands_alone(quote) and not is_hearsay(quote)


def _inference(material: Material, spoken: list[str], cited: Sequence[str], *, section: str) -> list[Proposal]:
    """The sentences as one claim; without a theme, with one person's praise: a complaint is left for the tension.

    Where nothing else can be said, with whatever somebody says.
    """
    aliases = list(dict.fromkeys(cited))
    if not any(alias in material.request.themes or alias in material.request.quotes for alias in aliases):
        alone = [alias for alias in material.left if _of_their_own(material.request.quotes[alias])]
        words = material.take_plain("good") or (None if spoken else material.take_quote(among=alone))
        if words is not None:
            spoken = [*spoken, fill(template("essence", "voice"), quote=quoted(material.words(words)))]
            aliases.append(words)
    if not spoken:
        return []
    return [Proposal(text=" ".join(spoken), kind="inference", citations=tuple(aliases), section=section)]
