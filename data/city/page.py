"""One sheet being laid out: its rows, its merged and hidden cells, and where each report stands.

row_no  cells                       written
1       ["青石镇2025年3月…"]        merged over all columns
5       ["序号", "村(社区)", …]
6       [1, "柳河社区", …]          report 4711, part 1
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.city.slip import Cell


@dataclass(frozen=True, slots=True)
class Written:
    """Report `report` is part `part` of the row a person sees as number `row_no`."""

    row_no: int
    part: int
    report: int
    usable: bool
    has_phone: bool
    slipped: bool


@dataclass
class Page:
    """A sheet under construction; row and column numbers inside are 0-based."""

    name: str
    width: int
    rows: list[Sequence[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    tail_blank: int = 0

    def add(self, cells: Sequence[Cell], *, hidden: bool = False, header: bool = False) -> int:
        """Append one row and return its 0-based number."""
        at = len(self.rows)
        self.rows.append(cells)
        if hidden:
            self.hidden.append(at)
        if header:
            self.header_rows.append(at)
        return at

    def banner(self, text: str) -> None:
        """A row of one text merged over every column."""
        at = self.add([text])
        if self.width > 1:
            self.merges.append((at, 0, at, self.width - 1))
