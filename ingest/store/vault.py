"""The identities of an upload into the vault: written before the warehouse, and the same whether once or ten times; and out."""

from __future__ import annotations

from collections.abc import Sequence

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


def identities_of(vault: Store, tokens: Sequence[str]) -> dict[str, str]:
    """The plaintext of these tokens; who may ask, and what for, is settled before."""
    asked = pa.table({"token": pa.array(sorted(set(tokens)), pa.string())})
    with vault.reading() as connection, lent(asked=asked):
        return dict(run(connection, "identity_of").fetchall())
