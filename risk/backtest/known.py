"""What was known at an origin: every open matter that is not restricted, as a refresh that day would have listed it.

row_no  matter_id  score  report_count  people_count  open_days  overdue_days  town_code  category_code  channel_code
0       r17        44     2             12            50         33            990102…    18             visit         rank 1
1       r03        31     1             6             12         0             990101…    15             call          rank 2

Whatever came later is taken away first, inside a transaction that is rolled back, so it cannot be known by any road: reports,
acts, measures and decisions, and what a report says without a date (under mediation, rated) if it was loaded later. A
withdrawal that came later has not happened. Two things stay as they are known today: a report's own words, of which the
last version is taken, and the day it counts from, which is the day it was raised, not the day it was loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.config import Score
from data.db import Connection
from risk.backtest.origin import Fold
from risk.backtest.top import Floats
from risk.query import columns, statement

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]
FORGET = (
    "DELETE FROM core_report WHERE reported_at >= $until",
    "DELETE FROM core_event WHERE occurred_at >= $until",
    "UPDATE core_event SET withdrawn_at = NULL WHERE withdrawn_at >= $until",
    "DELETE FROM core_measure WHERE started_at >= $until",
    "UPDATE core_measure SET ended_at = NULL WHERE ended_at >= $until",
    "DELETE FROM core_judgement WHERE decided_at >= $until",
    "UPDATE core_judgement SET withdrawn_at = NULL WHERE withdrawn_at >= $until",
    "UPDATE core_report SET status_code = NULL WHERE status_code = 'mediation' AND loaded_at >= $until",
    "UPDATE core_report SET satisfaction_code = NULL "
    "WHERE satisfaction_code IS NOT NULL AND replied_at IS NULL AND closed_at IS NULL AND loaded_at >= $until",
)


@dataclass(frozen=True)
class Known:
    """The open matters at an origin in the order of the list, one entry each; `table` has them all.

    values: of each measure of the card, one column a measure, NaN where it does not apply.
    """

    fold: Fold
    table: pa.Table
    values: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def count(self) -> int:
        """How many open matters there were."""
        return int(self.table.num_rows)

    def numbers(self, name: str) -> Ints:
        """A column of whole numbers."""
        return np.asarray(self.table.column(name).to_numpy(), np.int64)

    def codes(self, name: str) -> Texts:
        """A column of codes, None where there is none."""
        return np.asarray(self.table.column(name).to_numpy(), object)


def forget_later(connection: Connection, fold: Fold) -> None:
    """Take away what came after the origin; the caller's transaction must be rolled back."""
    until = datetime.combine(fold.origin + timedelta(days=1), datetime.min.time())
    for text in FORGET:
        connection.execute(text, {"until": until})


def read_known(connection: Connection, fold: Fold, values: Floats | None = None) -> Known:
    """The open matters of a refresh as at the origin, in this transaction."""
    answer = connection.execute(statement("known_matter"), {"as_of": fold.origin})
    return Known(fold, answer.to_arrow_table(), np.zeros((0, 0)) if values is None else values)


def read_values(connection: Connection, card: Score) -> Floats:
    """The value of each measure of the card for each matter of the list, in its order; at the end of a refresh."""
    told = columns(connection, "known_measure")
    return np.column_stack([told[measure.code].astype(np.float64) for measure in card.measure])
