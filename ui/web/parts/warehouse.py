"""A segment or one of its figures as SQL that a warehouse runs."""

from collections.abc import Sequence

import streamlit as st

from personas.evidence import Statistic
from personas.segment import Segment
from segments.portable import DIALECTS
from ui.web.parts import session
from workspace.figures import warehousing

_NAMES = {
    "duckdb": "DuckDB",
    "postgres": "PostgreSQL",
    "spark": "Spark",
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
}


def warehouse_sql(segment: Segment, figures: Sequence[Statistic]) -> None:
    """Told when it is asked for: who is in the segment, or a figure, in a dialect of one's choice."""
    if segment.population == "respondents" or not st.toggle("As SQL for a warehouse"):
        return
    subjects = {segment.id: "Who is in it", **{one.id: one.sentence() for one in figures}}
    what, how = st.columns([3, 1])
    subject = what.selectbox("What", list(subjects), format_func=subjects.__getitem__)
    dialect = how.selectbox("Dialect", DIALECTS, format_func=_NAMES.__getitem__)
    with st.spinner("Writing it down"):
        told = warehousing.sql_of(session.workspace(), subject, dialect)
    st.code(told.sql, language="sql", height=420)
