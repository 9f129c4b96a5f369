"""The tables of a schema file with their comments: each column is described once, in the .sql itself.

-- 区域: one row per area …            → Table("core_area", "区域: one row per area …", …)
CREATE TABLE core_area (
    area_code VARCHAR NOT NULL,  -- c  →   Column("area_code", "VARCHAR NOT NULL", "c")
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"
_TABLE = re.compile(r"-- ([^\n]+)\n(CREATE TABLE (\w+) \(\n(.*?)\n\);)", re.S)
_COLUMN = re.compile(r"^\s+(\w+) ([A-Z][\w\[\] ]*?),?\s+-- (.+)$")


@dataclass(frozen=True)
class Column:
    """One column: its name, type with constraint, and what it means."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and the statement that makes it."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    create_sql: str

    def comment_statements(self) -> list[str]:
        """The COMMENT statements that hang the words on the table."""
        heads = [(f"TABLE {self.name}", self.comment)]
        heads += [(f"COLUMN {self.name}.{column.name}", column.comment) for column in self.columns]
        return [f"COMMENT ON {what} IS '{words.replace(chr(39), chr(39) * 2)}'" for what, words in heads]


@cache
def tables(schema_file: str = "schema.sql") -> dict[str, Table]:
    """Every table of a schema file by name, in the file's order."""
    text = (SQL / schema_file).read_text(encoding="utf-8")
    return {name: _table(name, comment, create, body) for comment, create, name, body in _TABLE.findall(text)}


def _table(name: str, comment: str, create_sql: str, body: str) -> Table:
    columns = tuple(Column(*match.groups()) for line in body.split("\n") if (match := _COLUMN.match(line)))
    return Table(name, comment, columns, create_sql)
