"""Boundary files: what is loaded, mended, joined and refused, and how versions follow one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from data.errors import BadArgument, BadFile
from grid import offset
from grid.area import load_areas
from grid.feature import sift
from grid.refusal import Features
from grid.shape import area_km2
from tests.grid.drawn_places import load, load_county, square, write_geojson

BOW_TIE = shapely.Polygon([(120, 30), (120.01, 30.01), (120.01, 30), (120, 30.01)])
UNCLOSED = {"type": "Polygon", "coordinates": [[[120, 31], [120.01, 31], [120.01, 31.01], [120, 31.01]]]}
NOTHING = {"type": "Polygon", "coordinates": []}
FLAT = shapely.Polygon([(120, 30), (120.01, 30), (120.02, 30)])
METRES = shapely.box(500000, 3400000, 501000, 3401000)


def areas(warehouse):
    with warehouse.reading() as connection:
        return connection.execute(
            "SELECT area_code, name, parent_code, valid_from_date, valid_to_date FROM core_area ORDER BY ALL"
        ).fetchall()


def codes_of(receipt):
    return [(problem.feature_no, problem.rule_code, problem.severity) for problem in receipt.problems]


def test_every_feature_is_loaded_mended_joined_or_refused(warehouse, tmp_path):
    file = write_geojson(
        tmp_path / "grids.geojson",
        [
            ({"code": "1", "name": "甲"}, square(0, 0)),  # loaded
            ({"code": "2", "name": "乙"}, BOW_TIE),  # mended
            ({"code": "1", "name": "甲"}, square(1, 0)),  # joined to feature 1
            ({"code": "1", "name": "丙"}, square(2, 0)),  # refused: code taken
            ({"code": None, "name": "丁"}, square(3, 0)),  # refused
            ({"code": "6", "name": " "}, square(3, 0)),  # refused
            ({"code": "7", "name": "庚"}, None),  # refused
            ({"code": "8", "name": "辛"}, NOTHING),  # refused
            ({"code": "9", "name": "壬"}, shapely.Point(120, 30)),  # refused
            ({"code": "10", "name": "癸"}, METRES),  # refused
            ({"code": "11", "name": "子"}, FLAT),  # refused: no area left
            ({"code": "4.40301E+14", "name": "丑"}, square(4, 0)),  # refused: digits lost
            ({"code": "13", "name": "寅"}, UNCLOSED),  # mended
        ],
    )
    receipt = load(warehouse, file, "grid")

    assert codes_of(receipt) == [
        (2, "repaired", "warning"),
        (3, "merged", "warning"),
        (4, "same_code_other_name", "error"),
        (5, "no_code", "error"),
        (6, "no_name", "error"),
        (7, "no_shape", "error"),
        (8, "no_shape", "error"),
        (9, "not_polygon", "error"),
        (10, "not_degrees", "error"),
        (11, "collapsed", "error"),
        (12, "code_lost_digits", "error"),
        (13, "repaired", "warning"),
    ]
    counts = (receipt.loaded_count, receipt.merged_count, receipt.refused_count, receipt.repaired_count)
    assert counts == (3, 1, 9, 2)
    assert receipt.feature_count == 13
    assert [row[0] for row in areas(warehouse)] == ["1", "13", "2"]


def test_messages_say_where_what_and_what_to_do(warehouse, tmp_path, monkeypatch):
    receipt = load(
        warehouse, write_geojson(tmp_path / "a.geojson", [({"code": "2", "name": "乙"}, BOW_TIE)]), "grid"
    )
    problem = receipt.problems[0]

    assert problem.message.startswith(
        "a.geojson 第1个图形（2）：边界不合规（边界自相交），已修复，面积变化 +"
    )
    assert problem.remedy == "请在地图上核对这块边界。"
    monkeypatch.setenv("FENGQIAO_LANG", "en")
    assert problem.message.startswith("a.geojson feature 1 (2): the ring was invalid (Self-intersection)")


@pytest.mark.parametrize(
    ("written", "code"),
    [(2119.0, "2119"), ("2119.0", "2119"), (2119, "2119"), ("02119", "02119"), (" 9 ", "9")],
)
def test_codes_made_numbers_by_a_spreadsheet(warehouse, tmp_path, written, code):
    load(
        warehouse,
        write_geojson(tmp_path / "a.geojson", [({"code": written, "name": "甲"}, square(0, 0))]),
        "grid",
    )
    assert [row[0] for row in areas(warehouse)] == [code]


def test_shape_is_stored_valid_with_its_inner_point_and_size(warehouse, tmp_path):
    load(warehouse, write_geojson(tmp_path / "a.geojson", [({"code": "2", "name": "乙"}, BOW_TIE)]), "grid")
    with warehouse.reading() as connection:
        wkb, lon, lat, size, crs, repaired = connection.execute(
            "SELECT shape_wkb, inner_lon, inner_lat, area_km2, source_crs_code, is_repaired FROM core_boundary"
        ).fetchone()
    shape = shapely.from_wkb(bytes(wkb))
    assert shape.is_valid
    assert shape.contains(shapely.Point(lon, lat))
    assert size == pytest.approx(abs(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) / 1e6, rel=1e-4)
    assert (crs, repaired) == ("EPSG:4326", True)


@given(st.floats(75, 130), st.floats(5, 50), st.floats(0.001, 0.05))
def test_size_agrees_with_the_geodesic(lon, lat, side):
    box = shapely.box(lon, lat, lon + side, lat + side)
    geodesic = abs(Geod(ellps="GRS80").geometry_area_perimeter(box)[0]) / 1e6
    assert area_km2(np.array([box]))[0] == pytest.approx(geodesic, rel=1e-5)


def test_loading_again_changes_nothing(warehouse, tmp_path):
    file = write_geojson(
        tmp_path / "a.geojson",
        [({"code": "1", "name": "甲"}, square(0, 0)), ({"code": "2", "name": "乙"}, BOW_TIE)],
    )
    first, before = load(warehouse, file, "grid"), areas(warehouse)
    again = load(warehouse, file, "grid")

    assert (first.loaded_count, first.unchanged_count) == (2, 0)
    assert (again.loaded_count, again.unchanged_count, again.repaired_count) == (0, 2, 1)
    assert areas(warehouse) == before


def test_versions(warehouse, tmp_path):
    def version(name, day):
        file = write_geojson(tmp_path / "a.geojson", [({"code": "1", "name": name}, square(0, 0))])
        return load(warehouse, file, "grid", valid_from=day)

    version("甲", date(2020, 1, 1))
    version("乙", date(2022, 1, 1))  # a later one ends the first
    version("丙", date(2022, 1, 1))  # the same day: in its place
    version("丁", date(2021, 1, 1))  # one in between

    assert areas(warehouse) == [
        ("1", "丁", None, date(2021, 1, 1), date(2021, 12, 31)),
        ("1", "丙", None, date(2022, 1, 1), None),
        ("1", "甲", None, date(2020, 1, 1), date(2020, 12, 31)),
    ]
    with warehouse.reading() as connection:
        ends = connection.execute(
            "SELECT valid_from_date, valid_to_date FROM core_boundary ORDER BY 1"
        ).fetchall()
    assert ends == sorted((row[3], row[4]) for row in areas(warehouse))


def test_parents_found_by_place(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    parents = {row[0]: row[2] for row in areas(warehouse)}
    assert parents == {
        "9901": None,
        "990101": "9901",
        "990102": "9901",
        "990101001": "990101",
        "990101002": "990101",
        "990102001": "990102",
        "990101001001": "990101001",
        "990101001002": "990101001",
        "990101002001": "990101002",
        "990102001001": "990102001",
        "990102001002": "990102001",
    }


def test_a_town_loaded_late_adopts_its_grids(warehouse, tmp_path):
    load(
        warehouse,
        write_geojson(tmp_path / "g.geojson", [({"code": "11", "name": "甲"}, square(0, 0))]),
        "grid",
    )
    load(
        warehouse,
        write_geojson(tmp_path / "t.geojson", [({"code": "1", "name": "镇"}, square(0, 0))]),
        "town",
    )
    assert areas(warehouse)[1][:3] == ("11", "甲", "1")


def test_parents_told(warehouse, tmp_path):
    load(
        warehouse, write_geojson(tmp_path / "t.geojson", [({"code": 1, "name": "镇"}, square(0, 0))]), "town"
    )
    file = write_geojson(
        tmp_path / "g.geojson",
        [
            ({"code": "11", "name": "甲", "up": 1.0}, square(0, 0)),
            ({"code": "12", "name": "乙", "up": 2.0}, square(1, 0)),  # no such town: a warning
        ],
    )
    receipt = load(warehouse, file, "grid", parent="up")
    assert codes_of(receipt) == [(2, "missing_parent", "warning")]
    assert [row[2] for row in areas(warehouse)] == [None, "1", "2"]


def test_outside_every_town_is_a_warning(warehouse, tmp_path):
    load(
        warehouse,
        write_geojson(tmp_path / "t.geojson", [({"code": "1", "name": "镇"}, square(0, 0))]),
        "town",
    )
    file = write_geojson(tmp_path / "g.geojson", [({"code": "11", "name": "甲"}, square(9, 9))])
    assert codes_of(load(warehouse, file, "grid")) == [(1, "no_parent_found", "warning")]


def test_one_code_at_two_levels(warehouse, tmp_path):
    file = write_geojson(tmp_path / "t.geojson", [({"code": "1", "name": "镇"}, square(0, 0))])
    other = write_geojson(tmp_path / "g.geojson", [({"code": "1", "name": "格"}, square(1, 0))])
    load(warehouse, file, "town")

    assert codes_of(load(warehouse, other, "grid")) == [(1, "code_at_other_level", "error")]
    assert codes_of(load(warehouse, file, "county")) == [(1, "level_corrected", "warning")]  # the same shape


def frame(**columns):
    shapes = [square(0, 0), square(1, 0)]
    return geopandas.GeoDataFrame({"code": ["1", "2"], "name": ["甲", "乙"], **columns}, geometry=shapes)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".parquet"])
def test_every_kind_of_file(warehouse, tmp_path, suffix):
    file, table = tmp_path / f"grids{suffix}", frame().set_crs(4326)
    table.to_parquet(file) if suffix == ".parquet" else table.to_file(file)
    assert load(warehouse, file, "grid").loaded_count == 2
    assert [row[:2] for row in areas(warehouse)] == [("1", "甲"), ("2", "乙")]


def test_shapefile_of_gbk_names_without_a_word_on_its_encoding(warehouse, tmp_path):
    file = tmp_path / "grids.shp"
    frame().set_crs(4326).to_file(file, encoding="GBK")
    file.with_suffix(".cpg").unlink()
    load(warehouse, file, "grid")
    assert [row[1] for row in areas(warehouse)] == ["甲", "乙"]


def test_coordinate_system_is_never_guessed(warehouse, tmp_path):
    file = tmp_path / "grids.shp"
    with pytest.warns(UserWarning, match="crs"):
        frame().to_file(file)
    with pytest.raises(BadArgument) as caught:
        load(warehouse, file, "grid")
    assert "--crs" in caught.value.zh
    assert areas(warehouse) == []
    assert load(warehouse, file, "grid", crs="EPSG:4490").loaded_count == 2


@pytest.mark.parametrize("told", ["gcj02", "bd09"])
def test_told_coordinate_system_converts(warehouse, tmp_path, told):
    load(
        warehouse,
        write_geojson(tmp_path / "a.geojson", [({"code": "1", "name": "甲"}, square(0, 0))]),
        "grid",
        crs=told,
    )
    with warehouse.reading() as connection:
        wkb, crs = connection.execute("SELECT shape_wkb, source_crs_code FROM core_boundary").fetchone()
    lon, lat = shapely.get_coordinates(shapely.from_wkb(bytes(wkb))).T
    shifted = offset.wgs84_to_gcj02(lon, lat)
    back = shapely.Polygon(np.column_stack(shifted if told == "gcj02" else offset.gcj02_to_bd09(*shifted)))

    assert crs == told
    assert back.symmetric_difference(square(0, 0)).area / square(0, 0).area < 1e-5


def test_projected_file_and_a_told_system_against_it(warehouse, tmp_path):
    file = tmp_path / "grids.gpkg"
    frame().set_crs(4326).to_crs(32651).to_file(file)
    assert load(warehouse, file, "grid").problems == ()
    with warehouse.reading() as connection:
        lon, lat, crs = connection.execute(
            "SELECT inner_lon, inner_lat, source_crs_code FROM core_boundary WHERE area_code = '1'"
        ).fetchone()
    assert square(0, 0).contains(shapely.Point(lon, lat))
    assert crs == "EPSG:32651"

    overruled = load(warehouse, file, "grid", crs="EPSG:32650")
    assert codes_of(overruled)[0] == (None, "crs_overruled", "warning")


def test_other_layers_are_named(warehouse, tmp_path):
    file = tmp_path / "grids.gpkg"
    frame().set_crs(4326).to_file(file, layer="grids")
    frame().set_crs(4326).to_file(file, layer="towns")
    assert codes_of(load(warehouse, file, "grid")) == [(None, "other_layers", "warning")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b""),
        ("a.geojson", b"hello"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Fea'),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("a.shp", b"123"),
        ("a.gpkg", b"123"),
        ("a.parquet", b"123"),
        ("a.xlsx", b"PK"),
        ("a.geojson", None),
    ],
)
def test_bad_files(warehouse, tmp_path, name, content):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        load(warehouse, file, "grid")
    assert name in caught.value.zh
    assert name in caught.value.en
    assert areas(warehouse) == []


def test_unknown_column_lists_the_columns_there_are(warehouse, tmp_path):
    file = write_geojson(tmp_path / "a.geojson", [({"BH": "1", "MC": "甲"}, square(0, 0))])
    with pytest.raises(BadArgument) as caught:
        load(warehouse, file, "grid")
    assert "没有「code、name」列。文件里的列有：BH、MC" in caught.value.zh


def test_unknown_level_and_system(warehouse, tmp_path):
    file = write_geojson(tmp_path / "a.geojson", [({"code": "1", "name": "甲"}, square(0, 0))])
    for level, crs in (("hamlet", None), ("grid", "mars")):
        with pytest.raises(BadArgument):
            load(warehouse, file, level, crs=crs)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", 3.0, None, ""]),
            st.sampled_from(["甲", "乙", None]),
            st.sampled_from([square(0, 0), square(1, 0), BOW_TIE, FLAT, METRES, shapely.Point(1, 1), None]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_feature_is_lost(rows):
    codes, names, shapes = (list(column) for column in zip(*rows, strict=True))
    holder = np.empty(len(rows), dtype=object)
    holder[:] = shapes
    sifted = sift(Features("f", codes, names, None, holder, np.zeros(len(rows), dtype=bool)))

    assert len(sifted.areas.codes) + sifted.merged_count + sifted.refused_count == len(rows)
    assert len(set(sifted.areas.codes)) == len(sifted.areas.codes)
    assert shapely.is_valid(sifted.areas.shapes).all()
    assert sum(problem.severity == "error" for problem in sifted.problems) == sifted.refused_count


def test_real_villages(warehouse, samples):
    seen = []
    receipt = load_areas(
        warehouse,
        samples / "villages" / "villages.geojson",
        level="community",
        code="VILLAGEID",
        name="VILLAGENAM",
        valid_from=date(1982, 1, 1),
        progress=lambda done, total: seen.append((done, total)),
    )
    counts = (receipt.loaded_count, receipt.merged_count, receipt.refused_count, receipt.repaired_count)
    assert counts == (7582, 11, 6, 8)  # 17 repeated ids: 11 with the same name, 6 with another
    assert receipt.feature_count == 7599
    assert seen[-1][0] == seen[-1][1]


def test_real_boston(warehouse, samples):
    receipt = load_areas(
        warehouse,
        Path(samples / "boston311" / "ZIP_Codes.geojson"),
        level="grid",
        code="ZIP5",
        name="ZIP5",
        valid_from=date(2013, 1, 1),
    )
    assert (receipt.loaded_count, receipt.merged_count, receipt.refused_count) == (37, 6, 0)
    assert pyogrio.read_info(samples / "boston311" / "ZIP_Codes.geojson")["features"] == receipt.feature_count
