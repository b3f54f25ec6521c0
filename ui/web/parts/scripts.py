"""Our own scripts in the pages: constant, without data, known to the Content-Security-Policy by digest."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import streamlit as st

Name = Literal["first-field", "keys", "typed-words"]
"""The cursor in the field just opened; keys in the order typed; words kept until they are saved."""

_FOLDER = Path(__file__).parents[1] / "scripts"


@cache
def source(name: Name) -> str:
    """A script, word for word as the pages hold it."""
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


def sources() -> list[str]:
    """Every script that the pages may run besides Streamlit's own."""
    return [source(name) for name in get_args(Name)]


def run(*names: Name) -> None:
    """Have the browser run scripts where this is drawn."""
    for name in names:
        st.html(f"<script>{source(name)}</script>", unsafe_allow_javascript=True)
