"""A source's data-quality report: what was read, what was dropped and why, what is missing, what was replaced."""

from personas.phrasing import percent
from personas.sources import Source
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.signs import day

_WORTH_SAYING = 0.005
"""A column with a smaller share of gaps is not listed."""


def source_row(source: Source) -> Html:
    """One source, opened to its report."""
    report = source.report
    kept = f"{report.rows_kept:,} of {report.rows_read:,} rows kept" if report.rows_read else ""
    line = " · ".join(
        part for part in (source.kind, source.format, kept, f"taken in {day(source.ingested_at)}") if part
    )
    summary = join(tag("b", source.name), " ", tag("span", line, class_="v-quiet-words"))
    return unfold(summary, tag("dl", *_facts(source), class_="v-facts"))


def _facts(source: Source) -> list[Html]:
    report = source.report
    gaps = ", ".join(f"{column} {percent(share)}" for column, share in report.missing.items() if share >= _WORTH_SAYING)
    pairs = [
        ("dropped", "; ".join(f"{rows:,}: {reason}" for reason, rows in report.dropped.items()) or "nothing"),
        ("duplicates", f"{report.duplicates:,}" if report.duplicates else ""),
        ("without a value", gaps),
        ("personal data replaced", ", ".join(f"{count:,} {kind}" for kind, count in report.redacted.items())),
        *(("note", note) for note in report.notes),
        ("remove it with", f"verism sources remove {source.id}"),
    ]
    return [join(tag("dt", name), tag("dd", words)) for name, words in pairs if words]
