"""What every test shares: no setting of the machine leaks in, and a busy machine is no failure."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.support.chromium import browser

__all__ = ["browser"]

settings.register_profile("verism", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("verism")

LONG_FIRST = (
    "tests/browser/test_every_page.py", "tests/ui/cli/test_the_demo.py", "tests/browser/", "tests/ui/",
    "tests/workspace/", "tests/eval/",
)  # fmt: skip
"""What takes longest: begun first, so that no process is left with a long file when the others have none."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others, and the tests of a file, keep their order."""
    items.sort(key=lambda item: next((at for at, of in enumerate(LONG_FIRST) if item.nodeid.startswith(of)), 99))


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model, key or workspace of whoever runs the tests is ever used by one."""
    for name in list(os.environ):
        if name.startswith(("VERISM_", "OPENAI_")):
            monkeypatch.delenv(name)
