"""What every test shares: no setting of the machine leaks in, and a busy machine is no failure."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("verism", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("verism")


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model, key or workspace of whoever runs the tests is ever used by one."""
    for name in list(os.environ):
        if name.startswith(("VERISM_", "OPENAI_")):
            monkeypatch.delenv(name)
