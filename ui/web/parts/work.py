"""Long work in a thread of its own, its progress on the page: a closed tab does not stop it half way."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import streamlit as st

from ui.web.parts.markup import as_markdown
from workspace.progress import Report

Result = TypeVar("Result")
_LOOK_EVERY = 0.15


def watched(title: str, work: Callable[[Report], Result]) -> Result:
    """Run work that reports its progress, and show it. What the work raises is raised here.

    The thread only writes down how far it is; the page reads it, so that no thread touches the page.
    """
    latest: list[tuple[str, float]] = [("starting", 0.0)]

    def report(words: str, share: float) -> None:
        latest[0] = (words, share)

    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="verism-work")
    future = pool.submit(work, report)
    pool.shutdown(wait=False)
    with st.status(as_markdown(title), expanded=True) as status:
        bar = st.progress(0.0)
        while not future.done():
            _show(bar, latest[0])
            time.sleep(_LOOK_EVERY)
        failed = future.exception() is not None
        status.update(state="error" if failed else "complete", expanded=False)
    return future.result()


def _show(bar: st.delta_generator.DeltaGenerator, state: tuple[str, float]) -> None:
    words, share = state
    bar.progress(min(1.0, max(0.0, share)), text=as_markdown(words))
