"""A digest to all its targets, tried again where it did not arrive.

round   wait before   1 wecombot    2 mailtos
0       none          sent          refused
1       1 min                       refused
2       5 min                       sent                 each try is noted: target number and kind, round, outcome
3       30 min

No target waits for another, and no round begins in quiet hours unless it is urgent and those may pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.notice.message import Digest
from dashboard.notice.quiet import Quiet, next_allowed
from dashboard.notice.send import Answer, Outcome, send
from dashboard.notice.target import Target

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(frozen=True)
class Try:
    """One try, as the audit log may keep it: no address, no text."""

    digest_key: str
    target_number: int
    kind: str
    round_no: int
    outcome: Outcome
    code: int | None


@dataclass(frozen=True)
class Clock:
    """What deliver knows of time; now: knows its zone."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def deliver(
    digest: Digest,
    targets: Sequence[Target],
    *,
    quiet: Quiet,
    clock: Clock,
    note: Callable[[Try], None],
    is_urgent: bool = False,
    waits: Sequence[timedelta] = WAITS,
) -> list[Try]:
    """The last try of each target, in their order; blocks while it waits."""
    last: dict[int, Try] = {}
    for round_no, wait in enumerate((timedelta(0), *waits)):
        open_targets = [
            target for target in targets if target.number not in last or last[target.number].outcome != "sent"
        ]
        if not open_targets:
            break
        _wait(wait, clock, quiet, is_urgent=is_urgent)
        for target in open_targets:
            last[target.number] = _noted(digest, target, round_no, send(target, digest))
            note(last[target.number])
    return [last[target.number] for target in targets]


def _wait(wait: timedelta, clock: Clock, quiet: Quiet, *, is_urgent: bool) -> None:
    now = clock.now()
    seconds = (next_allowed(now + wait, quiet, is_urgent=is_urgent) - now).total_seconds()
    if seconds > 0:
        clock.sleep(seconds)


def _noted(digest: Digest, target: Target, round_no: int, answer: Answer) -> Try:
    return Try(digest.key, target.number, target.kind, round_no, answer.outcome, answer.code)
