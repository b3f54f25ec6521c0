import hypothesis.strategies as st
import pytest
from hypothesis import given

from agent.tokens import count_tokens, estimate_tokens


@pytest.fixture(autouse=True)
def no_stored_encoding(tmp_path, monkeypatch):
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))


def test_without_a_stored_encoding_tokens_are_estimated_and_nothing_is_downloaded() -> None:
    words = "They mended the zip on my jacket."
    assert count_tokens(words, "a-model-nobody-knows") == estimate_tokens(words)


@pytest.mark.parametrize(("text", "low", "high"), [("", 0, 0), ("Hello world", 2, 2), ("internationalisation", 3, 5)])
def test_the_estimate_is_near_what_encodings_give(text: str, low: int, high: int) -> None:
    assert low <= estimate_tokens(text) <= high


@given(st.text(max_size=300), st.text(max_size=300))
def test_more_text_never_takes_fewer_tokens(first: str, second: str) -> None:
    assert estimate_tokens(first + "\n" + second) >= max(estimate_tokens(first), estimate_tokens(second))
