"""What becomes of ids: every matter ever known is kept, and an id that now stands for another says so.

before: matters a, b      now: matter a with reports a and b      core_alias: b → a
"""

from __future__ import annotations

from datetime import datetime

from data.db import Connection
from risk.query import statement


def remember(connection: Connection, *, now: datetime) -> None:
    """Add new matters to core_matter and vanished ids to core_alias; call before the derived tables are swapped."""
    connection.execute(f"INSERT INTO core_matter {statement('new_matter')}", {"now": now})
    connection.execute(f"INSERT INTO core_alias {statement('new_alias')}", {"now": now})
