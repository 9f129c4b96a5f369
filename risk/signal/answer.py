"""What people do about a signal: kept with who and when, withdrawn when wrong, never deleted.

own        a unit has it from now on                assess    what it seems to be
verify     somebody went to see                     act       what was done about the cause
outcome    real, not real or unclear: it is closed  reopen    it was closed too early
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from data.db import Connection
from data.errors import BadArgument, NothingThere

Code = Literal["own", "verify", "assess", "act", "outcome", "reopen"]
Outcome = Literal["real", "not_real", "unclear"]
CODES: tuple[Code, ...] = get_args(Code)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class Answer:
    """One act: its code, the unit for own, the outcome for outcome, a note already masked, who and when."""

    code: str
    actor: str
    now: datetime
    owner: str | None = None
    outcome: str | None = None
    note: str = ""


def answer(connection: Connection, signal_id: str, given: Answer) -> str:
    """Keep an act on a signal; its id. NothingThere for no such signal, BadArgument for an act that cannot be."""
    _check(given)
    if not connection.execute("SELECT 1 FROM core_signal WHERE signal_id = ?", [signal_id]).fetchone():
        raise NothingThere(
            f"没有信号 {signal_id}。请用 fengqiao signal list 查看编号。",
            f"There is no signal {signal_id}. See fengqiao signal list.",
        )
    event_id = f"S{uuid.uuid4().hex[:12]}"
    connection.execute(
        "INSERT INTO core_signal_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            *(event_id, signal_id, given.code, given.now, given.actor),
            *(given.owner, given.outcome, given.note or None),
        ],
    )
    return event_id


def take_back(connection: Connection, event_id: str, *, now: datetime) -> str:
    """Withdraw an act; it stays in the record. The signal's id; NothingThere when none of that id stands."""
    found = connection.execute(
        "UPDATE core_signal_event SET withdrawn_at = $now WHERE event_id = $event_id AND withdrawn_at IS NULL "
        "RETURNING signal_id",
        {"now": now, "event_id": event_id},
    ).fetchone()
    if found is None:
        raise NothingThere(
            f"没有在用的处置记录 {event_id}。用 fengqiao signal show 查看。",
            f"No entry {event_id} stands. See fengqiao signal show.",
        )
    return str(found[0])


def _check(given: Answer) -> None:
    if given.code not in CODES:
        raise BadArgument(
            f"{given.code}：应为 {'、'.join(CODES)} 之一。",
            f"{given.code}: must be one of {', '.join(CODES)}.",
        )
    if given.code == "own" and not (given.owner or "").strip():
        raise BadArgument("请写明由哪个单位牵头。", "Name the unit that has it.")
    if given.code == "outcome" and given.outcome not in OUTCOMES:
        raise BadArgument(
            "核查结论应为 real（属实）、not_real（不属实）或 unclear（不能确定）。",
            "An outcome is real, not_real or unclear.",
        )
    if given.code in ("verify", "assess", "act") and not given.note.strip():
        raise BadArgument("请写一句情况说明。", "Say in a sentence what was found or done.")
