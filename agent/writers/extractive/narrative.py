"""The narrative: sentences from figures, themes and quotations, with one tension."""

from agent.writers.data import load
from agent.writers.extractive.essence import essence, tension, wants
from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import (
    figures,
    fill,
    noun_phrase,
    says,
    template,
    theme_sentence,
    verbatim,
)
from agent.writers.planning.figures import family
from agent.writers.planning.themes import complained_of
from agent.writers.polarity import Side
from agent.writers.protocol import Proposal, SectionRequest
from personas.evidence import Statistic
from retrieval.packs import dissents, sections_of

SHORTEST_NARRATIVE, LONGEST_NARRATIVE = 120, 250
"""Words; thinner evidence than that makes a shorter narrative."""
_DISSENTING = 2
_DONE = ("price sensitivity", "channels", "loyalty")
"""Sections in which what people say can be held against what they do."""
_TOPICS = ("trigger", "goals", "jobs to be done", "decision criteria", "price sensitivity", "behaviours", "loyalty")
"""What a story tells of between the figures and the two sides, in this order, as far as there is room."""


def narrative_proposals(request: SectionRequest) -> list[Proposal]:
    """The essence first, then the narrative in the order in which it is read: at most 250 words."""
    material = Material(request)
    line = essence(material)
    opening, sides = _opening(material), _sides(material)
    told = {alias for sentence in sides for alias in sentence.citations or ()}
    body = _body(material, request.limit - 2 - len(opening) - len(sides), told)
    story = [*opening, *body, *sides, *_closing(material)]
    for variant in range(1, request.limit - len(story)):
        further = _voice(material, variant) if _words(story, request) < SHORTEST_NARRATIVE else []
        if not further:
            break
        story += further
    return [*line, *_within(story, request)]


def _opening(material: Material) -> list[Proposal]:
    """Who they are in figures: the segment's own facts, then what sets it apart."""
    request = material.request
    if not request.statistics:
        first = next(iter(request.themes), None)
        return [] if first is None else [_sentence(material, "opening_theme", first, quote=False)]
    facts = [alias for alias, figure in request.statistics.items() if figure.section == "segment facts"][:2]
    others = _telling(request, facts)
    sentences = [figures(facts, section="narrative", single="facts", pair="facts_pair")] if facts else []
    return sentences + ([figures(others, section="narrative")] if others else [])


def _telling(request: SectionRequest, said: list[str]) -> list[str]:
    """Two further figures, each of another metric, real differences first."""
    seen, chosen = {family(request.statistics[alias]) for alias in said}, []
    for alias in sorted(request.statistics, key=lambda alias: _plainness(request.statistics[alias])):
        if alias not in said and family(request.statistics[alias]) not in seen:
            seen.add(family(request.statistics[alias]))
            chosen.append(alias)
    return chosen[:2]


def _plainness(figure: Statistic) -> tuple[bool, bool]:
    """What says least last: figures without a real difference, and shares below everybody's."""
    return not figure.differs, figure.unit == "share" and figure.value < (figure.base_value or 0)


def _body(material: Material, room: int, told: set[str]) -> list[Proposal]:
    """Sentences on what sets a purchase off, what they are after and what they weigh, as far as there is room."""
    themes = {alias: theme for alias, theme in material.request.themes.items() if alias not in told}
    chosen = [next((a for a in themes if themes[a].topic == topic), None) for topic in _TOPICS]
    told_of = ((variant, alias) for variant, alias in enumerate(alias for alias in chosen if alias is not None))
    sentences = [sentence for variant, alias in told_of for sentence in _on_topic(material, alias, variant)]
    return sentences[: max(room, 0)]


def _on_topic(material: Material, alias: str, variant: int) -> list[Proposal]:
    """A theme with somebody's words; that a thing is spoken of, without what is said of it, tells nothing."""
    theme = material.request.themes[alias]
    words = material.take_quote(theme)
    if words is None and not theme.telling:
        return []
    quoting = [words] if words else ()
    return [theme_sentence("{plain}.", alias, material, quoting, section="narrative", variant=variant)]


def _sides(material: Material) -> list[Proposal]:
    """What they value, what they complain about, and the tension between the two."""
    good, bad = _strongest(material, "good"), _strongest(material, "bad")
    sentences = [_sentence(material, "good", good)] if good else []
    sentences += [_sentence(material, "bad_too" if good else "bad", bad)] if bad else []
    if good and bad and _takes(material, good, "good") and _takes(material, bad, "bad"):
        return [*sentences, _tension(material, good, bad)]
    if wants(material):
        return sentences + (tension(material) or _said_and_done(material))
    return sentences + (_said_and_done(material) or tension(material))


