"""One measure of every area of one level under a choice; pure numbers, nothing hidden yet.

values(board, "town", Choice(measure="overdue"))     Values(counts [4, 0, 9], bands None)
values(board, "town", Choice(kind="15"))             Values(counts [75, 0, 210], bands [1, 3, 0]): scores and colours
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from dashboard.board.board import Board
from dashboard.board.choice import EPOCH, WEEK_DAYS, Choice
from data.config import Area

RED, ORANGE, YELLOW, BLUE, UNKNOWN = range(5)
Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Values:
    """By area of the level, in the order of codes; bands: colours of the score card, only for the measure score."""

    counts: Counts
    bands: NDArray[np.int8] | None = None


def values(board: Board, level: str, choice: Choice, area: Area) -> Values:
    """Each once for a refresh."""
    key = (level, choice.span, choice.kind, choice.channel, choice.measure)
    return board.once(key, lambda: _values(board, level, choice, area))


def _values(board: Board, level: str, choice: Choice, area: Area) -> Values:
    if choice.measure == "score":
        return _scored(board, level, choice, area)
    if choice.measure == "group":
        return Values(_groups(board, level, choice))
    if choice.measure == "density":
        km2 = board.ground.km2[board.ground.level(level)]
        reports = rolled(board, level, reported(board, choice, "report_count"))
        return Values(np.divide(reports, km2, out=np.zeros_like(reports), where=km2 > 0))
    return Values(rolled(board, level, counted(board, choice)))


def counted(board: Board, choice: Choice) -> Counts:
    """A measure that adds up, by area of the finest level."""
    stock = board.stock
    if choice.measure == "new":
        if choice.span in ("all", "7"):
            return _of_stock(board, (stock["first_days"] < WEEK_DAYS) & of_kind(board, choice))
        return reported(board, choice, "report_count") - reported(board, choice, "repeat_count")
    mask = chosen(board, choice)
    if choice.measure == "overdue":
        mask &= stock["overdue_days"] > 0
    elif choice.measure == "repeat":
        mask &= stock["is_repeated"]
    return _of_stock(board, mask)


def chosen(board: Board, choice: Choice) -> NDArray[np.bool_]:
    """The open matters of a choice: those last raised in its time."""
    stock = board.stock
    mask = stock["is_open"] & of_kind(board, choice)
    days = choice.days(board.as_of)
    if days:
        mask &= (stock["last_days"] >= days[0]) & (stock["last_days"] <= days[1])
    return np.asarray(mask, bool)


def behind(board: Board, choice: Choice) -> NDArray[np.bool_]:
    """The matters behind a number of the map."""
    stock, mask = board.stock, chosen(board, choice)
    if choice.measure == "new":
        days = choice.days(board.as_of) or (0, WEEK_DAYS - 1)
        first = stock["first_days"]
        return np.asarray((first >= days[0]) & (first <= days[1]) & of_kind(board, choice), bool)
    if choice.measure == "overdue":
        mask &= stock["overdue_days"] > 0
    elif choice.measure == "repeat":
        mask &= stock["is_repeated"]
    elif choice.measure == "group":
        mask &= stock["group_no"] >= 0
    return mask


def of_kind(board: Board, choice: Choice) -> NDArray[np.bool_]:
    """The matters of a kind and channel."""
    return _fits(board, board.stock, choice)


def _fits(board: Board, columns: dict[str, NDArray[np.generic]], choice: Choice) -> NDArray[np.bool_]:
    mask = np.ones(len(columns["area_no"]), bool)
    for name, code, codes in (
        ("kind_no", choice.kind, board.kinds),
        ("channel_no", choice.channel, board.channels),
    ):
        if code:
            mask &= columns[name] == (codes.index(code) if code in codes else -2)
    return mask


def reported(board: Board, choice: Choice, column: str) -> Counts:
    """Reports of whole weeks that touch the time, by area of the finest level; kept, because weeks are many."""
    key = ("weeks", choice.span, choice.kind, choice.channel, column)
    return board.once(key, lambda: _reported(board, choice, column))


def _reported(board: Board, choice: Choice, column: str) -> Counts:
    weeks, days = board.weeks, choice.days(board.as_of)
    week = weeks["week_no"]
    if not days:
        return _all_time(board, choice, column)
    first, last = ((board.as_of - timedelta(days=day) - EPOCH).days // WEEK_DAYS for day in reversed(days))
    some = slice(
        *np.searchsorted(week, np.array([first, last + 1], week.dtype)).tolist()
    )  # another type would copy it
    part = {name: kept[some] for name, kept in weeks.items()}
    areas, counts = part["area_no"], part[column]
    if choice.kind or choice.channel:
        mask = _fits(board, part, choice)
        areas, counts = areas[mask], counts[mask]
    return np.bincount(areas, weights=counts, minlength=len(board.ground.codes))


def _all_time(board: Board, choice: Choice, column: str) -> Counts:
    """From sums over all weeks, made once for every kind and channel; codes not listed come last."""
    sums = board.once(("all weeks", column), lambda: _sums(board, column))
    kinds = _place(choice.kind, board.kinds)
    channels = _place(choice.channel, board.channels)
    found: Counts = sums[kinds, channels].reshape(-1, sums.shape[2]).sum(axis=0, dtype=float)
    return found


def _place(code: str, codes: list[str]) -> slice:
    if not code:
        return slice(None)
    at = codes.index(code) if code in codes else len(codes) + 1
    return slice(at, at + 1)


def _sums(board: Board, column: str) -> NDArray[np.int64]:
    """kind × channel × area."""
    weeks, areas = board.weeks, len(board.ground.codes)
    shape = (len(board.kinds) + 1, len(board.channels) + 1, areas)
    kind, channel = (weeks[name] % size for name, size in (("kind_no", shape[0]), ("channel_no", shape[1])))
    at = (kind.astype(np.int64) * shape[1] + channel) * areas + weeks["area_no"]
    sums = np.bincount(at, weights=weeks[column], minlength=shape[0] * shape[1] * areas)
    return sums.astype(np.int64).reshape(shape)


def _of_stock(board: Board, mask: NDArray[np.bool_]) -> Counts:
    area = board.stock["area_no"][mask]
    return np.bincount(area[area >= 0], minlength=len(board.ground.codes)).astype(float)


def rolled(board: Board, level: str, counts: Counts) -> Counts:
    """What lies in each area of a level, of counts by area of the finest level."""
    ground = board.ground
    up = ground.up.get(level)
    if up is None:
        return np.zeros(0)
    inside = up >= 0
    return np.bincount(up[inside], weights=counts[inside], minlength=len(up))[ground.level(level)]


def _groups(board: Board, level: str, choice: Choice) -> Counts:
    """Groups with an open matter in each area: one in two areas counts in both."""
    ground, stock = board.ground, board.stock
    mask = chosen(board, choice) & (stock["group_no"] >= 0) & (stock["area_no"] >= 0)
    up, group = ground.up[level][stock["area_no"][mask]], stock["group_no"][mask]
    size = int(group.max(initial=0)) + 1
    pairs = np.unique(
        up[up >= 0].astype(np.int64) * size + group[up >= 0]
    )  # one number a pair: sorting rows is slow
    return np.bincount(pairs // size, minlength=len(ground.codes)).astype(float)[ground.level(level)]


def _scored(board: Board, level: str, choice: Choice, area: Area) -> Values:
    """Points of red and orange matters, and the band: the refresh's own, else found by its rule (area_status.sql)."""
    ground, stock = board.ground, board.stock
    mask = chosen(board, choice) & (stock["area_no"] >= 0)
    at = ground.up[level][stock["area_no"][mask]]
    band_no, points = stock["band_no"][mask], stock["score"][mask]
    is_heavy = (band_no >= 2) & (at >= 0)
    size, codes = len(ground.codes), ground.level(level)
    score = np.bincount(at[is_heavy], weights=points[is_heavy], minlength=size)[codes]
    if choice.is_all:
        return Values(score, ground.bands[codes])
    worst = np.zeros(size, np.int8)
    for band in (1, 2, 3):
        worst[at[(band_no == band) & (at >= 0)]] = band
    return Values(score, _banded(worst[codes], score, ground.is_silent[codes], level == "grid", area))


def _banded(
    worst: NDArray[np.int8], score: Counts, is_silent: NDArray[np.bool_], is_finest: bool, area: Area
) -> NDArray[np.int8]:
    rank = len(score) + 1 - np.searchsorted(np.sort(score), score, side="right")
    red = np.ceil(area.red_share * len(score))
    orange = np.ceil((area.red_share + area.orange_share) * len(score))
    cases = [
        ((worst == 3) & (is_finest | (rank <= red)), RED),
        ((worst >= 2) & (is_finest | (rank <= orange)), ORANGE),
        (worst >= 2, YELLOW),
        (is_silent, UNKNOWN),
        (worst == 1, YELLOW),
    ]
    return np.select([case for case, _ in cases], [band for _, band in cases], BLUE).astype(np.int8)
