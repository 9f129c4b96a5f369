"""A text file in blocks of whole signs as UTF-8, whatever its encoding, its lines ended by \\n alone.

31 2C D5 C5 0D 0A (gb18030)   →   31 2C E5 BC A0 0A

What is UTF-8 already passes as it is, which halves the work of reading; what does not decode is � as Python reads it.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.reading.encoding import decodes
from ingest.reading.limits import LONGEST_LINE

_BLOCK = 1 << 18
_MOST_BYTES = 4  # of a sign
_PLAIN = frozenset({"utf-8", "utf-8-sig"})


def text_blocks(path: Path, encoding: str, start: int, no_text: Callable[[], Exception]) -> Iterator[bytes]:
    """The text from its start-th character on; no_text: what to raise when it holds a zero."""
    is_plain = encoding in _PLAIN and not start
    for block in _as_it_is(path, encoding) if is_plain else _decoded(path, encoding, start):
        if b"\x00" in block:
            raise no_text()
        yield block


def _decoded(path: Path, encoding: str, start: int) -> Iterator[bytes]:
    with path.open(encoding=encoding, errors="replace") as file:
        file.read(start)
        while block := file.read(_BLOCK):
            yield block.encode("utf-8", "replace")


def _as_it_is(path: Path, encoding: str) -> Iterator[bytes]:
    """Blocks that end with a line; a line longer than any may be comes in pieces, for the reader to refuse."""
    with path.open("rb") as file:
        mark = codecs.BOM_UTF8
        left = file.read(len(mark)) if encoding == "utf-8-sig" else b""
        left = b"" if left == mark else left
        while piece := file.read(_BLOCK):
            text = left + piece
            cut = _end_of_lines(text)
            if not cut and len(text) > LONGEST_LINE * _MOST_BYTES:
                cut = len(text)
            if cut:
                yield _plain(text[:cut])
            left = text[cut:]
        if left:
            yield _plain(left)


def _end_of_lines(text: bytes) -> int:
    r"""Behind the last end of a line; a \r at the very end may be half of one."""
    body = text[:-1] if text.endswith(b"\r") else text
    return max(body.rfind(b"\n"), body.rfind(b"\r")) + 1


def _plain(text: bytes) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text if decodes(text) else text.decode("utf-8", "replace").encode()
