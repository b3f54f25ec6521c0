"""The command line as a person uses it: words in, an exit code, standard output and standard error out."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from sqlalchemy import create_engine, inspect

from ui.cli.main import run
from workspace.settings import load_settings

SCRIPT = Path(sys.executable).parent / "verism"


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out, parse_constant=_refuse)

    @property
    def words(self) -> str:
        """Everything that was said, without the folding of lines."""
        return " ".join(f"{self.out} {self.err}".split())


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def verism(*words: object, room: Path | None = None, actor: str | None = None, **variables: str) -> Answer:
    """Run a command of the console script in this process."""
    line = _line(words, room, actor)
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["verism", *line]),
        mock.patch.dict(os.environ, variables),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Answer(code, out.getvalue(), err.getvalue())


def done(*words: object, room: Path | None = None, actor: str | None = None, **variables: str) -> Answer:
    """Run a command that has to succeed."""
    answer = verism(*words, room=room, actor=actor, **variables)
    assert answer.code == 0, f"verism {' '.join(map(str, words))}: {answer.code}\n{answer.err}\n{answer.out}"
    return answer


def script(*words: object, room: Path | None = None, actor: str | None = None, **variables: str) -> Answer:
    """Run the real console script in a process of its own."""
    ran = subprocess.run(
        [str(SCRIPT), *_line(words, room, actor)],
        env={**os.environ, **variables}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return Answer(ran.returncode, ran.stdout, ran.stderr)


def state(room: Path) -> dict[str, Any]:
    """Everything that a workspace holds: each row of its library, and the bytes of its tables."""
    tables = {
        str(path.relative_to(room)): path.read_bytes()
        for path in sorted((room / "tables").rglob("*"))
        if path.is_file()
    }
    return {**rows(room), "files": tables}


def rows(room: Path) -> dict[str, Any]:
    """Each row of each table of a workspace's library."""
    engine = create_engine(load_settings(room).library_url or f"sqlite:///{room / 'verism.db'}")
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        found = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    engine.dispose()
    return {name: sorted(map(tuple, rows), key=repr) for name, rows in found.items()}


def _line(words: tuple[object, ...], room: Path | None, actor: str | None) -> list[str]:
    line = [str(word) for word in words]
    return [*line, *(["--workspace", str(room)] if room else []), *(["--actor", actor] if actor else [])]
