"""Everything a home holds, in an order of its own, so that two homes can be compared with ==.

{"core_report": [("…", 1, "accepted", …), …], "vault_file": [("ab12…", "a.xlsx", …)], …}
"""

from __future__ import annotations

from dashboard.home import Home
from data.db import Store
from data.dictionary import tables

CLOCK = frozenset({"received_at", "loaded_at", "returned_at", "replaced_at", "parked_at", "applied_at"})
Dump = dict[str, list[tuple[object, ...]]]


def dump(store: Store) -> Dump:
    """Every row of every table without the columns that tell when it was written; the log has its own tests."""
    held: Dump = {}
    with store.reading() as connection:
        for name, table in tables(store.schema_file).items():
            columns = ", ".join(column.name for column in table.columns if column.name not in CLOCK)
            if name != "audit_log":
                held[name] = connection.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()
    return held


def dump_home(home: Home) -> tuple[Dump, Dump]:
    """The warehouse's and the vault's."""
    return dump(home.warehouse), dump(home.vault)


def unlike(one: Dump, other: Dump) -> list[str]:
    """Tables that differ: empty when all is the same."""
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]
