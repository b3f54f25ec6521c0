"""Publishing a generation: built in a temporary folder, put in place by one rename."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from personas.errors import BadInput
from retrieval.embeddings import Embedder
from retrieval.index.building import Build
from retrieval.index.chroma import Chroma
from retrieval.index.generation import MANIFEST, Entry, Generation, Progress, remove, write_rows
from retrieval.index.inserting import Place
from retrieval.index.words import folding

_ASIDE = "building-"


def publish(
    root: Path,
    entries: Iterable[Entry],
    embedder: Embedder,
    *,
    previous: str | None = None,
    chroma: Chroma | None = None,
    report: Progress = lambda words, share: None,
) -> str:
    """Build a generation of these quotes under `root` and return its name, which the caller records.

    The name hashes the embedder, the way words are folded and the contents: the same quotes give the same generation,
    which is then left as it is. Vectors of quotes that stand in the `previous` generation are taken from there, and
    where all of its quotes still stand, Chroma's collection too. The folder is built aside and renamed when complete:
    a killed build leaves everything as it was.
    """
    rows = sorted(set(entries))
    name = _name(embedder, rows)
    if _is_whole(root / name):
        return name
    root.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{_ASIDE}{os.getpid()}-", dir=root))
    try:
        place = Place(aside, name, embedder.name, chroma or Chroma())
        Build(place, rows, embedder, _open(root, previous, embedder)).run(report)
        write_rows(aside, name, embedder, rows)
        remove(root / name)
        aside.rename(root / name)
    finally:
        remove(aside)
    return name


def remove_old(root: Path, keep: Collection[str], chroma: Chroma | None = None) -> list[str]:
    """Delete the generations and abandoned builds under `root` that are not to be kept; their names.

    Builds of processes that still run are left alone. With a Chroma server its collections go, too.
    """
    if chroma is not None:
        chroma.forget(keep)
    if not root.is_dir():
        return []
    doomed = [folder for folder in root.iterdir() if folder.is_dir() and _is_old(folder.name, keep)]
    for folder in doomed:
        remove(folder)
    return sorted(folder.name for folder in doomed)


def _is_old(name: str, keep: Collection[str]) -> bool:
    if name.startswith(_ASIDE):
        process = name.removeprefix(_ASIDE).split("-")[0]
        return not Path(f"/proc/{process}").exists() if Path("/proc").is_dir() else False
    return name.startswith("gen-") and name not in keep


def _is_whole(folder: Path) -> bool:
    """Whether a generation stands there that can be used as it is."""
    return (folder / MANIFEST).is_file() and Generation(folder).manifest.folds_alike


def _name(embedder: Embedder, rows: Sequence[Entry]) -> str:
    digest = hashlib.sha256(f"format 2\n{folding()}\n{embedder.name}\n".encode())
    for row in rows:
        digest.update(f"{row.quote_id}\t{row.respondent_id}\n".encode())
    return f"gen-{digest.hexdigest()[:12]}"


def _open(root: Path, name: str | None, embedder: Embedder) -> Generation | None:
    """The previous generation when its vectors can be used again."""
    if name is None:
        return None
    try:
        generation = Generation(root / name)
    except BadInput:
        return None
    return generation if generation.manifest.embedder == embedder.name else None
