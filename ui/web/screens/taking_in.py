"""Taking a file in: what it is taken for; where nothing recognises it, which column is what, and the first rows so."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from personas.errors import VerismError
from personas.normalising import shortened
from personas.sources import SourceKind
from retrieval.readers import QUESTION_KINDS
from ui.web.parts import session
from ui.web.parts.markup import Html, as_markdown, draw, tag
from ui.web.parts.tables import table
from ui.web.parts.work import watched
from workspace.intake import ingest as ingesting
from workspace.recognition import mapping as proposing
from workspace.recognition import previewing
from workspace.recognition.recognising import recognise

_NONE = "(no column)"
_LONGEST = 120


def page() -> None:
    """A file, what it is, and the button that takes it in."""
    st.title("Take a file in")
    given = st.file_uploader("Orders, customers, a survey, an interview, reviews, tickets: the file as it was exported")
    if given is None:
        st.caption("Nothing is stored before you press the button. In a terminal: `verism ingest FILE`.")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / Path(given.name).name
        file.write_bytes(given.getvalue())
        found = recognise(file, explicit=True)
        known = found.format is not None
        if found.format is not None:
            st.success(as_markdown(f"{file.name} is taken for {found.format.name} ({found.format.kind})."))
        else:
            st.warning("Nothing recognises this file. Say which of its columns is what.")
        if found.kind == "interviews":
            _interview(file)
        elif known and not st.toggle("Say which column is what nevertheless", key="mapped"):
            _take_in(file, None)
        else:
            _mapped(file)


def _interview(file: Path) -> None:
    """Who asks in a transcript, as it was told from the turns, to be corrected."""
    try:
        told = previewing.speakers(file)
    except VerismError as error:
        st.error(as_markdown(str(error)), icon=":material/block:")
        return
    asking = [name for name, asks in told.items() if asks]
    said = asking
    if told:
        words = "Who asks (the others are respondents)"
        said = st.pills(words, list(told), selection_mode="multi", default=asking, format_func=as_markdown)
        st.caption("With nobody chosen, who asks is told from their turns.")
    _take_in(file, previewing.interview_mapping(said) if said and set(said) != set(asking) else None)


def _mapped(file: Path) -> None:
    try:
        proposal = proposing.propose(file)
        names = previewing.header(file)
    except VerismError as error:
        st.error(as_markdown(str(error)), icon=":material/block:")
        return
    kinds = list(previewing.KINDS)
    kind = st.segmented_control("It holds", kinds, default=proposal.kind, key=f"kind-{file.name}") or proposal.kind
    if kind != proposal.kind:
        proposal = proposing.propose(file, kind=kind)
    columns = _columns(file, kind, names, proposal)
    questions = _questions(file, proposal) if kind == "survey" else {}
    described = previewing.mapping_text(kind, columns, questions, proposal.header_rows)
    shown = previewing.preview(session.workspace(), file, described)
    draw(tag("h2", "The first rows, as they would be stored", class_="v-heading"))
    if shown.problem:
        st.error(as_markdown(shown.problem), icon=":material/block:")
        return
    draw(_table(shown.rows))
    draw(*(tag("p", note, class_="v-quiet-words") for note in shown.notes))
    _take_in(file, described)


def _columns(file: Path, kind: SourceKind, names: list[str], proposal: proposing.Proposal) -> dict[str, str]:
    """What the person says each of our fields is called in the file; the proposal to begin with."""
    chosen = {}
    beside = st.columns(4)
    for place, field in enumerate(previewing.fields(kind)):
        words = field.replace("_", " ") + (" (needed)" if field in proposal.open else "")
        first = names.index(proposal.columns[field]) + 1 if proposal.columns.get(field) in names else 0
        key = f"{file.name}-{kind}-{field}"
        name = beside[place % 4].selectbox(words, [_NONE, *names], index=first, key=key)
        if name and name != _NONE:
            chosen[field] = name
    return chosen


def _questions(file: Path, proposal: proposing.Proposal) -> dict[str, str]:
    """What the person says the answers to each question are; what they are taken for to begin with."""
    table = st.data_editor(
        [{"column": name, "answers": kind} for name, kind in proposal.questions.items()],
        column_config={
            "column": st.column_config.TextColumn("Question", disabled=True),
            "answers": st.column_config.SelectboxColumn("Its answers are", options=list(QUESTION_KINDS), required=True),
        },
        hide_index=True,
        key=f"{file.name}-questions",
    )
    return {str(row["column"]): str(row["answers"]) for row in table}


def _table(rows: tuple[dict[str, str], ...]) -> Html:
    names = list(dict.fromkeys(name for row in rows for name in row if any(one.get(name) for one in rows)))
    shown = [name.replace("_", " ") for name in names]
    return table(shown, [[shortened(row.get(name, ""), _LONGEST) for name in names] for row in rows])


def _take_in(file: Path, mapping: str | None) -> None:
    take, save = st.columns([1, 3], vertical_alignment="center")
    if mapping is not None:
        save.download_button("Save the mapping", mapping, f"{file.stem}.yaml", "text/yaml", type="tertiary")
    if not take.button("Take it in", type="primary", icon=":material/input:"):
        return
    written = None if mapping is None else file.with_name("mapping.yaml")
    if written is not None:
        written.write_text(mapping or "", encoding="utf-8")
    work = partial(ingesting.ingest, session.workspace(), [file], actor=session.actor(), mapping=written)
    try:
        (taken,) = watched(f"Taking in {file.name}", lambda report: work(report=report))
    except VerismError as error:
        st.error(as_markdown(str(error)), icon=":material/block:")
        return
    session.flash("success", f"{taken.name}: {taken.message}.")
    st.switch_page("screens/evidence.py", query_params={"as": session.actor()})


page()
