"""A small ledger for tests: reports and parties as dicts, put straight into the core tables.

grids  g1 g2 in community c1, g3 in c2; c1 c2 in town t1; t1 in county k
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import shapely

from data.config import load_config
from data.db import Store, open_store
from risk.refresh import RefreshResult, refresh
from tests.new_home import new_stores

NOW = datetime(2025, 1, 1)
CONFIG = load_config()
AREAS = [
    ("k", "county", "甲县", None),
    ("t1", "town", "甲镇", "k"),
    ("c1", "community", "东村", "t1"),
    ("c2", "community", "西村", "t1"),
    ("g1", "grid", "东村一网格", "c1"),
    ("g2", "grid", "东村二网格", "c1"),
    ("g3", "grid", "西村一网格", "c2"),
]
FILLED = (
    "core_report",
    "core_report_party",
    "core_judgement",
    "core_return",
    "core_respondent",
    "core_event",
    "core_measure",
)
KEPT = ("core_matter", "core_alias", "core_setting", "core_signal", "core_signal_day", "core_signal_event")


def make_warehouse(home: Path) -> Store:
    """An empty warehouse with the areas above, each grid a square of its own."""
    store = open_store(new_stores(home), "warehouse")
    with store.writing() as connection:
        for area in AREAS:
            connection.execute("INSERT INTO core_area VALUES (?, ?, ?, ?, '2020-01-01', NULL)", list(area))
        for k, code in enumerate(("g1", "g2", "g3")):
            square = shapely.box(120 + k, 30, 121 + k, 31)
            row = [code, shapely.to_wkb(square), 120.5 + k, 30.5]
            connection.execute(
                "INSERT INTO core_boundary VALUES (?, '2020-01-01', NULL, ?, ?, ?, 1.0, 'EPSG:4490', FALSE)",
                row,
            )
    return store


def report(report_id: str, day: str, **said: object) -> dict[str, object]:
    """A report raised at ten o'clock of a day; whatever is said replaces the plain values."""
    plain: dict[str, object] = {
        "report_id": report_id, "version_no": 1, "state_code": "accepted", "submission_id": "S000001",
        "sheet_name": "s", "row_no": 1, "part_no": 1, "source_code": "default", "content_hash": report_id,
        "reported_at": datetime.fromisoformat(f"{day} 10:00:00"), "channel_code": "visit", "level_code": "county",
        "category_code": "18", "legal_category_code": "appeal", "narrative": "", "grid_text": "g1",
        "is_people_approximate": False, "party_count": 1, "has_safety_concern": False, "loaded_at": NOW,
    }  # fmt: skip
    times = {name: datetime.fromisoformat(str(said[name])) for name in said if name.endswith("_at")}
    days = {name: date.fromisoformat(str(said[name])) for name in said if name == "due_date"}
    return {**plain, **said, **times, **days}


def party(report_id: str, **plain: str) -> dict[str, object]:
    """A petitioner, his name, phone … given plainly and kept as tokens; `sound` defaults to the name."""
    plain.setdefault("sound", plain.get("name", ""))
    fields = {"sound": "pinyin_token"} | {f: f"{f}_token" for f in ("name", "phone", "id", "address", "ref")}
    tokens = {fields[f]: str(uuid.uuid5(uuid.NAMESPACE_OID, f + text)) for f, text in plain.items() if text}
    return {"report_id": report_id, "party_no": 1, "role_code": "petitioner", **tokens}


def clear(store: Store) -> None:
    """Back to areas alone."""
    with store.writing() as connection:
        for name in (*FILLED, *KEPT):
            connection.execute(f"DELETE FROM {name}")
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'out_%'"
        ).fetchall():
            connection.execute(f"DELETE FROM {name}")


def add(store: Store, table: str, rows: Iterable[dict[str, object]]) -> None:
    """Insert rows by column name; a report already held is replaced."""
    rows = list(rows)
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    with store.writing() as connection:
        if table == "core_report":
            ids = [row["report_id"] for row in rows]
            connection.execute("DELETE FROM core_report WHERE list_contains($ids, report_id)", {"ids": ids})
        connection.register(
            "rows_to_add", pa.table({name: [row.get(name) for row in rows] for name in names})
        )
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_add")
        connection.unregister("rows_to_add")


def run(store: Store, as_of: str, changed: Iterable[str] | None = None) -> RefreshResult:
    """A refresh as at a day."""
    ids = None if changed is None else list(changed)
    return refresh(store, as_of=date.fromisoformat(as_of), config=CONFIG, now=NOW, changed=ids)


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with store.reading() as connection:
        return connection.execute(query).fetchall()


def matters(store: Store) -> dict[str, str]:
    """Each report with its matter."""
    return dict(rows(store, "SELECT report_id, matter_id FROM out_matter_report"))  # type: ignore[arg-type]


def day_after(day: str, count: int) -> str:
    """A day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
