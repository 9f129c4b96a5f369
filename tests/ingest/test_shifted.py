"""The sentence of a file whose points look shifted."""

from __future__ import annotations

from datetime import date

import geopandas
import numpy as np
import pytest
import shapely

from grid.area import load_areas
from grid.datum import ShiftHint
from grid.offset import wgs84_to_gcj02
from ingest.check import RULES, Rule
from ingest.shifted import RULE, shift_problem, warn_of_shift
from tests.ingest.test_load import HEAD, ROW1

HINT = ShiftHint(
    "gcj02", metres=513.4, direction="SE", point_count=80, held_share=0.125, held_then_share=0.95
)


@pytest.fixture(autouse=True)
def rule(monkeypatch):
    plain = Rule(
        RULE, "warning", "点位普遍偏离所填网格", "the points lie beside the grids", "请核对坐标系", "Check"
    )
    monkeypatch.setitem(RULES, RULE, RULES.get(RULE, plain))


def test_where_what_and_what_to_do():
    (problem,) = shift_problem(HINT, "九月 {表}.xlsx").first(10)
    assert (problem.sheet, problem.row, problem.rule, problem.severity) == (
        "九月 {表}.xlsx",
        None,
        RULE,
        "warning",
    )
    assert problem.message.startswith(
        "九月 {表}.xlsx: 点位普遍偏东南约 510 米，像是 GCJ-02（高德、腾讯、手机）坐标"
    )
    assert 'crs = "gcj02"' in problem.remedy
    assert problem.value_masked == "gcj02 510 m"


def test_in_english(monkeypatch):
    monkeypatch.setenv("FENGQIAO_LANG", "en")
    (problem,) = shift_problem(HINT, "a.xlsx").first(10)
    assert "about 510 m to the south-east" in problem.message
    assert 'crs = "gcj02"' in problem.remedy


def test_nothing_is_said_of_an_upload_without_points(intake):
    from ingest.problem import Problems

    problems = Problems()
    with intake.warehouse.reading() as connection:
        warn_of_shift(connection, "S000001", file_name="a.xlsx", problems=problems)
    assert len(problems.table()) == 0


def test_an_upload_whose_points_are_in_another_system_is_warned_of(draw, take, intake, tmp_path):
    """Forty rows 440 m and more from the grids they name: the whole file gets one warning; said as GCJ-02, none."""
    rng = np.random.default_rng(1)
    west, south = 120.2 + np.arange(4) * 0.004, np.full(4, 29.7)
    shapes = {"code": ["G0", "G1", "G2", "G3"], "name": ["甲", "乙", "丙", "丁"]}
    shapes["geometry"] = list(shapely.box(west, south, west + 0.004, south + 0.0036))
    file = tmp_path / "grids.geojson"
    geopandas.GeoDataFrame(shapes, crs="EPSG:4326").to_file(file)
    load_areas(intake.warehouse, file, level="grid", code="code", name="name", valid_from=date(2020, 1, 1))
    which = np.arange(40) % 4
    points = wgs84_to_gcj02(west[which] + rng.random(40) * 0.004, south[which] + rng.random(40) * 0.0036)
    rows = [
        [str(n), *ROW1[1:5], f"第{n}号楼电梯停运", x, y, f"G{grid}"]
        for n, (x, y, grid) in enumerate(zip(*points, which, strict=True))
    ]
    head = [*HEAD, "经度", "纬度", "网格编号"]
    told = [p for p in take(draw("a.xlsx", 村=[head, *rows])).problems if p.rule == RULE]
    assert [(p.sheet, p.row, p.value_masked) for p in told] == [("a.xlsx", None, "gcj02 510 m")]
    again = take(draw("b.xlsx", 村=[[*head, "坐标系"], *([*row, "gcj02"] for row in rows)]))
    assert not [p for p in again.problems if p.rule == RULE]
