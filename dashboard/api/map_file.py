"""Grids with their shapes as GeoJSON (RFC 7946), drawn once for each area while data and boundaries stand."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field

from dashboard.export.geojson_file import polygon
from dashboard.read import View
from dashboard.suppress import Row

MOST_KEPT = 20


@dataclass(frozen=True)
class MapFile:
    """The bytes and their ETag."""

    body: bytes
    etag: str


@dataclass
class MapFiles:
    """Files drawn so far, by scope, area and stamp."""

    _kept: dict[tuple[str, ...], MapFile] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def file(self, view: View, head: Row, *, scope: str, area: str) -> MapFile:
        """The grids inside scope and area; head: as_of and what else stands on top."""
        stamp = str(view.rows("page_boundary_stamp")[0]["stamp"])
        key = (scope, area, stamp, str(head))
        with self._lock:
            if key not in self._kept:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = _draw(view.rows("api_grids", scope=scope, area=area), head)
            return self._kept[key]


def _draw(rows: list[Row], head: Row) -> MapFile:
    whole = {"type": "FeatureCollection", **head, "features": [_feature(row) for row in rows]}
    body = json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return MapFile(body, hashlib.sha256(body).hexdigest()[:20])


def _feature(row: Row) -> Row:
    shape = row["shape_wkb"]
    assert shape is None or isinstance(shape, bytes)
    properties = {
        "area_code": row["area_code"],
        "name": row["name"],
        "level": row["level_code"],
        "band": row["band_code"],
        "screening_status": row["screening_status_code"],
    }
    return {"type": "Feature", "id": row["area_code"], "properties": properties, "geometry": polygon(shape)}
