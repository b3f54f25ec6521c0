"""A survey's closed answers in two tables: those that count, and those that cleaning rules leave out."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet

from personas.cleaning import Finding
from segments.tables import TableKind, Tables

_KINDS: tuple[TableKind, TableKind] = ("answers", "excluded_answers")


def arrange_answers(tables: Tables, source_id: str, active: Sequence[Finding]) -> None:
    """Put a survey's closed answers where its findings want them: among the answers, or aside."""
    files = [tables.files_of(source_id, kind) for kind in _KINDS]
    for part in sorted({*files[0], *files[1]}):
        whole = pd.concat([pd.read_parquet(one[part]) for one in files if part in one], ignore_index=True)
        write_answers(tables, source_id, whole.drop(columns="source_id").drop_duplicates(), active, part)


def write_answers(tables: Tables, source_id: str, answers: pd.DataFrame, active: Sequence[Finding], part: int) -> None:
    """Write the two files of a part, the one that gains rows first: a process that dies between them loses none."""
    fast = {one.respondent_id for one in active if one.rule == "too_fast"}
    straight = {one.respondent_id for one in active if one.rule == "straight_line"}
    aside = answers["respondent_id"].isin(fast)
    if "scale" in answers:
        aside |= answers["respondent_id"].isin(straight) & answers["scale"].astype(bool)
    order = ["respondent_id", "question", "answer"]
    arranged = dict(zip(_KINDS, (answers[~aside], answers[aside]), strict=True))
    before = {kind: _row_count(tables.files_of(source_id, kind).get(part)) for kind in _KINDS}
    for kind in sorted(_KINDS, key=lambda kind: before[kind] - len(arranged[kind])):
        if len(arranged[kind]) or before[kind]:
            rows = arranged[kind].sort_values(order, kind="stable", ignore_index=True)
            tables.add(source_id, kind, rows, part=part)


def _row_count(file: Path | None) -> int:
    return 0 if file is None else int(parquet.read_metadata(file).num_rows)
