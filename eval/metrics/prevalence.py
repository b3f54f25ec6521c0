"""Prevalence honesty: quantity words of claims against the counts that they cite."""

import re
from collections.abc import Iterator, Sequence

from eval.metrics.observing import Observation, seen
from personas.claims import Claim
from personas.evidence import EvidencePack, Statistic, Theme

_N_OF_N = re.compile(r"\b(\d[\d,]*) of (?:this sample of )?(\d[\d,]*)\b")
_WORDS = {
    r"\b(?:all|everybody|everyone|every customer|always)\b": (0.97, 1.0),
    r"\b(?:nearly all|almost all)\b": (0.85, 1.0),
    r"\b(?:most|a majority|the majority)\b": (0.5, 1.0),
    r"\bhalf\b": (0.4, 0.6),
    r"\b(?:few|hardly anybody)\b": (0.0, 0.3),
    r"\b(?:none|nobody|no one|never)\b": (0.0, 0.03),
}
"""Words for how many -> the shares for which they are honest."""


def prevalence_honesty(claims: Sequence[Claim], pack: EvidencePack) -> Iterator[Observation]:
    """For each claim about several people or a share: whether n, N and its words agree with what it cites."""
    for claim in claims:
        cited = [pack.find(citation.evidence_id) for citation in claim.citations or ()]
        counts = [(one.n, one.of) for one in cited if isinstance(one, Theme)]
        shares = [n / of for n, of in counts if of] + [
            one.value for one in cited if isinstance(one, Statistic) and one.unit == "share"
        ]
        outside = _own_words(claim.text, [one.label for one in cited if isinstance(one, Theme)])
        if claim.kind in ("theme", "statistic") and shares:
            wrong = [*_wrong_counts(outside, claim, counts), *_wrong_words(outside, shares)]
            phrases = tuple(one.phrase() for one in cited if isinstance(one, Theme | Statistic))
            yield seen("prevalence_honesty", not wrong, "; ".join(wrong), claim=claim, evidence=phrases)


def _own_words(text: str, labels: Sequence[str]) -> str:
    """What a claim says itself: without quotations, and without what it names ("never buying again" counts nobody)."""
    for label in labels:
        text = re.sub(re.escape(label), "", text, flags=re.IGNORECASE)
    return re.sub(r"[“\"][^”\"]*[”\"]", "", text)


def _wrong_counts(text: str, claim: Claim, counts: list[tuple[int, int]]) -> Iterator[str]:
    told = [(int(n.replace(",", "")), int(of.replace(",", ""))) for n, of in _N_OF_N.findall(text)]
    told += [(claim.scope.n, claim.scope.of)] if claim.scope else []
    for n, of in told:
        if counts and (n, of) not in counts:
            yield f"it says {n} of {of}; cited is {', '.join(f'{a} of {b}' for a, b in counts)}"


def _wrong_words(text: str, shares: list[float]) -> Iterator[str]:
    for pattern, (low, high) in _WORDS.items():
        match = re.search(pattern, text, re.IGNORECASE)
        if match and "of all" not in text[max(0, match.start() - 3) : match.end()] and "for all" not in text:
            if not any(low <= share <= high for share in shares):
                yield f"“{match.group()}” is said of {', '.join(f'{share:.0%}' for share in shares)}"
