"""A lot: rows of one table, asked by canonical column; every problem found at a row is kept with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.cell import EMPTY_WORDS, Cell, text_of
from ingest.ledger.heading import Header
from ingest.mapping import Mapping
from ingest.parse.point import Box
from ingest.parse.unknowable import Unknowable
from ingest.rows.block import Block
from ingest.rows.column import Column, Rows, cell_column, constant, encoded, one_by_one, truth

Parsed = TypeVar("Parsed")
_BLANK = pa.array(sorted(EMPTY_WORDS), pa.string())
OWN = "own"  # the rule is the one the value itself names


@dataclass(frozen=True)
class Finding:
    """A problem found at some rows of a lot: their indexes, the canonical column, the rule, the values as written."""

    column: str
    rule: str
    rows: Rows
    values: Sequence[str]


@dataclass
class Lot:
    """Rows of one table; `texts` and `cells` answer for any canonical column, blank when it is not there.

    year: the one the title or file name states. within: the box that the site's areas lie in.
    came_at: when the sheet was sent, after which nothing in it can have happened; None when that is not known.
    """

    block: Block
    header: Header
    mapping: Mapping
    year: int | None
    within: Box | None = None
    came_at: datetime | None = None
    found: list[Finding] = field(default_factory=list)
    _texts: dict[str, Column[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.block)

    def raw(self, position: int) -> Column[str]:
        """The texts of a position as they came."""
        return self.block.text(position)

    def has(self, column: str) -> bool:
        """Whether anything can be said of a column: the sheet has it, or the mapping a default."""
        return column in self.header.columns or column in self.mapping.defaults

    def texts(self, column: str) -> Column[str]:
        """The column as text, several headings joined by a blank, 无 and — as nothing, the default where empty."""
        if column not in self._texts:
            self._texts[column] = self._read(column)
        return self._texts[column]

    def _read(self, column: str) -> Column[str]:
        positions = self.header.columns.get(column, ())
        default = self.mapping.defaults.get(column, "")
        if not positions:
            return constant(default, len(self))
        said = self.raw(positions[0]) if len(positions) == 1 else self._joined(positions)
        is_blank = truth(pc.is_in(said.spoken, _BLANK)) & ~truth(pc.equal(said.spoken, default))
        return said.changed(np.flatnonzero(is_blank).tolist(), lambda _: default)

    def _joined(self, positions: Sequence[int]) -> Column[str]:
        parts = [_null_when_empty(self.raw(at).texts()) for at in positions]
        return encoded(pc.binary_join_element_wise(*parts, " ", null_handling="skip"))

    def cells(self, column: str) -> Column[Cell]:
        """The column's cells as they came, or the mapping's default."""
        cells = self._more_than_text(column)
        return self.texts(column) if cells is None else cell_column(cells)  # type: ignore[return-value]

    def each(self, column: str) -> Column[Cell]:
        """The column's cells as they came, where it pays not to look for those that come twice."""
        cells = self._more_than_text(column)
        return self.texts(column) if cells is None else one_by_one(cells)  # type: ignore[return-value]

    def _more_than_text(self, column: str) -> Sequence[Cell] | None:
        positions = self.header.columns.get(column, ())
        return self.block.cells.get(positions[0]) if len(positions) == 1 else None

    def parsed(
        self, column: str, parse: Callable[[Cell], Parsed | Unknowable | None], *, rule: str
    ) -> Column[Parsed | None]:
        """Each cell's value; what cannot be known becomes None and a Finding with `rule`, or its own rule if OWN."""
        if not self.has(column):
            return constant(None, len(self))
        cells = self.cells(column)
        return self.settled(column, cells, cells.map(parse), rule=rule)

    def settled(
        self, column: str, cells: Column[Cell], values: Column[Parsed | Unknowable | None], *, rule: str
    ) -> Column[Parsed | None]:
        """Values without those that cannot be known, which are noted."""
        if Unknowable not in set(map(type, values.values)):
            return values  # type: ignore[return-value]
        known = list(values.values)
        whys = dict[int, str]()
        for place, value in enumerate(values.values):
            if isinstance(value, Unknowable):
                whys[place], known[place] = value.why, None
        for why in sorted(set(whys.values())):
            places = [place for place in whys if whys[place] == why]
            rows = np.flatnonzero(np.isin(values.which, places))
            told = [text_of(cells.values[place]) for place in cells.which[rows].tolist()]
            self.note(column, why if rule == OWN else rule, rows, told)
        return Column(known, values.which)  # type: ignore[arg-type]

    def coded(self, column: str, parse: Callable[[str], str | None], *, rule: str) -> Column[str | None]:
        """Each text's code: the mapping's own words first, then the reference list."""
        own = self.mapping.values.get(column, {})
        texts = self.texts(column)
        codes = texts.map(lambda text: (own.get(text) or parse(text)) if text else None)
        unknown = np.array(
            [bool(text) and code is None for text, code in zip(texts.values, codes.values, strict=True)]
        )
        rows = np.flatnonzero(unknown[texts.which])
        self.note(column, rule, rows, [texts.values[place] for place in texts.which[rows].tolist()])
        return codes

    def lines(self, column: str) -> tuple[Column[str], Column[str]]:
        """The first line of each cell, and the rest: 责任单位⏎责任人 holds a unit and a person."""
        split = self.texts(column).map(lambda text: text.replace("\r", "\n").partition("\n"))
        return split.map(lambda parts: parts[0].strip()), split.map(lambda parts: parts[2].strip())

    def note(self, column: str, rule: str, rows: Rows, values: Sequence[str] = ()) -> None:
        """Keep a problem found at some rows."""
        if len(rows):
            self.found.append(Finding(column, rule, rows, values or [""] * len(rows)))

    def rows_noted(self, column: str) -> Rows:
        """The rows at which a problem of a column was found, in order, each once."""
        met = [finding.rows for finding in self.found if finding.column == column]
        return np.unique(np.concatenate(met)) if met else np.zeros(0, dtype=np.int64)


def _null_when_empty(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(texts, ""), None, texts)
