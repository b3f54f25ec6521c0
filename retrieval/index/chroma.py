"""Where Chroma keeps vectors: in each generation's folder, or at a server."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from personas.disks import is_full, says_full
from personas.errors import BadInput, PrerequisiteMissing

FOLDER = "chroma"
_COLLECTION = "quotes"


class Chroma(NamedTuple):
    """The place of the collections, one a generation."""

    url: str = ""
    """Address of a server; empty: in the generation's folder."""
    owner: str = "verism"
    """What the names of this library's collections at a server begin with: others may share it."""

    def client(self, folder: Path) -> Any:
        """An open client. Raises PrerequisiteMissing when the server does not answer, and for a full disk."""
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if not self.url:
            with self.explained(folder):
                return chromadb.PersistentClient(path=str(folder / FOLDER), settings=quiet)
        at = urlsplit(self.url)
        secure = at.scheme == "https"
        with self.explained():
            return chromadb.HttpClient(
                host=at.hostname or "", port=at.port or (443 if secure else 80), ssl=secure, settings=quiet
            )

    def collection(self, generation: str) -> str:
        """The name of a generation's collection."""
        return f"{self.owner}-{generation}" if self.url else _COLLECTION

    def forget(self, keep: Collection[str]) -> None:
        """Delete this library's collections at the server, but for those of the generations to keep."""
        if not self.url:
            return
        kept = {self.collection(name) for name in keep}
        client = self.client(Path())
        try:
            with self.explained():
                for found in client.list_collections():
                    if found.name.startswith(f"{self.owner}-gen-") and found.name not in kept:
                        client.delete_collection(found.name)
        finally:
            release(client)

    @contextmanager
    def explained(self, folder: Path = Path()) -> Iterator[None]:
        """A server's silence, a full disk and a collection that is not there, as what to do about them.

        `folder` is the generation's; at a server it is not needed.
        """
        import httpx
        from chromadb.errors import InternalError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            where = f"at {self.url}" if self.url else "in the workspace"
            raise BadInput(f"Chroma holds no vectors of this index {where}. Run `verism index rebuild`.") from error
        except InternalError as error:
            raise self._stuck(folder, error) from error
        except AttributeError as error:  # of a client that was half made when its database could not be
            if self.url or not is_full(folder):
                raise
            raise self._stuck(folder, error) from error
        except (httpx.TransportError, ConnectionError) as error:
            raise self._silent() from error
        except ValueError as error:
            if self.url and "connect" in str(error).lower():
                raise self._silent() from error
            raise

    def _stuck(self, folder: Path, error: Exception) -> PrerequisiteMissing:
        """Where it stopped, and how much room is left there: Chroma seldom says that a disk is full."""
        if self.url:
            return PrerequisiteMissing(f"Chroma at {self.url} cannot go on ({error}). Is there room on its disk?")
        if says_full(error) or is_full(folder):
            disk = f"The disk that {folder.parent} lies on is full"
            return PrerequisiteMissing(
                f"{disk}: Chroma cannot keep its vectors. Make room, then run the same command again."
            )
        left = shutil.disk_usage(folder).free // 1_000_000
        return PrerequisiteMissing(
            f"Chroma cannot go on in {folder.parent} ({error}). {left:,} MB are left on its disk: make room if that is "
            "too little, then run the same command again."
        )

    def _silent(self) -> PrerequisiteMissing:
        return PrerequisiteMissing(
            f"No Chroma server answers at {self.url}. Start it (`chroma run`), or correct VERISM_CHROMA_URL; without "
            "it the vectors stand in the workspace (then run `verism index rebuild`)."
        )


def release(client: Any) -> None:
    """Close a client, and the HTTP sessions that Chroma leaves open behind it."""
    client.close()
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()
