"""The identities of an upload into the vault: written before the warehouse, and the same whether once or ten times."""

from __future__ import annotations

import pyarrow as pa

from data.db import Store
from ingest.statement import lent, run


def keep_identities(vault: Store, met: pa.Table) -> None:
    """Keep the plaintext of every token met (Tokens.drain), once; only inside ingest.store.unfinished.under_way.

    Once by the anti-join, under the vault's one writer: a primary key on random tokens took ten times the join's time.
    """
    if len(met):
        with vault.writing() as connection, lent(met=met):
            run(connection, "keep_identity")
