"""The setting for the narrative's language, where no model is set."""

import pytest

from personas.errors import BadInput, PrerequisiteMissing
from workspace.drafting import drafting
from workspace.settings import load_settings
from workspace.workspace import Workspace


def test_without_a_model_another_language_than_english_is_refused_before_anything_is_read(shop: Workspace) -> None:
    with pytest.raises(PrerequisiteMissing, match="German was asked for"):
        drafting.draft_segment(shop, "g-1", actor="ines", writer="extractive", language="German")


def test_the_setting_takes_the_languages_whose_numbers_are_known(
    monkeypatch: pytest.MonkeyPatch, shop: Workspace
) -> None:
    monkeypatch.setenv("VERISM_NARRATIVE_LANGUAGE", "Dutch")
    assert load_settings(shop.folder).narrative_language == "Dutch"
    monkeypatch.setenv("VERISM_NARRATIVE_LANGUAGE", "Klingon")
    with pytest.raises(BadInput, match="narrative_language"):
        load_settings(shop.folder)
