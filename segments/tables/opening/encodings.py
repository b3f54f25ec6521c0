"""Detecting the encoding of a text."""

import codecs
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

_CHUNK = 1 << 20
_UNDEFINED_IN_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_OTHER_SCRIPTS = ["cp1251", "cp1253", "cp1255", "cp1256", "cp932", "gb18030", "big5", "cp949", "cp874"]
"""Encodings of Cyrillic, Greek, Hebrew, Arabic, Japanese, Chinese, Korean and Thai."""
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_POLISH = re.compile(rb"[A-Za-z\xea\xf3][\xb3\xb9\xbf\x9c\x9f][a-z\xea\xf3]")
"""Signs that in cp1252 stand inside no word: superscripts, a question mark on its head."""


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a text: a byte order mark decides, else strict UTF-8 over the whole file.

    Else it is of eight bits: of another script where many letters are beyond ASCII, else Central or Western European.
    Gives a name that Python knows.
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
    utf8, undefined, beyond = True, False, b""
    while chunk:
        if utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
        if len(beyond) < _CHUNK and not chunk.isascii():
            beyond += chunk
        undefined = undefined or not _UNDEFINED_IN_CP1252.isdisjoint(chunk)
        chunk = file.read(_CHUNK)
    return "utf-8" if utf8 else _of_eight_bits(beyond, undefined=undefined)


def _of_eight_bits(text: bytes, *, undefined: bool) -> str:
    letters = b"".join(_LETTER.findall(text))
    if sum(byte > 127 for byte in letters) > 0.4 * len(letters):
        found = from_bytes(text[:_CHUNK], cp_isolation=_OTHER_SCRIPTS).best()
        if found is not None:
            return found.encoding
    if len(_POLISH.findall(text)) >= 2:
        return "cp1250"
    return "latin-1" if undefined else "cp1252"
