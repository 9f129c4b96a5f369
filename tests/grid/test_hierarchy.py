"""Every area with every area above it."""

from __future__ import annotations

from datetime import date

import pytest

from data.db import swap
from grid.hierarchy import build_paths
from tests.grid.drawn_places import load_county


def paths(connection):
    swap(connection, {"out_area_path": build_paths(connection)})
    return connection.execute("SELECT * FROM out_area_path ORDER BY ALL").fetchall()


def hold(connection, *areas, day=date(2020, 1, 1)):
    for code, level, parent in areas:
        connection.execute(
            "INSERT INTO core_area (area_code, level_code, name, parent_code, valid_from_date) VALUES (?, ?, ?, ?, ?)",
            [code, level, code, parent, day],
        )


def test_a_grid_has_its_village_town_and_county(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    with warehouse.writing() as connection:
        found = [row for row in paths(connection) if row[0] == "990101001001"]
    assert found == [
        ("990101001001", "9901", "county"),
        ("990101001001", "990101", "town"),
        ("990101001001", "990101001", "community"),
        ("990101001001", "990101001001", "grid"),
    ]


@pytest.mark.parametrize(
    ("areas", "pairs"),
    [
        ([], []),
        ([("a", "grid", "gone")], ["a a"]),  # a parent that is not held
        ([("a", "grid", "a")], ["a a"]),
        ([("a", "grid", "b"), ("b", "town", "a")], ["a a", "a b", "b a", "b b"]),  # a cycle
    ],
)
def test_broken_hierarchies_end(warehouse, areas, pairs):
    with warehouse.writing() as connection:
        hold(connection, *areas)
        assert [f"{row[0]} {row[1]}" for row in paths(connection)] == pairs


def test_the_latest_version_counts(warehouse):
    with warehouse.writing() as connection:
        hold(connection, ("t1", "town", None), ("t2", "town", None), ("a", "grid", "t1"))
        hold(connection, ("a", "grid", "t2"), day=date(2022, 1, 1))
        assert [row[1] for row in paths(connection) if row[0] == "a"] == ["a", "t2"]
