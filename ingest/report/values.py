"""What a lot's rows say, as columns of meaning: each canonical column parsed once, every problem of every row kept.

上报时间 "2024.3.5"  信访形式 "来访"   →   reported_at 2024-03-05 00:00, channel "visit"
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import BadArgument
from grid.crs import known_crs
from ingest.cell import Cell, is_blank, text_of
from ingest.ledger.lot import OWN, Lot
from ingest.parse.clock import parse_clock
from ingest.parse.code import parse_code
from ingest.parse.count import parse_count
from ingest.parse.degrees import parse_degrees, parse_pair
from ingest.parse.kind import parse_kind, parse_subject
from ingest.parse.moment import parse_moment
from ingest.parse.plain import plain_degrees, plain_moments
from ingest.parse.point import settle_points
from ingest.parse.unknowable import Unknowable
from ingest.rows.column import Column, pairs

Parsed = TypeVar("Parsed")
MOMENT = pa.timestamp("us")
OTHER_KIND = "99"
DISCIPLINE_SUBJECT = "19"  # petition_l1_current.csv: 纪检监察(访问隔离)


@dataclass(frozen=True)
class Facts:
    """What a lot's rows say, one element a row in every column; identities are not here (ingest/person/party.py)."""

    reported_at: pa.Array
    accepted_at: pa.Array
    replied_at: pa.Array
    closed_at: pa.Array
    due_date: pa.Array
    people_count: pa.Array
    is_people_approximate: pa.Array
    lon: pa.Array
    lat: pa.Array
    channel: pa.Array
    level: pa.Array
    category: pa.Array
    subject: pa.Array
    legal_category: pa.Array
    status: pa.Array
    satisfaction: pa.Array
    has_safety_concern: pa.Array
    crs: pa.Array


def understand(lot: Lot) -> Facts:
    """Parse every column of a lot; problems gather in lot.found."""
    channel = _coded(lot, "channel", rule="unknown_channel").map(lambda code: code or "screening")
    level = pairs(_coded(lot, "level"), channel).map(_level)
    subject = lot.texts("petition_subject").map(lambda text: parse_subject(text) if text else None)
    people = lot.parsed("people_count", parse_count, rule=OWN)
    crs = lot.coded("crs", _known_system, rule="crs_unknown")
    lon, lat = _points(lot, is_known=_is_usable(lot, crs))
    return Facts(
        reported_at=_reported(lot),
        accepted_at=_moments(lot, "accepted_at"),
        replied_at=_moments(lot, "replied_at"),
        closed_at=_moments(lot, "closed_at"),
        due_date=_moments(lot, "due_date").cast(pa.date32(), safe=False),
        people_count=people.map(lambda count: count.number if count else None).array(pa.int32()),
        is_people_approximate=people.map(lambda count: bool(count and count.is_approximate)).array(
            pa.bool_()
        ),
        lon=lon,
        lat=lat,
        channel=channel.array(pa.string()),
        level=level.array(pa.string()),
        category=_categories(lot).array(pa.string()),
        subject=subject.array(pa.string()),
        legal_category=pairs(_coded(lot, "legal_category"), subject).map(_legal_category).array(pa.string()),
        status=_coded(lot, "status").array(pa.string()),
        satisfaction=_coded(lot, "satisfaction").array(pa.string()),
        has_safety_concern=_coded(lot, "safety_concern").map(lambda code: code == "yes").array(pa.bool_()),
        crs=crs.array(pa.string()),
    )


def _coded(lot: Lot, column: str, *, rule: str = "unknown_word") -> Column[str | None]:
    return lot.coded(column, lambda text: parse_code(text, kind=column), rule=rule)


def _legal_category(told: tuple[str | None, str | None]) -> str:
    """The category told, else what the subject says: one for discipline inspection is an accusation (条例22, 30)."""
    category, subject = told
    return category or ("accusation" if subject == DISCIPLINE_SUBJECT else "appeal")


def _level(told: tuple[str | None, str]) -> str:
    """The level told, else what the channel says: a screening is the community's, a petition the county's."""
    level, channel = told
    return level or ("community" if channel == "screening" else "county")


def _categories(lot: Lot) -> Column[str]:
    """The kind: told as such, else through the petition subject, else 99; a site's own codes as they are."""
    own = lot.mapping.categories
    told = lot.coded("category", lambda text: text if text in own else parse_kind(text), rule="unknown_kind")
    through = lot.texts("petition_subject").map(lambda text: parse_kind(text) if text else None)
    return pairs(told, through).map(lambda kinds: kinds[0] or kinds[1] or OTHER_KIND)


