"""Sheets and boundary files drawn as tables, for tests that go through the command line.

HEAD   编号 上报时间 当事人 联系电话 纠纷类型 纠纷简况
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

HEAD = ("编号", "上报时间", "当事人", "联系电话", "纠纷类型", "纠纷简况", "经度", "纬度")
ROW1 = ("1", "2026-05-05", "张三", "13812345678", "物业纠纷", "电梯停运三个月无人维修", "119.05", "30.05")
ROW2 = ("2", "2026-05-06", "李四", "13912345678", "邻里纠纷", "楼上漏水把天花板泡坏了", "119.15", "30.05")
UNDATED = ("3", "", "王五", "", "邻里纠纷", "没有写时间的一件事", "", "")
Ring = Sequence[tuple[float, float]]


def sheet(path: Path, *rows: Sequence[object]) -> Path:
    """A workbook of one sheet with these rows."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("村")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                page.write(number, column, cell)
    book.close()
    return path


def square(lon: float, lat: float, *, side: float = 0.1) -> Ring:
    """A square with its south-west corner there."""
    return ((lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side), (lon, lat))


def layer(path: Path, *areas: tuple[str, str, Ring | None]) -> Path:
    """A GeoJSON of areas: (code, name, ring; None for a feature without a shape)."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": ring and {"type": "Polygon", "coordinates": [list(map(list, ring))]},
        }
        for code, name, ring in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


TWO_GRIDS = (("990101001001", "东网格", square(119.0, 30.0)), ("990101001002", "西网格", square(119.1, 30.0)))
