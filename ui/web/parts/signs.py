"""How states are shown: a sign and a word, with a colour that only repeats them."""

from datetime import UTC, datetime

from personas.claims import Claim
from ui.web.parts.markup import Html, tag

VERDICTS = {
    "grounded": ("✓", "good"),
    "inference": ("≈", "note"),
    "weak": ("~", "warn"),
    "unchecked": ("?", "bad"),
    "undeclared": ("?", "bad"),
    "ungrounded": ("✗", "bad"),
    "contradicted": ("✗", "bad"),
    "unsafe": ("!", "bad"),
}
"""Verdict -> sign and tone, the strongest first."""

OUTCOMES = {
    "pass": ("✓", "passes", "good"),
    "fail": ("✗", "fails", "bad"),
    "unscored": ("?", "not scored", "warn"),
    "not_applicable": ("–", "does not apply", "quiet"),
}
"""Outcome of a check -> sign, words, tone."""

DECISIONS = {"accept": ("✓", "accepted", "good"), "edit": ("✎", "edited", "note"), "reject": ("✗", "rejected", "quiet")}

STATUSES = {
    "draft": ("○", "draft", "quiet"),
    "in_review": ("◐", "in review", "note"),
    "changes_requested": ("↩", "changes requested", "warn"),
    "approved": ("✓", "approved", "good"),
    "published": ("●", "published", "good"),
    "superseded": ("◌", "superseded", "quiet"),
    "retired": ("◌", "retired", "quiet"),
}
"""Status of a draft or a persona -> sign, words, tone."""


def badge(sign: str, words: str, tone: str) -> Html:
    """A small label: sign, words, tone."""
    return tag("span", tag("span", sign, class_="v-sign", aria_hidden="true"), f" {words}", class_=f"v-badge v-{tone}")


def verdict_badge(verdict: str) -> Html:
    """A claim's verdict."""
    sign, tone = VERDICTS[verdict]
    return badge(sign, verdict, tone)


def status_badge(status: str) -> Html:
    """Where a draft or a persona stands."""
    return badge(*STATUSES[status])


def weakness(claim: Claim) -> int:
    """For sorting: the weakest verdict first."""
    return -list(VERDICTS).index(claim.verdict)


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long ago something was, in the largest unit that says enough."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - moment).total_seconds()
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = int(seconds // size)
        if count >= 1:
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return "just now"


def day(moment: datetime | str) -> str:
    """A date as people write it: 14 October 2026."""
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{when.day} {when:%B %Y}"
