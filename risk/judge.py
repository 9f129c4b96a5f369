"""A person's decision whether two reports are one matter: kept with who and when, replaced, withdrawn, never deleted.

same        they are one matter, whatever the machine finds        different   they are not, and what joins them is cut
undo        the decision no longer stands: the machine's view is back

A decision is about two reports; whatever hangs together with either follows (risk/link/component.py).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from data.db import Connection
from data.errors import BadArgument, NothingThere
from risk.query import statement

Decision = Literal["same", "different"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


@dataclass(frozen=True)
class Pair:
    """Two reports, the one with the smaller id first."""

    one_id: str
    other_id: str

    @classmethod
    def of(cls, one_id: str, other_id: str) -> Pair:
        """In whichever order they are named."""
        return cls(*sorted((one_id, other_id)))


def judge(connection: Connection, pair: Pair, decision: Decision, *, by: str, now: datetime) -> None:
    """Keep a decision in place of the one that stood; NothingThere or BadArgument when it cannot be."""
    _check(connection, pair)
    _withdraw(connection, pair, now)
    connection.execute(
        "INSERT INTO core_judgement VALUES ($id, 'matter', $one_id, $other_id, $decision, $by, $now, NULL)",
        {
            "id": uuid.uuid4().hex,
            "one_id": pair.one_id,
            "other_id": pair.other_id,
            "decision": decision,
            "by": by,
            "now": now,
        },
    )


def undo(connection: Connection, pair: Pair, *, now: datetime) -> None:
    """Withdraw the decision that stands; NothingThere when none does."""
    if not _withdraw(connection, pair, now):
        raise NothingThere(
            f"{pair.one_id} 与 {pair.other_id}：没有人作过决定，无可撤销。",
            f"{pair.one_id} and {pair.other_id}: nobody decided, so there is nothing to undo.",
        )


def _withdraw(connection: Connection, pair: Pair, now: datetime) -> int:
    return len(
        connection.execute(
            "UPDATE core_judgement SET withdrawn_at = $now WHERE about_code = 'matter' AND withdrawn_at IS NULL "
            "AND least(report_id, other_report_id) = $one_id AND greatest(report_id, other_report_id) = $other_id "
            "RETURNING judgement_id",
            {"now": now, "one_id": pair.one_id, "other_id": pair.other_id},
        ).fetchall()
    )


def _check(connection: Connection, pair: Pair) -> None:
    if pair.one_id == pair.other_id:
        raise BadArgument(
            "两个编号是同一件次，请各写一个。", "Both ids are of one report; name two different ones."
        )
    found = dict(
        connection.execute(
            statement("judge_two"), {"one_id": pair.one_id, "other_id": pair.other_id}
        ).fetchall()
    )
    missing = [report_id for report_id in (pair.one_id, pair.other_id) if found.get(report_id, True)]
    if missing:
        raise NothingThere(
            f"没有件次 {'、'.join(missing)}。请从事项页复制件次编号。",
            f"There is no report {', '.join(missing)}. Copy its id from the matter's page.",
        )
