"""What signals are looked for in: new matters by kind, place and day, and in which weeks each community was screened.

place    kind  age (days before as_of)  screened       community  weeks with a return, the newest first
g1       18    3                        yes            c1         1 1 0 1 …
c2       09    12                       no             c2         0 0 0 0 …   nothing came: unknown, not calm

A matter counts once, on the day it was first raised, however many filed it; matters of one group raised on one day are one batch
and count once too. Those whose grid is not known stand at their community's own point.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.db import Connection
from grid.neighbour import METRES_PER_DEGREE
from risk.query import build, columns

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """Places as points: codes, metres east and north, and the community of each as a number into `homes`."""

    codes: tuple[str, ...]
    x: Floats
    y: Floats
    home: Ints
    homes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class Cases:
    """One entry per new matter: its index, its kind and place as numbers, days before as_of, whether screening found it."""

    kinds: tuple[str, ...]
    matter: Ints
    kind: Ints
    place: Ints
    age: Ints
    is_screened: Flags


def read_ground(connection: Connection, *, as_of: date) -> Ground:
    """Every grid, and every community that is no grid itself."""
    known = columns(connection, "signal_place", as_of=as_of)
    homes, home = np.unique(np.asarray(known["home_code"], dtype=str), return_inverse=True)
    lon, lat = known["lon"].astype(np.float64), known["lat"].astype(np.float64)
    middle = np.cos(np.radians(lat.mean())) if len(lat) else 1.0
    return Ground(
        codes=tuple(known["place_code"].tolist()),
        x=lon * METRES_PER_DEGREE * middle,
        y=lat * METRES_PER_DEGREE,
        home=home.astype(np.int64),
        homes=tuple(homes.tolist()),
    )


def read_cases(connection: Connection, ground: Ground, *, as_of: date, day_count: int) -> Cases:
    """The matters first raised in the last `day_count` days at a place of the ground."""
    build(connection, "signal_batch", as_of=as_of, day_count=day_count)
    known = columns(connection, "signal_case", as_of=as_of)
    codes = np.asarray(ground.codes, dtype=str)
    told = np.asarray(known["place_code"], dtype=str)
    place = np.searchsorted(codes, told)
    is_there = np.zeros(len(told), dtype=bool)
    if len(codes):
        place = np.minimum(place, len(codes) - 1)
        is_there = codes[place] == told
    kinds, kind = np.unique(np.asarray(known["category_code"], dtype=str), return_inverse=True)
    return Cases(
        kinds=tuple(kinds.tolist()),
        matter=known["matter_index"][is_there].astype(np.int64),
        kind=kind[is_there].astype(np.int64),
        place=place[is_there].astype(np.int64),
        age=known["age_days"][is_there].astype(np.int64),
        is_screened=known["is_screened"][is_there].astype(bool),
    )


def read_returns(connection: Connection, ground: Ground, *, as_of: date, day_count: int) -> Flags:
    """Whether each community was screened in each week: [communities, weeks], week 0 the last seven days."""
    known = columns(connection, "signal_return", as_of=as_of, day_count=day_count)
    came = np.zeros((len(ground.homes), day_count // 7 + 1), dtype=bool)
    homes = np.asarray(ground.homes, dtype=str)
    told = np.asarray(known["home_code"], dtype=str)
    if len(homes) and len(told):
        row = np.minimum(np.searchsorted(homes, told), len(homes) - 1)
        is_there = homes[row] == told
        came[row[is_there], known["week_no"][is_there].astype(np.int64)] = True
    return came
