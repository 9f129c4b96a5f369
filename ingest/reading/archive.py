"""A packed workbook looked at before anything unpacks it: what its parts really unpack to, never what they claim.

xl/worksheets/sheet1.xml  claims 4 KB, unpacks to 4 GB  → BadFile after the first megabyte too many
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.errors import BadFile
from ingest.reading.limits import LARGEST_INDEX, LARGEST_UNPACKED, MOST_MEMBERS
from ingest.reading.shown import shown

_CHUNK = 1 << 20
_HEADER = 30
_ENCRYPTED = 0x1


def refuse_bomb(path: Path) -> frozenset[str]:
    """The names inside a packed file; BadFile when it is too many, too large, twice the same or packed oddly."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(path) from error
    if len(members) > MOST_MEMBERS:
        raise _too_many(path, len(members))
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED:
        raise _too_large(path, f"{unpacked / 2**30:.1f} GB")
    names = frozenset(member.filename for member in members)
    if len({name.lower() for name in names}) != len(members) or any(
        not _is_plain(member) for member in members
    ):
        raise _damaged(path)
    return names


def _is_plain(member: zipfile.ZipInfo) -> bool:
    packings = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return not member.flag_bits & _ENCRYPTED and member.compress_type in packings


def unpacked(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's bytes, piece by piece, to its real end; BadFile when it is longer than it claims."""
    told = 0
    try:
        with path.open("rb") as file:
            for piece in _pieces(file, member):
                told += len(piece)
                if told > member.file_size:
                    raise _lies(path, member)
                yield piece
    except zlib.error as error:
        raise _damaged(path) from error


def _pieces(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(member.header_offset)
    head = file.read(_HEADER)
    file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()


def read_part(path: Path, archive: zipfile.ZipFile, name: str, *, is_text: bool = True) -> bytes:
    """A small part whole: the list of sheets, the relations; BadFile when it is large or declares entities."""
    member = archive.getinfo(name)
    if member.file_size > LARGEST_INDEX:
        raise _too_large(path, f"{member.file_size / 2**20:.0f} MB（{name}）")
    text = b"".join(unpacked(path, member))
    refuse_entities(path, text)
    if is_text and b"\x00" in text:
        raise _damaged(path)
    return text


def refuse_entities(path: Path, text: bytes) -> None:
    """BadFile when a part declares a document type: no spreadsheet program writes one, only attacks do."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        name = shown(path.name)
        raise BadFile(
            f"{name}：文件里有 XML 实体声明，正常的表格没有，已拒绝。请用 Excel 或 WPS 另存为新的 .xlsx 再上传。",
            f"{name}: declares XML entities, which no spreadsheet does, so it is refused. Save it anew as .xlsx.",
        )


def _damaged(path: Path) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name}：文件已损坏或不完整（压缩包打不开）。请重新下载，或用 Excel、WPS 打开后另存为 .xlsx 再上传。",
        f"{name}: damaged or cut short (it does not unpack). Fetch it again, or save it anew as .xlsx and resend it.",
    )


def _too_many(path: Path, count: int) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name}：里面有 {count} 个文件，超过 {MOST_MEMBERS} 个，已拒绝。请另存为新的 .xlsx 再上传。",
        f"{name}: holds {count} files, more than {MOST_MEMBERS}, so it is refused. Save it anew as .xlsx.",
    )


def _too_large(path: Path, size: str) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name}：解压后有 {size}，超过上限，已拒绝。请拆成几个文件。",
        f"{name}: unpacks to {size}, more than is read, so it is refused. Split it into several files.",
    )


def _lies(path: Path, member: zipfile.ZipInfo) -> BadFile:
    name, part = shown(path.name), shown(member.filename)
    return BadFile(
        f"{name}：{part} 解压后比它声明的大，已拒绝。请用 Excel 或 WPS 另存为新的 .xlsx 再上传。",
        f"{name}: {part} unpacks to more than it claims, so it is refused. Save it anew as .xlsx and resend it.",
    )
