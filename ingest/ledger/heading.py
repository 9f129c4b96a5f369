"""Which row is the header, and which column is which: found by looking, not by position.

row 1  柳河村矛盾纠纷排查台账
row 2  填表单位：柳河镇
row 3  * 编号 | 上报时间 | 当事人 | …   →  Header(last_row_no=3, columns={"report_no": (0,), "reported_at": (1,), …})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.cell import Cell, fold, text_of
from ingest.ledger.column_words import canonical, exact, refusal
from ingest.ledger.header_rows import MOST_HEADER_ROWS, NumberedTexts, header_depths, joined
from ingest.reading.workbook import MergedRange

__all__ = ["LOOK_AT_ROWS", "Header", "canonical", "find_header", "refusal"]

LOOK_AT_ROWS = 30
JOINED = frozenset({"progress", "remark", "method"})  # several such columns of a sheet are read as one text
_GENERIC = 2


@dataclass(frozen=True)
class Header:
    """The header of a sheet.

    last_row_no: its last row as a person sees it. columns: canonical name → positions from 0.
    headings: position → heading as written. refused: heading → why. unknown: headings nobody knows.
    ambiguous: headings that mean what another column already means. ignored: positions that carry nothing we keep.
    lines: the rows of the header and over it, folded, each as they would be printed again at a page break.
    """

    last_row_no: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    refused: Mapping[str, tuple[str, str]]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]
    ignored: frozenset[int] = frozenset()
    first_row_no: int = 0
    lines: frozenset[tuple[str, ...]] = frozenset()

    def is_repeat(self, texts: Sequence[str]) -> bool:
        """Whether a row is a line of this header printed again at a page break, or of the title over it."""
        said = [(position, fold(text)) for position, text in enumerate(texts) if text]
        if tuple(text for _, text in said) in self.lines:
            return bool(said)
        if len(said) < 2 or said[0][1] not in self.folded:
            return False
        same = sum(text == fold(self.headings.get(position, "")) for position, text in said)
        return same >= max(2, len(said) - 1)

    @cached_property
    def folded(self) -> frozenset[str]:
        """Its headings, folded."""
        return frozenset(fold(heading) for heading in self.headings.values())

    @cached_property
    def wanted(self) -> frozenset[int]:
        """The positions that are read."""
        return frozenset(position for positions in self.columns.values() for position in positions)

    @cached_property
    def width(self) -> int:
        """How many cells of a row stand under a heading or left of one."""
        return max(self.headings, default=-1) + 1


def find_header(
    rows: Sequence[tuple[int, list[Cell]]],
    *,
    mapped: Mapping[str, tuple[str, ...]],
    merged: Sequence[MergedRange] = (),
) -> Header | None:
    """The header among the first rows of a sheet, or None; `mapped` are a mapping's own headings."""
    texts = [(number, [text_of(cell) for cell in row]) for number, row in rows[:LOOK_AT_ROWS]]
    near = [each for each in merged if each[0][0] < LOOK_AT_ROWS + rows[0][0]] if rows else []
    best: tuple[int, Header] | None = None
    for index in range(len(texts)):
        for header in _candidates(texts[index : index + MOST_HEADER_ROWS + 1], near, mapped):
            score = len(header.columns) + len(header.refused)
            if score >= (1 if mapped else 2) and (best is None or score > best[0]):
                best = (score, header)
    return _with_lines(best[1], texts) if best else None


def _candidates(
    texts: Sequence[NumberedTexts], merged: Sequence[MergedRange], mapped: Mapping[str, tuple[str, ...]]
) -> Iterator[Header]:
    if sum(bool(text) for text in texts[0][1]) < 2:
        return
    for depth in header_depths(texts, merged):
        rows = texts[:depth]
        header = _header(rows[-1][0], joined(rows, merged), mapped)
        yield replace(header, first_row_no=rows[0][0])


def _with_lines(header: Header, texts: Sequence[NumberedTexts]) -> Header:
    """The header with its lines, and past the row that numbers its columns 1, 2, 3 …"""
    lines = [
        tuple(fold(text) for text in row if text) for number, row in texts if number <= header.last_row_no
    ]
    after = next((row for number, row in texts if number == header.last_row_no + 1), [])
    numbers = [text for text in after if text]
    is_numbered = len(numbers) > 2 and numbers == [str(each + 1) for each in range(len(numbers))]
    last = header.last_row_no + is_numbered
    return replace(header, last_row_no=last, lines=frozenset(lines))


def _header(number: int, row: list[str], mapped: Mapping[str, tuple[str, ...]]) -> Header:
    by_mapping = {fold(heading): column for column, headings in mapped.items() for heading in headings}
    columns: dict[str, list[int]] = {}
    refused = {heading: why for heading in row if (why := refusal(heading))}
    unknown, ambiguous, ignored = dict[int, str](), dict[int, str](), set[int]()
    for position, heading in sorted(enumerate(row), key=_most_certain_first):
        if not heading or heading in refused:
            continue
        column = by_mapping.get(fold(heading), "ignore") if mapped else canonical(heading)
        if column is None:
            unknown[position] = heading
        elif column == "ignore":
            ignored.add(position)
        elif column in columns and column not in JOINED:
            ambiguous[position] = heading
        else:
            columns.setdefault(column, []).append(position)
    _apply_mapping(columns, row, mapped)
    return Header(
        number,
        {
            column: tuple(sorted(positions)) if not mapped else tuple(positions)
            for column, positions in columns.items()
        },
        {position: heading for position, heading in enumerate(row) if heading},
        refused,
        tuple(unknown[position] for position in sorted(unknown)),
        () if mapped else tuple(ambiguous[position] for position in sorted(ambiguous)),
        frozenset(ignored),
    )


def _most_certain_first(cell: tuple[int, str]) -> tuple[bool, bool, int]:
    """Of two columns that mean the same, one written as the list has it comes first, then one that is not 时间 alone."""
    position, heading = cell
    return exact(heading) is None, len(fold(heading)) <= _GENERIC, position


def _apply_mapping(
    columns: dict[str, list[int]], row: list[str], mapped: Mapping[str, tuple[str, ...]]
) -> None:
    """Columns named by a mapping, in the order it joins them; one heading may serve several columns."""
    where = {fold(heading): position for position, heading in enumerate(row) if heading}
    for column, headings in mapped.items():
        positions = [where[fold(heading)] for heading in headings if fold(heading) in where]
        if positions:
            columns[column] = positions
