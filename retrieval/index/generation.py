"""One immutable generation of the index on disk: its manifest, ids, vectors, and what searches them."""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from personas.base import Record
from personas.disks import take_room
from personas.errors import BadInput
from retrieval.embeddings import Embedder, Vectors
from retrieval.index.words import folding

Progress = Callable[[str, float], None]
"""Called with what is being done, in words, and the share that is done, 0..1."""

MANIFEST, IDS, VECTORS, PEOPLE = "manifest.json", "ids.txt", "vectors.npy", "respondents.npy"


class Entry(NamedTuple):
    """What the index needs of a quote."""

    quote_id: str
    text: str
    respondent_id: str = ""
    """The person, for the cap of hits a respondent."""


class Manifest(Record):
    """What a generation says of itself."""

    name: str
    embedder: str
    dimensions: int
    count: int
    words: str = ""
    """How words were folded for it (`words.folding`)."""
    format: int = 1

    @property
    def folds_alike(self) -> bool:
        """Whether this version of Verism folds words as the one that made it did."""
        return self.words == folding()


class Generation:
    """A published generation, opened for reading; nothing in it ever changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest = Manifest.model_validate_json((folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BadInput(f"The index at {folder} cannot be read. Run `verism index rebuild`.") from error

    def require(self, embedder: str) -> None:
        """Raise BadInput, with the command that helps, when another embedder made it."""
        if self.manifest.embedder != embedder:
            raise BadInput(
                f"The index was made with {self.manifest.embedder!r}, the settings say {embedder!r}. "
                "Run `verism index rebuild`."
            )

    @cached_property
    def ids(self) -> list[str]:
        """Quote ids, in the order of the rows."""
        return (self.folder / IDS).read_text("utf-8").splitlines()

    @cached_property
    def rows(self) -> dict[str, int]:
        """Quote id -> row."""
        return {quote_id: row for row, quote_id in enumerate(self.ids)}

    @cached_property
    def vectors(self) -> Vectors:
        """All vectors, memory-mapped."""
        loaded: Vectors = np.load(self.folder / VECTORS, mmap_mode="r")
        return loaded

    @cached_property
    def people(self) -> NDArray[np.int32]:
        """One number a respondent, for each row."""
        loaded: NDArray[np.int32] = np.load(self.folder / PEOPLE)
        return loaded

    def rows_of(self, quote_ids: Iterable[str]) -> NDArray[np.int64]:
        """The rows of those ids that stand in this generation, ascending."""
        found = sorted(row for row in (self.rows.get(quote_id, -1) for quote_id in quote_ids) if row >= 0)
        return np.array(found, dtype=np.int64)


def create_vectors(folder: Path, count: int, dimensions: int) -> Vectors:
    """The file of a generation's vectors, memory-mapped to be filled. Raises OSError where the disk has no room for it.

    Its room is taken at once: a process that fills a hole of a mapped file on a full disk is ended by the kernel.
    """
    if not count:
        vectors: Vectors = np.zeros((0, dimensions), dtype=np.float32)
        np.save(folder / VECTORS, vectors)
        return vectors
    mapped = np.lib.format.open_memmap(folder / VECTORS, mode="w+", dtype=np.float32, shape=(count, dimensions))
    take_room(folder / VECTORS)
    return mapped


def write_rows(folder: Path, name: str, embedder: Embedder, entries: Sequence[Entry]) -> Manifest:
    """Write manifest, ids and respondents' numbers beside the vectors, in the order of these."""
    (folder / IDS).write_text("".join(f"{entry.quote_id}\n" for entry in entries), "utf-8")
    numbers: dict[str, int] = {}
    people = [numbers.setdefault(entry.respondent_id or entry.quote_id, len(numbers)) for entry in entries]
    np.save(folder / PEOPLE, np.array(people, dtype=np.int32))
    manifest = Manifest(
        name=name, embedder=embedder.name, dimensions=embedder.dimensions, count=len(entries), words=folding()
    )
    (folder / MANIFEST).write_text(json.dumps(manifest.model_dump(), indent=1), "utf-8")
    return manifest


def remove(folder: Path) -> None:
    """Delete a folder that nothing needs any more; one still open elsewhere is left for the next time."""
    shutil.rmtree(folder, ignore_errors=True)
