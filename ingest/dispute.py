"""Several disputes in one cell: each numbered one becomes a report of its own.

"1. 欠薪三万元。2. 宿舍漏水。"  →  ["欠薪三万元。", "宿舍漏水。"]
"""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:^|(?<=[\s；;。，,：:]))[(（]?([1-9])\s*[.、．)）](?:(?=\d{4}年)|(?!\d))\s*")
LEAST_TEXT = 4


def split_disputes(text: str) -> list[str]:
    """The numbered disputes of a cell in order, or the cell whole when it is not a list counted from 1."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return [text]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip(" ；;\n") for mark, end in zip(marks, ends, strict=True)]
    before = text[: marks[0].start()].strip()
    if len(before) > LEAST_TEXT * 3 or any(len(part) < LEAST_TEXT for part in parts):
        return [text]
    return parts
