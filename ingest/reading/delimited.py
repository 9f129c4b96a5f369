"""A delimited text file as numbered rows, read in pieces so that memory stays bounded however long it is.

编号;上报时间;纠纷简况
1;2025-03-05;"电梯; 停运"      → (2, ["1", "2025-03-05", "电梯; 停运"])
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from functools import partial
from pathlib import Path

from data.errors import BadFile
from ingest.reading.encoding import sniff_encoding
from ingest.reading.file_kind import not_a_spreadsheet
from ingest.reading.limits import LONGEST_CELL
from ingest.reading.lot import TextLots
from ingest.reading.shown import shown
from ingest.reading.text_blocks import text_blocks
from ingest.reading.text_lots import read_lots

DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE = 1 << 16
_LOOK_AT_ROWS = 40
_MOST_JUNK = 0.01
_TOLD = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


def read_delimited(path: Path, *, encoding: str | None) -> TextLots:
    """The rows of a text file; BadFile when it is no text, or a line or cell has no end."""
    encoding = _known(path, encoding) if encoding else sniff_encoding(path)
    with path.open(encoding=encoding, errors="replace") as file:
        sample = file.read(_SAMPLE)
    if "\x00" in sample or len(_JUNK.findall(sample)) > _MOST_JUNK * len(sample):
        raise not_a_spreadsheet(path)
    told = _TOLD.match(sample)
    mark = told.group(1) if told else sniff_delimiter(sample)
    blocks = text_blocks(path, encoding, told.end() if told else 0, partial(not_a_spreadsheet, path))
    return TextLots(read_lots(blocks, mark, 2 if told else 1, partial(_too_long, path)))


def sniff_delimiter(sample: str) -> str:
    """The mark that cuts the most lines into the same number of cells, quoted cells kept whole; comma when none."""
    lines = [line + "\n" for line in sample.split("\n")[:-1][: 2 * _LOOK_AT_ROWS]] or [sample]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(csv.reader(lines, delimiter=mark), range(_LOOK_AT_ROWS), strict=False):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return 0
    width, count = max(widths.items(), key=lambda each: each[1] * (each[0] - 1), default=(1, 0))
    return count * (width - 1)


def _known(path: Path, encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        name = shown(path.name)
        raise BadFile(
            f"{name}：不认识编码「{shown(encoding)}」。请写 utf-8、gb18030 或 utf-16。",
            f"{name}: no encoding is called {shown(encoding)!r}. Write utf-8, gb18030 or utf-16.",
        ) from error


def _too_long(path: Path, number: int) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name} 第{number}行前后：一个格子超过 {LONGEST_CELL:,} 字，或引号没有配对。请用 Excel 检查后另存为 .xlsx 再上传。",
        f"{name} near line {number}: a cell longer than {LONGEST_CELL:,} characters, or a quote that is never closed. "
        "Look at it in Excel, save it as .xlsx and resend it.",
    )
