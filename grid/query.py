"""The queries of grid/sql/, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of grid/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
