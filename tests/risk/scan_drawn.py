"""Small drawn cities for the scans: cells on a lattice, and reports of twelve days."""

from __future__ import annotations

from hypothesis import strategies as st

DAYS, WINDOW = 12, 4


@st.composite
def places(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Cells on a small lattice: many at an equal distance, some at one place."""
    count = draw(st.integers(1, 12))
    spots = st.lists(st.integers(0, 4), min_size=count, max_size=count)
    return [100 * at for at in draw(spots)], [100 * at for at in draw(spots)]


@st.composite
def reports(draw: st.DrawFn, cells: int) -> list[tuple[int, int]]:
    return draw(
        st.lists(st.tuples(st.integers(0, cells - 1), st.integers(0, DAYS - 1)), min_size=1, max_size=60)
    )
