"""What a new holiday list changes: the limits whose days move, from and to.

rule            from        to 2024-12-31 listed    to 2026-12-31 listed    sentence
XF15_NOTICE     2025-01-13  2025-01-28, flagged     2025-02-05              … 2025-01-28 → 2025-02-05，已确定
XF15_NOTICE     2024-12-23  2025-01-07, flagged     2025-01-07              … 2025-01-07，已确定
XF15_NOTICE     2024-12-16  2024-12-31              2024-12-31              no move: no row
XF5W_OBJECTION  2024-12-27  2025-01-03, flagged     2025-01-06              … 2025-01-03 → 2025-01-06，已确定
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from risk.limit.count import Limit
from risk.limit.given import Given
from risk.limit.workdays import WorkDays

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Move(Generic[Key]):
    """A limit by the old list and by the new one, which differ."""

    key: Key
    old: Limit
    new: Limit

    @property
    def sentence(self) -> tuple[str, str]:
        """From which day to which, in Chinese and English."""
        zh, en = f"节假日表更新：{self.new.rule_code} ", f"New holiday list: {self.new.rule_code} "
        days = [str(limit.statutory_due) for limit in (self.old, self.new)]
        moved = " → ".join(dict.fromkeys(days))
        if self.new.is_past_calendar:
            return zh + f"最早到期日 {moved}", en + f"due {moved} at the earliest"
        return zh + f"到期日 {moved}，已确定", en + f"due {moved}, certain"


def moved(running: Mapping[Key, Given], old: WorkDays, new: WorkDays) -> tuple[Move[Key], ...]:
    """The limits whose last day, unrolled day or flag differ between two lists, in the order given."""
    moves = (Move(key, given.limit(old), given.limit(new)) for key, given in running.items())
    return tuple(move for move in moves if move.old != move.new)
