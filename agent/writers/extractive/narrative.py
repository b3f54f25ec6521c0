"""The essence and the narrative: sentence by sentence from figures, themes and quotations, with one tension."""

from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import figures, fill, label, template, theme_sentence, verbatim
from agent.writers.planning.figures import family
from agent.writers.protocol import Proposal, SectionRequest

LONGEST_NARRATIVE = 250
"""Words."""
_BY_TOPIC = (
    ("trigger", "trigger"),
    ("goals", "goal"),
    ("jobs to be done", "job"),
    ("decision criteria", "weigh"),
    ("price sensitivity", "price"),
    ("behaviours", "does"),
    ("loyalty", "stay"),
)


def narrative_proposals(request: SectionRequest) -> list[Proposal]:
    """The essence first, then the narrative in the order in which it is read: at most 250 words."""
    material = Material(request)
    opening, sides = _opening(material), _sides(material)
    body = _body(material, request.limit - 2 - len(opening) - len(sides))
    return [*_essence(material), *_within([*opening, *body, *sides, *_closing(material)], request)]


def _essence(material: Material) -> list[Proposal]:
    good, bad = _strongest(material, "good"), _strongest(material, "bad")
    if not good and not bad:
        return []
    which = "both" if good and bad else "good" if good else "bad"
    values = {"name": material.request.persona_name}
    values |= {"good": _label(material, good)} if good else {}
    values |= {"bad": _label(material, bad)} if bad else {}
    cited = [alias for side in (good, bad) if side for alias in material.citations(side)]
    text = fill(template("essence", which), **values)
    return [Proposal(text=text, kind="inference", citations=tuple(dict.fromkeys(cited)), section="essence")]


def _opening(material: Material) -> list[Proposal]:
    request = material.request
    aliases = list(request.statistics)
    if not aliases:
        first = next(iter(request.themes), None)
        return [] if first is None else [_sentence(material, "opening_theme", first, quote=False)]
    name = {"name": request.persona_name}
    first_figure = figures(aliases[:1], section="narrative", single="opening")
    sentences = [first_figure.model_copy(update={"text": fill(first_figure.text, **name)})]
    rest = _other_families(request, aliases)
    if rest:
        sentences.append(figures(rest, section="narrative", single="figures", pair="figures_pair"))
    return sentences


def _other_families(request: SectionRequest, aliases: list[str]) -> list[str]:
    """Two further figures of other metrics than the opening's, real differences first."""
    seen, chosen = {family(request.statistics[aliases[0]])}, []
    for alias in sorted(aliases[1:], key=lambda alias: not request.statistics[alias].differs):
        if family(request.statistics[alias]) not in seen:
            seen.add(family(request.statistics[alias]))
            chosen.append(alias)
    return chosen[:2]


def _body(material: Material, room: int) -> list[Proposal]:
    """Sentences on what sets a purchase off, what they are after and what they weigh, as far as there is room."""
    themes = material.request.themes
    chosen: dict[str, str] = {}
    for topic, name in _BY_TOPIC:
        alias = next((a for a in themes if themes[a].topic == topic and a not in chosen), None)
        if alias is not None:
            chosen[alias] = name
    return [_sentence(material, name, alias) for alias, name in list(chosen.items())[: max(room, 0)]]


def _sides(material: Material) -> list[Proposal]:
    """What they value, what they complain about, and the tension between the two."""
    good, bad = _strongest(material, "good"), _strongest(material, "bad")
    sentences = [_sentence(material, "good", good)] if good else []
    sentences += [_sentence(material, "bad", bad)] if bad else []
    if good and bad:
        sentences.append(_tension(material, good, bad))
    return sentences


def _closing(material: Material) -> list[Proposal]:
    """Somebody who disagrees with what was said, else another voice."""
    themes = list(material.request.themes.values())
    against = next((words for theme in themes if (words := material.take_quote(theme, opposing=True))), None)
    voice = against or material.take_quote()
    if voice is None:
        return []
    sentence = template("narrative", "counter" if against else "voice")
    return [verbatim(voice, material, section="narrative", sentence=sentence)]


def _tension(material: Material, good: str, bad: str) -> Proposal:
    text = fill(
        template("narrative", "tension"),
        T="{" + good + "}",
        T2="{" + bad + "}",
        label=_label(material, good),
        label2=_label(material, bad),
    )
    cited = dict.fromkeys([*material.citations(good), *material.citations(bad)])
    return Proposal(text=text, kind="theme", citations=tuple(cited), section="narrative")


def _within(sentences: list[Proposal], request: SectionRequest) -> list[Proposal]:
    """As many sentences as fit the limits of claims and words; slots count as the words that they become."""
    kept: list[Proposal] = []
    words = 0
    for sentence in sentences:
        slots = [a for a in sentence.citations or () if "{" + a + "}" in sentence.text]
        phrases = [(request.statistics.get(a) or request.themes[a]).phrase() for a in slots]
        words += len(sentence.text.split()) + sum(len(phrase.split()) - 1 for phrase in phrases)
        if words > LONGEST_NARRATIVE:
            break
        kept.append(sentence)
    return kept[: request.limit - 1]


def _sentence(material: Material, name: str, alias: str, *, quote: bool = True) -> Proposal:
    words = material.take_quote(material.request.themes[alias]) if quote else None
    return theme_sentence(template("narrative", name), alias, material, words, section="narrative")


def _strongest(material: Material, leaning: str) -> str | None:
    """The alias of the most prevalent theme that is praised or complained about."""
    return max(material.themes(leaning), key=lambda alias: min(material.request.themes[alias].n, 10**6), default=None)


def _label(material: Material, alias: str) -> str:
    theme = material.request.themes[alias]
    return label(theme, material.supporters(theme).values())
