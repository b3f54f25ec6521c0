"""Checks the documentation: every `verism` command and option in it exists, and every internal link resolves."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ui.cli.main import command

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`(verism [^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def documents() -> list[Path]:
    """Every Markdown file that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = (
        listed.stdout.split()
        if listed.returncode == 0
        else [str(p.relative_to(ROOT)) for place in ("*.md", "docs/**/*.md") for p in ROOT.glob(place)]
    )
    return [ROOT / name for name in names if not name.startswith(("eval/corpora", "prompts/"))]


def commands(text: str) -> Iterator[str]:
    """The command lines in code spans and fenced blocks that begin with `verism`."""
    yield from SPAN.findall(text)
    for block in FENCE.findall(text):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            line = line.strip().removeprefix("$ ")
            if line.startswith("verism "):
                yield line


def problem_of(line: str) -> str | None:
    """What is wrong with a command line, or None."""
    try:
        words = shlex.split(re.split(r"\s#| \| | > ", line)[0])[1:]
    except ValueError as error:
        return f"{line!r}: {error}"
    named: Any = command()
    while hasattr(named, "commands") and words and not words[0].startswith("-"):
        found = named.commands.get(words[0])
        if found is None:
            return f"{line!r}: there is no command {words[0]!r}"
        named, words = found, words[1:]
    known = {name for parameter in named.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    unknown = [word for word in words if re.match(r"--[a-z]", word) and word.split("=")[0] not in known]
    return f"{line!r}: there is no option {unknown[0]!r}" if unknown else None


def slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def broken_links(path: Path, text: str) -> Iterator[str]:
    """Links to files or headings that are not there."""
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists():
            yield f"{target!r} leads nowhere"
        elif anchor and anchor not in {slug(heading) for heading in HEADING.findall(file.read_text(encoding="utf-8"))}:
            yield f"{target!r}: no such heading"


def main() -> int:
    """Print every problem; 1 when there is one."""
    problems, seen = [], 0
    for path in documents():
        text = path.read_text(encoding="utf-8")
        lines = list(commands(text))
        seen += len(lines)
        found = [problem for line in lines if (problem := problem_of(line)) is not None]
        problems += [f"{path.relative_to(ROOT)}: {problem}" for problem in (*found, *broken_links(path, text))]
    sys.stdout.write("\n".join([*problems, f"docs: {seen} commands checked, {len(problems)} problems"]) + "\n")
    return 1 if problems or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
