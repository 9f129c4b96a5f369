"""Which row is the header, and which column is which: found by looking, not by position.

row 1  柳河村矛盾纠纷排查台账
row 2  填表单位：柳河镇
row 3  * 编号 | 上报时间 | 当事人 | …   →  Header(row_no=3, columns={"report_no": 0, "reported_at": 1, …})
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from data.codelist import read_words
from ingest.cell import Cell, fold, text_of

LOOK_AT_ROWS = 30
LONGEST_HEADING = 24
JOINED = frozenset({"progress", "remark", "method"})  # several such columns of a sheet are read as one text
_NOTE = re.compile(r"[(（][^)）]*[)）]")
_DECORATION = re.compile(r"[*★:：\s]")


@dataclass(frozen=True)
class Header:
    """The header of a sheet.

    last_row_no: its last row as a person sees it. columns: canonical name → positions from 0.
    headings: position → heading as written. refused: heading → why. unknown: headings nobody knows.
    """

    last_row_no: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    refused: Mapping[str, tuple[str, str]]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]

    def is_repeat(self, texts: Sequence[str]) -> bool:
        """Whether a data row is this header printed again at a page break."""
        said = [(position, text) for position, text in enumerate(texts) if text]
        if len(said) < 2 or fold(said[0][1]) not in self.folded:
            return False
        same = sum(fold(text) == fold(self.headings.get(position, "")) for position, text in said)
        return same >= max(2, len(said) - 1)

    @cached_property
    def folded(self) -> frozenset[str]:
        """Its headings, folded."""
        return frozenset(fold(heading) for heading in self.headings.values())


@cache
def synonyms() -> dict[str, str]:
    """Folded heading → canonical column; `ignore` for headings that carry nothing we keep."""
    words = read_words("headings").items()
    table = {_bare(heading): column for column, headings in words for heading in headings}
    table.update({fold(heading): column for column, headings in words for heading in headings})
    return table


def _bare(heading: str) -> str:
    folded = fold(heading)
    without_note = _NOTE.sub("", folded)
    return _DECORATION.sub("", without_note or folded)


@lru_cache(maxsize=20_000)
def canonical(heading: str) -> str | None:
    """The canonical column a heading means: as written, without its note, else the longest it contains."""
    table = synonyms()
    folded = _DECORATION.sub("", fold(heading))
    exact = table.get(folded) or table.get(_bare(heading))
    if exact or not folded or len(folded) > LONGEST_HEADING:
        return exact
    inside = next((word for word in _longest_first() if word in folded), "")
    return table[inside] if inside and len(folded) <= len(inside) + 8 else None


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted((word for word in synonyms() if len(word) >= 3), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=20_000)
def refusal(heading: str) -> tuple[str, str] | None:
    """Why a heading is refused, Chinese and English, or None."""
    folded = fold(heading)
    if len(folded) > LONGEST_HEADING:
        return None
    for rule in _refused():
        if any(word in folded for word in rule[0]):
            return rule[1], rule[2]
    return None


@cache
def _refused() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    rules = read_words("refused_columns")["refused"]
    return tuple((tuple(fold(word) for word in rule["words"]), rule["zh"], rule["en"]) for rule in rules)  # type: ignore[index]


def find_header(
    rows: Sequence[tuple[int, list[Cell]]], *, mapped: Mapping[str, tuple[str, ...]]
) -> Header | None:
    """The header among the first rows of a sheet, or None; `mapped` are a mapping's own headings."""
    best: tuple[int, Header] | None = None
    texts = [(number, [text_of(cell) for cell in row]) for number, row in rows[:LOOK_AT_ROWS]]
    for index, (number, row) in enumerate(texts):
        if best and number > best[1].last_row_no + 1:
            break
        for header in _candidates(texts, index, number, row, mapped):
            score = len(header.columns) + len(header.refused)
            if score >= (1 if mapped else 2) and (best is None or score > best[0]):
                best = (score, header)
    return best[1] if best else None


def _candidates(
    texts: list[tuple[int, list[str]]],
    index: int,
    number: int,
    row: list[str],
    mapped: Mapping[str, tuple[str, ...]],
) -> list[Header]:
    if sum(bool(text) for text in row) < 2:
        return []
    found = [_header(number, row, mapped)]
    if index + 1 < len(texts):
        below_number, below = texts[index + 1]
        if _is_sub_header(below):
            found.append(_header(below_number, _joined(row, below), mapped))
    return found


def _is_sub_header(below: list[str]) -> bool:
    """A second header row fills gaps or splits a merged cell, and holds headings, not values."""
    said = [text for text in below if text]
    known = sum(canonical(text) is not None or refusal(text) is not None for text in said)
    return bool(said) and known * 2 >= len(said) and all(len(text) <= 20 for text in said)


def _joined(row: list[str], below: list[str]) -> list[str]:
    """Two header rows as one: the lower word when it is known by itself, else upper and lower together."""
    joined, above = [], ""
    for position in range(max(len(row), len(below))):
        upper = row[position] if position < len(row) else ""
        lower = below[position] if position < len(below) else ""
        above = upper or (above if lower else "")
        both = canonical(above + lower) if lower else None
        joined.append(above + lower if both and both != canonical(above) else lower or upper)
    return joined


def _header(number: int, row: list[str], mapped: Mapping[str, tuple[str, ...]]) -> Header:
    by_mapping = {fold(heading): column for column, headings in mapped.items() for heading in headings}
    columns: dict[str, list[int]] = {}
    refused: dict[str, tuple[str, str]] = {}
    unknown, ambiguous = [], []
    for position, heading in enumerate(row):
        if not heading:
            continue
        why = refusal(heading)
        column = by_mapping.get(fold(heading), "ignore") if mapped else canonical(heading)
        if why:
            refused[heading] = why
        elif column is None:
            unknown.append(heading)
        elif column in columns and column in JOINED:
            columns[column].append(position)
        elif column in columns:
            ambiguous.append(heading)
        elif column != "ignore":
            columns[column] = [position]
    _apply_mapping(columns, row, mapped)
    ambiguous = [] if mapped else ambiguous
    frozen = {column: tuple(positions) for column, positions in columns.items()}
    headings = {position: heading for position, heading in enumerate(row) if heading}
    return Header(number, frozen, headings, refused, tuple(unknown), tuple(ambiguous))


def _apply_mapping(
    columns: dict[str, list[int]], row: list[str], mapped: Mapping[str, tuple[str, ...]]
) -> None:
    """Columns named by a mapping, in the order it joins them; one heading may serve several columns."""
    where = {fold(heading): position for position, heading in enumerate(row) if heading}
    for column, headings in mapped.items():
        positions = [where[fold(heading)] for heading in headings if fold(heading) in where]
        if positions:
            columns[column] = positions
