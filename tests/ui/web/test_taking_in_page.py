"""A file is taken in on its page; where nothing recognises it, a person says which column is what and sees the rows."""

from streamlit.testing.v1 import AppTest

from tests.ui.web.conftest import Visit, press, words
from workspace.intake import sources as taken_in
from workspace.workspace import Workspace

_STRANGE = "\n".join(
    ["wann;wer;was er meint;laufend"]
    + [
        f"2026-03-0{n};K-{n};The lining of number {n} came loose, mail me at k{n}@example.com;{n * 17}"
        for n in range(1, 7)
    ]
).encode()
_KNOWN = b"review_id,review_text,rating\n1,Good grip on wet ladders and easy to clean,5\n2,The sole came off,1\n"


def _given(page: AppTest, name: str, content: bytes) -> AppTest:
    return page.file_uploader[0].set_value((name, content, "text/csv")).run()


def _box(page: AppTest, label: str) -> AppTest:
    return next(box for box in page.selectbox if box.label.startswith(label))  # type: ignore[return-value]


def test_a_file_that_is_recognised_is_taken_in_by_one_button(empty: Workspace, visit: Visit) -> None:
    page = _given(visit(empty, "taking_in", actor="steward"), "reviews.csv", _KNOWN)
    assert "is taken for Reviews" in page.success[0].value
    press(page, "Take it in")
    (source,) = taken_in.sources(empty)
    assert (source.name, source.kind, source.report.rows_kept) == ("reviews.csv", "reviews", 2)


def test_who_asks_in_an_interview_is_corrected_by_a_press(empty: Workspace, visit: Visit) -> None:
    talk = b"Jo: Why boots?\nAl: They last for years.\nJo: Which ones?\nAl: The brown ones.\n"
    page = _given(visit(empty, "taking_in", actor="steward"), "talk.txt", talk)
    (who,) = page.button_group
    assert (who.options, who.value) == (["Jo", "Al"], ["Jo"])
    who.set_value(["Al"]).run()
    press(page, "Take it in")
    (source,) = taken_in.sources(empty)
    assert (source.format, source.report.rows_kept) == ("mapped interview", 2)
    assert "who begins answers" in source.report.notes[0]


def test_a_proposed_mapping_is_seen_corrected_and_used(empty: Workspace, visit: Visit) -> None:
    page = _given(visit(empty, "taking_in", actor="steward"), "worte.csv", _STRANGE)
    if not page.warning:
        page.toggle(key="mapped").set_value(True).run()
    page.segmented_control(key="kind-worte.csv").set_value("tickets").run()
    assert _box(page, "text").value == "was er meint"
    _box(page, "customer id").select("wer").run()
    _box(page, "date").select("wann").run()
    shown = words(page)
    assert "The lining of number 1 came loose, mail me at [email]" in shown
    assert "K-3" in shown and "2026-03-04" in shown and "example.com" not in shown
    press(page, "Take it in")
    (source,) = taken_in.sources(empty)
    assert (source.kind, source.report.rows_kept) == ("tickets", 6)


def test_a_mapping_without_what_it_needs_says_so(empty: Workspace, visit: Visit) -> None:
    page = _given(visit(empty, "taking_in", actor="steward"), "worte.csv", _STRANGE)
    if not page.warning:
        page.toggle(key="mapped").set_value(True).run()
    page.segmented_control(key="kind-worte.csv").set_value("tickets").run()
    _box(page, "text").select("(no column)").run()
    assert "names no text" in page.error[0].value
    assert taken_in.sources(empty) == []


def test_what_is_no_table_is_a_sentence(empty: Workspace, visit: Visit) -> None:
    page = _given(
        visit(empty, "taking_in", actor="steward"), "memo.txt", b"Nobody speaks here, and nothing is counted."
    )
    assert "no table" in page.error[0].value


def test_a_survey_is_corrected_question_by_question(empty: Workspace, visit: Visit) -> None:
    rows = "\n".join(
        ["amount;event;laufend", *(f"{('gut', 'schlecht')[n % 2]};Es fehlt Nummer {n} im Regal;{n}" for n in range(8))]
    )
    page = _given(visit(empty, "taking_in", actor="steward"), "wahl.csv", rows.encode())
    if not page.warning:
        page.toggle(key="mapped").set_value(True).run()
    page.segmented_control(key="kind-wahl.csv").set_value("survey").run()
    assert "Es fehlt Nummer 3 im Regal" in words(page)
    press(page, "Take it in")
    (source,) = taken_in.sources(empty)
    assert (source.kind, source.format, source.report.rows_kept) == ("survey", "mapped survey", 8)
