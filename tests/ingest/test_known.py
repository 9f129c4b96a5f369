"""Which reports may be held: a no is certain, whatever came before and in whatever lots."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.entry
import ingest.ledger.table
from data.config import load_config
from data.db import open_store
from ingest.load import Intake, Upload
from ingest.statement import lent
from ingest.store.known import KnownReports
from tests.ingest.conftest import NOW, counts
from tests.new_home import new_stores

IDS = st.lists(st.integers(0, 40).map("R{:015d}".format), unique=True, max_size=12)


def asked(connection, known, ids):
    incoming = pa.table(
        {"report_id": pa.array(ids, pa.string()), "position": pa.array(range(len(ids)), pa.int64())}
    )
    with lent(incoming=incoming):
        return known.may_be_held(connection)


@settings(deadline=None)
@given(held=IDS, lots=st.lists(IDS, min_size=1, max_size=9))
def test_says_no_only_of_what_is_not_held_and_yes_only_of_what_is(held, lots):
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE core_report (report_id VARCHAR)")
        connection.executemany("INSERT INTO core_report VALUES (?)", [[each] for each in held]) if held else 0
        known, there = KnownReports(), set(held)
        for number, ids in enumerate(lots):
            told = asked(connection, known, ids)
            expected = [each in there for each in ids]
            assert told is None if not number else told.tolist() == expected
            new = [[each] for each in ids if each not in there]
            connection.executemany("INSERT INTO core_report VALUES (?)", new) if new else 0
            there |= set(ids)


HEAD = ["编号", "上报时间", "当事人", "经度", "纬度", "纠纷简况"]
HELD = (
    "SELECT report_no, version_no, narrative, state_code FROM core_report ORDER BY ALL",
    "SELECT report_id, version_no, content_hash FROM core_report_past ORDER BY ALL",
    "SELECT report_id, lon, lat, located_by FROM out_place ORDER BY ALL",
    "SELECT * EXCLUDE (submission_id) FROM raw_row ORDER BY ALL",
)


def told(number: int, words: str) -> list[object]:
    return [f"N{number}", "2025-03-05", f"张{'伟芳敏'[number % 3]}", 120.1 + number / 100, 30.2, words]


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_reports_that_come_again_lots_later_are_those_of_one_lot(
    tmp_path: Path, draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """The same and corrected rows, behind other rows, in the same file and the next, in one lot and in many."""
    first = [told(n % 7, f"电梯停运{n // 9}个月") for n in range(30)]
    second = [told(n % 11, f"电梯停运{n // 13 + 2}个月") for n in range(30)]
    paths = [draw("a.xlsx", 柳河村=[HEAD, *first]), draw("b.xlsx", 柳河村=[HEAD, *second])]
    empty = new_stores(tmp_path / "empty")
    outcomes = []
    for size in (1000, rows):
        monkeypatch.setattr(ingest.ledger.table, "BATCH_ROWS", size)
        monkeypatch.setattr(ingest.entry, "WRITE_ROWS", size)
        home = shutil.copytree(empty, tmp_path / f"home{size}")
        desk = Intake(home, open_store(home, "warehouse"), open_store(home, "vault"), load_config())
        verdicts = [counts(desk.take(Upload(path, path.name, NOW))) for path in paths]
        with desk.warehouse.reading() as connection:
            outcomes.append((verdicts, *(connection.execute(query).fetchall() for query in HELD)))
        desk.warehouse.close()
        desk.vault.close()
    assert outcomes[0] == outcomes[1]
    assert all(outcomes[0][1:])
