"""What the situation page shows of one place: where we are, which areas are painted, by what number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from dashboard.board.board import Board
from dashboard.board.choice import Choice
from dashboard.board.ground import Ground
from dashboard.board.reading import Number, Reading
from dashboard.board.value import reported
from dashboard.painting.paint import MOST_NAMES, Label, MapRecord, band_scale
from dashboard.painting.scale import scale
from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.atlas import Atlas, Sheet

MOST_AREAS = 1500  # a finer level is drawn at first sight only when it has no more areas than this
MOST_BESIDE = 2500  # more areas than this are told by one number each
MOST_HEAT_REPORTS = 200_000  # a larger site's heat is drawn from its weekly tables, grid by grid
BESIDE = ("open_matter_count", "overdue_count", "repeat_count")


@dataclass(frozen=True)
class Where:
    """Where the reader has gone: the area whose parts are drawn, the part picked, the level if one was asked for."""

    focus: str = ""
    picked: str | None = None
    level: str | None = None

    @property
    def about(self) -> str:
        """The area the figures are about: the picked one, else the focus ('' for everything, placed or not)."""
        return self.picked or self.focus


@dataclass(frozen=True)
class Place:
    """Where we are among the levels.

    levels: those that can be drawn inside the focus, coarsest first; a click leads into an area of the first.
    level: the one that is drawn.
    above: the areas above what the figures are about, itself last, as (code, name, level).
    has_top: the first of them holds everything.
    """

    where: Where
    levels: tuple[str, ...]
    level: str
    above: tuple[tuple[str, str, str], ...]
    has_top: bool

    @property
    def about(self) -> str:
        """The area the figures are about."""
        return self.where.about


def find_place(ground: Ground, where: Where) -> Place | None:
    """Where we are; None when no area below the focus is known."""
    counts = ground.present(where.focus)
    levels = tuple(level for level in counts if counts[level] != 1) or tuple(counts)[-1:]
    if not levels:
        return None
    drawable = [level for level in levels if counts[level] <= MOST_AREAS] or levels[:1]
    above = ground.above(where.about or ground.top)
    return Place(
        where=where,
        levels=levels,
        level=where.level if where.level in levels else drawable[-1],
        above=tuple((ground.codes[at], ground.names[at], ground.levels[at]) for at in above),
        has_top=bool(ground.top),
    )


def step(ground: Ground, where: Where, area_code: str) -> Where:
    """Where a click on an area leads: one level down towards it, else it is picked."""
    place = find_place(ground, where)
    if place is None:
        return where
    path = {ground.levels[at]: ground.codes[at] for at in ground.above(area_code)}
    into = path.get(place.levels[0], area_code)
    if ground.present(into):
        return Where(focus=into, level=where.level)
    return Where(focus=where.focus, picked=area_code, level=where.level)


@dataclass(frozen=True)
class Asked:
    """One look at the map: who asks, at which place, with which choice."""

    view: View
    reading: Reading
    place: Place
    choice: Choice

    @property
    def board(self) -> Board:
        """What is counted from."""
        return self.reading.board


def map_record(asked: Asked, atlas: Atlas, speech: Speech) -> MapRecord | None:
    """The map of a place under a choice; None when the place has no shapes."""
    place, choice, board = asked.place, asked.choice, asked.board
    focus, named_level = place.where.focus, place.levels[0]
    sheet = atlas.sheet(asked.view, board, place.level, focus)
    named = atlas.sheet(asked.view, board, named_level, focus)
    if sheet is None or named is None:
        return None
    rows = _rows(board, place.level, sheet)
    shown = asked.reading.level(place.level, choice)
    numbers = [shown.counts[row] for row in rows]
    silent = board.ground.is_silent[board.ground.level(place.level)]
    is_few = len(rows) <= MOST_BESIDE
    return MapRecord(
        key=f"{place.level}/{focus}/{sheet.etag}",
        geometry_url=_url(place.level, focus, sheet.etag),
        border_url=_url(named_level, focus, named.etag) if place.level != named_level else None,
        bounds=sheet.bounds,
        codes=sheet.codes,
        numbers=numbers,
        scale=band_scale([shown.bands[row] for row in rows])
        if shown.bands is not None
        else scale(numbers, [bool(silent[row]) for row in rows]),
        is_banded=shown.bands is not None,
        measure=choice.measure,
        beside=_beside(asked, rows, speech) if is_few else (),
        labels=_labels(asked, named_level, named, speech),
        heat=_heat(asked, sheet, numbers) if choice.layer != "areas" else (),
        signals=asked.view.rows("page_signal_outline", focus=focus, kind=choice.kind),
        picked=place.where.picked,
        layer=choice.layer,
    )


def _rows(board: Board, level: str, sheet: Sheet) -> list[int]:
    """Where each area of a sheet stands among its level."""
    return board.once(("rows", level, sheet.etag), lambda: _found_rows(board, level, sheet))


def _found_rows(board: Board, level: str, sheet: Sheet) -> list[int]:
    at = {int(number): row for row, number in enumerate(board.ground.level(level))}
    return [at[board.ground.number[code]] for code in sheet.codes]


def _beside(asked: Asked, rows: list[int], speech: Speech) -> list[tuple[str, list[Number]]]:
    """The state of today beside the number: only while nothing is filtered, or they would seem to be of the filter."""
    if not asked.choice.is_all:
        return []
    found = []
    for column in BESIDE:
        if column == f"{asked.choice.measure}_count" or column == f"{asked.choice.measure}_matter_count":
            continue
        counts = asked.reading.count(asked.place.level, column)
        found.append((speech.say(f"beside.{column.removesuffix('_count')}"), [counts[row] for row in rows]))
    return found


def _labels(asked: Asked, level: str, named: Sheet, speech: Speech) -> list[Label]:
    """The names of the areas a click leads into, each with its number; for a score its open matters."""
    if len(named.codes) > MOST_NAMES:
        return []
    board = asked.board
    measure = "open" if asked.choice.measure == "score" else asked.choice.measure
    choice = Choice(asked.choice.span, asked.choice.kind, "areas", measure, asked.choice.channel)
    counts = asked.reading.level(level, choice).counts
    return [
        Label(
            *named.inner_points[code],
            board.ground.names[board.ground.number[code]],
            written(counts[row], speech),
        )
        for row, code in zip(_rows(board, level, named), named.codes, strict=True)
    ]


def written(number: Number, speech: Speech) -> str:
    """A number as it stands on the map; <3 when it was hidden."""
    return (
        speech.count(int(number) if number is not None and number == int(number) else None)
        if (number is None or number == int(number))
        else f"{number:,.1f}"
    )


def _heat(asked: Asked, sheet: Sheet, numbers: list[Number]) -> list[tuple[float, float, float]]:
    """Where reports lie: cells of about 100 m; of a large site its grids; for who sees totals only, what is painted."""
    board, choice = asked.board, asked.choice
    if not asked.reading.may_open:
        told = zip(sheet.codes, numbers, strict=True)
        return [(*_short(sheet.inner_points[code]), float(number)) for code, number in told if number]
    if board.report_count <= MOST_HEAT_REPORTS:
        return _report_heat(asked)
    counts = reported(board, choice, "report_count") * board.ground.inside(asked.place.where.focus)
    return _grid_heat(asked, counts)


def _report_heat(asked: Asked) -> list[tuple[float, float, float]]:
    choice, as_of = asked.choice, asked.board.as_of
    rows = asked.view.rows(
        "page_heat",
        since=choice.since(as_of),
        until=choice.until(as_of),
        kind=choice.kind,
        channel=choice.channel,
        focus=asked.place.where.focus,
    )
    return [(float(str(row["lon"])), float(str(row["lat"])), float(str(row["report_count"]))) for row in rows]


def _grid_heat(asked: Asked, counts: np.typing.NDArray[np.float64]) -> list[tuple[float, float, float]]:
    points = asked.board.once("inner", lambda: asked.view.rows("page_inner"))
    number = asked.board.ground.number
    found = [
        (row, counts[number[str(row["area_code"])]]) for row in points if str(row["area_code"]) in number
    ]
    return [
        (round(float(str(row["inner_lon"])), 4), round(float(str(row["inner_lat"])), 4), float(count))
        for row, count in found
        if count
    ]


def _short(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], 4), round(point[1], 4)


def since(view: View, span: str) -> datetime | None:
    """When a span of days up to the refresh began; None for all."""
    as_of = view.rows("page_state")[0]["as_of_date"]
    return Choice.told(span=span).since(as_of)  # type: ignore[arg-type]  # a DATE of the warehouse


def mondays(as_of: date, count: int) -> list[str]:
    """The Mondays of the last weeks, oldest first."""
    last = as_of - timedelta(days=as_of.weekday())
    return [(last - timedelta(weeks=back)).isoformat() for back in reversed(range(count))]


def _url(level: str, focus: str, etag: str) -> str:
    return f"/geometry/{level}/{focus or 'all'}.json?v={etag}"