def _said_and_done(material: Material) -> list[Proposal]:
    """What they speak of beside what they do: the most said theme of a section that has a figure, too."""
    request = material.request
    for section in _DONE:
        done = next(
            (alias for alias, one in request.statistics.items() if one.section == section and one.differs), None
        )
        told = [a for a, theme in request.themes.items() if theme.topic == section and noun_phrase(theme)]
        said = next((a for a in told if not _complained_of(material, a)), None)
        if done is not None and said is not None:
            clauses = {"plain": says("plain", said, material), "S": "{" + done + "}"}
            cited = (done, *material.citations(said))
            text = fill(template("narrative", "said_and_done"), **clauses)
            return [Proposal(text=text, kind="theme", citations=cited, section="narrative")]
    return []


def _complained_of(material: Material, alias: str) -> bool:
    theme = material.request.themes[alias]
    return complained_of(theme, list(material.supporters(theme).values()))


def _takes(material: Material, alias: str, wanted: Side) -> bool:
    """Whether the side of a theme will be said in so many words."""
    return says(wanted, alias, material) != says("plain", alias, material)


def _tension(material: Material, good: str, bad: str) -> Proposal:
    clauses = {"good": says("good", good, material), "bad": says("bad", bad, material)}
    cited = dict.fromkeys([*material.citations(good), *material.citations(bad)])
    text = fill(template("narrative", "tension"), **clauses)
    return Proposal(text=text, kind="theme", citations=tuple(cited), section="narrative")


def _closing(material: Material) -> list[Proposal]:
    """Somebody who disagrees with what was said or with others, else praise and a complaint, else another voice."""
    spoken = [alias for side in (_strongest(material, "bad"), _strongest(material, "good")) if (alias := side)]
    themes = [material.request.themes[alias] for alias in spoken]
    against = next((words for theme in themes if (words := material.take_quote(theme, opposing=True))), None)
    if against is not None:
        return [verbatim(against, material, section="narrative", sentence=template("narrative", "counter"))]
    return _against_the_grain(material) or _both_voices(material) or _voice(material, 0)


def _against_the_grain(material: Material) -> list[Proposal]:
    """Those who say in so many words that they see, mind or want it otherwise than others."""
    sentence = template("narrative", "otherwise")
    found = [alias for alias in material.left if dissents(material.request.quotes[alias])][:_DISSENTING]
    for alias in found:
        material.use(alias)
    return [verbatim(alias, material, section="narrative", sentence=sentence) for alias in found]


def _both_voices(material: Material) -> list[Proposal]:
    praise, complaint = material.take_plain("good"), material.take_plain("bad")
    told = [("praise", praise), ("complaint", complaint)]
    return [
        verbatim(words, material, section="narrative", sentence=template("narrative", name))
        for name, words in told
        if words is not None and praise is not None
    ]


def _voice(material: Material, variant: int) -> list[Proposal]:
    """Another voice that says something for a section of the card: what says nothing of the company fills no story."""
    saying = [alias for alias in material.left if sections_of(material.request.quotes[alias])]
    words = material.take_quote(among=saying)
    voices = load("sentences")["narrative"]["voices"]
    sentence = voices[variant % len(voices)]
    return [] if words is None else [verbatim(words, material, section="narrative", sentence=sentence)]


def _within(sentences: list[Proposal], request: SectionRequest) -> list[Proposal]:
    """As many sentences as fit the limits of claims and words."""
    fitting = [n for n in range(len(sentences) + 1) if _words(sentences[:n], request) <= LONGEST_NARRATIVE]
    return sentences[: max(fitting)][: request.limit - 1]


def _words(sentences: list[Proposal], request: SectionRequest) -> int:
    """The words of the sentences; slots count as the words that they become."""
    phrases = {alias: figure.phrase() for alias, figure in request.statistics.items()}
    phrases |= {alias: theme.phrase() for alias, theme in request.themes.items()}
    slots = [phrases[a] for s in sentences for a in s.citations or () if "{" + a + "}" in s.text and a in phrases]
    return sum(len(words.split()) for words in [*slots, *(s.text for s in sentences)]) - len(slots)


def _sentence(material: Material, name: str, alias: str, *, quote: bool = True) -> Proposal:
    words = material.take_quote(material.request.themes[alias]) if quote else None
    quoting = () if words is None else (words,)
    return theme_sentence(template("narrative", name), alias, material, quoting, section="narrative")


def _strongest(material: Material, wanted: Side) -> str | None:
    """The alias of the theme of a side that says so most plainly, then of the most prevalent one."""
    named = [alias for alias, theme in material.themes(wanted).items() if noun_phrase(theme)]
    return max(
        named,
        key=lambda alias: (_takes(material, alias, wanted), material.request.themes[alias].n),
        default=None,
    )
