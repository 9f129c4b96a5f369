"""Faults between boundaries: drawn squares, and a slow twin that intersects every pair."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from grid.faults.fault import NOISE_M, SLIVER_M, Found
from grid.faults.gap import find_gaps
from grid.faults.overlap import find_overlaps, uneven
from grid.faults.parent import find_strays
from grid.faults.piece import measure, width_m
from grid.shape import area_km2
from tests.grid.drawn_places import STEP, square

METRE = STEP / 1113.2  # of latitude
A_SQUARE = float(area_km2(np.array([square(0, 0)]))[0])


def array(*shapes):
    holder = np.empty(len(shapes), dtype=object)
    holder[:] = shapes
    return holder


def asked(shapes, *places):
    chosen = np.zeros(len(shapes), dtype=bool)
    chosen[list(places) or slice(None)] = True
    return chosen


def overlaps(*shapes, about=()):
    names = "ABCDEFGH"[: len(shapes)]
    held = array(*shapes)
    return find_overlaps(names, held, is_uneven=uneven(held), is_asked=asked(shapes, *about))


def gaps(*shapes, about=()):
    names = "ABCDEFGHI"[: len(shapes)]
    return gaps_of(names, array(*shapes), asked(shapes, *about))


def gaps_of(names, held, is_asked):
    return find_gaps(names, held, is_uneven=uneven(held), is_asked=is_asked)


def strays(children, parents, above):
    names = [chr(ord("a") + n) for n in range(len(children))]
    return find_strays(
        names, array(*children), np.array(parents, dtype=np.int64), above=("PQR"[: len(above)], array(*above))
    )


def drawn(found: Found):
    """Kind, codes, squares (to 0.01) and percent of the first."""
    return [
        (
            one.kind,
            "".join(one.codes),
            round(one.km2 / A_SQUARE, 2),
            None if one.share is None else round(100 * one.share),
        )
        for one in sorted(found.faults, key=lambda one: one.codes)
    ]


@pytest.mark.parametrize(
    ("shape", "width"),
    [
        (shapely.box(120, 0, 120.01, 0.01), 557),  # a square: half its side
        (shapely.box(120, 0, 120.1, METRE), 1),
        (shapely.box(120, 0, 120.1, 0.4 * METRE), 0.4),
        (shapely.box(120, 60, 120.1, 60 + METRE), 1),  # degrees of longitude are half as long
    ],
)
def test_width_is_that_of_a_strip(shape, width):
    assert width_m(array(shape))[0] == pytest.approx(width, rel=0.01)


def test_only_wide_pieces_are_measured():
    strip = shapely.box(120.02, 0, 120.12, 0.4 * METRE)
    noise = shapely.box(120.02, 1, 120.12, 1 + 0.1 * NOISE_M * METRE)
    both = shapely.MultiPolygon([square(0, 0), strip])
    found = measure(array(both, strip, noise, shapely.Point(1, 1), shapely.Polygon()))

    assert found.is_wide.tolist() == [True, False, False, False, False]
    assert found.is_sliver.tolist() == [False, True, False, False, False]
    assert found.km2 == pytest.approx([A_SQUARE, 0, 0, 0, 0])
    assert square(0, 0).contains(shapely.Point(found.lon[0], found.lat[0]))
    assert SLIVER_M > NOISE_M


def test_overlaps_and_duplicates():
    found = overlaps(square(0, 0), square(0.9, 0), square(0, 0), square(1.9, 0, width=2))
    assert drawn(found) == [
        ("overlap", "AB", 0.1, 10),
        ("duplicate", "AC", 1.0, 100),
        ("overlap", "BC", 0.1, 10),
    ]


@pytest.mark.parametrize(
    ("shapes", "expected", "slivers"),
    [
        ((square(0, 0), square(1, 0)), [], 0),  # a common edge
        ((square(0, 0), square(1, 1)), [], 0),  # a common corner
        ((square(0, 0), square(1, 0, height=2)), [], 0),  # an edge that ends half-way
        ((square(0, 0), square(1 - 0.5 * METRE / STEP, 0)), [], 1),
        ((square(0, 0), square(1 - 1e-7, 0)), [], 0),  # 0.1 mm: rounding
        (
            (square(0, 0, width=3, height=3), square(1, 1)),
            [("overlap", "BA", 1.0, 100)],
            0,
        ),  # one in the other
    ],
)
def test_what_is_no_overlap(shapes, expected, slivers):
    found = overlaps(*shapes)
    assert drawn(found) == expected
    assert found.sliver_count == slivers


def test_only_pairs_asked_about():
    shapes = (square(0, 0), square(0.5, 0), square(5, 0), square(5.5, 0))
    assert [one.codes for one in overlaps(*shapes, about=(0,)).faults] == [("A", "B")]
    assert [one.codes for one in overlaps(*shapes, about=(3,)).faults] == [("C", "D")]


RING = tuple(square(x, y) for y in range(3) for x in range(3) if (x, y) != (1, 1))


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (RING, [1.0]),
        ((*RING, square(1, 1)), []),
        ((*RING, square(1.25, 1.25, width=0.5, height=0.5)), [0.75]),  # an island in the lake
        (RING[:-1], [1.0]),  # a common corner encloses
        ((*RING[:-2], RING[-1]), []),  # open at a side
        ((square(0, 0),), []),
        ((*RING[:-1], square(1.9, 1.9, width=1.1, height=1.1)), [0.99]),  # with an overlap beside it
    ],
)
def test_gaps_are_the_holes(shapes, expected):
    found = gaps(*shapes)
    assert [round(one.km2 / A_SQUARE, 2) for one in found.faults] == expected
    for one in found.faults:
        assert not shapely.intersects_xy(array(*shapes), one.lon, one.lat).any()


def test_a_gap_names_the_area_at_most_of_its_corners_first():
    lid = square(2, 1)  # two corners
    around = square(0, 0, width=3, height=3).difference(square(1, 1, width=2))  # all four
    (found,) = gaps(lid, around).faults
    assert found.codes == ("B", "A")
    assert found.km2 == pytest.approx(float(area_km2(array(square(1, 1)))[0]))


def test_a_gap_far_from_what_was_loaded_is_not_told():
    far = [shapely.transform(one, lambda corners: np.add(corners, (1.0, 0.0))) for one in RING]
    assert len(gaps(*RING, about=(0,)).faults) == 1
    found = gaps_of([str(n) for n in range(16)], array(*RING, *far), asked(range(16), 12))
    assert [int(code) >= 8 for code in found.faults[0].codes] == [True] * len(found.faults[0].codes)
    assert len(found.faults) == 1


def test_strays():
    above = [square(0, 0, width=2), square(2, 0, width=2)]
    children = [
        square(0, 0),  # inside
        square(1.9, 0),  # mostly in Q
        square(-0.1, 0),  # a tenth in nobody's
        square(3, 0),  # in Q, its parent is P
        square(1.5, 0.5),  # half in Q, and half of each above both
        square(9, 9),  # its parent is unknown
    ]
    found = strays(children, [0, 0, 0, 0, 0, -1], above)
    assert sorted(drawn(found)) == [
        ("outside", "cP", 0.1, 10),
        ("outside", "eP", 0.5, 50),
        ("straddle", "bQ", 0.9, 90),
        ("straddle", "dQ", 1.0, 100),
        ("straddle", "eQ", 0.25, 25),
    ]


def test_a_strip_along_the_parents_edge_is_a_sliver():
    found = strays([square(-0.5 * METRE / STEP, 0)], [0], [square(0, 0, width=2)])
    assert (found.faults, found.sliver_count) == ((), 1)


def test_a_gap_closed_by_two_corners_that_all_but_meet():
    """The right top corner of B and the left top corner of D are the same but for the last digit of a number."""
    four = (
        square(0, 0, width=0.5, height=1),
        square(0, 1, width=1, height=0.5),
        square(0.5, 0, width=0.5, height=0.5),
        square(1, 0, width=0.5, height=1),
    )
    (gap,) = gaps(*four).faults
    assert gap.km2 / A_SQUARE == pytest.approx(0.25, rel=1e-2)


SPOTS = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 6), st.integers(1, 6)).map(
    lambda spot: square(spot[0] / 2, spot[1] / 2, width=spot[2] / 2, height=spot[3] / 2)
)
MANY = st.lists(SPOTS, min_size=1, max_size=7)


@settings(max_examples=150, deadline=None)
@given(MANY)
def test_overlaps_agree_with_every_pair_intersected(shapes):
    names = "ABCDEFG"
    expected = {
        frozenset((names[a], names[b])): round(shapes[a].intersection(shapes[b]).area / STEP**2, 3)
        for a, b in itertools.combinations(range(len(shapes)), 2)
        if shapes[a].intersection(shapes[b]).area > 1e-9
    }
    found = overlaps(*shapes)
    assert {frozenset(one.codes): round(one.km2 / A_SQUARE, 3) for one in found.faults} == {
        pair: pytest.approx(size, rel=1e-2) for pair, size in expected.items()
    }
    assert len(found.faults) == len(expected)


@settings(max_examples=100, deadline=None)
@given(MANY)
def test_gaps_agree_with_the_cells_nobody_can_leave(shapes):
    """Cells of half a step: those nobody holds and that cannot be left by their sides are the gaps."""
    whole = shapely.union_all(shapes)
    shapely.prepare(whole)
    held = {
        (x, y)
        for x in range(-1, SIDE)
        for y in range(-1, SIDE)
        if whole.contains(shapely.Point(spot_of(x, y)))
    }
    outside, edge = set(), [(-1, -1)]
    while edge:
        cell = edge.pop()
        if cell in outside or cell in held or not all(-1 <= part < SIDE for part in cell):
            continue
        outside.add(cell)
        edge += [(cell[0] + dx, cell[1] + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    enclosed = (SIDE + 1) ** 2 - len(held) - len(outside)
    found = gaps(*shapes)
    assert sum(one.km2 for one in found.faults) / A_SQUARE == pytest.approx(enclosed / 4, rel=1e-2)


SIDE = 16  # cells of half a step, one row more on each side


def spot_of(x, y):
    corner = square(x / 2 + 0.25, y / 2 + 0.25).bounds
    return corner[0], corner[1]
