"""Building a generation aside and putting it in place by one rename."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from personas.errors import BadInput
from retrieval.embeddings import Embedder, Vectors
from retrieval.index import dense, lexical
from retrieval.index.generation import MANIFEST, Entry, Generation, remove, write_rows

_ASIDE = "building-"


def publish(root: Path, entries: Iterable[Entry], embedder: Embedder, *, previous: str | None = None) -> str:
    """Build a generation of these quotes under `root` and return its name, which the caller records.

    The name hashes the embedder and the contents: the same quotes give the same generation, which is then left as it
    is. Vectors of quotes that stand in the `previous` generation are taken from there. The folder is built aside and
    renamed when complete: a killed build leaves everything as it was.
    """
    rows = sorted(set(entries))
    name = _name(embedder, rows)
    if (root / name / MANIFEST).is_file():
        return name
    root.mkdir(parents=True, exist_ok=True)
    vectors = _vectors(rows, embedder, _open(root, previous, embedder))
    aside = Path(tempfile.mkdtemp(prefix=f"{_ASIDE}{os.getpid()}-", dir=root))
    try:
        with ThreadPoolExecutor(1) as pool:
            words = pool.submit(lexical.write, aside, [row.text for row in rows])
            dense.write(aside, embedder.name, [row.quote_id for row in rows], vectors)
            words.result()
        write_rows(aside, name, embedder.name, rows, vectors)
        remove(root / name)
        aside.rename(root / name)
    finally:
        remove(aside)
    return name


def remove_old(root: Path, keep: Collection[str]) -> list[str]:
    """Delete the generations and abandoned builds under `root` that are not to be kept; their names.

    Builds of processes that still run are left alone.
    """
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


def _name(embedder: Embedder, rows: Sequence[Entry]) -> str:
    digest = hashlib.sha256(f"format 1\n{embedder.name}\n".encode())
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


def _vectors(rows: Sequence[Entry], embedder: Embedder, known: Generation | None) -> Vectors:
    if known is None:
        return embedder.encode([row.text for row in rows])
    places = np.array([known.rows.get(row.quote_id, -1) for row in rows], dtype=np.int64)
    vectors = np.zeros((len(rows), embedder.dimensions), dtype=np.float32)
    vectors[places >= 0] = known.vectors[places[places >= 0]]
    new = np.flatnonzero(places < 0)
    if len(new):
        vectors[new] = embedder.encode([rows[int(row)].text for row in new])
    return vectors
