"""Wider areas without boundaries of their own have the shapes of the areas inside them, joined once and kept."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from data.db import Connection, swap
from grid import joined
from grid.hierarchy import build_paths
from grid.joined import join_shapes, keep_joined

NEW_YEAR, MARCH = date(2020, 1, 1), date(2020, 3, 1)
SQUARES = {"g1": (0, 0), "g2": (1, 0), "g3": (0, 1), "g4": (5, 5)}  # g4 lies apart
PARENTS = [
    ("county", "county", None),
    ("north", "community", "county"),
    ("south", "community", "county"),
    ("bare", "community", "county"),  # nothing inside it
    *(("g1", "grid", "north"), ("g2", "grid", "north"), ("g3", "grid", "south"), ("g4", "grid", "south")),
]


def square(x: float, y: float, side: float = 1.0) -> shapely.Geometry:
    return shapely.box(x, y, x + side, y + side)


def draw(
    connection: Connection, code: str, shape: shapely.Geometry, *, first: date, last: date | None
) -> None:
    point = shapely.point_on_surface(shape)
    row = [code, first, last, shapely.to_wkb(shape), point.x, point.y, shape.area]
    connection.execute("INSERT INTO core_boundary VALUES (?, ?, ?, ?, ?, ?, ?, 'EPSG:4490', FALSE)", row)


@pytest.fixture
def ground(warehouse):
    with warehouse.writing() as connection:
        for code, level, parent in PARENTS:
            connection.execute(
                "INSERT INTO core_area VALUES (?, ?, ?, ?, ?, NULL)", [code, level, code, parent, NEW_YEAR]
            )
        for code, corner in SQUARES.items():
            draw(connection, code, square(*corner), first=NEW_YEAR, last=None)
        swap(connection, {"out_area_path": build_paths(connection)})
        yield connection


def kept(connection: Connection) -> dict[str, shapely.Geometry]:
    rows = connection.execute("SELECT area_code, shape_wkb FROM out_area_shape").fetchall()
    return {code: shapely.from_wkb(bytes(wkb)) for code, wkb in rows}


def of(*codes: str) -> shapely.Geometry:
    return shapely.union_all([square(*SQUARES[code]) for code in codes])


def test_each_level_is_joined_from_what_is_inside(ground):
    assert keep_joined(ground, as_of=MARCH) == 3
    found = kept(ground)
    told = {"north": of("g1", "g2"), "south": of("g3", "g4"), "county": of(*SQUARES)}
    assert found.keys() == told.keys()
    assert all(found[code].normalize().equals(told[code]) for code in told)


def test_a_level_that_has_boundaries_keeps_them_and_is_what_the_next_is_joined_from(ground):
    draw(ground, "north", square(0, 0, 9), first=NEW_YEAR, last=None)
    keep_joined(ground, as_of=MARCH)
    assert {code: shape.area for code, shape in kept(ground).items()} == {"county": 81}


def test_nothing_is_joined_twice_and_a_new_boundary_is(ground, monkeypatch):
    calls = []
    plain = joined.join_shapes
    monkeypatch.setattr(joined, "join_shapes", lambda *told: calls.append(1) or plain(*told))
    keep_joined(ground, as_of=MARCH)
    once = len(calls)
    keep_joined(ground, as_of=MARCH)
    assert (once > 0, len(calls)) == (True, once)
    ground.execute("UPDATE core_boundary SET valid_to_date = DATE '2020-01-31' WHERE area_code = 'g2'")
    draw(ground, "g2", square(1, 0, 2), first=date(2020, 2, 1), last=None)
    keep_joined(ground, as_of=MARCH)
    assert kept(ground)["north"].area == 5
    keep_joined(ground, as_of=date(2020, 1, 15))  # as it was before
    assert kept(ground)["north"].area == 2


def test_an_area_moved_to_another_parent_moves_its_shape(ground):
    keep_joined(ground, as_of=MARCH)
    ground.execute("UPDATE core_area SET parent_code = 'bare' WHERE area_code = 'g4'")
    swap(ground, {"out_area_path": build_paths(ground)})
    keep_joined(ground, as_of=MARCH)
    assert {code: shape.area for code, shape in kept(ground).items()} == {
        "north": 2,
        "south": 1,
        "bare": 1,
        "county": 4,
    }


def test_without_any_boundary_there_is_no_shape(warehouse):
    with warehouse.writing() as connection:
        assert keep_joined(connection, as_of=MARCH) == 0


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.integers(0, 3), some.integers(0, 3), some.sampled_from([1.0, 1.3]), some.sampled_from("ab")
        ),
        min_size=1,
        max_size=9,
    )
)
def test_the_union_is_that_of_shapely_whether_neighbours_share_corners_overlap_or_lie_apart(drawn):
    shapes = [square(x, y, side) for x, y, side, _ in drawn]
    told = join_shapes(shapes, [code for *_, code in drawn])
    for code, shape in told.items():
        twin = shapely.union_all([one for one, (*_, own) in zip(shapes, drawn, strict=True) if own == code])
        assert shapely.is_valid(shape)
        assert shapely.symmetric_difference(shape, twin).area <= 1e-9
