"""The year that the title of a sheet or its file name states.

青石镇2025年3月排查台账      → 2025
2023年12月—2024年1月台账     → None      two years: which row is in which cannot be known
青信〔2023〕5号              → None      the year of a document, not of the rows
"""

from __future__ import annotations

import re

from ingest.parse.numeral import chinese_number, half_width

_WRITTEN = re.compile(r"(?<![〇○零一二三四五六七八九])二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DOCUMENT = re.compile(r"[〔\[【(]20\d{2}[〕\]】)](?:第)?\d*号")
_UNIT = r"[件户人元号起条份个名多余宗次万亩米栋幢吨]"
_FULL = re.compile(rf"(?<!\d)(20\d{{2}})(?!\d|\s*{_UNIT})", re.ASCII)
_SHORT = re.compile(r"(?<![\d年])([1-4]\d)年(?=\d{1,2}月|[一二三四]季度|[上下]半年)", re.ASCII)


def parse_year(*texts: str) -> int | None:
    """The only year stated by the first text that states any: the title, then the file name; None when it states several.

    parse_year("2023年12月—2024年1月", "2024.xlsx") → None      a file name never decides between a title's two years
    """
    years = next((stated for text in texts if (stated := _years(text))), set[int]())
    return years.pop() if len(years) == 1 else None


def _years(text: str) -> set[int]:
    plain = _DOCUMENT.sub("", half_width(text))
    plain = _WRITTEN.sub(lambda match: str(chinese_number(match.group())), plain)
    full, short = _FULL.findall(plain), _SHORT.findall(plain)
    return {int(found) for found in full} | {2000 + int(found) for found in short}
