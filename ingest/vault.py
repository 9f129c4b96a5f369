"""The vault's side of an upload: written first, and the same whether written once or ten times.

A marker stands in the home while an upload is under way; when a start finds one, tokens that no report came to
use are swept. The original file stays: sending it again repairs the upload.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from data.db import Store
from ingest.statement import registered, run
from ingest.unfinished import sweep_orphans as sweep_orphans
from ingest.vault_file import keep_file as keep_file

_MARKER = "intake.pending"


@contextmanager
def under_way(home: Path) -> Iterator[None]:
    """Mark the home while an upload writes to vault and warehouse; the mark stays if the process dies."""
    marker = home / _MARKER
    marker.touch(mode=0o600)
    yield
    marker.unlink(missing_ok=True)


def keep_identities(vault: Store, met: pa.Table) -> None:
    """Keep the plaintext of every token met (ingest.token.Tokens.drain), once.

    Once by the anti-join, under the vault's one writer: a primary key on random tokens took ten times the join's time.
    """
    if len(met):
        with vault.writing() as connection, registered(connection, met=met):
            run(connection, "keep_identity")
