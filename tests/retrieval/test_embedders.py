"""The three embedders: what each gives, and what it says when what it needs is not there."""

from pathlib import Path

import numpy as np
import pytest

from personas.errors import BadInput, PrerequisiteMissing
from retrieval.embeddings import CompatibleEmbedder, MiniLMEmbedder, StaticEmbedder
from retrieval.embeddings.minilm import CHROMAS_OWN
from tests.support.embedding_server import EmbeddingServer
from tests.support.small_encoder import WORDS, write_encoder

SENTENCES = ["the seam split", "refund was late", "", "seam seam split"]


def test_static_vectors_have_length_one_and_an_empty_text_has_some_vector() -> None:
    vectors = StaticEmbedder().encode(SENTENCES)
    assert vectors.shape == (4, 256)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_minilm_is_the_mean_over_a_texts_own_tokens_whatever_stands_beside_it(tmp_path: Path) -> None:
    table = write_encoder(tmp_path)
    embedder = MiniLMEmbedder(tmp_path)
    together, alone = embedder.encode(["the seam split", "late"]), embedder.encode(["late"])
    expected = table[[WORDS[word] for word in ("the", "seam", "split")]].mean(axis=0)
    assert np.allclose(together[0], expected / np.linalg.norm(expected), atol=1e-6)
    assert np.allclose(together[1], alone[0], atol=1e-6)
    assert embedder.encode([]).shape == (0, 384)


def test_minilm_that_is_not_there_is_never_downloaded_and_the_error_says_where_to_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(PrerequisiteMissing, match=r"model\.onnx and tokenizer\.json.*onnx_models.*embedding_folder"):
        MiniLMEmbedder()
    assert not (tmp_path / CHROMAS_OWN).exists()
    with pytest.raises(PrerequisiteMissing, match=str(tmp_path)):
        MiniLMEmbedder(tmp_path)


def test_a_server_embeds_in_batches_and_in_order() -> None:
    texts = [f"quote number {number}" for number in range(300)]
    with EmbeddingServer() as server:
        embedder = CompatibleEmbedder("small", base_url=server.base_url)
        vectors = embedder.encode(texts)
        assert embedder.dimensions == vectors.shape[1] == server.dimensions
        assert np.allclose(vectors, server.vectors(texts), atol=1e-6)
        assert sorted(len(asked["input"]) for asked in server.requests[:3]) == [44, 128, 128]
        assert embedder.name == "openai-small" and server.requests[0]["model"] == "small"


def test_a_server_that_is_gone_refuses_the_key_or_knows_no_such_model_is_explained() -> None:
    with EmbeddingServer() as server:
        gone = CompatibleEmbedder("small", base_url=server.base_url, retries=0)
        server.status = 401
        with pytest.raises(PrerequisiteMissing, match="refused the key"):
            gone.encode(["late"])
        server.status = 404
        with pytest.raises(BadInput, match="no embeddings with 'small'"):
            gone.encode(["late"])
        server.status = 500
        with pytest.raises(PrerequisiteMissing, match="fails"):
            gone.encode(["late"])
        server.status, server.lost = 200, 1
        with pytest.raises(BadInput, match="0 vectors for 1 texts"):
            gone.encode(["late"])
    with pytest.raises(PrerequisiteMissing, match="No embedding server answers"):
        gone.encode(["late"])
