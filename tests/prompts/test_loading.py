import json
from pathlib import Path

import pytest

from personas.errors import BadInput, NotFound
from prompts import available, load_prompt
from prompts.loading import parse

GOOD = """---
name: greeting
version: 1
purpose: Say hello.
variables: [who]
---
Be kind.

=== user ===

Say hello to {{ who }} and keep {S1}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "greeting").mkdir()
    (tmp_path / "greeting" / "v1.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_prompt_fills_its_variables_and_leaves_slots_alone(folder: Path) -> None:
    rendered = load_prompt("greeting", folder=folder).render(who="Ada")
    assert rendered.system == "Be kind."
    assert rendered.user == "Say hello to Ada and keep {S1}."


def test_what_is_filled_in_is_never_read_as_a_variable(folder: Path) -> None:
    assert "{{ who }} and keep" in load_prompt("greeting", folder=folder).render(who="{{ who }}").user


@pytest.mark.parametrize(("values", "said"), [({}, "missing who"), ({"who": "a", "when": "b"}, "unknown when")])
def test_a_missing_or_an_unknown_variable_is_an_error(folder: Path, values: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        load_prompt("greeting", folder=folder).render(**values)


def test_the_latest_version_is_loaded_unless_another_is_named(folder: Path) -> None:
    (folder / "greeting" / "v2.md").write_text(GOOD.replace("version: 1", "version: 2"), encoding="utf-8")
    assert load_prompt("greeting", folder=folder).version == 2
    assert load_prompt("greeting", 1, folder).version == 1


def test_a_recorded_version_never_changes(folder: Path) -> None:
    prompt = load_prompt("greeting", folder=folder)
    (folder / "recorded.json").write_text(json.dumps({"greeting/v1": prompt.sha256}), encoding="utf-8")
    assert load_prompt("greeting", folder=folder) == prompt
    (folder / "greeting" / "v1.md").write_text(GOOD.replace("hello", "hullo"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"v2\.md"):
        load_prompt("greeting", folder=folder)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("variables: [who]", "variables: [whom]", "make them agree"),
        ("purpose: Say hello.\n", "", "its head must hold exactly"),
        ("version: 1", "version: 7", "says greeting v7"),
        ("=== user ===", "=== users ===", "lacks the line"),
        ("---\nname", "name", "does not begin with a head"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(before: str, after: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse(GOOD.replace(before, after, 1), name="greeting", version=1)


def test_an_unknown_prompt_names_those_that_exist(folder: Path) -> None:
    with pytest.raises(NotFound, match="greeting/v1"):
        load_prompt("farewell", folder=folder)
    with pytest.raises(NotFound, match="greeting v9"):
        load_prompt("greeting", 9, folder)


def test_every_prompt_of_the_product_loads_and_is_recorded() -> None:
    recorded = json.loads((Path(__file__).parents[2] / "prompts" / "recorded.json").read_text(encoding="utf-8"))
    for entry in available():
        name, _, version = entry.partition("/v")
        prompt = load_prompt(name, int(version))
        assert recorded.get(entry) == prompt.sha256, f"add {entry} to prompts/recorded.json: {prompt.sha256}"
        assert prompt.identity.startswith(f"v{version}:sha256:")
