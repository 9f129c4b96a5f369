"""What became of the open matters of an origin within its horizon: the first day of each kind of escalation.

row_no  further_days  joint_days  higher_days  missed_days       days after the origin, 0 for never
0       12            0           12           3                 escalated; without the deadline still escalated
1       0             0           0            3                 escalated by a missed deadline alone

further  reported again while the report before was unanswered, or the last answer was rated dissatisfied
joint    reported by five or more people together       higher   reported at a higher level than ever before
missed   a limit of the matter ran out unmet, as the ledger stood at the horizon's end

Which later reports are of the same matter is decided by the refresh as at the end of the history.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa

from data.db import Connection
from data.lend import execute_with
from risk.backtest.known import Ints, Known
from risk.backtest.top import Flags
from risk.query import build, statement

JOINT_PEOPLE_COUNT = 5  # 集体访: five or more (definitions.csv, practice)
BY_REPORT = ("further", "joint", "higher")
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Missed:
    """Days to the first limit each matter missed, 0 for none; how many matters missed each limit."""

    days: Ints
    by_rule: dict[str, int]


@dataclass(frozen=True)
class Outcome:
    """The day after the origin on which each matter first escalated, by kind; 0 when it did not."""

    further_days: Ints
    joint_days: Ints
    higher_days: Ints
    missed_days: Ints
    missed_by_rule: dict[str, int]

    def first_days(self, *, with_deadline: bool) -> Ints:
        """The day of the first escalation of any kind; 0 when there was none."""
        kinds = [self.further_days, self.joint_days, self.higher_days]
        days = np.stack([*kinds, self.missed_days] if with_deadline else kinds)
        first = np.where(days > 0, days, NEVER).min(axis=0)
        return np.where(first == NEVER, 0, first)

    def escalated(self, *, with_deadline: bool) -> Flags:
        """Which matters escalated."""
        return self.first_days(with_deadline=with_deadline) > 0


def read_missed(connection: Connection, known: Known) -> Missed:
    """The limits missed, from a refresh as at the horizon's end, in this transaction."""
    found = _about(connection, "missed_limit", known)
    days = np.full(known.count, NEVER)
    row = np.asarray(found.column("row_no").to_numpy(), np.int64)
    np.minimum.at(days, row, np.asarray(found.column("missed_days").to_numpy(), np.int64))
    rules = Counter(found.column("rule_code").to_pylist())
    return Missed(np.where(days == NEVER, 0, days), dict(sorted(rules.items())))


def list_later_reports(connection: Connection, folds: list[Known]) -> None:
    """Make the temporary table later_report of a refresh as at the end: reports after the first origin that escalate."""
    first = min(known.fold.origin for known in folds)
    build(
        connection,
        "later_report",
        since=datetime.combine(first + timedelta(days=1), datetime.min.time()),
        joint_people_count=JOINT_PEOPLE_COUNT,
    )


def read_outcome(connection: Connection, known: Known, missed: Missed) -> Outcome:
    """What became of the matters; later_report must be there."""
    found = _about(connection, "later_outcome", known)
    row = np.asarray(found.column("row_no").to_numpy(), np.int64)
    days = {kind: np.zeros(known.count, np.int64) for kind in BY_REPORT}
    for kind, of_kind in days.items():
        of_kind[row] = np.asarray(found.column(f"{kind}_days").fill_null(0).to_numpy(), np.int64)
    return Outcome(days["further"], days["joint"], days["higher"], missed.days, missed.by_rule)


def _about(connection: Connection, name: str, known: Known) -> pa.Table:
    """The answer of a statement about the matters known, which it reads as known_matter."""
    values = {"origin": known.fold.origin, "until": known.fold.until}
    answer = execute_with(connection, statement(name), values, {"known_matter": known.table})
    return answer.to_arrow_table()
