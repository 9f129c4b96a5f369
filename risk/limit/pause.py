"""Stretches that do not count towards a limit: which of them a rule heeds, each day once.

given     听证 03-05..03-08   听证 03-07..03-11   听证 03-20..open   停电 04-01..04-02
heeded    03-05..03-11, 03-20..open               by a rule that is pausable by 听证 and nothing else
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.errors import BadArgument
from risk.limit.rule import Rule

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """A stretch, both ends included, with its reason; no end means that it still goes on."""

    reason: str
    from_date: date
    to_date: date | None = None

    def __post_init__(self) -> None:
        if self.to_date is not None and self.to_date < self.from_date:
            zh = f"{self.reason}：结束日 {self.to_date} 早于开始日 {self.from_date}。"
            raise BadArgument(zh, f"{self.reason}: it ends on {self.to_date}, before {self.from_date}.")


@dataclass(frozen=True)
class Stretch:
    """Days in a row that do not count; no end means that they still go on."""

    from_date: date
    to_date: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


def stretches(rule: Rule, pauses: Iterable[Pause]) -> tuple[Stretch, ...]:
    """The days that the rule does not count, joined where they touch, in order."""
    joined: list[Stretch] = []
    for pause in sorted((p for p in pauses if p.reason in rule.pausable), key=lambda p: p.from_date):
        before = joined[-1] if joined else None
        if before and (before.to_date is None or pause.from_date <= before.to_date + DAY):
            joined[-1] = Stretch(before.from_date, _later(before.to_date, pause.to_date))
        else:
            joined.append(Stretch(pause.from_date, pause.to_date))
    return tuple(joined)


def proved(pause: Pause, last: date | None) -> Pause:
    """A pause without an end, though the step was over on a day, is proved for its first day alone."""
    return pause if pause.to_date or last is None else replace(pause, to_date=pause.from_date)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
