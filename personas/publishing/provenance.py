"""The provenance card: sources, author, reviewers, version, and the date of the next review."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from personas.publishing.words import day, month, span

Fact = tuple[str, str]


def provenance(body: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Pairs of a label and its words, in the order of the card; what is not known is left out."""
    facts = (*_people(body), *_evidence(body), *_writing(body))
    return tuple((label, words) for label, words in facts if words)


def _people(body: Mapping[str, Any]) -> tuple[Fact, ...]:
    publication = body.get("publication") or {}
    reviewers = dict.fromkeys(claim["decision"]["actor"] for claim in body["claims"] if claim["decision"])
    return (
        ("Published", day(publication.get("published_at"))),
        ("Version", _version(publication)),
        ("Approved by", str(publication.get("approved_by") or "")),
        ("Next review due", day(publication.get("next_review"))),
        ("Drafted by", _drafted(body)),
        ("Reviewed by", ", ".join(reviewers)),
    )


def _version(publication: Mapping[str, Any]) -> str:
    if not publication.get("version"):
        return ""
    former = publication.get("supersedes")
    return f"{publication['version']}, superseding {former}" if former else f"{publication['version']}, the first"


def _drafted(body: Mapping[str, Any]) -> str:
    return " on ".join(part for part in (body["author"], day(body.get("created_at"))) if part)


def _evidence(body: Mapping[str, Any]) -> tuple[Fact, ...]:
    evidence = body["evidence"].values()
    quotes = [item for item in evidence if item["type"] == "quote"]
    windows = sorted((w["start"], w["end"]) for item in evidence if (w := item.get("window")))
    dates = sorted(item["date"] for item in quotes if item.get("date"))
    segment = body["segment"]
    speakers = len({quote["respondent_id"] for quote in quotes})
    return (
        ("Segment", f"{segment['name']} ({segment['id']}), n = {segment['n']:,}"),
        ("Definition", f"version {segment['definition_version']}"),
        ("Sources", _sources(quotes)),
        ("Voices", f"{len(quotes):,} quotations of {speakers:,} people" if quotes else ""),
        ("Said", span(month(dates[0]), month(dates[-1])) if dates else ""),
        ("Figures cover", span(day(windows[0][0]), day(max(end for _, end in windows))) if windows else ""),
        ("Evidence pack", _pack(body.get("pack") or {})),
    )  # fmt: skip


def _sources(quotes: list[Mapping[str, Any]]) -> str:
    counted = Counter(str(quote["source"]) for quote in quotes)
    return "; ".join(f"{name} ({n:,})" for name, n in sorted(counted.items()))


def _pack(pack: Mapping[str, Any]) -> str:
    return f"{pack['id']}, sha256 {pack['hash'][:12]}…" if pack.get("hash") else str(pack.get("id") or "")


def _writing(body: Mapping[str, Any]) -> tuple[Fact, ...]:
    writer = body["writer"]
    model = "extractive, no language model" if writer["kind"] == "extractive" else f"language model {writer['model']}"
    prompts = "; ".join(f"{name} {_short(version)}" for name, version in sorted(writer["prompts"].items()))
    verdicts = Counter(claim["verdict"] for claim in body["claims"])
    shown = ", ".join(f"{n} {verdict}" for verdict, n in sorted(verdicts.items()))
    return (("Writer", model), ("Prompts", prompts), ("Claims", shown), ("Checks", _checks(body)), _unknowns(body))


def _unknowns(body: Mapping[str, Any]) -> Fact:
    count = len(body["unknowns"])
    return "Unknown", f"{count} thing{'' if count == 1 else 's'} that the evidence does not say" if count else ""


def _checks(body: Mapping[str, Any]) -> str:
    outcomes = Counter(check["outcome"] for claim in body["claims"] for check in claim["checks"])
    words = {"pass": "passed", "fail": "failed", "unscored": "unscored", "not_applicable": "not applicable"}
    return ", ".join(f"{outcomes[outcome]:,} {said}" for outcome, said in words.items() if outcomes[outcome])


def _short(version: str) -> str:
    name, colon, digest = version.rpartition(":")
    return f"{name}{colon}{digest[:12]}…" if len(digest) > 12 else version
