"""On which basis a matter was closed, in the words of 条例27; where nobody said, that is told.

acts                                  closed   →
2026-06-20 closed, basis 3            yes      生活困难的帮扶救助到位
2026-06-20 withdrawn                  yes      信访人撤回
(none: its sheet says 已办结)          yes      依据未填
2026-06-20 closed 3, 06-25 reopened   no       nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.present import Speech
from dashboard.suppress import Row
from risk.limit.act import CLOSING

OTHER_ENDS = (
    *("agreement_effective", "withdrawn", "not_accepted", "no_longer_accepted"),
    *("review_issued", "review_delivered", "recheck_issued", "recheck_delivered"),
)


def basis_told(row: Row, speech: Speech) -> tuple[str, ...]:
    """On which basis an act closed the matter, or that none was told; nothing of other acts."""
    if row["event_code"] not in CLOSING:
        return ()
    code = row["closure_code"]
    return (speech.name("closure_basis", str(code)) if code else speech.say("enter.closure_none"),)


def closed_on(matter: Row, acts: Sequence[Row], speech: Speech) -> str | None:
    """What a closed matter was closed on, by the last act that ended it; None of an open one."""
    if matter["is_open"]:
        return None
    standing = [row for row in acts if row["withdrawn_at"] is None]
    for row in reversed(standing):
        if row["event_code"] in CLOSING:
            return basis_told(row, speech)[0]
        if row["event_code"] in OTHER_ENDS:
            return speech.say(f"act.{row['event_code']}")
    return speech.say("enter.closure_none")
