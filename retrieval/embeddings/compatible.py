"""Vectors from any server that speaks OpenAI's `embeddings` interface."""

import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np

from personas.errors import BadInput, PrerequisiteMissing
from retrieval.embeddings.protocol import Vectors

_BATCH = 128
_NO_KEY = "not-needed"


class CompatibleEmbedder:
    """A model at a server: what is encoded is sent there, redacted as it stands in the library."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None,
        key: str = "",
        timeout: float = 120.0,
        retries: int = 2,
        calls: int = 4,
    ) -> None:
        """Name a model and its server, OpenAI's own without an address; at most `calls` are under way at a time."""
        self._model, self._base_url, self._key = model, base_url, key
        self._timeout, self._retries, self._calls = timeout, retries, calls

    @property
    def name(self) -> str:
        """The model's name; its width is the server's to say."""
        return f"openai-{self._model}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector: the server is asked once."""
        return int(self.encode(["dimensions"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """L2-normalised vectors, in the order of the texts.

        Raises PrerequisiteMissing when the server does not answer or refuses the key, BadInput when it knows no such
        model or answers something else than vectors.
        """
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        with ThreadPoolExecutor(self._calls) as pool:
            vectors = np.concatenate(list(pool.map(self._batch, batches)))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        asked = [text if text.strip() else "." for text in texts]
        with self._explained():
            answer = self._client.embeddings.create(model=self._model, input=asked, encoding_format="float")
        rows = [one.embedding for one in sorted(answer.data or (), key=lambda one: one.index)]
        if len(rows) != len(asked) or len({len(row) for row in rows}) != 1:
            raise BadInput(
                f"{self._place} answered {len(rows)} vectors for {len(asked)} texts: it makes no embeddings."
            )
        return np.array(rows, dtype=np.float32)

    @cached_property
    def _client(self) -> Any:
        import openai

        client = openai.OpenAI(
            api_key=self._key or _NO_KEY, base_url=self._base_url, timeout=self._timeout, max_retries=self._retries
        )
        weakref.finalize(self, client.close)
        return client

    @property
    def _place(self) -> str:
        return self._base_url or "OpenAI"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """The client's errors as what to do about them."""
        import openai

        try:
            yield
        except openai.APIConnectionError as error:
            raise PrerequisiteMissing(
                f"No embedding server answers at {self._place}. Start it, or correct VERISM_EMBEDDING_BASE_URL."
            ) from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise PrerequisiteMissing(f"{self._place} refused the key: set VERISM_EMBEDDING_API_KEY.") from error
        except (openai.NotFoundError, openai.BadRequestError, openai.UnprocessableEntityError) as error:
            raise BadInput(
                f"{self._place} makes no embeddings with {self._model!r}: correct VERISM_EMBEDDING_MODEL, or the "
                "address (it ends in /v1)."
            ) from error
        except openai.APIError as error:
            raise PrerequisiteMissing(f"The embedding server at {self._place} fails ({error}). Try again.") from error
