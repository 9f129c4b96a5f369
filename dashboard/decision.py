"""What a person decides: about a parked report, or to take an upload back; each one transaction and one audit line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from dashboard.audit import write_line
from dashboard.home import Home
from data.errors import UserError
from ingest.decision.decide import Decided, Decider, Decision, decide, undo
from ingest.decision.withdraw import Sender, Withdrawn, withdraw

Step = Decision | Literal["undo"]


def decide_about(home: Home, report_id: str, step: Step, *, by: Decider) -> Decided:
    """Decide about a parked report, or withdraw what was decided; UserError when that cannot be."""
    with (
        _noted(home, by.name, "decide", f"{report_id} {step}", by.now),
        home.warehouse.writing() as connection,
    ):
        if step == "undo":
            return undo(connection, report_id, by=by)
        return decide(connection, report_id, step, by=by)


def take_back(home: Home, submission_id: str, *, by: Sender) -> Withdrawn:
    """Take an upload back; UserError when that cannot be."""
    hours = home.config.intake.withdraw_hours
    with _noted(home, by.name, "withdraw", submission_id, by.now), home.warehouse.writing() as connection:
        return withdraw(connection, submission_id, by=by, hours=hours)


@contextmanager
def _noted(home: Home, actor: str, event: str, about: str, now: datetime) -> Iterator[None]:
    """Note what was done; what was refused is noted without its id, which may be any words somebody typed."""

    def note(object_id: str | None, result: str) -> None:
        write_line(
            home.warehouse, home.path, actor=actor, event=event, now=now, object_id=object_id, result=result
        )

    try:
        yield
    except UserError:
        note(None, "refused")
        raise
    note(about, "ok")
