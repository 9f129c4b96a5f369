"""The vault's side of an upload: written first, and the same whether written once or ten times.

A marker stands in the home while an upload is under way; when a start finds one, tokens that no report came to
use are swept. The original file stays: sending it again repairs the upload.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from data.db import Store
from ingest.identity import Tokens

_MARKER = "intake.pending"
_FIELDS = ("token", "field_code", "plaintext")


@contextmanager
def under_way(home: Path) -> Iterator[None]:
    """Mark the home while an upload writes to vault and warehouse; the mark stays if the process dies."""
    marker = home / _MARKER
    marker.touch(mode=0o600)
    yield
    marker.unlink(missing_ok=True)


def keep_file(vault: Store, path: Path, *, name: str, sha256: str, now: datetime) -> None:
    """Keep the bytes of a file as they came, once."""
    with vault.writing() as connection:
        known = connection.execute("SELECT 1 FROM vault_file WHERE file_sha256 = ?", [sha256]).fetchone()
        if known is None:
            connection.execute(
                "INSERT INTO vault_file VALUES (?, ?, ?, ?)", [sha256, name, path.read_bytes(), now]
            )


def keep_identities(vault: Store, tokens: Tokens) -> None:
    """Keep the plaintext of every token met since the last call, once."""
    met = tokens.drain()
    if not met:
        return
    columns = zip(*met, strict=True)
    arrow = pa.table(
        {name: pa.array(values, pa.string()) for name, values in zip(_FIELDS, columns, strict=True)}
    )
    with vault.writing() as connection:
        connection.register("met", arrow)
        connection.execute(
            "INSERT INTO vault_identity SELECT token::UUID, field_code, plaintext FROM met "
            "WHERE token::UUID NOT IN (SELECT token FROM vault_identity)"
        )
        connection.unregister("met")


def sweep_orphans(home: Path, warehouse: Store, vault: Store) -> int:
    """After an upload that died: remove identities no report uses; how many were removed."""
    marker = home / _MARKER
    if not marker.exists():
        return 0
    with warehouse.reading() as connection:
        used = connection.execute(
            "SELECT DISTINCT unnest([name_token, pinyin_token, phone_token, id_token, address_token, ref_token]) AS token "
            "FROM core_report_party"
        ).to_arrow_table()
    with vault.writing() as connection:
        connection.register("used", used)
        gone = connection.execute(
            "DELETE FROM vault_identity WHERE token NOT IN (SELECT token::UUID FROM used WHERE token IS NOT NULL)"
        ).fetchone()
        connection.unregister("used")
    marker.unlink()
    return int(gone[0]) if gone else 0
