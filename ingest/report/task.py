"""One lot to prepare, as it can be handed to another process, and what comes back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ingest.ledger.heading import Header
from ingest.ledger.lot import Lot
from ingest.mapping import Mapping
from ingest.parse.point import Box
from ingest.person.token import Tokens
from ingest.problem import Problems
from ingest.report.prepare import Prepared, prepare
from ingest.rows.block import Block
from ingest.sender import Sender


@dataclass(frozen=True)
class Task:
    """A block of a table's rows with all that is known of the table; sheet: its name, masked."""

    block: Block
    header: Header
    mapping: Mapping
    year: int | None
    within: Box | None
    sheet: str
    sender: Sender
    came_at: datetime | None = None


@dataclass(frozen=True)
class Done:
    """met: the identities taken off the rows (Tokens.drain), which go to the vault before anything is written."""

    prepared: Prepared
    problems: Problems
    met: pa.Table


def do(task: Task, tokens: Tokens) -> Done:
    """Prepare a lot; nothing but memory is touched."""
    problems = Problems()
    lot = Lot(task.block, task.header, task.mapping, task.year, task.within, task.came_at)
    return Done(prepare(lot, task.sheet, task.sender, tokens, problems), problems, tokens.drain())
