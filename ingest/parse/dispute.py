"""Several disputes in one cell: each numbered one becomes a report of its own.

"1. 欠薪三万元。2. 宿舍漏水。"          →  ["欠薪三万元。", "宿舍漏水。"]
"柳河村：①欠薪三万元；②宿舍漏水"     →  ["柳河村：欠薪三万元", "柳河村：宿舍漏水"]
"1.5万元工资未付，2.3万元押金未退"     →  whole: amounts, not numbers
"张某反映物业公司多年不修电梯，要求：1. 修好电梯。2. 退还费用。"
                                     →  whole: demands of one dispute, told in the words before them
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_EDGE = r"(?:^|(?<=[\s；;。，,：:.!！?？]))"
_TEN = "一二三四五六七八九十"
_ROUND = "①②③④⑤⑥⑦⑧⑨⑩"
_FAMILIES = (
    re.compile(_EDGE + r"([1-9１-９]|[1１][0-9０-９])\s*[.、．)）](?:(?=\d{4}年)|(?!\d))\s*"),
    re.compile(_EDGE + r"[(（]\s*([1-9１-９]|[1１][0-9０-９])\s*[)）][.、．]?\s*"),
    re.compile(_EDGE + rf"([{_TEN}])[、．.]\s*"),
    re.compile(_EDGE + rf"[(（]\s*([{_TEN}])\s*[)）][.、．]?\s*"),
    re.compile(_EDGE + rf"第([{_TEN}])[，,、：:]\s*"),
    re.compile(rf"([{_ROUND}])[.、．]?\s*"),
)
LEAST_TEXT = 4
LONGEST_BEFORE = 3 * LEAST_TEXT


def split_disputes(text: str) -> list[str]:
    """The numbered disputes of a cell in order, each with the few words before the list; or the cell whole.

    Whole unless the numbers count up from 1 without a gap, every part says something, and at most LONGEST_BEFORE
    characters stand before the list: what is longer tells a dispute of its own, and the list its demands.
    """
    marks = next(_counted(text), None)
    if marks is None:
        return [text]
    before = text[: marks[0].start()].strip()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip(" \t\r\n\u3000；;") for mark, end in zip(marks, ends, strict=True)]
    if len(before) > LONGEST_BEFORE or any(len(part) < LEAST_TEXT for part in parts):
        return [text]
    return [before + part for part in parts]


def _counted(text: str) -> Iterator[list[re.Match[str]]]:
    """The outermost list of marks that count 1, 2, 3 …; a mark of the same kind out of turn spoils it."""
    lists = sorted((list(family.finditer(text)) for family in _FAMILIES), key=_first)
    outer = next((marks for marks in lists if marks), [])
    numbers = [_number(mark[1]) for mark in outer]
    if len(numbers) > 1 and numbers[0] == 1 and all(after == one + 1 for one, after in pairwise(numbers)):
        yield outer


def _first(marks: list[re.Match[str]]) -> int:
    return marks[0].start() if marks else 1 << 30


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else (_TEN.find(word) if word in _TEN else _ROUND.find(word)) + 1
