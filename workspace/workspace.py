"""A workspace: one folder with its settings, library, tables, index and exports."""

import copy
import getpass
import os
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from personas.errors import BadInput, NotFound
from personas.files import whole
from personas.library.engine import Library
from workspace.settings import FILE, Settings, load_settings

if TYPE_CHECKING:
    from retrieval.embeddings import Embedder
    from retrieval.index import Chroma, EvidenceIndex
    from segments.tables import Tables

_FIRST_SETTINGS = """\
# Settings of this workspace. Every one can be overridden by a variable: model -> VERISM_MODEL.
# Without a model the extractive writer works: no language model, nothing leaves this machine.
# base_url = "http://127.0.0.1:8091/v1"
# model = "name-of-the-model"
# structured_output = "json_schema"   # or "tools", "json_object"

# Who may open the pages: "local" lets whoever sits at this machine say who they are, and is served to no other.
# For a team: "oidc" and the oidc_* settings (docs/roles.md).
sign_in = "local"
"""

Part = TypeVar("Part")


class Workspace:
    """An open workspace. What it holds is opened when it is first asked for."""

    def __init__(self, folder: Path, actor: str | None = None, settings: Settings | None = None) -> None:
        self.folder = folder
        self.settings: Settings = settings or load_settings(folder)
        self.actor = current_actor(actor)
        """Who is accountable for what is done through this view of the workspace."""
        self.vouched = False
        """Whether an identity provider vouches for the actor; without it the actor is a local name."""
        self.cleared = False
        """Whether a service has checked the actor's role already and answers for what it calls."""
        self._parts: dict[str, Any] = {}
        self._opening = threading.RLock()

    @classmethod
    def create(cls, folder: Path, *, settings: Settings | None = None) -> "Workspace":
        """Make a workspace, or open the one that is there. Raises BadInput when the folder holds something else."""
        if (folder / FILE).exists():
            return cls.open(folder, settings=settings)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"{folder} exists and is not an empty folder. Name a new one.")
        for name in ("tables", "index", "exports"):
            (folder / name).mkdir(parents=True)
        with whole(folder / FILE) as aside:
            aside.write_text(_FIRST_SETTINGS, encoding="utf-8")
        return cls.open(folder, settings=settings)

    @classmethod
    def open(cls, folder: Path, *, actor: str | None = None, settings: Settings | None = None) -> "Workspace":
        """Open a workspace and its library for somebody, by default whom `current_actor` names.

        `settings` go before those of its file and of the environment, none of which is then read.
        Raises NotFound when the folder is none, BadInput for a newer library.
        """
        if not (folder / FILE).exists():
            raise NotFound(
                f"{folder.resolve()} is not a workspace (no {FILE}). Make one with `verism init {folder}`, "
                "or name yours with --workspace."
            )
        workspace = cls(folder, actor, settings)
        _ = workspace.library
        return workspace

    def acting(self, actor: str, *, vouched: bool = False, cleared: bool = False) -> "Workspace":
        """The same workspace for somebody else; what is open stays open and is shared."""
        view = copy.copy(self)
        view.actor, view.vouched, view.cleared = actor, vouched, cleared
        return view

    @property
    def library(self) -> Library:
        """The SQL store."""
        url = self.settings.library_url or f"sqlite:///{(self.folder / 'verism.db').resolve()}"
        return self._part("library", lambda: Library.open(url))

    @property
    def tables(self) -> "Tables":
        """The canonical Parquet tables."""
        from segments.tables import Tables

        def made() -> Tables:
            return Tables(
                self.folder / "tables", currency=self.settings.currency or "", warehouse=self.settings.warehouse,
                barred=self._erased, engine=self.settings.engine,
            )  # fmt: skip

        return self._part("tables", made)

    def _erased(self, customers: Collection[str]) -> set[str]:
        """Those of some customers of a warehouse who were erased here."""
        from workspace.suppressing import SuppressionList

        return SuppressionList(self).erased(customers)

    @property
    def embedder(self) -> "Embedder":
        """What turns words into vectors."""
        from workspace.embedding import embedder_of

        return self._part("embedder", lambda: embedder_of(self.settings))

    def cached_index(self, generation: str, chroma: "Chroma") -> "EvidenceIndex":
        """The open index of a generation; another generation than before replaces it."""
        from retrieval.index import EvidenceIndex

        with self._opening:
            index: EvidenceIndex | None = self._parts.get("index")
            if index is None or index.name != generation:
                weight = self.settings.dense_weight
                opened = EvidenceIndex(self.index_folder, generation, self.embedder, dense_weight=weight, chroma=chroma)
                index = self._parts["index"] = opened
            return index

    def remembered(self, name: str, state: object, make: Callable[[], Part]) -> Part:
        """What was made under a name for a state of things; made again for another state."""
        known = self._parts.get(name)
        if known is None or known[0] != state:
            known = self._parts[name] = (state, make())
        found: Part = known[1]
        return found

    def _part(self, name: str, make: Callable[[], Part]) -> Part:
        """What was opened under that name by any view of the workspace; made once, by whichever thread asks first."""
        with self._opening:
            if name not in self._parts:
                self._parts[name] = make()
            part: Part = self._parts[name]
            return part

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
