"""Commands in processes of their own that start in an instant: forked from one that has imported everything.

They are real processes: they can be killed, limited, and run at once.
"""

import os
import resource
import signal
import sys
from pathlib import Path

from tests.support import forked
from tests.workspace.command import Answer

_PATIENCE = 120


class Running:
    """A command that was started."""

    def __init__(self, line: list[str], heard: Path, largest_file: int | None, user: int | None) -> None:
        self._heard = heard
        heard.mkdir(parents=True, exist_ok=True)
        self.process = forked.start(_run, line, str(heard), largest_file, user)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.kill(self.process.pid or 0, signal.SIGINT)

    def kill(self) -> None:
        """End it at once, as the kernel does: no clean-up, no last words."""
        self.process.kill()
        self.process.join(_PATIENCE)

    def answer(self) -> Answer:
        """Wait for its end and give what it said."""
        self.process.join(_PATIENCE)
        code = self.process.exitcode
        assert code is not None, "it does not end"
        return Answer(code, *((self._heard / name).read_text(encoding="utf-8") for name in ("out", "err")))


def start(
    *words: object,
    room: Path,
    heard: Path,
    actor: str | None = None,
    largest_file: int | None = None,
    user: int | None = None,
) -> Running:
    """Start a command; what it says is heard in that folder.

    `largest_file` is the size in bytes past which no file can grow, as on a full disk; `user` is whose process it is.
    """
    line = [*map(str, words), "--workspace", str(room), *(["--actor", actor] if actor else [])]
    return Running(line, heard, largest_file, user)


def warm_up(room: Path, heard: Path) -> None:
    """Have the process that the others are forked from import everything, so that it is not measured."""
    assert start("sources", "list", room=room, heard=heard).answer().code == 0


def _run(line: list[str], heard: str, largest_file: int | None, user: int | None) -> None:
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(os.path.join(heard, name), os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.dup2(file, number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
    from ui.cli.main import run

    sys.argv = ["verism", *line]
    try:
        run()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
