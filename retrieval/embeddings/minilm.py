"""all-MiniLM-L6-v2 as an ONNX file on this machine: used where it is there, never downloaded."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from personas.errors import PrerequisiteMissing
from retrieval.embeddings.protocol import Vectors

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
CHROMAS_OWN = Path(".cache/chroma/onnx_models/all-MiniLM-L6-v2/onnx")
"""Where Chroma keeps its copy, below the user's home."""
_BATCH, _LONGEST = 32, 256


class MiniLMEmbedder:
    """Sentence vectors of 384 dimensions (Wang et al., 2020): a few hundred sentences a second on two cores."""

    name = "minilm-384"
    dimensions = 384

    def __init__(self, folder: Path | None = None) -> None:
        """Take the model from a folder, by default Chroma's own. Raises PrerequisiteMissing saying where to put it."""
        self._folder = folder or Path.home() / CHROMAS_OWN
        missing = [name for name in (MODEL, TOKENIZER) if not (self._folder / name).is_file()]
        if missing:
            raise PrerequisiteMissing(
                f'embedding = "minilm" needs {" and ".join(missing)} of all-MiniLM-L6-v2 in {self._folder}: Verism '
                "downloads nothing. Put them there (both are in the ONNX archive that Chroma publishes), name another "
                'folder as `embedding_folder`, or set embedding = "static".'
            )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """L2-normalised means over each text's tokens, in the order of the texts; at most 256 tokens are read."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(by_length), _BATCH):
            places = by_length[start : start + _BATCH]
            vectors[places] = self._batch([texts[place] for place in places])
        return vectors

    def _batch(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {"input_ids": np.array([one.ids for one in encoded], dtype=np.int64), "attention_mask": mask}
        given["token_type_ids"] = np.zeros_like(mask)
        hidden = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        summed = (hidden * mask[:, :, None]).sum(axis=1)
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        return np.asarray(summed / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self._folder / MODEL, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _inputs(self) -> list[str]:
        return [one.name for one in self._session.get_inputs()]

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        tokenizer.enable_truncation(max_length=_LONGEST)
        tokenizer.enable_padding()
        return tokenizer
