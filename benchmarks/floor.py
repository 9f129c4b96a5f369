"""What the libraries alone need for an upload, so that a second missed can be told from a second wasted.

read_alone(rows.xlsx)        calamine reads the sheet into Python rows, no more
write_alone(home)            the tables an upload has made, from memory into an empty home, in one transaction
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.desk import Cost, now, timed

TABLES = ("core_report", "core_report_party", "raw_row", "out_place", "core_issue")


def read_alone(sheet: Path) -> Cost:
    """calamine's reading of the first sheet."""
    import python_calamine

    def read(path: Path) -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    read(sheet.with_name("warm.xlsx"))
    with timed() as cost:
        read(sheet)
    return cost()


def write_alone(home: Path) -> Cost:
    """The rows of a home written again by one INSERT a table, identities and raw file left out."""
    from data.db import make_store, open_store

    held = open_store(home, "warehouse")
    with held.reading() as connection:
        rows = {name: connection.execute(f"FROM {name}").to_arrow_table() for name in TABLES}
    held.close()
    empty = home.with_name(f"{home.name}-again")
    shutil.copytree(home / "keys", empty / "keys")
    make_store(empty, "warehouse", now=now())
    store = open_store(empty, "warehouse")
    with timed() as cost:
        _write(store, rows)
    store.close()
    return cost()


def _write(store: object, rows: dict[str, object]) -> None:
    from data.lend import execute_with

    with store.writing() as connection:  # type: ignore[attr-defined]
        for name, table in rows.items():
            execute_with(connection, f"INSERT INTO {name} BY NAME FROM given", None, {"given": table})  # type: ignore[dict-item]
