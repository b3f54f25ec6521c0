"""Settings: the file, the variables over it, and what is refused."""

from pathlib import Path

import pytest

from personas.errors import BadInput
from tests.workspace.command import done, verism
from workspace.settings import Settings, load_settings

SECRET = "sk-very-secret-0123456789"


def _with(folder: Path, toml: str) -> Path:
    (folder / "verism.toml").write_text(toml, encoding="utf-8")
    return folder


def test_without_a_file_and_variables_the_extractive_writer_works(tmp_path: Path) -> None:
    assert not load_settings(tmp_path).has_model


def test_a_variable_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(tmp_path, 'model = "from-the-file"\ntimeout = 5')
    monkeypatch.setenv("VERISM_MODEL", "from-the-variable")
    settings = load_settings(tmp_path)
    assert (settings.model, settings.timeout) == ("from-the-variable", 5.0)


def test_openai_variables_fill_in_where_nothing_else_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    settings = load_settings(_with(tmp_path, 'base_url = "http://127.0.0.1:2/v1"'))
    assert settings.base_url == "http://127.0.0.1:2/v1"
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == SECRET


@pytest.mark.parametrize(
    "toml",
    ['colour = "red"', "timeout = 0", "temperature = 9", 'structured_output = "xml"', "model = [", "max_retries = -1"],
)
def test_an_unknown_or_impossible_setting_is_refused_by_every_command(toml: str, tmp_path: Path) -> None:
    _with(tmp_path, toml)
    answer = verism("sources", "list", room=tmp_path)
    assert answer.code == 2
    assert "verism.toml" in answer.words
    assert "Traceback" not in answer.err
    assert not (tmp_path / "verism.db").exists()


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="colour"):
        load_settings(_with(tmp_path, 'colour = "red"'))


def test_an_unknown_variable_is_refused_and_the_known_ones_are_named(room: Path) -> None:
    answer = verism("sources", "list", room=room, VERISM_MODLE="typo")
    assert answer.code == 2
    assert "VERISM_MODLE" in answer.words
    assert "VERISM_MODEL" in answer.words


def test_a_secret_is_printed_nowhere(room: Path) -> None:
    settings = Settings(api_key=SECRET, model="some-model")
    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json() + str(settings.model_dump())
    _with(room, f'api_key = "{SECRET}"\nmodel = "some-model"\nbase_url = "http://127.0.0.1:9/v1"')
    for words in (("doctor",), ("doctor", "--json"), ("sources", "list")):
        answer = done(*words, room=room)
        assert SECRET not in answer.out + answer.err


def test_a_secret_in_a_setting_that_is_refused_is_not_printed(tmp_path: Path) -> None:
    answer = verism("sources", "list", room=_with(tmp_path, f'api_key = ["{SECRET}"]'))
    assert answer.code == 2
    assert SECRET not in answer.out + answer.err


def test_a_password_in_the_library_url_is_not_printed(room: Path) -> None:
    url = f"postgresql+psycopg://verism:{SECRET}@127.0.0.1:9/verism"
    _with(room, f'library_url = "{url}"')
    for words in (("sources", "list"), ("doctor",)):
        answer = verism(*words, room=room)
        assert answer.code in (1, 3)
        assert SECRET not in answer.out + answer.err
