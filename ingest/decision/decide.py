"""A person's decision on a parked report: kept with who and when, replaced by a newer one, withdrawn, never deleted.

same        it is the report it looks like, entered again   →  duplicate: kept, counts nowhere
different   it is a report of its own                       →  accepted; whether it is the same matter, linking says
later       nobody knows yet                                →  parked still
undo        the decision no longer stands                   →  parked again
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from data.db import Connection
from data.errors import BadArgument, NothingThere
from ingest.statement import run

Decision = Literal["same", "different", "later"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
STATES: dict[Decision, str] = {"same": "duplicate", "different": "accepted", "later": "parked"}


@dataclass(frozen=True)
class Decider:
    """Who decides and when; own_only: about reports of the person's own uploads and no others."""

    name: str
    now: datetime
    own_only: bool = False


@dataclass(frozen=True)
class Decided:
    """What a report was and is now, and the report it looked like."""

    report_id: str
    candidate_report_id: str
    state_before: str
    state: str

    @property
    def changed_ids(self) -> tuple[str, ...]:
        """Reports that what is derived must look at again."""
        return (self.report_id,) if "accepted" in (self.state, self.state_before) else ()


@dataclass(frozen=True)
class _Parked:
    """A report with a candidate: its state, who sent it, the decision that stands."""

    report_id: str
    state: str
    uploader: str | None
    candidate: str
    decision: str | None


def decide(connection: Connection, report_id: str, decision: Decision, *, by: Decider) -> Decided:
    """Decide about a parked report, or anew about a decided one; NothingThere or BadArgument when that cannot be."""
    parked = _find(connection, report_id, by)
    if parked.state != "parked" and parked.decision is None:
        raise _not_parked(report_id)
    if decision == "same":
        _check_that_one_counts(connection, parked)
    run(connection, "withdraw_judgement", report_id=report_id, now=by.now)
    run(
        connection,
        "insert_judgement",
        report_id=report_id,
        candidate=parked.candidate,
        decision=decision,
        by=by.name,
        now=by.now,
    )
    return _settle(connection, parked, STATES[decision])


def undo(connection: Connection, report_id: str, *, by: Decider) -> Decided:
    """Withdraw the decision that stands, so that the report is parked again; NothingThere when there is none."""
    parked = _find(connection, report_id, by)
    if parked.decision is None:
        raise NothingThere(
            f"{report_id}：没有可以撤销的决定。", f"{report_id}: there is no decision to withdraw."
        )
    run(connection, "withdraw_judgement", report_id=report_id, now=by.now)
    return _settle(connection, parked, "parked")


def _settle(connection: Connection, parked: _Parked, state: str) -> Decided:
    if state != parked.state:
        run(connection, "set_state", report_id=parked.report_id, state=state)
    return Decided(parked.report_id, parked.candidate, parked.state, state)


def _find(connection: Connection, report_id: str, by: Decider) -> _Parked:
    row = run(connection, "decided_report", report_id=report_id).fetchone()
    if row is None:
        raise NothingThere(
            f"{report_id}：没有这个件次。请用 fengqiao parked 查看待核的件次编号。",
            f"{report_id}: there is no such report. See fengqiao parked for the ids that wait.",
        )
    state, uploader, candidate, decision, judged_with = row
    if by.own_only and uploader != by.name:
        raise BadArgument(
            f"{report_id}：不是您报送的，不能由您核定。请交由本镇街或指挥中心核定。",
            f"{report_id}: not from an upload of yours. Leave it to the town or the command centre.",
        )
    if state == "withdrawn" or candidate is None:
        raise _not_parked(report_id)
    return _Parked(report_id, state, uploader, judged_with or candidate, decision)


def _not_parked(report_id: str) -> BadArgument:
    return BadArgument(
        f"{report_id}：没有待核，不需要核定。", f"{report_id}: is not parked, there is nothing to decide."
    )


def _check_that_one_counts(connection: Connection, parked: _Parked) -> None:
    """Whoever says that two are the same leaves one of them counted, be it still parked."""
    chain = run(connection, "duplicate_chain", candidate=parked.candidate).fetchall()
    ids = {report_id for report_id, _ in chain}
    if parked.report_id in ids or not any(state in ("accepted", "parked") for _, state in chain):
        raise BadArgument(
            f"{parked.report_id}：与它相像的件次已经不再计数，两件会都不计。请选「不是同一件」（different）。",
            f"{parked.report_id}: the report it looks like counts no more, so neither would. Decide different.",
        )
