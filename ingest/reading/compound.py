"""The streams of a compound file (.xls, .et, an encrypted .xlsx), enough to know what it is and to look it through.

sector 0  directory: "Root Entry", "Workbook" (starts at sector 1, 40,960 bytes)
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_END = 0xFFFFFFFA
_ENTRY = 128
_DIFAT_IN_HEADER = 109
_STREAM = 2
_SMALL = 64
_SHIFTS = (9, 12)


@dataclass
class Compound:
    """An open compound file."""

    data: mmap.mmap
    sector: int = field(init=False)

    def __post_init__(self) -> None:
        shift = struct.unpack_from("<H", self.data, 30)[0]
        if shift not in _SHIFTS:
            raise ValueError("sectors of no known size")
        self.sector = 1 << shift
        self._cutoff: int = struct.unpack_from("<I", self.data, 56)[0]
        self._fat = self._read_fat()
        directory = self._chain(struct.unpack_from("<I", self.data, 48)[0])
        self._entries = dict(self._read_entries(directory))

    def names(self) -> frozenset[str]:
        """The names of its streams and folders."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; none when it is not there."""
        start, size = self._entries.get(name, (_END, 0))
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return self._small(start)[:size]

    def _read_fat(self) -> tuple[int, ...]:
        numbers = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self.data, 76))
        following: int = struct.unpack_from("<I", self.data, 68)[0]
        seen: set[int] = set()
        while following < _END and following not in seen:
            seen.add(following)
            more = struct.unpack(f"<{self.sector // 4}I", self._sector(following))
            numbers += more[:-1]
            following = more[-1]
        table = b"".join(self._sector(number) for number in numbers if number < _END)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        piece = self.data[start : start + self.sector]
        if not piece:
            raise ValueError("sector outside the file")
        return piece.ljust(self.sector, b"\x00")

    def _chain(self, number: int) -> bytes:
        pieces, most = list[bytes](), len(self._fat)
        while number < _END and len(pieces) <= most:
            pieces.append(self._sector(number))
            number = self._fat[number]
        return b"".join(pieces)

    def _small(self, number: int) -> bytes:
        held = self._chain(self._entries.get("Root Entry", (_END, 0))[0])
        table = self._chain(struct.unpack_from("<I", self.data, 60)[0])
        following = struct.unpack(f"<{len(table) // 4}I", table)
        pieces = list[bytes]()
        while number < _END and len(pieces) <= len(following):
            pieces.append(held[number * _SMALL : (number + 1) * _SMALL])
            number = following[number]
        return b"".join(pieces)

    def _read_entries(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            if 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", directory, at + 116)
                yield name, (start, size)


@contextmanager
def open_compound(path: Path) -> Iterator[Compound | None]:
    """The compound file, or None when it is damaged."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield _compound(data)


def _compound(data: mmap.mmap) -> Compound | None:
    try:
        return Compound(data)
    except (struct.error, ValueError, IndexError):
        return None
