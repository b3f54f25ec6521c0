"""How a text's bytes become characters."""

import codecs
from typing import BinaryIO

_CHUNK = 1 << 20
_UNDEFINED_IN_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a text: a byte order mark decides, else strict UTF-8 over the whole file, else Western European.

    Gives a name that Python knows: utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be, cp1252 or latin-1.
    """
    head = file.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) > 3 and head[1:64:2].count(0) > len(head[1:64:2]) * 0.6:
        return "utf-16-le"
    if len(head) > 3 and head[0:64:2].count(0) > len(head[0:64:2]) * 0.6:
        return "utf-16-be"
    return _eight_bit(file, head)


def _eight_bit(file: BinaryIO, chunk: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, undefined = True, False
    while chunk:
        if utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
        undefined = undefined or not _UNDEFINED_IN_CP1252.isdisjoint(chunk)
        chunk = file.read(_CHUNK)
    if utf8:
        return "utf-8"
    return "latin-1" if undefined else "cp1252"
