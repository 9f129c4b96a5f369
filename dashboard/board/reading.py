"""The map's numbers as one reader may have them: as they are for who may open the matters, told once for all others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.board import told
from dashboard.board.board import Board
from dashboard.board.choice import Choice
from dashboard.board.kpi import figures, figures_of
from dashboard.board.value import values
from dashboard.suppress import Row
from data.config import Area

Number = float | None
TOLD_FIGURES = (
    *("open_matter_count", "red_count", "orange_count", "overdue_count", "repeat_count", "grouped_count"),
    *("group_count", "new_count", "new_before_count", "due_soon_count", "due_today_count"),
    *("notice_due_count", "notice_on_time_count"),
)


@dataclass(frozen=True)
class Shown:
    """A level as it may be shown, in the order of codes: numbers (None: hidden), and bands of the score card, if asked."""

    counts: list[Number]
    bands: list[int] | None


@dataclass(frozen=True)
class Reading:
    """One reader at one board."""

    board: Board
    area: Area
    may_open: bool
    smallest_shown: int

    def may(self, choice: Choice) -> Choice:
        """The choice this reader may make."""
        return choice if self.may_open else told.unfiltered(choice)

    def level(self, level: str, choice: Choice) -> Shown:
        """A measure of every area of a level."""
        choice = self.may(choice)
        found = values(self.board, level, choice, self.area)
        bands = None if found.bands is None else found.bands.tolist()
        if self.may_open:
            return Shown(np.round(found.counts, 1).tolist(), bands)
        codes = self._codes(level)
        if choice.measure == "score":  # points would tell how many and how heavy: the colour is enough
            return Shown([None] * len(codes), bands)
        kept = self._told(told.COLUMN_OF[choice.measure])
        return Shown([kept[code] for code in codes], bands)

    def count(self, level: str, column: str) -> list[Number]:
        """One of the strip's figures for every area of a level."""
        if not self.may_open:
            kept = self._told(column)
            return [kept[code] for code in self._codes(level)]
        found: list[Number] = figures(self.board)[column][self.board.ground.level(level)].tolist()
        return found

    def figures(self, code: str) -> Row:
        """The strip's figures of one area, '' for everything; what may not be told is None."""
        if self.may_open:
            return dict(figures_of(self.board, code))
        hidden = dict.fromkeys(figures_of(self.board, code))
        return {**hidden, **{name: self._told(name).get(code) for name in TOLD_FIGURES}, "unplaced_count": 0}

    def _codes(self, level: str) -> list[str]:
        return told.level_codes(self.board, level)

    def _told(self, column: str) -> told.Told:
        return told.told(self.board, column, smallest_shown=self.smallest_shown)
