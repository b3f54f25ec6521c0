"""The workspaces that cases run in: the example companies, cached, or the user's own."""

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import agent
import personas
import prompts
import retrieval
import segments
import workspace as services
from eval import corpora
from eval.corpora import Example, copy_example
from eval.metrics.raw import RawCorpus, raw_corpus
from eval.metrics.words import plain
from eval.running.swapping import exchange_in
from eval.suites import EXAMPLES, OWN
from eval.suites.places import CORPORA
from personas.errors import BadInput, NotFound
from personas.evidence import Quote
from personas.files import alone
from personas.library import evidence as store
from workspace import segmenting
from workspace.intake import ingest
from workspace.progress import Report, part_of, silent
from workspace.settings import FILE, Settings
from workspace.workspace import Workspace

ACTOR = "evaluation"
_CACHE = "evaluation"
_OF_MODELS = (
    "provider", "base_url", "api_key", "model", "structured_output", "timeout", "max_retries", "max_output_tokens",
    "max_concurrency", "backup_writer", "tokens_per_draft", "calls_per_answer", "tokens_per_answer", "temperature",
    "input_price", "output_price",
)  # fmt: skip
_OF_EMBEDDING = ("embedding", "embedding_folder", "embedding_model", "embedding_base_url", "embedding_api_key")


Swap = tuple[tuple[str, str], ...]
"""Words, and what stands in their place."""


class Planted(NamedTuple):
    """A file of hostile words that is taken in beside a company's own."""

    name: str
    content: str


class Room:
    """One corpus, ready to be asked."""

    def __init__(self, name: str, workspace: Workspace) -> None:
        self.name, self.workspace = name, workspace
        self._voices: dict[str, list[Quote]] = {}
        self._said: dict[str, list[str]] = {}
        self._drafting: dict[str, threading.Lock] = {}

    @property
    def raw(self) -> RawCorpus | None:
        """The raw files, of a shipped company."""
        return raw_corpus(self.name) if self.name in EXAMPLES else None

    def alone_with(self, segment: str) -> threading.Lock:
        """Held while a segment is drafted: a second draft of it would go on from the steps of the first."""
        return self._drafting.setdefault(segment, threading.Lock())

    def voices(self, segment_id: str) -> list[Quote]:
        """All that a segment's people said; of everybody for an empty id."""
        if segment_id not in self._voices:
            with self.workspace.library.read() as connection:
                found = list(store.iterate_quotes(connection, segment_id=segment_id or None))
            self._voices[segment_id] = found
        return self._voices[segment_id]

    def said(self, segment_id: str) -> list[str]:
        """The same as texts to look for words in (`eval.metrics.words.plain`)."""
        if segment_id not in self._said:
            self._said[segment_id] = [plain(quote.text) for quote in self.voices(segment_id)]
        return self._said[segment_id]


def home(folder: Path) -> Workspace:
    """The workspace in which runs are kept: the one in the folder, else one of the user's in the temporary folder."""
    if (folder / FILE).exists():
        return Workspace.open(folder)
    return Workspace.create(Path(tempfile.gettempdir()) / f"verism-evaluation-{os.getuid()}")


def open_room(
    corpus: str, own: Workspace, *, planted: tuple[Planted, ...] = (), swap: Swap = (), report: Report = silent
) -> Room:
    """A corpus' workspace with the user's model settings; a shipped one is built when it is first asked for.

    `planted` files are taken in beside the company's own, and the words of `swap` are exchanged in these. Raises
    BadInput for a name that is neither a shipped company's nor `workspace`, NotFound for an own workspace without
    segments.
    """
    if corpus == OWN:
        if not segmenting.segments(own):
            raise NotFound(f"{own.folder} has no segments yet: `verism ingest FILES`, then `verism segments build`.")
        return Room(corpus, own)
    example = next((name for name in EXAMPLES if name == corpus), None)
    if example is None:
        raise BadInput(f"There is no corpus {corpus!r}: name {CORPORA}.")
    settings = _apart(own.settings)
    return Room(corpus, Workspace.open(_built(example, own, planted, swap, settings, report), settings=settings))


def _apart(own: Settings) -> Settings:
    """The user's models and embedder, and nothing else of theirs: a team's library, tables and rules are left alone."""
    names = (*_OF_MODELS, *_OF_EMBEDDING, "dense_weight")
    return Settings.model_construct(**{name: getattr(own, name) for name in names})


def _built(
    corpus: Example, own: Workspace, planted: tuple[Planted, ...], swap: Swap, settings: Settings, report: Report
) -> Path:
    """The folder of a built company; its name says of which files, code and embedder it was made."""
    embedder = [str(getattr(settings, name)) for name in _OF_EMBEDDING]
    digest = hashlib.sha256(f"{code_digest()}{_files(corpus)}{planted!r}{swap!r}{embedder}".encode()).hexdigest()[:12]
    folder = own.folder / _CACHE / f"{corpus}-{digest}"
    with alone(own.folder / _CACHE / f"{corpus}.lock"):
        if not folder.exists():
            making = folder.with_name(f".{folder.name}.making")
            shutil.rmtree(making, ignore_errors=True)
            _build(corpus, making, planted, swap, settings, report)
            making.replace(folder)
    return folder


def _build(
    corpus: Example, folder: Path, planted: tuple[Planted, ...], swap: Swap, settings: Settings, report: Report
) -> None:
    made = Workspace.create(folder, settings=settings)
    files = copy_example(corpus, folder)
    exchange_in(files, dict(swap))
    for one in planted:
        (files / one.name).write_text(one.content, encoding="utf-8")
    ingest.ingest(made, [files], actor=ACTOR, report=part_of(report, 0, 0.6))
    segmenting.build_all(made, actor=ACTOR, report=part_of(report, 0.6, 1))
    made.library.close()


@cache
def code_digest() -> str:
    """A digest of everything that decides what a built workspace holds."""
    folders = [Path(str(room.__file__)).parent for room in (personas, segments, retrieval, agent, services)]
    return _digest(path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yaml"))


@cache
def answering_digest() -> str:
    """A digest of everything that decides how a case is answered and measured: that, the prompts, and this room."""
    folders = [Path(str(prompts.__file__)).parent, Path(corpora.__file__).parent.parent]
    found = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".md"))
    return hashlib.sha256(f"{code_digest()}{_digest(found)}".encode()).hexdigest()[:12]


def _files(corpus: str) -> str:
    return _digest((Path(corpora.__file__).parent / corpus / "files").rglob("*"))


def _digest(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
