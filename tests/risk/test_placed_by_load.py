"""A load of boundaries places what it affects, so the refresh behind it does not place everything once more."""

from __future__ import annotations

from datetime import date, datetime

from data.config import load_config
from data.db import open_store
from risk import locate as locating
from risk.refresh import refresh
from tests.grid.drawn_places import load, reports, square, write_geojson
from tests.grid.test_place import at, hold_reports
from tests.new_home import new_stores

NOW = datetime(2024, 6, 1)


def test_a_refresh_after_a_load_does_not_place_everything_again(tmp_path, monkeypatch):
    warehouse = open_store(new_stores(tmp_path / "home"), "warehouse")
    counted = []
    place_all = locating.place_all
    monkeypatch.setattr(locating, "place_all", lambda connection: counted.append(1) or place_all(connection))

    def load_width(width):
        file = write_geojson(
            tmp_path / "g.geojson", [({"code": "1", "name": "甲"}, square(0, 0, width=width))]
        )
        load(warehouse, file, "grid")

    def run():
        refresh(warehouse, as_of=date(2024, 5, 31), config=load_config(), now=NOW)
        return len(counted)

    load_width(1)
    with warehouse.writing() as connection:
        hold_reports(connection, reports(at(0.5, 0.5), at(2.5, 0.5), at(0.6, 0.5)))
        connection.execute("UPDATE core_report SET state_code = 'accepted'")
    assert run() == 1  # reports that nobody has tried to place
    load_width(3)
    assert run() == 1
    with warehouse.reading() as connection:
        assert connection.execute("SELECT count(*) FROM out_place WHERE area_code = '1'").fetchall() == [(3,)]
    assert run() == 2  # asked for with nothing changed: everything anew
    warehouse.close()
