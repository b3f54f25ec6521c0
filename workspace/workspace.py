"""A workspace: one folder with its settings, library, tables, index and exports."""

import getpass
import os
from functools import cached_property
from pathlib import Path

from personas.errors import BadInput, NotFound
from personas.library.engine import Library
from retrieval.embeddings import Embedder, StaticEmbedder
from retrieval.index import EvidenceIndex
from segments.tables import Tables
from workspace.settings import FILE, Settings, load_settings

_FIRST_SETTINGS = """\
# Settings of this workspace. Every one can be overridden by a variable: model -> VERISM_MODEL.
# Without a model the extractive writer works: no language model, nothing leaves this machine.
# base_url = "http://127.0.0.1:8091/v1"
# model = "name-of-the-model"
# structured_output = "json_schema"   # or "tools", "json_object"
"""


class Workspace:
    """An open workspace. What it holds is opened when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: Settings = load_settings(folder)
        self._index: EvidenceIndex | None = None

    @classmethod
    def create(cls, folder: Path) -> "Workspace":
        """Make a workspace, or open the one that is there. Raises BadInput when the folder holds something else."""
        if (folder / FILE).exists():
            return cls.open(folder)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"{folder} exists and is not an empty folder. Name a new one.")
        for name in ("tables", "index", "exports"):
            (folder / name).mkdir(parents=True)
        (folder / FILE).write_text(_FIRST_SETTINGS, encoding="utf-8")
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Workspace":
        """Open a workspace and its library. Raises NotFound when the folder is none, BadInput for a newer library."""
        if not (folder / FILE).exists():
            raise NotFound(
                f"{folder.resolve()} is not a workspace (no {FILE}). Make one with `verism init {folder}`, "
                "or name yours with --workspace."
            )
        workspace = cls(folder)
        _ = workspace.library
        return workspace

    @cached_property
    def library(self) -> Library:
        """The SQL store."""
        return Library.open(self.settings.library_url or f"sqlite:///{(self.folder / 'verism.db').resolve()}")

    @cached_property
    def tables(self) -> Tables:
        """The canonical Parquet tables."""
        return Tables(self.folder / "tables")

    @cached_property
    def embedder(self) -> Embedder:
        """What turns words into vectors."""
        return StaticEmbedder()

    def cached_index(self, generation: str) -> EvidenceIndex:
        """The open index of a generation; another generation than before replaces it."""
        if self._index is None or self._index.name != generation:
            self._index = EvidenceIndex(self.index_folder, generation, self.embedder)
        return self._index

    @property
    def index_folder(self) -> Path:
        """Where the index's generations stand."""
        return self.folder / "index"

    @property
    def exports(self) -> Path:
        """Where exports go by default."""
        return self.folder / "exports"


def current_actor(name: str | None = None) -> str:
    """Who is accountable: the name given, else `VERISM_ACTOR`, else the system's user."""
    return name or os.environ.get("VERISM_ACTOR") or getpass.getuser()
