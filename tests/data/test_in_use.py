"""A file closed under a query: the query ends with an error, the process goes on, nothing half is left."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from textwrap import dedent

import pytest

from dashboard.home import make_home
from data.db import open_store

LONG = "SELECT count(*) FROM range(100_000_000_000) a WHERE hash(a.range) % 7 = 3"


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_a_file_closed_under_a_query_ends_the_query_and_not_the_process(tmp_path: Path, way: str) -> None:
    """In a process of its own, many times over: without waiting DuckDB ends it with a segmentation fault."""
    make_home(tmp_path / "home", now=datetime(2026, 3, 1))
    program = dedent(f"""
        import threading, time, duckdb
        import numpy, pyarrow
        from data.db import open_store
        from pathlib import Path
        numbers = pyarrow.table({{"a": numpy.arange(100_000)}})
        for n in range(30):
            store, ended = open_store(Path({str(tmp_path / "home")!r}), "warehouse"), []
            def work():
                try:
                    with store.{way}() as connection:
                        while True:
                            connection.register("given", numbers)
                            connection.execute("CREATE OR REPLACE TEMP TABLE t AS SELECT a, hash(a) AS h FROM given")
                            connection.unregister("given")
                            connection.execute("SELECT sum(a) OVER (ORDER BY h) FROM t").fetchall()
                except duckdb.Error as error:
                    ended.append(type(error).__name__)
            threads = [threading.Thread(target=work) for _ in range(1 if {way!r} == "writing" else 3)]
            [one.start() for one in threads]
            time.sleep(0.02 + 0.005 * n)
            store.close()
            [one.join(20) for one in threads]
            assert len(ended) == len(threads), ended
        print("went on")
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "went on"), done.stderr[-2000:]


def test_what_was_written_before_is_kept_and_what_was_under_way_is_not(tmp_path: Path) -> None:
    import threading

    make_home(tmp_path / "home", now=datetime(2026, 3, 1))
    store = open_store(tmp_path / "home", "warehouse")
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('kept', 'yes')")
    inside, told = threading.Event(), []

    def work() -> None:
        try:
            with store.writing() as connection:
                connection.execute("INSERT INTO core_setting VALUES ('half', 'yes')")
                inside.set()
                connection.execute(LONG).fetchall()
        except Exception as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait(10)
    store.close()
    thread.join(10)
    assert len(told) == 1
    again = open_store(tmp_path / "home", "warehouse")
    with again.reading() as connection:
        kept = connection.execute("SELECT name FROM core_setting WHERE name IN ('kept', 'half')").fetchall()
    again.close()
    assert kept == [("kept",)]


def test_a_closed_file_is_not_begun_with(tmp_path: Path) -> None:
    import duckdb

    make_home(tmp_path / "home", now=datetime(2026, 3, 1))
    store = open_store(tmp_path / "home", "warehouse")
    store.close()
    with pytest.raises(duckdb.ConnectionException), store.reading():
        pass
