"""Lists a reader filtered and named, each for its owner alone.

(chen, matters, 龙湖镇超期)   →   area=990001&late=1
"""

from __future__ import annotations

from datetime import datetime

from data.db import Connection
from data.errors import BadArgument
from ingest.mask import mask

MOST_VIEWS, LONGEST_NAME = 20, 20


def save_view(connection: Connection, owner: str, page: str, name: str, *, query: str, now: datetime) -> None:
    """Keep a list under a name, in the place of an older one of that name. BadArgument when it cannot be."""
    name = mask(name.strip())
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadArgument(
            f"请给这个筛选起一个 1 到 {LONGEST_NAME} 个字的名字。",
            f"Give the list a name of 1 to {LONGEST_NAME} letters.",
        )
    values = {"owner": owner, "page": page, "name": name}
    others = connection.execute(
        "SELECT count(*) FROM core_saved_view WHERE username = $owner AND page_code = $page AND name <> $name",
        values,
    ).fetchone()
    if others and others[0] >= MOST_VIEWS:
        raise BadArgument(
            f"已有 {MOST_VIEWS} 个常用筛选。请先删去一个。",
            f"There are {MOST_VIEWS} lists already. Remove one first.",
        )
    connection.execute(
        "INSERT OR REPLACE INTO core_saved_view VALUES ($owner, $page, $name, $query, $now)",
        {**values, "query": query, "now": now},
    )


def forget_view(connection: Connection, owner: str, page: str, name: str) -> None:
    """Let a list go; nothing when there is none of that name."""
    connection.execute(
        "DELETE FROM core_saved_view WHERE username = $owner AND page_code = $page AND name = $name",
        {"owner": owner, "page": page, "name": name},
    )
