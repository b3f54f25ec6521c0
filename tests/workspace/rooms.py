"""Workspaces of the small example company at each stage of its way, made once and copied to be changed."""

import shutil
from pathlib import Path

from eval.corpora import copy_example
from tests.workspace.command import done

STRATEGIST, REVIEWER = "ines", "ravi"


def taken_in(folder: Path) -> Path:
    """All files of the example company taken in."""
    done("init", folder)
    files = copy_example("bank", folder)
    done("ingest", files, room=folder, actor=STRATEGIST)
    return folder


def built(before: Path, folder: Path) -> Path:
    """Segments, themes and index made."""
    shutil.copytree(before, folder)
    done("segments", "build", room=folder, actor=STRATEGIST)
    return folder


def drafted(before: Path, folder: Path) -> Path:
    """A persona and a journey of the first segment drafted by Ines and sent to review."""
    shutil.copytree(before, folder)
    done("draft", "g-1", "--writer", "extractive", room=folder, actor=STRATEGIST)
    done("submit", "d-1", room=folder, actor=STRATEGIST)
    return folder


def published(before: Path, folder: Path) -> Path:
    """The draft read by Ravi, approved and published as p-1."""
    shutil.copytree(before, folder)
    decide_everything(folder)
    done("approve", "d-1", room=folder, actor=REVIEWER)
    done("publish", "d-1", room=folder, actor=REVIEWER)
    return folder


def decide_everything(room: Path, draft: str = "d-1") -> None:
    """Accept what is verified, reject the rest."""
    done("review", "accept", draft, "--verified", room=room, actor=REVIEWER)
    left = [claim["id"] for claim in claims(room, draft) if claim["decision"] is None]
    if left:
        done("review", "reject", draft, *left, "--reason", "evidence too thin", room=room, actor=REVIEWER)


def claims(room: Path, draft: str = "d-1") -> list[dict]:
    """The claims of a draft as its JSON has them."""
    return done("drafts", "show", draft, "--json", room=room).json["claims"]
