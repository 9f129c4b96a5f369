"""One refresh in memory, and the shelf that keeps the latest.

shelf.board(view)      reads the warehouse once a refresh (two seconds for ten million reports), then gives the same one
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.access import Viewer
from dashboard.board.ground import Ground, ground_of
from dashboard.read import Door, View
from data.config import Config
from data.db import Store

COUNTING = Viewer("counting for the map", may_open_matters=True)  # told.py hides what others may not see
MOST_KEPT = 400
MOST_BOARDS = 8
Columns = dict[str, NDArray[np.generic]]
Kept = TypeVar("Kept")
NOTICE = (
    "notice_due_count",
    "notice_on_time_count",
    "notice_due_before_count",
    "notice_on_time_before_count",
)


@dataclass(frozen=True)
class Board:
    """Everything counted from, as the refresh of one moment left it.

    stock: columns of board_matter, by rank; weeks: columns of board_week, by week; notice: by area, the last one for unplaced.
    kinds, channels: codes in the order their numbers follow. report_count: accepted reports of all that is seen.
    """

    stamp: str
    as_of: date
    refreshed_at: datetime
    report_count: int
    ground: Ground
    kinds: list[str]
    channels: list[str]
    stock: Columns
    weeks: Columns
    notice: dict[str, NDArray[np.int64]]
    _kept: OrderedDict[object, object] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def once(self, key: object, make: Callable[[], Kept]) -> Kept:
        """What was made for a key before, else made now; the least lately asked for goes first."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # one key, one kind of value
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made


class Shelf:
    """The boards of the latest refresh: one for all who are confined to nothing, one for each who is.

    Whoever asks while one is made waits for the same one.
    """

    def __init__(self, store: Store, config: Config) -> None:
        self._store, self._config = store, config
        self._boards: OrderedDict[Viewer, Board] = OrderedDict()
        self._lock = threading.Lock()

    def board(self, stamp: str, viewer: Viewer = COUNTING) -> Board | None:
        """The board of the refresh so stamped, or of a later one, as this viewer may see it; None before the first."""
        reader = replace(viewer, may_open_matters=True) if viewer.is_confined else COUNTING
        board = self._boards.get(reader)
        if board is not None and board.stamp == stamp:
            return board
        with self._lock:
            board = self._boards.get(reader)
            if board is None or board.stamp != stamp:
                with Door(self._store, reader, self._config).open() as view:
                    board = read_board(view)
                self._keep(reader, board)
            return board

    def _keep(self, reader: Viewer, board: Board | None) -> None:
        if board is None:
            return
        self._boards[reader] = board
        self._boards.move_to_end(reader)
        while len(self._boards) > MOST_BOARDS:
            oldest = next(one for one in self._boards if one != COUNTING)
            del self._boards[oldest]

    def warm(self) -> Board | None:
        """The board of the refresh that stands, read now rather than for the first visitor."""
        with Door(self._store, COUNTING, self._config).open() as view:
            state = view.rows("page_state")
        return self.board(str(state[0]["refreshed_at"])) if state else None


def read_board(view: View) -> Board | None:
    """Everything from one moment; None before the first refresh."""
    state = view.rows("board_state")
    if not state:
        return None
    as_of, refreshed_at = state[0]["as_of_date"], state[0]["refreshed_at"]
    assert isinstance(as_of, date)
    assert isinstance(refreshed_at, datetime)
    ground = ground_of(view.table("board_area"), view.table("board_path"))
    codes = view.rows("page_code")
    return Board(
        stamp=str(refreshed_at),
        as_of=as_of,
        refreshed_at=refreshed_at,
        report_count=int(str(state[0]["report_count"])),
        ground=ground,
        kinds=_codes(codes, "category"),
        channels=_codes(codes, "channel"),
        stock=_columns(view.table("board_matter")),
        weeks=_columns(view.table("board_week")),
        notice=_notice(view, ground),
    )


def _codes(rows: list[dict[str, object]], set_code: str) -> list[str]:
    return sorted(str(row["code"]) for row in rows if row["set_code"] == set_code)


def _columns(table: pa.Table) -> Columns:
    return {name: table[name].to_numpy() for name in table.column_names}


def _notice(view: View, ground: Ground) -> dict[str, NDArray[np.int64]]:
    """By area of the finest level; what is not placed stands one behind the last."""
    counts = {name: np.zeros(len(ground.codes) + 1, np.int64) for name in NOTICE}
    for row in view.rows("board_notice"):
        at = ground.number.get(str(row["area_code"]), len(ground.codes))
        for name in NOTICE:
            counts[name][at] += int(str(row[name]))
    return counts
