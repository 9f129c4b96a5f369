"""One, two or three header rows as one heading for each column, upper words spread over the columns they span.

row 3  编号 | 当事人        | 上报时间        编号 | 当事人姓名 | 当事人联系电话 | 上报时间
row 4       | 姓名 | 联系电话 |           →
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cell import fold
from ingest.ledger.column_words import PERSONAL, canonical, refusal
from ingest.reading.workbook import MergedRange

MOST_HEADER_ROWS = 3
_GENERIC = 2
_PARTS_OF_A_TIME = frozenset({"reported_hour", "reported_minute"})
NumberedTexts = tuple[int, list[str]]


def header_depths(rows: Sequence[NumberedTexts], merged: Sequence[MergedRange]) -> range | tuple[int, ...]:
    """How many of the rows, from the first, may be the header: as merged cells say, else as the words below say."""
    number = rows[0][0]
    spans = [bottom - top + 1 for (top, _), (bottom, _) in merged if top + 1 == number]
    across = any(top + 1 == number and right > left for (top, left), (_, right) in merged)
    told = max(spans, default=1)
    if 1 < told <= MOST_HEADER_ROWS and len(rows) >= told:
        return (told,)
    depth = 1
    while depth < min(MOST_HEADER_ROWS, len(rows)) and _is_sub_header(rows[depth][1], loose=across):
        depth += 1
    return range(1, depth + 1)


def _is_sub_header(below: list[str], *, loose: bool) -> bool:
    """A lower header row splits a cell above it, and holds headings, not values."""
    said = [text for text in below if text]
    known = sum(canonical(text) is not None or refusal(text) is not None for text in said)
    share = known * (3 if loose else 2)
    return bool(said) and share >= len(said) and all(len(text) <= 20 for text in said)


def joined(rows: Sequence[NumberedTexts], merged: Sequence[MergedRange]) -> list[str]:
    """The heading of each column, read from top to bottom."""
    width = max(len(texts) for _, texts in rows)
    levels = [texts + [""] * (width - len(texts)) for _, texts in rows]
    if len(levels) == 1:
        return levels[0]
    _spread(levels, [number for number, _ in rows], merged)
    return [_heading([level[position] for level in levels]) for position in range(width)]


def _spread(levels: list[list[str]], numbers: list[int], merged: Sequence[MergedRange]) -> None:
    """Write what a merged cell says into all its columns; without merged cells, over the gap to its right."""
    spans = {(top + 1, left): right for (top, left), (_, right) in merged if top + 1 in numbers}
    for depth, level in enumerate(levels):
        for position, text in enumerate(list(level)):
            right = spans.get((numbers[depth], position), position)
            for covered in range(position + 1, min(right + 1, len(level))):
                level[covered] = level[covered] or text
        if not spans and depth + 1 < len(levels):
            _spread_over_gaps(level, levels[depth + 1 :])


def _spread_over_gaps(level: list[str], lower: list[list[str]]) -> None:
    for position in range(1, len(level)):
        if not level[position] and any(row[position] for row in lower):
            level[position] = level[position - 1]


def _heading(parts: list[str]) -> str:
    said = [text for index, text in enumerate(parts) if text and text not in parts[:index]]
    if len(said) < 2:
        return "".join(said)
    upper, lower = "".join(said[:-1]), said[-1]
    together = upper + lower
    if canonical(lower) in _PARTS_OF_A_TIME:
        return lower
    if canonical(lower) in PERSONAL or len(fold(lower)) <= _GENERIC:
        is_known_above = canonical(upper) not in (None, canonical(lower))
        return together if canonical(together) or is_known_above else lower
    return lower if canonical(lower) or refusal(lower) else together
