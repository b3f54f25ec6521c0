"""A claim and its checks, and the evidence it cites, piece by piece."""

from collections.abc import Callable, Collection, Mapping
from difflib import SequenceMatcher

from personas.claims import Check, Claim, Outcome
from personas.evidence import Quote, Statistic, Theme
from personas.phrasing import counted
from ui.web.parts.figures import statistic_card
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.prevalence import theme_card
from ui.web.parts.quotes import quote_card
from ui.web.parts.signs import DECISIONS, OUTCOMES, ago, badge, verdict_badge

Evidence = Quote | Statistic | Theme


def claim_panel(claim: Claim, place: str = "") -> Html:
    """Its place among the others, section, words, verdict, scope and decision of one claim."""
    about = " · ".join(part for part in (place, claim.stage, claim.section, claim.kind) if part)
    eyebrow = tag("p", about, class_="v-eyebrow")
    marks = [verdict_badge(claim.verdict)]
    if claim.scope is not None:
        marks.append(tag("span", f"{claim.scope.n:,} of {claim.scope.of:,}", class_="v-badge v-quiet"))
    if claim.typed_by == "reviewer":
        marks.append(badge("✎", "a reviewer's words", "quiet"))
    said = tag("p", *marks, decision(claim))
    return tag("section", eyebrow, claim_text(claim), said, class_="v-claim", data_claim=claim.id)


def claim_text(claim: Claim) -> Html:
    """The words; what the system itself spoke (a statistic's phrase) is underlined with dots."""
    parts: list[Html] = []
    done = 0
    for slot in sorted(claim.slots, key=lambda slot: slot.start):
        if done <= slot.start < slot.end <= len(claim.text):
            parts += [
                join(claim.text[done : slot.start]),
                tag("span", claim.text[slot.start : slot.end], class_="v-slot"),
            ]
            done = slot.end
    return tag("p", *parts, claim.text[done:], class_="v-claim-text", dir="auto")


def decision(claim: Claim) -> Html:
    """What was decided, by whom and when; nothing while it is undecided."""
    if claim.decision is None:
        return Html()
    said = claim.decision
    why = "".join(f": {words}" for words in (said.reason, said.note) if words)
    who = tag("span", f" by {said.actor}, {ago(said.at)}{why}", class_="v-quiet-words")
    return join(badge(*DECISIONS[said.kind]), who)


def checks_list(claim: Claim) -> Html:
    """What failed and what could not be scored, each with its sentence; what passed is one click behind."""
    by_outcome = {outcome: [c for c in claim.checks if c.outcome == outcome] for outcome in OUTCOMES}
    shown = [*by_outcome["fail"], *by_outcome["unscored"]]
    said = tag("ul", *map(_check, shown), class_="v-checks") if shown else Html()
    passed, idle = by_outcome["pass"], by_outcome["not_applicable"]
    behind = [
        unfold(join(badge(sign, words, tone)), tag("ul", *map(_check, found), class_="v-checks"))
        for found, sign, words, tone in (
            (passed, "✓", f"{counted(len(passed), 'check')} {'passes' if len(passed) == 1 else 'pass'}", "good"),
            (idle, "–", f"{len(idle)} {'does' if len(idle) == 1 else 'do'} not apply", "quiet"),
        )
        if found
    ]
    return join(said, *behind) if claim.checks else tag("p", "No check was run.")


def what_the_edit_changed(before: Claim, after: Claim) -> Html:
    """The words as they were and are, and every check that came out differently with its new sentence."""
    former = {check.name: check.outcome for check in before.checks}
    moved = [c for c in after.checks if former.get(c.name, "not_applicable") != c.outcome]
    rows = [_moved(check, former.get(check.name, "not_applicable")) for check in moved]
    said = tag("ul", *rows, class_="v-checks") if rows else tag("p", "No check came out differently.")
    heading = tag("h3", "What the edit changed")
    return tag("section", heading, _reworded(before.text, after.text), said, class_="v-moved", role="status")


def _moved(check: Check, before: Outcome) -> Html:
    name = tag("b", check.name.replace("_", " "))
    signs = badge(*OUTCOMES[before]), " → ", badge(*OUTCOMES[check.outcome])
    return tag("li", name, " ", *signs, f" {check.reason}")


def _reworded(before: str, after: str) -> Html:
    """What was said and what is said now, in one line: words that went struck out, words that came underlined."""
    old, new = before.split(" "), after.split(" ")
    parts: list[Html] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = " ".join(old[i:j]), " ".join(new[k:m])
        words = [join(gone, " ")] if kind == "equal" else [tag("del", gone), " ", tag("ins", came), " "]
        parts += [join(*(word for word in words if word not in ("<del></del>", "<ins></ins>")))]
    return tag("p", *parts, class_="v-reworded", dir="auto")


def evidence_list(claim: Claim, evidence: Mapping[str, Evidence], draw_quote: Callable[..., Html] = quote_card) -> Html:
    """Everything a claim cites, numbered in the order of its citations."""
    if not claim.citations:
        return tag("p", "This claim cites nothing: no quote, no statistic, no theme.", class_="v-none")
    quotes = {key: found for key, found in evidence.items() if isinstance(found, Quote)}
    cited = {citation.evidence_id for citation in claim.citations}
    disputed = _disputed(cited, evidence)
    cards: list[Html] = []
    for number, citation in enumerate(claim.citations, start=1):
        found = evidence.get(citation.evidence_id)
        match found:
            case Quote():
                cards.append(draw_quote(found, number=number, citation=citation))
            case Statistic():
                cards.append(statistic_card(found, number=number))
            case Theme():
                cards.append(theme_card(found, quotes, number=number, cited=cited, disputed=disputed))
            case None:
                cards.append(tag("p", f"{citation.evidence_id} is not in the evidence.", class_="v-none"))
    return join(*cards)


def _disputed(cited: Collection[str], evidence: Mapping[str, Evidence]) -> bool:
    """Whether any quote speaks against a theme that is cited, or that holds a quote which is."""
    themes = [one for one in evidence.values() if isinstance(one, Theme)]
    met = [theme for theme in themes if theme.id in cited or not set(cited).isdisjoint(theme.quotes)]
    return any(set(theme.opposing) - set(cited) for theme in met)


def _check(check: Check) -> Html:
    sign, words, tone = OUTCOMES[check.outcome]
    name = tag("b", check.name.replace("_", " "))
    return tag("li", badge(sign, words, tone), tag("span", name, f" {check.reason}"))
