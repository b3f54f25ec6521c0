"""Merging the data-quality reports of a file's parts."""

import re
from collections import Counter
from collections.abc import Iterable

from personas.sources import QualityReport

_NUMBER = re.compile(r"\d[\d,]*")


def together(reports: Iterable[QualityReport]) -> QualityReport:
    """The report of a file from those of its parts: counts are added, also in notes that say the same of each part."""
    whole, notes = QualityReport(), dict[str, str]()
    for one in reports:
        whole = QualityReport(
            rows_read=whole.rows_read + one.rows_read,
            rows_kept=whole.rows_kept + one.rows_kept,
            dropped=Counter(whole.dropped) + Counter(one.dropped),
            duplicates=whole.duplicates + one.duplicates,
            missing=_missing(whole, one),
            redacted=Counter(whole.redacted) + Counter(one.redacted),
        )
        for note in one.notes:
            shape = _NUMBER.sub("#", note)
            notes[shape] = _added(notes[shape], note) if shape in notes else note
    return whole.model_copy(update={"notes": tuple(notes.values())})


def _missing(one: QualityReport, other: QualityReport) -> dict[str, float]:
    """Column -> the share of its cells that are empty in both together; each counts by the rows that it keeps."""
    rows = max(one.rows_kept + other.rows_kept, 1)
    names = dict.fromkeys((*one.missing, *other.missing))
    empty = {name: sum(part.missing.get(name, 0) * part.rows_kept for part in (one, other)) for name in names}
    return {name: round(cells / rows, 4) for name, cells in empty.items()}


def _added(note: str, other: str) -> str:
    """A sentence with the numbers of two that differ in nothing else."""
    if note == other:
        return note
    numbers = iter(_NUMBER.findall(other))
    return _NUMBER.sub(lambda one: f"{_whole(one[0]) + _whole(next(numbers)):,}", note)


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))
