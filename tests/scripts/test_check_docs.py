"""The check of the documentation finds what is wrong in it, and passes what is right."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_docs", Path("scripts/check_docs.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _problems(checker: ModuleType, text: str) -> list[str]:
    return [problem for line in checker.commands(text) if (problem := checker.problem_of(line)) is not None]


@pytest.mark.parametrize(
    "text",
    [
        "`verism dance`",
        "`verism sources dance`",
        "```\nverism ingest files --colour red\n```",
        "```\nverism segments list --jsn\n```",
        '```\n$ verism review reject d-1 c-7 --because "thin"\n```',
        "```\nverism ingest files \\\n  --colour red\n```",
        "`verism --colour red sources list`",
    ],
)
def test_a_command_or_option_that_is_not_there_is_found(checker: ModuleType, text: str) -> None:
    assert len(_problems(checker, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "`verism segments build --method rules`",
        "```\nverism ingest ~/exports/      # orders, loyalty file, don't worry\n```",
        '```\n$ verism review reject d-1 c-7 --reason "evidence too thin" --actor ravi\n```',
        "```\nverism draft --all --json > drafts.json\n```",
        "`verism --help`",
        "no command at all, `ls` and\n```\nmake demo\n```",
    ],
)
def test_a_command_that_is_right_passes(checker: ModuleType, text: str) -> None:
    assert _problems(checker, text) == []


def test_links_to_files_and_headings_that_are_not_there_are_found(checker: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# One heading, `two` words\n\n## Another\n", encoding="utf-8")
    page = tmp_path / "page.md"
    right = (
        "[a](there.md) [b](there.md#another) [c](there.md#one-heading-two-words) [d](https://example.com) [e](#here)"
    )
    wrong = "[f](gone.md) [g](there.md#nowhere) [h](#nowhere) ![i](gone.png)"
    text = f"# Here\n\n{right}\n{wrong}\n"
    page.write_text(text, encoding="utf-8")
    found = list(checker.broken_links(page, text))
    assert len(found) == 4
    assert all(name in " ".join(found) for name in ("gone.md", "there.md#nowhere", "'#nowhere'", "gone.png"))


def test_links_inside_code_are_no_links(checker: ModuleType, tmp_path: Path) -> None:
    text = "```\n[not a link](gone.md)\n```\n"
    assert list(checker.broken_links(tmp_path / "page.md", text)) == []


def test_every_document_of_the_project_is_looked_at(checker: ModuleType) -> None:
    names = {str(path.relative_to(checker.ROOT)) for path in checker.documents()}
    assert {"README.md", "docs/formats.md", "docs/architecture.md"} <= names


def test_the_settings_and_kinds_of_the_documentation_are_those_of_the_product() -> None:
    from segments.tables.recognition import _NEEDED
    from workspace.settings import Settings

    text = Path("docs/formats.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in Settings.model_fields)
    assert all(f"| {kind} |" in text for kind in _NEEDED)
