"""The strip's figures of every area at once, as columns; the last row is the whole site, placed or not.

open_matter_count [4, 9, 13, 14]     three areas, and everything: one matter is not placed
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.board.board import NOTICE, Board
from dashboard.board.choice import WEEK_DAYS

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]


def figures(board: Board) -> dict[str, Column]:
    """By area number, the whole site last; made once a refresh."""
    return board.once("kpi", lambda: _figures(board))


def figures_of(board: Board, code: str) -> dict[str, int]:
    """The figures of one area, '' for everything; zeros for one not known."""
    at = board.ground.number.get(code, None) if code else len(board.ground.codes)
    return {name: 0 if at is None else int(column[at]) for name, column in figures(board).items()}


def _figures(board: Board) -> dict[str, Column]:
    stock = board.stock
    is_open, first, late = stock["is_open"], stock["first_days"], stock["overdue_days"]
    is_closed_since = (stock["closed_days"] >= 0) & (stock["closed_days"] < WEEK_DAYS)
    masks: dict[str, Mask] = {
        "open_matter_count": is_open,
        "open_before_count": (first >= WEEK_DAYS) & (is_open | is_closed_since),
        "red_count": is_open & (stock["band_no"] == 3),
        "orange_count": is_open & (stock["band_no"] == 2),
        "overdue_count": is_open & (late > 0),
        "overdue_new_count": is_open & (late > 0) & (late <= WEEK_DAYS),
        "repeat_count": is_open & stock["is_repeated"],
        "repeat_again_count": is_open & stock["is_repeated"] & (stock["last_days"] < WEEK_DAYS),
        "grouped_count": is_open & (stock["group_no"] >= 0),
        "due_soon_count": is_open & (stock["due_days"] >= 0) & (stock["due_days"] <= WEEK_DAYS),
        "due_today_count": is_open & (stock["due_days"] == 0),
        "new_count": first < WEEK_DAYS,
        "new_before_count": (first >= WEEK_DAYS) & (first < 2 * WEEK_DAYS),
    }
    found = {name: _by_area(board, mask) for name, mask in masks.items()}
    found["group_count"] = _groups(board, is_open)
    found["group_new_count"] = _groups(board, is_open & (first < WEEK_DAYS))
    found |= {name: _rolled(board, board.notice[name]) for name in NOTICE}
    found["unplaced_count"] = np.zeros_like(found["open_matter_count"])
    found["unplaced_count"][-1] = int((is_open & (stock["area_no"] < 0)).sum())
    return found


def _by_area(board: Board, mask: Mask) -> Column:
    area = board.stock["area_no"][mask]
    own = np.bincount(
        np.where(area < 0, len(board.ground.codes), area), minlength=len(board.ground.codes) + 1
    )
    return _rolled(board, own)


def _rolled(board: Board, own: NDArray[np.int64]) -> Column:
    """Own counts (unplaced last) summed up to every area above, and to the whole."""
    ground = board.ground
    total = np.zeros(len(own), np.int64)
    for above in ground.up.values():
        inside = above >= 0
        total[:-1] += np.bincount(above[inside], weights=own[:-1][inside], minlength=len(above)).astype(
            np.int64
        )
    total[-1] = own.sum()
    return total


def _groups(board: Board, mask: Mask) -> Column:
    ground, stock = board.ground, board.stock
    mask = mask & (stock["group_no"] >= 0)
    group, area = stock["group_no"][mask], stock["area_no"][mask]
    total = np.zeros(len(ground.codes) + 1, np.int64)
    for above in ground.up.values():
        placed = area >= 0
        pairs = np.unique(np.stack([above[area[placed]], group[placed]]), axis=1)[0]
        total[:-1] += np.bincount(pairs[pairs >= 0], minlength=len(ground.codes))
    total[-1] = len(np.unique(group))
    return total
