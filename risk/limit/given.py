"""All that a limit is counted from, kept so that another holiday list can count it again.

rule          from        pauses                 extension
XF60_HANDLE   2025-08-02  –                      approved 09-20, told 09-22
XF30_RECHECK  2025-03-03  听证 03-10..03-14       –
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from risk.limit.count import Limit, count
from risk.limit.pause import Pause
from risk.limit.rule import Extension, Rule
from risk.limit.workdays import WorkDays


@dataclass(frozen=True)
class Given:
    """All a limit is counted from."""

    rule: Rule
    from_date: date
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None

    def limit(self, calendar: WorkDays) -> Limit:
        """The limit by one holiday list."""
        return count(self.rule, self.from_date, calendar, pauses=self.pauses, extension=self.extension)
