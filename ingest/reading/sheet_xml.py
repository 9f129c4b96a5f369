"""A sheet's own XML looked through once: which rows are hidden, and how far its filled cells reach.

<row r="12" hidden="1">          → hidden {12}
<c r="XFD1048576"><v>1</v></c>   → columns 16384: with row 1048576, more cells than are read
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ingest.reading.limits import LONGEST_TEXT

_VALUES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b(" + _VALUES + rb")>")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_FAR = re.compile(rb'<c r="([A-Z]{2,}|[X-Z])\d+"(' + _VALUES + rb")>")
_NEAR_ENOUGH = 23  # A … W: that many columns are still read if every row is filled
_DEEP = re.compile(rb'<c r="[A-Z]+(\d{4,})"(' + _VALUES + rb")>")
_ANY = re.compile(rb"<(?:[\w.-]+:)?(row|c)\b(?![\w.:-])(" + _VALUES + rb")>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_SHALLOW = 999


@dataclass
class Seen:
    """How far a sheet reaches, at least, and its hidden rows."""

    hidden: set[int] = field(default_factory=set)
    columns: int = _NEAR_ENOUGH
    rows: int = _SHALLOW
    _column: int = 0

    def look(self, text: bytes) -> None:
        """Note the hidden rows of a piece, and cells further right than any sheet may hold in all its rows."""
        if b"hidden" in text:
            self.hidden.update(_hidden(text))
        if _is_plain(text):
            told = {place for place, rest in _FAR.findall(text) if not rest.endswith(b"/")}
            self.columns = max(self.columns, max(map(column_number, told), default=0))
            self._column = self.columns
        else:
            self._look_closely(text)

    def look_deep(self, text: bytes) -> None:
        """Note how far down the filled cells of a piece stand."""
        if _is_plain(text):
            told = (int(number) for number, rest in _DEEP.findall(text) if not rest.endswith(b"/"))
            self.rows = max(self.rows, max(told, default=0))
        else:
            self._look_closely(text)

    def _look_closely(self, text: bytes) -> None:
        """Cells written in any other way: other quotes, a prefix, other attributes first, or no place at all."""
        for kind, rest in _ANY.findall(text):
            place = _PLACE.search(rest)
            if kind == b"row":
                self._column = 0
                number = _NUMBER.search(rest)
                self.rows = max(self.rows, int(number.group(1)) if number else self.rows + 1)
            elif not rest.endswith(b"/") or place is None:
                self._column = column_number(place.group(1)) if place else self._column + 1
                self.columns = max(self.columns, self._column)
                self.rows = max(self.rows, int(place.group(2)) if place else 0)


def _is_plain(text: bytes) -> bool:
    return text.count(b"<c") == text.count(b'<c r="') and b":c" not in text


def _hidden(text: bytes) -> Iterator[int]:
    for rest in _ROW.findall(text):
        number = _NUMBER.search(rest)
        if number and _HIDDEN.search(rest):
            yield int(number.group(1))


def whole_tags(pieces: Iterable[bytes], look: Callable[[bytes], None]) -> bool:
    """Hand on the pieces cut before a tag, so that none is split; False, and no more, when one cell has no end."""
    tail = b""
    for piece in pieces:
        text = tail + piece
        cut = max(text.rfind(b"<"), 0)
        look(text[:cut])
        tail = text[cut:]
        if len(tail) > LONGEST_TEXT:
            return False
    look(tail)
    return True


def column_number(letters: bytes) -> int:
    """A → 1, Z → 26, XFD → 16384; what has more letters is further than any."""
    if len(letters) > 3:
        return 1 << 20
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
