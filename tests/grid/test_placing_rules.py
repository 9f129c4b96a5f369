"""A home is placed anew at its next refresh when anything that placing rests on changed."""

from __future__ import annotations

import pytest

from grid.place import place_new
from risk.locate import boundaries_changed, locate
from tests.grid.drawn_places import load, load_county, reports, square, write_geojson
from tests.grid.test_place import hold_reports


@pytest.fixture
def county(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    with warehouse.writing() as connection:
        rows = reports({"place_text": "枫桥镇东风村金桂苑3幢"})
        hold_reports(connection, rows)
        place_new(connection, rows)
        locate(connection, everything=False)
    return warehouse


def refreshed(store):
    """Whether anything changed since the last refresh, and whether this one placed all reports anew."""
    with store.writing() as connection:
        changed = boundaries_changed(connection)
        placed = "out_place" in locate(connection, everything=False)
        assert not boundaries_changed(connection)
        return changed, placed


def test_nothing_changed(county):
    assert refreshed(county) == (False, False)


def test_a_boundary(county, tmp_path):
    moved = [({"code": "990101001002", "name": "第二网格"}, square(1.1, 0))]
    load(county, write_geojson(tmp_path / "moved.geojson", moved), "grid")
    assert refreshed(county) == (True, False)  # the load has placed what it affects


def test_a_local_name(county):
    with county.writing() as connection:
        connection.execute("INSERT INTO core_local_name VALUES ('金桂苑', 'estate', '990101001002')")
    assert refreshed(county) == (True, True)


def test_the_rules_of_placing(county, monkeypatch):
    monkeypatch.setattr("risk.locate.RULES_VERSION", 99)
    monkeypatch.setattr("grid.place_stamp.RULES_VERSION", 99)
    assert refreshed(county) == (True, True)
