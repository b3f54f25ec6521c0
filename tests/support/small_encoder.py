"""A sentence encoder small enough to write by hand: an ONNX file of one look-up in a table, and its tokenizer.

ONNX is a protobuf message; the few fields that one node needs are written here byte by byte (field numbers of
onnx.proto3), so that the real runtime runs a real file without the library that writes such files.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers

WORDS = {word: place for place, word in enumerate(["[PAD]", "[UNK]", "the", "seam", "split", "refund", "was", "late"])}
_WIDTH = 384
_FLOAT, _INT64 = 1, 7
_VARINT, _BYTES = 0, 2


def write_encoder(folder: Path) -> NDArray[np.float32]:
    """Write `model.onnx` and `tokenizer.json`; gives the table, one row a word of `WORDS`."""
    table = np.random.default_rng(7).normal(size=(len(WORDS), _WIDTH)).astype(np.float32)
    (folder / "model.onnx").write_bytes(_model(table))
    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return table


def _model(table: NDArray[np.float32]) -> bytes:
    names = ("input_ids", "attention_mask", "token_type_ids")
    look_up = _text(1, "table") + _text(1, "input_ids") + _text(2, "hidden") + _text(4, "Gather")
    weights = b"".join(_number(1, size) for size in table.shape) + _number(2, _FLOAT) + _text(8, "table")
    graph = _message(1, look_up) + _text(2, "encoder") + _message(5, weights + _message(9, table.tobytes()))
    graph += b"".join(_message(11, _value(name, _INT64, 2)) for name in names) + _message(
        12, _value("hidden", _FLOAT, 3)
    )
    return _number(1, 8) + _message(7, graph) + _message(8, _text(1, "") + _number(2, 13))


def _value(name: str, kind: int, dimensions: int) -> bytes:
    shape = b"".join(_message(1, _text(2, f"{name}_{place}")) for place in range(dimensions))
    return _text(1, name) + _message(2, _message(1, _number(1, kind) + _message(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | _VARINT) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | _BYTES) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])
