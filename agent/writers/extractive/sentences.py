"""Sentence templates, filled with theme labels, slots and quotations."""

import re
from collections.abc import Iterable, Sequence

from agent.writers.data import load
from agent.writers.extractive.material import Material
from agent.writers.protocol import Proposal
from personas.claims import Kind
from personas.evidence import Quote, Theme

_MODALS = frozenset({"would", "will", "cannot", "can't", "won't", "could", "should"})
_SUBJECTS = frozenset({"nobody", "nothing", "no", "they", "it", "there"})
_DENIALS = frozenset({"not", "no", "never", "nobody", "nothing", "without", "missing", "cannot", "can't"})
_LIST = re.compile(r"\s*(?:,|;|/|·|\|)\s*")


def template(*path: str) -> str:
    """One fixed sentence of sentences.yaml."""
    found = load("sentences")
    for step in path:
        found = found[step]
    return str(found)


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return f"“{words.strip()}”"


def said(words: Iterable[str]) -> str:
    """One or two quotations side by side; empty for none."""
    return " and ".join(map(quoted, words))


def label(theme: Theme, quotes: Iterable[Quote]) -> str:
    """A theme's label as it stands within a sentence: a list joined by "and", no capital but of a name."""
    parts = [part for part in _LIST.split(theme.label.strip().strip(".!?:“”\"'")) if part]
    spoken = " ".join(quote.text for quote in quotes)
    words = [_uncapitalised(part, spoken) for part in parts] or [theme.label]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def fill(sentence: str, **values: str) -> str:
    """A fixed sentence with its values, all at once: slots (`{S2}`) that come in as values stay slots."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), sentence)


def says(name: str, alias: str, material: Material, variant: int = 0) -> str:
    """What a theme's people say, within a sentence: `good` and `bad` only where they were counted so."""
    theme = material.request.themes[alias]
    words = label(theme, material.supporters(theme).values())
    form = ("" if theme.question else _form(words)) or _clause(name, theme)
    clauses = load("sentences")["says"][form]
    return fill(clauses[variant % len(clauses)], T="{" + alias + "}", label=words)


def _clause(name: str, theme: Theme) -> str:
    """The clause that the count carries: praise, complaint or wish only where that is what was counted."""
    if theme.question:
        return "asked"
    if theme.rated:
        return "rated"
    if name in ("good", "bad"):
        return name if name == theme.side else "plain"
    return "wish" if theme.side == "wish" else "trigger" if theme.topic == "trigger" and name == "plain" else "plain"


def side_sentence(alias: str, material: Material) -> str:
    """A sentence for a theme, by its side."""
    return "{" + next((name for name in ("good", "bad") if alias in material.themes(name)), "plain") + "}."


def noun_phrase(theme: Theme) -> bool:
    """Whether the label can stand where a thing is named, without a denial that would reach beyond it."""
    words = theme.label.lower().split()
    return not _form(theme.label) and words[:1] != ["what"] and _DENIALS.isdisjoint(words)


def theme_sentence(
    sentence: str,
    alias: str,
    material: Material,
    quoting: Sequence[str] = (),
    *,
    section: str,
    kind: Kind = "theme",
    variant: int = 0,
) -> Proposal:
    """A sentence about a theme, with the words of one or two quotes in it when the caller gives some."""
    spoken = said([material.words(quote) for quote in quoting])
    if "{quote}" not in sentence and spoken:
        sentence = sentence.rstrip(".") + ": {quote}"
    sentence = _quoting_once(sentence) if spoken else sentence.replace(": {quote}", ".")
    theme = material.request.themes[alias]
    clauses = {name: says(name, alias, material, variant) for name in ("good", "bad", "plain", "wish")}
    text = fill(
        sentence,
        **clauses,
        own=says(theme.side or "plain", alias, material, variant),
        T="{" + alias + "}",
        label=label(theme, material.supporters(theme).values()),
        quote=spoken,
    )
    excerpt = material.words(quoting[0]) if len(quoting) == 1 else ""
    cited = material.citations(alias, quoting)
    return Proposal(text=text, kind=kind, citations=cited, excerpt=excerpt, section=section)


def verbatim(alias: str, material: Material, *, section: str, sentence: str = "{quote}", stage: str = "") -> Proposal:
    """Somebody's own words, exactly."""
    words = material.words(alias)
    return Proposal(
        text=fill(sentence, quote=quoted(words)),
        kind="verbatim",
        citations=(alias,),
        excerpt=words,
        section=section,
        stage=stage,
    )


def figures(aliases: list[str], *, section: str, single: str = "single", pair: str = "pair") -> Proposal:
    """A sentence that speaks one or two figures."""
    group = "narrative" if section == "narrative" else "figures"
    sentence = template(group, pair if len(aliases) > 1 else single)
    slots = {"S": "{" + aliases[0] + "}", "S2": "{" + aliases[-1] + "}"}
    text = fill(sentence, **slots)
    return Proposal(text=text, kind="statistic", citations=tuple(aliases[:2]), section=section)


def distribution(aliases: list[str], *, section: str) -> Proposal:
    """A sentence that speaks one distribution: the first share with its base, the others beside it."""
    slots = ["{" + aliases[0] + "}", *("{" + alias + "~}" for alias in aliases[1:])]
    return Proposal(text="; ".join(slots) + ".", kind="statistic", citations=tuple(aliases), section=section)


def _form(words: str) -> str:
    """`they` for "would recommend it", `that` for "nobody answers", empty for a noun phrase."""
    first = words.split()[0].lower() if words.split() else ""
    return "they" if first in _MODALS else "that" if first in _SUBJECTS else ""


def _quoting_once(sentence: str) -> str:
    """No second colon before the quotation: it becomes a sentence of its own."""
    lead = sentence.removesuffix(": {quote}")
    return f"{lead}. {{quote}}" if ":" in lead and lead != sentence else sentence


def _uncapitalised(words: str, spoken: str) -> str:
    first = words.split()[0]
    name = re.search(rf"[a-z,]\s{re.escape(first)}\b", spoken) and first[:1].isupper()
    return words if name or not first[1:].islower() else words[:1].lower() + words[1:]
