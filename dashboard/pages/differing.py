"""Two texts side by side, what is only in one of them marked.

电梯停运三个月，要求修好    →   电梯停运[三]个月，要求修好
电梯停运四个月，要求修好        电梯停运[四]个月，要求修好
"""

from __future__ import annotations

from difflib import SequenceMatcher

from dash import html

LONGEST_COMPARED = 1500  # comparing takes the product of the two lengths; what is behind is shown unmarked

Parts = list[str | html.Mark]


def side_by_side(one: str, other: str) -> tuple[Parts, Parts]:
    """Both texts in parts, those that differ as marks."""
    left, right = one[:LONGEST_COMPARED], other[:LONGEST_COMPARED]
    lefts: Parts = []
    rights: Parts = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for parts, piece in ((lefts, left[a:b]), (rights, right[c:d])):
            if piece:
                parts.append(piece if tag == "equal" else html.Mark(piece))
    return [*lefts, one[LONGEST_COMPARED:]], [*rights, other[LONGEST_COMPARED:]]
