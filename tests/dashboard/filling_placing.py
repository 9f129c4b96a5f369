"""Reports placed in every way and with every doubt, as a refresh would leave them, in a home of the made-up county.

P-point …         located_by × doubt: report_id = no. = "P-<way>-<doubt>"
P-near            40 m outside every grid
P-home            a home's point, which was not kept
P-far             a point 3 km from the nearest grid, and no name
P-secret          an accusation: nobody here may see it
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from shapely.geometry import Point

from data.db import Connection, Store
from tests.dashboard.filling import AS_OF, make_filled_home
from tests.dashboard.filling_place import Place, make_places

WAYS = ("point", "grid_code", "grid_name", "address", "village", "none")
DOUBTS = ("grid_differs", "placeholder", "address_doubtful")
OWN, OTHER = "990101100001001", "990101100001003"  # 第1网格 and 第3网格 of 新桥社区
TRUST = {"point": 1.0, "grid_code": 0.95, "grid_name": 0.9, "address": 0.8, "village": 0.3, "none": 0.0}
COUNT = len(WAYS) * (len(DOUBTS) + 1) + 3  # without the accusation

Placed = dict[str, object]


def make_placed_home(home: Path) -> Store:
    """The filled home and these reports, its warehouse open."""
    store = make_filled_home(home)
    with store.writing() as connection:
        for number, row in enumerate(placed_rows(make_places(7))):
            _write(connection, row, AS_OF_MORNING - timedelta(hours=number))
    return store


AS_OF_MORNING = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9)


def placed_rows(places: list[Place]) -> Iterator[Placed]:
    """The reports as they stand in out_place, with lon and lat as on the row (None when not kept)."""
    own, other = (next(one for one in places if one.code == code) for code in (OWN, OTHER))
    inner = own.shape.representative_point()
    for way, doubt in itertools.product(WAYS, (None, *DOUBTS)):
        yield _row(way, doubt, inner, other)
    west, _, _, north = own.shape.bounds
    yield {**_row("point", None, Point(west - 0.0004, (inner.y + north) / 2), other), "report_id": "P-near",
           "distance_m": 40.0, "location_confidence_share": 0.82}  # fmt: skip
    yield {**_row("grid_code", None, inner, other), "report_id": "P-home", "lon": None, "lat": None}
    yield {**_row("none", None, inner, other), "report_id": "P-far", "lon": west - 0.03, "lat": inner.y,
           "distance_m": 3000.0}  # fmt: skip
    yield {**_row("point", "grid_differs", inner, other), "report_id": "P-secret"}


def _row(way: str, doubt: str | None, point: Point, other: Place) -> Placed:
    has_point = way == "point" or doubt in ("grid_differs", "placeholder")
    return {
        "report_id": f"P-{way}-{doubt or 'sure'}",
        "area_code": OWN if way not in ("none", "village") else None,
        "located_by": way,
        "location_confidence_share": TRUST[way],
        "distance_m": None,
        "declared_code": other.code if doubt == "grid_differs" else None,
        "declared_m": point.distance(other.shape) * 96_500 if doubt == "grid_differs" else None,
        "doubt_code": doubt,
        "lon": point.x if has_point else None,
        "lat": point.y if has_point else None,
    }


def _write(connection: Connection, row: Placed, when: datetime) -> None:
    report: Placed = {
        "report_id": row["report_id"], "report_no": row["report_id"], "version_no": 1, "state_code": "accepted",
        "submission_id": "S000001", "sheet_name": "Sheet1", "row_no": 7, "part_no": 1, "source_code": "default",
        "content_hash": row["report_id"], "reported_at": when, "channel_code": "screening",
        "level_code": "community", "category_code": "15", "is_people_approximate": False, "party_count": 1,
        "legal_category_code": "accusation" if row["report_id"] == "P-secret" else "appeal",
        "narrative": "小区电梯停运多日无人维修，业主要求物业尽快修复", "place_text": "枫桥镇新桥社区金桂苑3幢",
        "village_name": "新桥社区", "has_safety_concern": False, "loaded_at": when, "lon": row["lon"],
        "lat": row["lat"], "crs_code": "EPSG:4490" if row["lon"] or row["report_id"] == "P-home" else None,
    }  # fmt: skip
    for table, values in (("core_report", report), ("out_place", row)):
        marks = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values())
        )


__all__ = ["AS_OF_MORNING", "COUNT", "DOUBTS", "OTHER", "OWN", "TRUST", "WAYS", "make_placed_home"]
