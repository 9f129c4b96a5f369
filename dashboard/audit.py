"""The audit log: append only; each line's keyed hash covers the one before, so a changed line shows.

1  2025-03-05 09:00  li  ingest  S000001  ok   previous ""      hash a1…
2  2025-03-05 09:02  li  refresh          ok   previous a1…     hash b2…
"""

from __future__ import annotations

import hmac
from datetime import datetime
from pathlib import Path

from data.db import Connection, Store
from data.keys import read_key

_HEAD = "audit.head"


def write_line(
    store: Store,
    home: Path,
    *,
    actor: str,
    event: str,
    now: datetime,
    object_id: str | None = None,
    result: str = "ok",
) -> None:
    """Append one line; object_id is an id or a file name, never a person."""
    with store.alone():  # line and head are written by one at a time
        with store.writing() as connection:
            last, previous = last_line(connection)
            number = last + 1
            line = (number, now, actor, event, object_id, result)
            digest = _hash(read_key(home, "audit"), previous, line)
            connection.execute(
                "INSERT INTO audit_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*line, previous, digest]
            )
        note_head(home, number, digest)


def last_line(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last line; 0 and nothing when there is none."""
    row = connection.execute(
        "SELECT audit_no, line_hash FROM audit_log ORDER BY audit_no DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def broken_line_of(store: Store, home: Path) -> int | None:
    """first_broken_line of a log that others may be writing to: lines and head are read with nobody between them."""
    with store.alone(), store.reading() as connection:
        return first_broken_line(connection, home)


def first_broken_line(connection: Connection, home: Path) -> int | None:
    """The number of the first line that was changed, removed or added out of order; None when all is well."""
    key = read_key(home, "audit")
    previous = ""
    hashes = {0: ""}
    rows = connection.execute("SELECT * FROM audit_log ORDER BY audit_no").fetchall()
    for expected, row in enumerate(rows, start=1):
        line, told_previous, told = row[:6], row[6], row[7]
        if row[0] != expected or told_previous != previous or told != _hash(key, previous, line):
            return expected
        previous = hashes[expected] = told
    number, digest = _read_head(home)
    return None if hashes.get(number) == digest else len(rows) + (number > len(rows))


def note_head(home: Path, number: int, digest: str) -> None:
    """Note the log's last line beside the warehouse, so that lines taken off its end are missed."""
    new = home / f"{_HEAD}.new"
    new.write_text(f"{number} {digest}\n", encoding="ascii")
    new.replace(home / _HEAD)


def _read_head(home: Path) -> tuple[int, str]:
    path = home / _HEAD
    if not path.exists():
        return 0, ""
    number, _, digest = path.read_text(encoding="ascii").strip().partition(" ")
    return int(number), digest


def _hash(key: str, previous: str, line: tuple[object, ...]) -> str:
    text = "\x1f".join([previous, *("" if part is None else str(part) for part in line)])
    return hmac.digest(bytes.fromhex(key), text.encode(), "sha256").hex()
