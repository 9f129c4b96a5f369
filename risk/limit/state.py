"""How a limit stands on a day.

whose      met in time  met after  ended in time  ended after  no last day  past it   near      else
a duty     met          late       ended          late         paused       overdue   due_soon  running
a right    used         used_late  ended          lapsed       paused       lapsed    due_soon  open
"""

from __future__ import annotations

from datetime import date

from risk.limit.count import Limit
from risk.limit.ladder import Running

DUTY = {"met": "met", "late": "late", "past": "overdue", "else": "running"}
RIGHT = {"met": "used", "late": "used_late", "past": "lapsed", "else": "open"}


def state(run: Running, limit: Limit, *, as_of: date, due_soon_days: int) -> str:
    """The state; one past the end of the holiday list is judged by the earliest day it can be, and flagged in the limit."""
    words = RIGHT if run.is_right else DUTY
    due = limit.statutory_due
    if run.met_date is not None:
        return words["late" if due and run.met_date > due else "met"]
    if run.ended_date is not None:
        after = "lapsed" if run.is_right else "late"
        return after if due and run.ended_date > due else "ended"
    if due is None:
        return "paused"
    if as_of > due:
        return words["past"]
    warned = limit.conservative_due or due
    return "due_soon" if (warned - as_of).days <= due_soon_days else words["else"]
