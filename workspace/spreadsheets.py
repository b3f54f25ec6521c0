"""CSV that a person opens in a spreadsheet: no cell of it is computed there."""

from pathlib import Path

import pandas as pd

from personas.phrasing import counted

_COMPUTED = r"\s*[=+\-@]|[\t\r\n]"
"""How a cell begins that a spreadsheet takes for a formula."""
_SIGNED = r"[+-]\d+(?:\.\d+)?"
"""A number is one without being computed."""


def write_sheet(frame: pd.DataFrame, file: Path) -> int:
    """Write a table as CSV; gives how many cells were guarded.

    A text that a spreadsheet would compute stands behind an apostrophe, as whoever types it there would write it.
    Hashes, and ids of letters and digits, never begin so: what other systems match by is written as it is.
    """
    texts = frame.select_dtypes(include=["object", "string"]).columns
    risky = {name: _is_computed(frame[name]) for name in texts}
    guarded = frame.assign(**{name: frame[name].mask(rows, "'" + frame[name]) for name, rows in risky.items()})
    guarded.to_csv(file, index=False)
    return sum(int(rows.sum()) for rows in risky.values())


def guarded_words(cells: int) -> str:
    """How many cells were guarded, as a sentence to add; empty for none."""
    if not cells:
        return ""
    stand = "stands" if cells == 1 else "stand"
    return f" {counted(cells, 'cell')} that a spreadsheet would compute {stand} behind an apostrophe."


def _is_computed(texts: pd.Series) -> pd.Series:
    begins, number = texts.str.match(_COMPUTED), texts.str.fullmatch(_SIGNED)
    return begins.fillna(value=False).astype(bool) & ~number.fillna(value=False).astype(bool)
