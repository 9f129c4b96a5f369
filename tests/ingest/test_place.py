"""Where a sheet's rows are is said on its receipt: rows in no grid, grids that differ from points, points that say nothing."""

from __future__ import annotations

from datetime import date

import geopandas
import pytest
import shapely

from data.errors import speaking
from grid.area import load_areas
from ingest.decision.withdraw import Sender, withdraw
from ingest.mapping import read_mapping
from tests.ingest.conftest import NOW, counts
from tests.ingest.test_load import HEAD, ROW1, ROW2, rows_of

PLACED = [*HEAD, "经度", "纬度", "网格编号"]
HALL = (120.05, 30.05)


@pytest.fixture
def areas(intake, tmp_path):
    """One village of two grids side by side, 9.6 km wide each."""
    drawn = {
        "community": [("V1", "东风村", None, shapely.box(120, 30, 120.2, 30.1))],
        "grid": [
            ("G1", "第一网格", "V1", shapely.box(120, 30, 120.1, 30.1)),
            ("G2", "第二网格", "V1", shapely.box(120.1, 30, 120.2, 30.1)),
        ],
    }
    for level, rows in drawn.items():
        file = tmp_path / f"{level}.geojson"
        frame = geopandas.GeoDataFrame(
            [row[:3] for row in rows], columns=["code", "name", "parent"], geometry=[row[3] for row in rows]
        )
        frame.set_crs("EPSG:4326").to_file(file)
        parent = {"parent": "parent"} if level == "grid" else {}
        load_areas(
            intake.warehouse,
            file,
            level=level,
            code="code",
            name="name",
            valid_from=date(2020, 1, 1),
            **parent,
        )


def line(number, point, grid=""):
    return [str(number), *ROW2[1:], *point, grid]


def told(receipt, rule):
    return [(p.row, p.value_masked) for p in receipt.problems if p.rule == rule]


def placed(intake):
    return rows_of(
        intake,
        "SELECT r.report_no, p.area_code, p.located_by, p.doubt_code FROM out_place AS p "
        "JOIN core_report AS r USING (report_id) ORDER BY CAST(r.report_no AS INTEGER)",
    )


def test_rows_in_no_grid_are_warned_of(areas, draw, take, intake):
    rows = [[*ROW1, 120.05, 30.05, ""], [*ROW2, "", "", ""], ["3", *ROW2[1:], "", "", "G1"]]
    receipt = take(draw("a.xlsx", 村=[PLACED, *rows]))
    assert counts(receipt) == (3, 0, 0, 0, 0)
    assert receipt.exit_code == 0
    assert [(p.rule, p.row, p.severity) for p in receipt.problems] == [("not_placed", 3, "warning")]
    assert [row[2] for row in placed(intake)] == ["point", "none", "grid_code"]


def test_without_areas_no_place_is_missed(draw, take):
    assert take(draw("a.xlsx", 村=[PLACED, line(1, ("", ""))])).problems == ()


def test_a_grid_that_differs_from_the_point_is_said_with_both_and_the_metres(areas, draw, take, intake):
    rows = [line(1, HALL, "G1"), line(2, HALL, "G2"), line(3, (120.099, 30.05), "G2")]
    receipt = take(draw("a.xlsx", 村=[PLACED, *rows]))
    assert counts(receipt) == (3, 0, 0, 0, 0)
    assert told(receipt, "grid_and_point_differ") == [(3, "4822 m: 东风村第一网格 ≠ 东风村第二网格")]
    assert placed(intake)[1] == ("2", "G1", "point", "grid_differs")


def test_the_receipt_counts_thousands_of_them_exactly(areas, draw, take, intake):
    rows = [line(number, (120.01 + number * 1e-6, 30.05), "G2") for number in range(1, 3001)]
    receipt = take(draw("a.xlsx", 村=[PLACED, *rows]))
    assert (counts(receipt), len(receipt.problems)) == ((3000, 0, 0, 0, 0), 1000)
    asked = "SELECT rule_code, count(*), count(DISTINCT row_no) FROM core_issue GROUP BY rule_code"
    assert rows_of(intake, asked) == [("grid_and_point_differ", 3000, 3000)]


VILLAGES = [*HEAD[:-1], "所在村", "经度", "纬度", HEAD[-1]]


def shared(first, villages):
    """Rows at one point, a village each."""
    return [
        [str(number), *ROW2[1:-1], village, *HALL, f"第{number}件，{ROW2[-1]}"]
        for number, village in enumerate(villages, start=first)
    ]


def test_a_placeholder_is_said_and_earlier_reports_follow(areas, draw, take, intake):
    first = take(draw("a.xlsx", 村=[VILLAGES, *shared(1, ["甲村", "乙村"] * 4)]))
    assert told(first, "placeholder_point") == []
    assert {row[2:] for row in placed(intake)} == {("point", None)}

    second = take(draw("b.xlsx", 村=[VILLAGES, *shared(9, ["丙村", "东风村"])]))
    assert told(second, "placeholder_point") == [(2, None), (3, None)]
    assert {row[3] for row in placed(intake)} == {"placeholder"}
    assert placed(intake)[9] == ("10", None, "village", "placeholder")
    assert (second.reports, len(second.changed_ids)) == (2, 10)  # the earlier eight are linked anew

    with intake.warehouse.writing() as connection:
        gone = withdraw(connection, second.submission_id, by=Sender("local", NOW, may_any=True), hours=24)
    assert {row[2:] for row in placed(intake)[:8]} == {("point", None)}
    assert (gone.withdrawn_count, len(gone.changed_ids)) == (2, 10)


def test_a_correction_ends_a_placeholder(areas, draw, take, intake):
    villages = ["甲村", "乙村"] * 5
    take(draw("a.xlsx", 村=[VILLAGES, *shared(1, villages), *shared(11, ["丙村"])]))
    assert {row[3] for row in placed(intake)} == {"placeholder"}
    moved = shared(11, ["丙村"])[0]
    moved[moved.index(HALL[0])] = 120.06
    receipt = take(draw("b.xlsx", 村=[VILLAGES, moved]))
    assert counts(receipt) == (0, 0, 1, 0, 0)
    assert {row[2:] for row in placed(intake)} == {("point", None)}


def test_a_home_keeps_its_grid_and_nothing_of_its_point(areas, draw, take, intake, tmp_path):
    mapping = tmp_path / "home.toml"
    mapping.write_text('[read]\npoint_of = "home"\n', encoding="utf-8")
    rows = [line(number, HALL, "G2") for number in range(1, 13)]
    receipt = take(draw("a.xlsx", 村=[PLACED, *rows]), mapping=read_mapping(mapping))
    assert told(receipt, "grid_and_point_differ") == told(receipt, "placeholder_point") == []
    kept = rows_of(
        intake,
        "SELECT DISTINCT p.area_code, p.located_by, p.distance_m, p.declared_code, p.declared_m, p.doubt_code, "
        "r.lon, r.lat FROM out_place AS p JOIN core_report AS r USING (report_id)",
    )
    assert kept == [("G1", "grid_code", None, "G1", None, None, None, None)]


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "坐标所在网格与填写的网格不一致"), ("en", "far from the grid")]
)
def test_in_both_languages(areas, draw, take, language, words):
    with speaking(language):
        receipt = take(draw("a.xlsx", 村=[PLACED, line(1, HALL, "G2")]))
    problem = receipt.problems[0]
    assert words in problem.message
    assert problem.remedy
