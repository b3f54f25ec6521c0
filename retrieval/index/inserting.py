"""Inserting vectors into Chroma, in this process or in a child process beside the embedding.

Chroma holds the interpreter's lock while it inserts: a thread beside it stands still. So a large collection in the
workspace is filled by a child (`serve`), which is handed one batch after the other through a pipe and ends with it, or
with the process that began it.
"""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np

from personas.errors import PrerequisiteMissing, VerismError
from retrieval.embeddings import Vectors
from retrieval.index.chroma import FOLDER, Chroma, release

APART = 20_000
"""Rows from which on a process of its own is worth its start."""
_BATCH = 5_000
"""Rows written at a time; Chroma refuses more than 5,461."""
_GRAPH = {"space": "cosine", "max_neighbors": 12, "ef_construction": 64, "ef_search": 160, "num_threads": 2}
Put = Callable[[Sequence[str], Vectors], None]
"""Writes at most `batch_size` ids with their vectors, from any thread, one call at a time.

What stands there already stays: rows of a copied collection, or those that a killed build had sent to a server.
"""


class Place(NamedTuple):
    """Where the vectors of one generation go."""

    folder: Path
    generation: str
    embedder: str
    chroma: Chroma


def inserting(place: Place, count: int) -> AbstractContextManager[Put]:
    """What puts `count` rows into the Chroma collection of a generation."""
    return inserting_apart(place) if count >= APART and not place.chroma.url else inserting_here(place)


@contextmanager
def inserting_here(place: Place) -> Iterator[Put]:
    """In this process. Cosine distance; the collection's metadata names the embedder."""
    client = place.chroma.client(place.folder)
    try:
        with place.chroma.explained(place.folder):
            collection = client.get_or_create_collection(
                place.chroma.collection(place.generation),
                embedding_function=None,
                metadata={"embedder": place.embedder},
                configuration={"hnsw": dict(_GRAPH)},
            )

        def put(ids: Sequence[str], vectors: Vectors) -> None:
            with place.chroma.explained(place.folder):
                collection.upsert(ids=list(ids), embeddings=np.asarray(vectors))

        yield put
    finally:
        release(client)


@contextmanager
def inserting_apart(place: Place) -> Iterator[Put]:
    """In a process of its own, which Ctrl-C does not reach: it ends after the batch under way."""
    line = [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as child:
        to, back = child.stdin, child.stdout
        if to is None or back is None:
            raise TypeError("the child was started without pipes")
        try:
            pickle.dump(place, to)
            yield lambda ids, vectors: _send((list(ids), np.asarray(vectors)), to, back)
        finally:
            with suppress(BrokenPipeError):
                to.close()


def _send(batch: object, to: IO[bytes], back: IO[bytes]) -> None:
    """Hand something to the child and wait until it is done. Raises what the child met."""
    try:
        with suppress(BrokenPipeError):
            pickle.dump(batch, to, pickle.HIGHEST_PROTOCOL)
            to.flush()
        met = pickle.load(back)
    except EOFError as error:
        raise PrerequisiteMissing("The process that fills Chroma was ended from outside. Is there memory?") from error
    if met is not None:
        raise met


def serve() -> None:
    """What the child does, its own output kept apart from what it answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError), answers:
        _answer(sys.stdin.buffer, answers)


def _answer(given: IO[bytes], answers: IO[bytes]) -> None:
    """Take a place, then batches: each is answered with None; or with what went wrong, and that is the end."""

    def answer(met: Exception | None) -> None:
        pickle.dump(met, answers)
        answers.flush()

    try:
        with inserting_here(pickle.load(given)) as put:
            while True:
                put(*pickle.load(given))
                answer(None)
    except EOFError:
        return
    except Exception as error:  # whatever it is, the parent raises it
        known = isinstance(error, VerismError | OSError)
        answer(error if known else RuntimeError(f"{type(error).__name__}: {error}"))


def copy(source: Path, folder: Path) -> None:
    """Begin a generation's collection with another's. Raises OSError, for a full disk too."""
    try:
        shutil.copytree(source / FOLDER, folder / FOLDER)
    except shutil.Error as error:
        raise OSError(f"The vectors cannot be copied: {error.args[0][0][-1]}") from error


def batch_size(count: int) -> int:
    """How many of `count` rows to write at a time.

    A size of which two fill Chroma's log and hardly a row stays in it: what stays is indexed again at every open.
    """
    pairs = -(-count // (2 * _BATCH))
    return max(count // (2 * max(pairs, 1)), 500)
