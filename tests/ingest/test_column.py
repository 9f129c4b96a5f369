"""Columns with each distinct value once, and lists laid out flat."""

from __future__ import annotations

import pickle
from datetime import UTC

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.cell import Cell, text_of
from ingest.rows.column import Column, cell_column, constant, encoded, pairs, text_column
from ingest.rows.ragged import laid_out, numbered

MOMENTS = st.datetimes() | st.datetimes(timezones=st.just(UTC))
CELLS = st.one_of(
    st.text(),
    st.none(),
    st.integers(-9, 9),
    st.floats(allow_nan=False),
    st.booleans(),
    MOMENTS,
    st.dates(),
    st.times(),
)
OF_ONE_KIND = st.one_of(
    *(
        st.lists(st.none() | kind | st.just(""))
        for kind in (st.text(), st.floats(), st.floats(-180, 180), MOMENTS)
    ),
    st.lists(st.none() | st.floats(-1e17, 1e17).map(round).map(float)),
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(CELLS))
def test_texts_are_those_of_the_cells(cells: list[object]) -> None:
    assert text_column(cells).rows() == [_whole(text_of(cell)) for cell in cells]  # type: ignore[arg-type]


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=300)
@given(OF_ONE_KIND)
def test_a_column_of_one_kind_is_told_as_cell_by_cell(cells: list[Cell]) -> None:
    assert text_column(cells).rows() == [_whole(text_of(cell)) for cell in cells]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text("ab无—", max_size=2)), st.sets(st.integers(0, 5)))
def test_changing_values_is_the_same_before_and_after_python_sees_them(
    texts: list[str], some: set[int]
) -> None:
    spoken = encoded(pa.array(texts, pa.string()))
    places = sorted(place for place in some if place < len(spoken.spoken))
    plain = Column(spoken.spoken.to_pylist(), spoken.which)
    assert spoken.changed(places, str.upper).rows() == plain.changed(places, str.upper).rows()
    assert pickle.loads(pickle.dumps(spoken)).rows() == spoken.rows() == texts


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(CELLS))
def test_cells_come_back_as_they_were(cells: list[object]) -> None:
    back = cell_column(cells).rows()  # type: ignore[arg-type]
    assert [(type(cell), cell) for cell in back] == [(type(cell), cell) for cell in cells]


def test_half_a_character_does_not_stop_a_sheet() -> None:
    assert text_column(["欠薪\ud83d", 3.0]).rows() == ["欠薪?", "3"]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))))
def test_pairs_of_two_columns(rows: list[tuple[str, str]]) -> None:
    one, other = text_column([a for a, _ in rows]), text_column([b for _, b in rows])
    both = pairs(one, other)
    assert both.rows() == rows
    assert len(set(both.values)) == len(both.values)


def test_a_column_changed_searched_and_spread() -> None:
    column = text_column(["拖欠", "", "拖欠", "噪声"])
    assert column.map(len).array(pa.int32()).to_pylist() == [2, 0, 2, 2]
    assert column.where(lambda text: text == "拖欠").tolist() == [0, 2]
    assert constant("无", 2).rows() == ["无", "无"]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.lists(st.text("甲乙丙", min_size=1), max_size=3)))
def test_lists_laid_out_flat(lists: list[list[str]]) -> None:
    ragged = laid_out(Column(lists, np.arange(len(lists), dtype=np.int32)))
    rows, number = numbered(ragged.counts)
    told = pa.array(ragged.flat, pa.string()).take(ragged.place(rows, number)).to_pylist()
    assert list(zip(rows.tolist(), told, strict=True)) == [
        (row, each) for row, all in enumerate(lists) for each in all
    ]


@pytest.mark.parametrize(("row", "number", "expected"), [(0, 1, 1), (0, 2, None), (1, 0, None)])
def test_a_thing_that_is_not_there_has_no_place(row: int, number: int, expected: int | None) -> None:
    ragged = laid_out(Column([["甲", "乙"], []], np.array([0, 1], dtype=np.int32)))
    assert ragged.place(np.array([row]), np.array([number])).to_pylist() == [expected]