def _reported(lot: Lot) -> pa.Array:
    """The day, with hour and minute from their own columns when the sheet has them."""
    days = _moments(lot, "reported_at", rule=OWN)
    if not lot.has("reported_hour"):
        return days
    told = pairs(lot.cells("reported_hour"), lot.cells("reported_minute"))
    clocks = lot.settled(
        "reported_hour",
        told.map(lambda clock: clock[0]),
        told.map(lambda clock: parse_clock(*clock)),
        rule=OWN,
    )
    clock = clocks.array(pa.duration("us"))
    midnight = pc.floor_temporal(days, unit="day")
    return pc.if_else(pc.is_valid(clock), pc.add(midnight, pc.fill_null(clock, 0)), days)


def _moments(lot: Lot, column: str, *, rule: str = "later_date_unreadable") -> pa.Array:
    """The moments of a column: the plain ones at one stroke, each other value by itself."""
    if not lot.has(column):
        return pa.nulls(len(lot), MOMENT)
    cells = lot.each(column)
    plain = None if lot.mapping.date_format else plain_moments(cells.values)
    known = plain if plain is not None else np.full(len(cells.values), np.datetime64("NaT"), "datetime64[us]")
    settled = lot.settled(column, cells, _rest(cells, np.isnat(known), _moment(lot)), rule=rule)
    for place in np.flatnonzero(np.isnat(known)).tolist():
        if settled.values[place] is not None:
            known[place] = settled.values[place]
    return pa.array(known[cells.which], MOMENT)


def _rest(
    cells: Column[Cell], is_open: np.ndarray, parse: Callable[[Cell], Parsed | Unknowable | None]
) -> Column[Parsed | Unknowable | None]:
    """What the parser says of the cells that are not plain, nor nothing at all."""
    return Column(
        [
            parse(cell) if each and cell not in ("", None) else None
            for cell, each in zip(cells.values, is_open.tolist(), strict=True)
        ],
        cells.which,
    )


def _moment(lot: Lot) -> Callable[[Cell], datetime | Unknowable | None]:
    shape = lot.mapping.date_format
    return lambda cell: _by_format(cell, shape) if shape else parse_moment(cell, year=lot.year)


def _by_format(cell: Cell, shape: str) -> datetime | Unknowable | None:
    if isinstance(cell, datetime):
        return cell
    text = text_of(cell)
    if is_blank(text):
        return None
    try:
        return datetime.strptime(text, shape).replace(tzinfo=None)
    except ValueError:
        return Unknowable("date_unreadable")


def _known_system(text: str) -> str | None:
    try:
        return known_crs(text)
    except BadArgument:
        return None


def _is_usable(lot: Lot, crs: Column[str | None]) -> np.ndarray:
    """Whether a row's point may be used: not when the row names a coordinate system that nobody knows."""
    told = lot.texts("crs")
    named = np.array([bool(text) for text in told.values])[told.which]
    known = np.array([code is not None for code in crs.values])[crs.which]
    return np.asarray(~named | known, dtype=bool)


def _points(lot: Lot, *, is_known: np.ndarray) -> tuple[pa.Array, pa.Array]:
    """Longitudes and latitudes, both or neither, from two columns or from one."""
    lon, lat = _degrees(lot, "lon"), _degrees(lot, "lat")
    if lot.has("lonlat"):
        both = lot.parsed("lonlat", parse_pair, rule=OWN)
        lon = pc.coalesce(lon, both.map(lambda pair: pair[0] if pair else None).array(pa.float64()))
        lat = pc.coalesce(lat, both.map(lambda pair: pair[1] if pair else None).array(pa.float64()))
    settled = settle_points(_numbers(lon), _numbers(lat), within=lot.within)
    lot.note("lon" if lot.has("lon") else "lonlat", "coordinate_swapped", np.flatnonzero(settled.is_swapped))
    nowhere = np.isnan(settled.lon) | np.isnan(settled.lat) | ~is_known
    return pa.array(settled.lon, mask=nowhere), pa.array(settled.lat, mask=nowhere)


def _numbers(degrees: pa.Array) -> np.ndarray:
    return np.asarray(pc.fill_null(degrees, np.nan).to_numpy(zero_copy_only=False), dtype=np.float64)


def _degrees(lot: Lot, column: str) -> pa.Array:
    """Degrees of a column: plain numbers at one stroke, each other value by itself."""
    if not lot.has(column):
        return pa.nulls(len(lot), pa.float64())
    cells = lot.each(column)
    known = plain_degrees(cells.values)
    settled = lot.settled(column, cells, _rest(cells, np.isnan(known), parse_degrees), rule=OWN)
    for place in np.flatnonzero(np.isnan(known)).tolist():
        if settled.values[place] is not None:
            known[place] = settled.values[place]
    told = known[cells.which]
    return pa.array(told, pa.float64(), mask=np.isnan(told))
