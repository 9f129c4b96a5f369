"""Where reports are: point, then declared grid, then address, then village."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from grid.gazetteer import Area, Gazetteer, read_gazetteer
from grid.locate import locate
from grid.polygon import PolygonSearch
from tests.grid.drawn_places import load, load_county, places, reports, spot, square, write_geojson

G1, G2, G3, G4, G5 = "990101001001", "990101001002", "990101002001", "990102001001", "990102001002"


@pytest.fixture
def county(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    with warehouse.reading() as connection:
        return read_gazetteer(connection, on=None)


def at(column, row, **more):
    lon, lat = spot(column, row)
    return {"lon": lon, "lat": lat, **more}


def test_the_point_comes_first(county):
    answer = locate(reports(at(0.5, 0.5), at(1.5, 0.5, grid_text=G2), at(1, 0.5)), county)
    assert places(answer) == [
        (G1, "point"),
        (G2, "point"),
        (G1, "point"),
    ]  # the shared edge: the smallest code
    assert answer["location_confidence_share"].to_pylist() == [1, 1, 1]
    assert answer["distance_m"].to_pylist() == [None, None, None]
    assert (answer["lon"][0].as_py(), answer["lat"][0].as_py()) == spot(0.5, 0.5)


def test_a_point_just_outside_and_one_far_away(county):
    near, far = at(5.1, 0.5), at(5.5, 0.5)  # 96 m and 482 m east of grid 5
    answer = locate(reports(near, far, far | {"grid_text": G2}), county).to_pylist()

    assert [(row["area_code"], row["located_by"]) for row in answer] == [
        (G5, "point"),
        (None, "none"),
        (G2, "grid_code"),
    ]
    assert [round(row["distance_m"]) for row in answer] == [96, 482, 482]
    assert answer[0]["location_confidence_share"] == pytest.approx(0.9 - 0.4 * answer[0]["distance_m"] / 200)
    assert answer[1]["lon"] == far["lon"]  # as given
    assert square(1, 0).contains(
        shapely.Point(answer[2]["lon"], answer[2]["lat"])
    )  # the grid, not the stray point


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(0.0, 0.0), (None, 30.0), (120.0, None), (np.nan, 30.0), (500.0, 30.0), (120.0, -91.0), (np.inf, 1.0)],
)
def test_what_is_no_point(county, lon, lat):
    answer = locate(reports({"lon": lon, "lat": lat}), county).to_pylist()[0]
    assert answer == {
        "report_id": "R1",
        "area_code": None,
        "located_by": "none",
        "location_confidence_share": 0.0,
        "distance_m": None,
        "lon": None,
        "lat": None,
        "declared_code": None,
        "declared_m": None,
        "doubt_code": None,
    }


# grid_text, village_name, town_name → area_code, located_by
DECLARED = [
    ((G3, None, None), (G3, "grid_code")),
    ((f" {G3}.0 ", None, None), (G3, "grid_code")),  # a number to a spreadsheet
    ((G3, "东风村", None), (G3, "grid_code")),  # the code is trusted over the village
    (("第一网格", None, None), (None, "none")),  # three are called so
    (("第二网格", None, None), (G2, "grid_name")),  # the only one whose name it is
    (("第一网格", "石门村", None), (G3, "grid_name")),
    (("1网格", "石门村委会", None), (G3, "grid_name")),
    (("一", "石门村", None), (G3, "grid_name")),
    (("第一网格", "东风村", "枫桥镇"), (G1, "grid_name")),
    (("第1网格", "东风村", "石门镇"), (G4, "grid_name")),
    (("东风村第二网格", "东风村", "石门"), (G5, "grid_name")),
    (("石门村第一网格", None, None), (G3, "grid_name")),
    (("枫桥镇东风村第二网格", None, None), (G2, "grid_name")),
    (("第九网格", "石门村", None), (G3, "village")),  # no such grid, but the village has only one
    (("第九网格", "东风村", "枫桥镇"), (None, "village")),
    ((None, "石门村", None), (G3, "village")),
    ((None, "石门", None), (G3, "village")),
    ((None, "枫桥镇石门村", None), (G3, "village")),
    ((None, "石门社区", None), (None, "none")),  # another kind of place
    ((None, "石门村", "石门镇"), (None, "none")),  # that town has no such village
    ((None, "东风村", None), (None, "none")),  # two towns have one
    ((None, "东风村", "石门镇"), (None, "village")),
    (("990101002", None, None), (G3, "village")),  # the code of a village
    (("", "", ""), (None, "none")),
    (("？？", "没有的村", "没有的镇"), (None, "none")),
]


@pytest.mark.parametrize(("texts", "answer"), DECLARED)
def test_declared_in_words(county, texts, answer):
    row = dict(zip(("grid_text", "village_name", "town_name"), texts, strict=True))
    assert places(locate(reports(row), county)) == [answer]


def test_a_village_alone_names_no_grid_but_shows_the_village(county):
    answer = locate(reports({"village_name": "东风村", "town_name": "枫桥镇"}), county).to_pylist()[0]
    assert (answer["area_code"], answer["location_confidence_share"]) == (None, 0.3)
    assert square(0, 0, width=2).contains(shapely.Point(answer["lon"], answer["lat"]))


def test_when_villages_are_the_finest_level(warehouse, tmp_path):
    villages = [
        ({"code": "02119", "name": "东风村"}, square(0, 0)),
        ({"code": "02120", "name": "石门村"}, square(1, 0)),
    ]
    load(warehouse, write_geojson(tmp_path / "v.geojson", villages), "community")
    with warehouse.reading() as connection:
        gazetteer = read_gazetteer(connection, on=None)
    rows = reports({"village_name": "石门村"}, {"grid_text": "2119.0"}, at(0.5, 0.5), {"grid_text": "石门村"})

    expected = [("02120", "village"), ("02119", "grid_code"), ("02119", "point"), ("02120", "grid_name")]
    assert places(locate(rows, gazetteer)) == expected


def test_when_towns_are_the_finest_level(warehouse, tmp_path):
    load(
        warehouse,
        write_geojson(tmp_path / "t.geojson", [({"code": "1", "name": "枫桥镇"}, square(0, 0))]),
        "town",
    )
    with warehouse.reading() as connection:
        gazetteer = read_gazetteer(connection, on=None)
    assert places(locate(reports({"town_name": "枫桥"}, {"village_name": "东风村"}), gazetteer)) == [
        ("1", "village"),
        (None, "none"),
    ]


def test_no_areas_and_no_rows(warehouse, county):
    empty = Gazetteer(None, (), PolygonSearch(np.array([], dtype=object)), {})
    assert places(locate(reports(at(0.5, 0.5), {"grid_text": G1}), empty)) == [(None, "none"), (None, "none")]
    assert len(locate(reports(), county)) == 0


def test_areas_at(county):
    lon, lat = (
        np.array(column) for column in zip(spot(0.5, 0.5), spot(9, 9), (0, 0), (np.nan, 1), strict=True)
    )
    assert county.areas_at(lon, lat) == [G1, None, None, None]


CODES = ("a", "b", "c", "d")
SHAPES = np.array([square(0, 0), square(1, 0), square(0, 1), square(0.5, 0.5)], dtype=object)
SMALL = Gazetteer(
    "grid",
    CODES,
    PolygonSearch(SHAPES),
    {code: Area(code, "grid", f"第{n}网格", None, *spot(n, 0)) for n, code in enumerate(CODES, start=1)},
)
drawn_rows = st.lists(
    st.fixed_dictionaries(
        {
            "lon": st.one_of(
                st.none(), st.floats(119.99, 120.04), st.sampled_from([0.0, 120.0, 120.01, 120.005])
            ),
            "lat": st.one_of(st.none(), st.floats(29.99, 30.04), st.sampled_from([0.0, 30.0, 30.01, 30.005])),
            "grid_text": st.sampled_from([None, "a", "第2网格", "第二网格", "没有"]),
        }
    ),
    max_size=20,
)


def slow_place(row):
    """The obvious twin: ask each polygon, then the code, then the name."""
    if row["lon"] is not None and row["lat"] is not None and (row["lon"], row["lat"]) != (0, 0):
        point = shapely.Point(row["lon"], row["lat"])
        inside = [code for code, shape in zip(CODES, SHAPES, strict=True) if shape.intersects(point)]
        if inside:
            return min(inside), "point"
    known = {"a": ("a", "grid_code"), "第2网格": ("b", "grid_name"), "第二网格": ("b", "grid_name")}
    return known.get(row["grid_text"], (None, "none"))


@settings(max_examples=80, deadline=None)
@given(drawn_rows, st.randoms())
def test_every_report_has_exactly_one_answer_in_every_order(drawn, random):
    rows = reports(*drawn)
    answer = locate(rows, SMALL)
    assert answer["report_id"].to_pylist() == rows["report_id"].to_pylist()
    for row, place, metres in zip(drawn, places(answer), answer["distance_m"].to_pylist(), strict=True):
        if metres is None or metres > 200:
            assert place == slow_place(row)
        else:
            assert place[1] == "point"

    order = pa.array(random.sample(range(len(drawn)), len(drawn)), pa.int64())
    assert locate(rows.take(order), SMALL).equals(answer.take(order))
