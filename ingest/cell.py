"""One cell of a sheet, as text.

"　张三\n"  → "张三"      13812345678.0 → "13812345678"      None → ""
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | datetime | date | time | timedelta | None
EMPTY_WORDS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "null", "NULL", "None", "nan", "NaN", "N/A"}
)
AROUND = " \t\r\n\u3000\xa0\ufeff\u200b"
STRIPPED = frozenset(AROUND)


def text_of(cell: Cell) -> str:
    """The cell as a person reads it, outer blanks gone, inner line breaks kept."""
    if isinstance(cell, str):
        return cell.strip(AROUND)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None).isoformat(" ", "seconds")
    return str(cell)


def fold(text: str) -> str:
    """Text for comparing: half-width, lower case, without blanks.

    "＊ 上报 时间\n" → "*上报时间"
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def is_blank(text: str) -> bool:
    """Whether the text says nothing: empty, a dash, 无."""
    return text in EMPTY_WORDS
