"""An error that nobody foresaw: a number on the page, the rest in the log."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest


def _broken() -> None:
    from ui.web.parts.failures import show_failure

    try:
        raise ValueError("the secret of somebody")
    except ValueError as error:
        assert show_failure(error)


def test_the_page_shows_a_number_under_which_the_log_has_the_details(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="verism.pages"):
        page = AppTest.from_function(_broken, default_timeout=120).run()
    shown = page.error[0].value
    assert "secret" not in shown
    number = re.search(r"number ([0-9a-f]{8})", shown)
    assert number is not None
    assert f"failure {number[1]}" in caplog.text
    assert "the secret of somebody" in caplog.text
