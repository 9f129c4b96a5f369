"""out_place: every report, each by the boundaries of its own day."""

from __future__ import annotations

import csv
from datetime import date, datetime

import pytest

from data.db import swap
from data.dictionary import tables
from grid.area import load_areas
from grid.place import place_all, place_new
from tests.grid.drawn_places import load, load_county, places, reports, spot, square, write_geojson


def hold_reports(connection, rows):
    """Put rows into core_report, with something in every column that must not be empty."""
    filler = {"VARCHAR": "'x'", "INTEGER": "1", "BOOLEAN": "FALSE", "TIMESTAMP": "TIMESTAMP '2024-01-01'"}
    given = set(rows.column_names)
    columns = tables()["core_report"].columns
    needed = [column for column in columns if "NOT NULL" in column.type and column.name not in given]
    names = [*rows.column_names, *(column.name for column in needed)]
    values = [
        *rows.column_names,
        *(filler[column.type.split()[0]] for column in needed if column.name != "report_id"),
    ]
    names = [name for name in names if name != "report_id"]
    values = [value for value in values if value != "report_id"]
    key = next(column for column in columns if column.name == "report_id")
    connection.register("drawn", rows)
    connection.execute(
        f"INSERT INTO core_report ({key.name}, {', '.join(names)}) SELECT report_id, {', '.join(values)} FROM drawn"
    )
    connection.unregister("drawn")


def placed(connection):
    table = connection.execute("SELECT * FROM out_place ORDER BY report_id").to_arrow_table()
    return dict(zip(table["report_id"].to_pylist(), places(table), strict=True))


def at(column, row, **more):
    lon, lat = spot(column, row)
    return {"lon": lon, "lat": lat, **more}


def test_place_all(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    seen = []
    with warehouse.writing() as connection:
        hold_reports(connection, reports(at(0.5, 0.5), {"grid_text": "990101001002"}, {}))
        swap(connection, {"out_place": place_all(connection, progress=lambda *step: seen.append(step))})
        assert placed(connection) == {
            "R1": ("990101001001", "point"),
            "R2": ("990101001002", "grid_code"),
            "R3": (None, "none"),
        }
    assert seen == [(3, 3)]


@pytest.mark.parametrize("rows", [[], [at(0.5, 0.5)], [{"grid_text": "1"}]])
def test_without_areas_nothing_is_placed(warehouse, rows):
    with warehouse.writing() as connection:
        hold_reports(connection, reports(*rows))
        swap(connection, {"out_place": place_all(connection)})
        assert list(placed(connection).values()) == [(None, "none")] * len(rows)


def test_place_new_takes_the_place_of_the_former_row(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    with warehouse.writing() as connection:
        place_new(connection, reports(at(0.5, 0.5), at(1.5, 0.5)))
        place_new(connection, reports(at(2.5, 0.5)))  # R1 again
        place_new(connection, reports())
        assert placed(connection) == {"R1": ("990101002001", "point"), "R2": ("990101001002", "point")}


def test_each_report_by_the_boundaries_of_its_day(warehouse, tmp_path):
    """The two grids change places on 2022-01-01."""

    def version(day, first, second):
        features = [
            ({"code": "1", "name": "甲"}, square(first, 0)),
            ({"code": "2", "name": "乙"}, square(second, 0)),
        ]
        load(warehouse, write_geojson(tmp_path / "g.geojson", features), "grid", valid_from=day)

    version(date(2020, 1, 1), 0, 1)
    version(date(2022, 1, 1), 1, 0)
    days = [(2024, 5, 1), (2021, 12, 31, 23, 59), (2022, 1, 1), (2020, 1, 1), (1999, 1, 1)]
    rows = reports(*(at(0.5, 0.5, reported_at=datetime(*day)) for day in days))
    with warehouse.writing() as connection:
        place_new(connection, rows)
        found = placed(connection)
    assert [found[f"R{n}"][0] for n in range(1, 6)] == [
        "2",
        "1",
        "2",
        "1",
        "1",
    ]  # the last: before the first version


def test_real_boston_points_lie_in_its_zip_codes(warehouse, samples):
    folder = samples / "boston311"
    load_areas(
        warehouse,
        folder / "ZIP_Codes.geojson",
        level="grid",
        code="ZIP5",
        name="ZIP5",
        valid_from=date(2013, 1, 1),
    )
    with (folder / "filtered_2014.csv").open(encoding="utf-8") as file:
        asked = list(csv.DictReader(file))
    rows = reports(
        *({name[:3]: float(row[name] or "nan") for name in ("longitude", "latitude")} for row in asked)
    )
    with warehouse.writing() as connection:
        place_new(connection, rows)
        found = placed(connection)
    by_point = [found[f"R{n}"][0] for n, _ in enumerate(asked, start=1)]
    told = [
        row["location_zipcode"].split(".")[0].zfill(5) if row["location_zipcode"] else None for row in asked
    ]
    same = [ours == theirs for ours, theirs in zip(by_point, told, strict=True) if theirs]

    assert sum(code is not None for code in by_point) / len(asked) > 0.99
    assert sum(same) / len(same) > 0.9
