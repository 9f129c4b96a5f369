"""A row that fell in no grid is taken, and said with what to do."""

from datetime import date

import geopandas
import shapely

from grid.area import load_areas
from tests.ingest.conftest import counts
from tests.ingest.test_load import HEAD, ROW1, ROW2, rows_of


def test_rows_in_no_grid_are_warned_of(draw, take, intake, tmp_path):
    shapes = {"code": ["G1"], "name": ["第一网格"], "geometry": [shapely.box(120, 30, 120.1, 30.1)]}
    file = tmp_path / "grids.geojson"
    geopandas.GeoDataFrame(shapes, crs="EPSG:4326").to_file(file)
    load_areas(intake.warehouse, file, level="grid", code="code", name="name", valid_from=date(2020, 1, 1))
    head = [*HEAD, "经度", "纬度", "网格编号"]
    rows = [[*ROW1, 120.05, 30.05, ""], [*ROW2, "", "", ""], ["3", *ROW2[1:], "", "", "G1"]]
    receipt = take(draw("a.xlsx", 村=[head, *rows]))
    assert counts(receipt) == (3, 0, 0, 0, 0)
    assert receipt.exit_code == 0
    assert [(p.rule, p.row, p.severity) for p in receipt.problems] == [("not_placed", 3, "warning")]
    assert rows_of(
        intake,
        "SELECT located_by FROM out_place ORDER BY report_id IN (SELECT report_id FROM core_report WHERE row_no = 3), located_by",
    ) == [
        ("grid_code",),
        ("point",),
        ("none",),
    ]
