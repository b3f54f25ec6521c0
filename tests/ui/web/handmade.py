"""A small workspace with drafts under review, made without ingesting anything."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from agent.verification import verify_draft
from personas.claims import Citation
from personas.draft import Draft, SegmentReference
from personas.evidence import Quote
from personas.library import drafts as store
from personas.library import segments as counted
from personas.library.evidence import add_source, add_voices
from personas.segment import Definition, Segment
from personas.sources import QualityReport, Source
from personas.voices import Document, Respondent
from tests.personas.fixtures.workwear import workwear_draft
from workspace.workspace import Workspace

HOSTILE = (
    '<img src="http://evil.test/a.png" onerror="window.owned=1"> ![p](http://evil.test/b.png) '
    "[l](http://evil.test/c) <script>window.owned=1</script> http://evil.test/d :red[x] $\\frac{1}{2}$ **bold**"
)
"""Text that tries to call out, to run, and to be styled."""

Change = Callable[[Draft], Draft]


def make_workspace(folder: Path, *changes: Change) -> Workspace:
    """A workspace with drafts d-1, d-2 and so on (by ines, undecided, under review), one for each change."""
    workspace = Workspace.create(folder)
    plain = undecided(workwear_draft(status="in_review"))
    made = [
        change(plain).model_copy(update={"id": f"d-{number}"})
        for number, change in enumerate(changes or (lambda draft: draft,), start=1)
    ]
    with workspace.library.write() as connection:
        _add_voices(connection, made)
        segment = _segment(plain.segment)
        saved = counted.save_segmentation(connection, Definition(method="value-activity", hash="7a" * 32), [segment])
        assert saved[0].id == plain.segment.id
        counted.save_statistics(connection, plain.pack.statistics)
        counted.save_themes(connection, plain.segment.id, plain.pack.themes)
        for draft in made:
            store.save_draft(connection, draft)
    return workspace


def undecided(draft: Draft) -> Draft:
    """The draft as its writer left it, an hour ago, with the verdicts that the checks give."""
    claims = [claim.model_copy(update={"decision": None}) for claim in draft.claims]
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    state = {"claims": tuple(claims), "last_editor": None, "created_at": hour_ago, "version": 1}
    return verify_draft(draft.model_copy(update=state))


def short(draft: Draft) -> Draft:
    """The same with three claims only: one ungrounded, one figure, one quotation."""
    kept = [next(c for c in draft.claims if c.verdict == "ungrounded")]
    kept += [
        next(c for c in draft.claims if c.kind == kind and c.verdict == "grounded")
        for kind in ("statistic", "verbatim")
    ]
    return draft.model_copy(update={"claims": tuple(kept)})


def hostile(draft: Draft) -> Draft:
    """Three claims and hostile text in one of them, its quote, speaker, attribute, source, theme, segment and name."""
    draft = short(draft)
    poisoned = [_poison(quote) if quote.id == "q-12" else quote for quote in draft.pack.quotes]
    cited = (Citation(evidence_id="q-66", start=0, end=len(HOSTILE), excerpt=HOSTILE), Citation(evidence_id="t-1"))
    first = draft.claims[0].model_copy(update={"text": HOSTILE, "citations": cited})
    themes = [theme.model_copy(update={"label": HOSTILE}) for theme in draft.pack.themes]
    pack = {"id": "pack-hostile", "quotes": tuple(poisoned), "themes": tuple(themes)}
    return draft.model_copy(
        update={
            "claims": (first, *draft.claims[1:]),
            "pack": draft.pack.model_copy(update=pack),
            "persona": draft.persona.model_copy(update={"name": HOSTILE}),
            "segment": draft.segment.model_copy(update={"name": HOSTILE, "rule": HOSTILE}),
        }
    )


def _poison(quote: Quote) -> Quote:
    place = {"id": "q-66", "document_id": "doc-66", "respondent_id": "r-66", "source_id": "src-66"}
    words = {"text": HOSTILE, "speaker": HOSTILE, "end": quote.start + len(HOSTILE), "source": HOSTILE}
    return quote.model_copy(update={**place, **words, "attributes": {HOSTILE: HOSTILE}})


def _segment(reference: SegmentReference) -> Segment:
    return Segment(
        key="top:active", name=reference.name, rule=reference.rule, n=reference.n, share=0.11, revenue_cents=5_400_000,
        revenue_share=0.37, sql="SELECT customer_id FROM customer_features WHERE value_quartile = 4",
    )  # fmt: skip


def _add_voices(connection: Connection, made: list[Draft]) -> None:
    by_source: dict[str, dict[str, Quote]] = {}
    for quote in (quote for draft in made for quote in draft.pack.quotes):
        by_source.setdefault(quote.source_id, {})[quote.id] = quote
    for number, (source_id, found) in enumerate(by_source.items()):
        quotes = list(found.values())
        kind = {"interview": "interviews", "survey": "survey"}.get(quotes[0].kind, "reviews")
        report = QualityReport(
            rows_read=212, rows_kept=208, dropped={"empty answer": 3, "written twice": 1}, duplicates=1,
            missing={"age": 0.12}, redacted={"email": 2, "phone": 1}, notes=("The encoding was taken to be UTF-8.",),
        )  # fmt: skip
        source = Source(
            id=source_id, name=quotes[0].source, kind=kind, format="generic csv", sha256=f"{number:064x}",
            ingested_at=datetime.now(UTC), report=report,
        )  # fmt: skip
        add_source(connection, source)
        add_voices(connection, map(_person, quotes), map(_document, quotes), quotes)


def _person(quote: Quote) -> Respondent:
    return Respondent(id=quote.respondent_id, source_id=quote.source_id, attributes=quote.attributes)


def _document(quote: Quote) -> Document:
    first = "We have been with you for some years, and on the whole it has been fine. There is one thing, though, and "
    before = (HOSTILE if quote.id == "q-66" else first)[: quote.start - 1].ljust(quote.start - 1) + " "
    after = f" I told your colleague when she rang. {HOSTILE if quote.id == 'q-66' else 'She wrote it down.'}"
    return Document(
        id=quote.document_id, source_id=quote.source_id, respondent_id=quote.respondent_id, kind=quote.kind,
        text=before + quote.text + after, date=quote.date, rating=quote.rating,
    )  # fmt: skip
