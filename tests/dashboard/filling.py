"""A small seeded home for tests of the faces: one county, 3 towns × 4 communities × 6 grids, about 300 matters.

The road itself is not needed: core_ and out_ are written here as a refresh would leave them on AS_OF.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from data.codelist import code_rows
from data.db import Connection, Store, open_store
from tests.dashboard.filling_matter import Matter, make_matters, write_matters
from tests.dashboard.filling_place import Place, make_places, write_places
from tests.dashboard.filling_status import write_groups, write_status
from tests.new_home import new_stores

AS_OF = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 18, 5)


def make_home(home: Path) -> Store:
    """An empty home with keys and both files, its warehouse open."""
    store = open_store(new_stores(home), "warehouse")
    with store.writing() as connection:
        rows(connection, "core_code", code_rows())
    return store


def make_filled_home(home: Path, *, seed: int = 7) -> Store:
    """A home as a refresh would leave it, its warehouse open."""
    store = make_home(home)
    places = make_places(seed)
    matters = make_matters(places, seed=seed, as_of=AS_OF)
    with store.writing() as connection:
        write_places(connection, places)
        write_matters(connection, matters, as_of=AS_OF)
        write_groups(connection, matters)
        write_status(connection, places, matters, as_of=AS_OF)
        _write_state(connection, matters)
    return store


def _write_state(connection: Connection, matters: list[Matter]) -> None:
    count = sum(len(matter.reported_at) for matter in matters)
    rows(connection, "out_refresh", [(AS_OF, NOW, count, count, len(matters), 2, "test")])
    rows(
        connection,
        "raw_submission",
        [
            (
                *("S000001", "枫桥镇3月排查表.xlsx", "ab" * 32, "枫桥镇", "张工", None, NOW, 1),
                *(count + 9, count, 2, 1, 2, 4, count, ["民族"], None),
            )
        ],
    )
    problem = ("S000001", "Sheet1", 12, "上报时间", "3月5日", "time.unknown_year", "error")
    rows(
        connection,
        "core_issue",
        [(*problem, "Sheet1 第12行「上报时间」: 没有年份", "请写成 2026-03-05")] * 4,
    )


def rows(connection: Connection, table: str, values: list[tuple[object, ...]]) -> None:
    """Insert whole rows, in the order of the table's columns."""
    marks = ", ".join("?" * len(values[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)


__all__ = ["AS_OF", "NOW", "Place", "make_filled_home", "make_home", "rows"]
