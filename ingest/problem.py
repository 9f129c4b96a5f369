"""Every problem of a file, in the words of its rule: kept as columns, since a sheet of a million rows may have as many.

柳河村 第12行「上报时间」: 时间看不懂
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import language
from ingest.check import RULES

LONGEST_VALUE = 40
SOME_OF_EACH = 20  # problems of a rule that are shown before a hundred thousand of another
_SCHEMA = pa.schema(
    [
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
        ("value_masked", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("remedy", pa.string()),
    ]
)


@dataclass(frozen=True)
class Problem:
    """One problem: the sheet, row and column as a person sees them, the value masked, the rule and its words."""

    sheet: str
    row: int | None
    column: str | None
    value_masked: str | None
    rule: str
    severity: str
    message: str
    remedy: str


@dataclass
class Problems:
    """The problems of one file, in the order they were found."""

    _blocks: list[pa.Table] = field(default_factory=list)

    def add(self, rule: str, *, sheet: str, column: str | None = None) -> None:
        """A problem of a whole sheet or column."""
        self._blocks.append(_block(rule, sheet, column, pa.nulls(1, pa.int32()), [""]))

    def add_rows(
        self, rule: str, *, sheet: str, rows: pa.Array, column: str | None = None, values: Sequence[str] = ()
    ) -> None:
        """The same problem at many rows; values: as written, masked."""
        if len(rows):
            self._blocks.append(_block(rule, sheet, column, rows, values or [""] * len(rows)))

    def extend(self, others: Problems) -> None:
        """The problems of a part of the file."""
        self._blocks.extend(others._blocks)

    def table(self) -> pa.Table:
        """All of them, with the columns of Problem."""
        return pa.concat_tables(self._blocks) if self._blocks else _SCHEMA.empty_table()

    def first(self, most: int) -> tuple[Problem, ...]:
        """At most so many: those that reject a row before those that only warn, and of every rule some."""
        table = self.table()
        rules = table["rule"].combine_chunks().dictionary_encode().indices.to_numpy()
        in_rule = np.zeros(len(table), dtype=np.int64)
        for rule in np.unique(rules):
            of_rule = np.flatnonzero(rules == rule)
            in_rule[of_rule] = np.arange(len(of_rule))
        is_warning = pc.not_equal(table["severity"], "error").to_numpy()
        beyond = in_rule >= SOME_OF_EACH
        order = np.lexsort((np.arange(len(table)), is_warning, beyond))[:most]
        order = order[np.lexsort((order, is_warning[order]))]
        return tuple(Problem(**row) for row in table.take(pa.array(order)).to_pylist())


def _block(rule: str, sheet: str, column: str | None, rows: pa.Array, values: Sequence[str]) -> pa.Table:
    kept = RULES[rule]
    told = pc.utf8_slice_codeunits(pa.array(values, pa.string()), 0, LONGEST_VALUE)
    same = {"sheet": sheet, "column": column, "rule": rule, "severity": kept.severity, "remedy": kept.remedy}
    first = pa.array([0] * len(rows), pa.int8())
    columns = {name: pa.array([value], pa.string()).take(first) for name, value in same.items()}
    columns["row"] = rows.cast(pa.int32())
    columns["value_masked"] = pc.if_else(pc.equal(told, ""), None, told)
    columns["message"] = _messages(sheet, column, rows, kept.sentence)
    return pa.table([columns[name] for name in _SCHEMA.names], schema=_SCHEMA)


def _messages(sheet: str, column: str | None, rows: pa.Array, sentence: str) -> pa.Array:
    """Where and what, in the language in force."""
    before, behind = (" row ", "") if language() == "en" else (" 第", "行")
    number = pc.binary_join_element_wise(before, rows.cast(pa.string()), behind, "")
    where = (
        ("" if not column else f" [{column}]") if language() == "en" else (f"「{column}」" if column else "")
    )
    return pc.binary_join_element_wise(sheet, pc.fill_null(number, ""), f"{where}: {sentence}", "")
