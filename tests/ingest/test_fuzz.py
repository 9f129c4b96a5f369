"""Whatever comes is read or refused with a reason, in bounded time: damaged files, random grids, any text in a cell."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.sheet import Sheet
from tests.ingest.every_parser import parse_all
from tests.ingest.hostile import HEAD, HOWS, ROWS, SUFFIXES, Damage, damaged, good, read_through

SOAK = bool(os.environ.get("FENGQIAO_SOAK"))
MOST_CPU_SECONDS = 10.0
LONG_TEXT, MOST_CPU_SECONDS_OF_A_CELL = 12_000, 4.0  # a cell may hold ten times as much
FUZZ = settings(
    max_examples=20_000 if SOAK else 120,
    deadline=None,
    derandomize=not SOAK,
    suppress_health_check=list(HealthCheck),
)
SHARES = st.floats(0, 1, exclude_max=True)
DAMAGE = st.builds(Damage, st.sampled_from(HOWS), SHARES, SHARES, st.integers(0, 255))
DAMAGES = st.lists(DAMAGE, min_size=1, max_size=4)
MARKS = "0123456789-/.年月日时分:：一二三四五六七八九十百千万零〇两约余多人户 eE+°′″'SNEW东西南北经纬,，、;；()（）"
TEXT = st.one_of(st.text(max_size=40), st.text(MARKS, max_size=24))
CELLS = st.one_of(
    TEXT,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


WORDS = st.sampled_from([*HEAD, "合计", "注：", "同上", "无", "* 上报\n时间"])
LONG = (
    *("1", "一", "1 ", "、", "1.", "-", "张", "2025年", "° ", "〇十", "１３８", "京A", "3.5-", "\n"),
    "（",
    *("a@", "1.\n", "·", "第1", "（1）", "张三与"),
)  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_good_files_are_good(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"good{suffix}"
    path.write_bytes(good(suffix))
    assert read_through(path) == {".xlsx": 3, ".xls": 2, ".ods": 2, ".csv": 2}[suffix]


@pytest.mark.parametrize("suffix", SUFFIXES)
@FUZZ
@given(DAMAGES, st.one_of(st.none(), st.integers(0, 20)))
@example([Damage("flip", 0.75, 0.5625, 0)], None)  # what is packed in it no longer unpacks
@example([Damage("splice", 0.0, 0.5, 2)], None)  # its parts are not where its index says
@example([Damage("flip", 0.5, 0.03125, 0)], None)  # a part's checksum is wrong
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, suffix: str, damages: list[Damage], part: int | None
) -> None:
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(damaged(good(suffix), damages, part=part))
    began = time.process_time()
    read_through(path)
    assert time.process_time() - began < MOST_CPU_SECONDS


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    read_through(path)


@FUZZ
@given(st.lists(st.lists(st.one_of(CELLS, WORDS), max_size=7), max_size=8))
def test_any_grid_of_cells_has_a_table_or_none(grid: list[list[object]]) -> None:
    numbered = list(enumerate(grid, start=1))
    merged = (((1, 0), (3, 0)), ((0, 1), (2, 9)), ((2, 2), (1, 1)))
    table = find_table(Sheet("村", iter(numbered), merged), Mapping())  # type: ignore[arg-type]
    if table is not None:
        numbers = [number for number, _ in table.rows]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= {number for number, _ in numbered if number > table.header.last_row_no}


@FUZZ
@given(CELLS)
@example(float("inf"))
@example(datetime.max)
@example(timedelta.max)
@example("9" * 400)
@example("万" * 400)
@example("1" + "0" * 400 + "人")
def test_any_cell_is_understood_or_said_to_be_unknowable(cell: str | float | None) -> None:
    parse_all(cell)


@pytest.mark.parametrize("piece", LONG, ids=repr)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    parse_all(piece * (LONG_TEXT // len(piece)))
    assert time.process_time() - began < MOST_CPU_SECONDS_OF_A_CELL


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_by_another_kind_of_name_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    for other in SUFFIXES:
        path = tmp_path / f"x{other}"
        path.write_bytes(good(suffix))
        rows = read_through(path)
        assert rows is None or rows >= len(ROWS)
