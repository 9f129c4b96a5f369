"""The gazetteers of all periods: a report is placed by the boundaries in force on its own day.

boundaries         period                     reports of
from 2023-01-01    … – 2023-12-31             2022 (before the first boundaries: the earliest known are used) and 2023
from 2024-01-01    2024-01-01 – …             2024 and later
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.db import Connection
from grid.gazetteer import Gazetteer, read_gazetteer
from grid.locate import Spots, locate
from grid.query import statement

_KEPT = 2
_atlases: OrderedDict[tuple[object, ...], Atlas] = OrderedDict()
_guard = threading.Lock()


def open_atlas(connection: Connection) -> Atlas:
    """The atlas of the boundaries held now; kept from call to call until an area, a boundary or a local name changes."""
    stamp = connection.execute(statement("boundary_stamp")).fetchall()
    key = tuple(stamp[0])
    with _guard:
        atlas = _atlases.pop(key, None) or Atlas(connection)
        _atlases[key] = atlas
        while len(_atlases) > _KEPT:
            _atlases.popitem(last=False)
    return atlas


class Atlas:
    """One gazetteer per period, each read when the first report of its period comes."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(statement("period_start")).fetchall()
        self._starts: list[date] = [row[0] for row in rows]
        self._read: dict[int, Gazetteer] = {}

    def locate(self, rows: pa.Table, connection: Connection, spots: Spots = frozenset()) -> pa.Table:
        """One row of out_place per row, in the same order, each by the gazetteer of its day; spots: the placeholders."""
        periods = self._periods(rows["reported_at"])
        kinds = np.unique(periods)
        if len(kinds) <= 1:
            gazetteer = self._gazetteer(int(kinds[0]) if len(kinds) else 0, connection)
            return locate(rows, gazetteer, placeholders=spots)
        groups = [np.flatnonzero(periods == kind) for kind in kinds]
        parts = [
            locate(rows.take(pa.array(group)), self._gazetteer(int(kind), connection), placeholders=spots)
            for kind, group in zip(kinds, groups, strict=True)
        ]
        back = np.argsort(np.concatenate(groups))
        return pa.concat_tables(parts).take(pa.array(back))

    def _periods(self, reported_at: pa.ChunkedArray) -> NDArray[np.int64]:
        """For each report the place of its period in the starts; 0 as well for those before the first."""
        days = pc.fill_null(reported_at.cast(pa.timestamp("us")).cast(pa.date32()), date.max).to_numpy()
        starts = np.array(self._starts, dtype="datetime64[D]")
        found = np.searchsorted(starts, days.astype("datetime64[D]"), side="right") - 1
        return np.asarray(np.maximum(found, 0), dtype=np.int64)

    def _gazetteer(self, period: int, connection: Connection) -> Gazetteer:
        if period not in self._read:
            on = self._starts[period] if self._starts else None
            self._read[period] = read_gazetteer(connection, on=on)
        return self._read[period]
