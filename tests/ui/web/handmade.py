"""A small workspace with one draft under review, made without ingesting anything: its evidence, its claims, its words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from personas.claims import Check, Claim, Scope
from personas.draft import Draft, SegmentReference
from personas.evidence import Quote
from personas.library import drafts as store
from personas.library import segments as counted
from personas.library.evidence import add_source, add_voices
from personas.segment import Definition, Segment
from personas.sources import Source
from personas.voices import Document, Respondent
from tests.personas.fixtures.workwear import workwear_draft
from workspace.workspace import Workspace

HOSTILE = (
    '<img src="http://evil.test/a.png" onerror="window.owned=1"> ![p](http://evil.test/b.png) '
    "[l](http://evil.test/c) <script>window.owned=1</script> http://evil.test/d :red[x] $\\frac{1}{2}$ **bold**"
)
"""Text that tries to call out, to run, and to be styled."""

Change = Callable[[Draft], Draft]


def make_workspace(folder: Path, *, change: Change = lambda draft: draft) -> Workspace:
    """A workspace whose draft d-1 (by ines, all undecided) is under review; with `change`, first changed."""
    workspace = Workspace.create(folder)
    draft = change(undecided(workwear_draft(status="in_review")))
    with workspace.library.write() as connection:
        _add_voices(connection, draft)
        segment = _segment(draft.segment)
        saved = counted.save_segmentation(connection, Definition(method="value-activity", hash="7a" * 32), [segment])
        assert saved[0].id == draft.segment.id
        counted.save_statistics(connection, draft.pack.statistics)
        counted.save_themes(connection, draft.segment.id, draft.pack.themes)
        store.save_draft(connection, draft)
    return workspace


def undecided(draft: Draft) -> Draft:
    """The draft as its writer left it, an hour ago."""
    claims = [claim.model_copy(update={"decision": None}) for claim in draft.claims]
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    return draft.model_copy(
        update={"claims": tuple(claims), "last_editor": None, "created_at": hour_ago, "version": 1}
    )


def short(draft: Draft) -> Draft:
    """The same with three claims only: one ungrounded, one quotation, one theme."""
    kept = [next(c for c in draft.claims if c.verdict == "ungrounded")]
    kept += [next(c for c in draft.claims if c.kind == kind and c.verdict == "grounded") for kind in ("verbatim", "theme")]
    return draft.model_copy(update={"claims": tuple(kept)})


def hostile(draft: Draft) -> Draft:
    """The same with hostile text in a claim, a quote, its speaker, an attribute, the segment's and the persona's name."""
    poisoned = [_poison(quote) if quote.id == "q-12" else quote for quote in draft.pack.quotes]
    claims = [
        claim.model_copy(update={"text": HOSTILE}) if any(c.evidence_id == "q-12" for c in claim.citations or ()) else claim
        for claim in draft.claims
    ]
    themes = [theme.model_copy(update={"label": HOSTILE}) for theme in draft.pack.themes]
    return draft.model_copy(
        update={
            "claims": tuple(claims),
            "pack": draft.pack.model_copy(update={"quotes": tuple(poisoned), "themes": tuple(themes)}),
            "persona": draft.persona.model_copy(update={"name": HOSTILE}),
            "segment": draft.segment.model_copy(update={"name": HOSTILE, "rule": HOSTILE}),
        }
    )


def _poison(quote: Quote) -> Quote:
    update = {"text": HOSTILE, "speaker": HOSTILE, "end": quote.start + len(HOSTILE), "source": HOSTILE}
    return quote.model_copy(update={**update, "attributes": {HOSTILE: HOSTILE}})


def _segment(reference: SegmentReference) -> Segment:
    return Segment(
        key="top:active", name=reference.name, rule=reference.rule, n=reference.n, share=0.11, revenue_cents=5_400_000,
        revenue_share=0.37, sql="SELECT customer_id FROM customer_features WHERE value_quartile = 4",
    )  # fmt: skip


def _add_voices(connection: object, draft: Draft) -> None:
    by_source: dict[str, list[Quote]] = {}
    for quote in draft.pack.quotes:
        by_source.setdefault(quote.source_id, []).append(quote)
    for number, (source_id, quotes) in enumerate(by_source.items()):
        kind = {"interview": "interviews", "survey": "survey"}.get(quotes[0].kind, "reviews")
        source = Source(
            id=source_id, name=quotes[0].source, kind=kind, format="generic csv", sha256=f"{number:064x}",
            ingested_at=datetime.now(UTC),
        )  # fmt: skip
        add_source(connection, source)  # type: ignore[arg-type]
        add_voices(connection, map(_person, quotes), map(_document, quotes), quotes)  # type: ignore[arg-type]


def _person(quote: Quote) -> Respondent:
    return Respondent(id=quote.respondent_id, source_id=quote.source_id, attributes=quote.attributes)


def _document(quote: Quote) -> Document:
    before = "We have been with you for some years now, and on the whole it has been fine; still, there is one thing to say first. "
    text = before[: quote.start].ljust(quote.start - 1) + " " if len(before) < quote.start else before[: quote.start]
    after = " I told your colleague the same when she rang, and she wrote it down; I have heard nothing since, but then it is early."
    return Document(
        id=quote.document_id, source_id=quote.source_id, respondent_id=quote.respondent_id, kind=quote.kind,
        text=text + quote.text + after, date=quote.date, rating=quote.rating,
    )  # fmt: skip


def failing_check(claim: Claim) -> Claim:
    """The claim as if a check had failed."""
    check = Check(name="support", outcome="fail", reason="Nothing that is cited speaks of this.")
    return claim.model_copy(update={"checks": (*claim.checks, check), "scope": Scope(n=0, of=50)})
