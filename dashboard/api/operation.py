"""What the interface offers, declared once: the routes serve it, openapi.py prints it, a test holds the two together.

Operation("areas", "/areas", fields=(Field("area_code", "string", "…"), …))  →  GET /api/v1/areas
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.api.field import AREA, GRID, GRID_WEEK, MATTER, SIGNAL, Field

Parameter = Literal["limit", "cursor", "area", "updated_since", "from_week", "to_week"]
PAGED: tuple[Parameter, ...] = ("limit", "cursor", "area")


@dataclass(frozen=True)
class Operation:
    """One address: what it gives, what it may be asked, and whether a token needs --matters for it."""

    name: str
    path: str
    words: str
    fields: tuple[Field, ...]
    parameters: tuple[Parameter, ...] = PAGED
    needs_matters: bool = False
    answers: Literal["rows", "row", "geojson"] = "rows"


OPERATIONS = (
    Operation("areas", "/areas", "区域 Areas in force at as_of", AREA),
    Operation(
        "grid_weeks",
        "/grid-weeks",
        "网格周件次（整周；没有的行是 0 件；小数隐去） Reports by finest area and full week; "
        "a row that is not there counts none, which is no sign of calm; small counts are hidden",
        GRID_WEEK,
        (*PAGED, "from_week", "to_week"),
    ),
    Operation("matters", "/matters", "事项 Matters", MATTER, (*PAGED, "updated_since"), needs_matters=True),
    Operation(
        "matter", "/matters/{matter_id}", "一个事项 One matter", MATTER, (), needs_matters=True, answers="row"
    ),
    Operation(
        "signals",
        "/signals",
        "预警信号，含已关闭 Signals, closed ones too",
        SIGNAL,
        (*PAGED, "updated_since"),
    ),
    Operation(
        "grids",
        "/grids.geojson",
        "网格图层，供 QGIS 等使用 Grids with their shapes, for QGIS; EPSG:4326 (CGCS2000, within decimetres of WGS 84)",
        GRID,
        ("area",),
        answers="geojson",
    ),
)
