"""All that a limit is counted from, kept so that another holiday list can count it again.

rule          from        pauses                 extension
XF60_HANDLE   2025-08-02  –                      approved 09-20, told 09-22
XF30_RECHECK  2025-03-03  听证 03-10..03-14       –
"""

from __future__ import annotations

import json
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

    @property
    def text(self) -> str | None:
        """Pauses and extension as JSON, to be kept beside the limit; None when there are none."""
        told: dict[str, object] = {}
        if self.pauses:
            told["pauses"] = [
                {"reason": pause.reason, "from": _told(pause.from_date), "to": _told(pause.to_date)}
                for pause in self.pauses
            ]
        if self.extension:
            approved, given = self.extension.approved_date, self.extension.told_date
            told["extension"] = {
                "approved": _told(approved), "told": _told(given), "days": self.extension.day_count
            }  # fmt: skip
        return json.dumps(told, ensure_ascii=False) if told else None


def given_again(rule: Rule, from_date: date, text: str | None) -> Given:
    """What a limit was counted from, by the text kept beside it."""
    told = json.loads(text) if text else {}
    pauses = (
        Pause(each["reason"], date.fromisoformat(each["from"]), _day(each["to"]))
        for each in told.get("pauses", ())
    )
    extended = told.get("extension")
    extension = (
        Extension(_day(extended["approved"]), _day(extended["told"]), extended["days"]) if extended else None
    )
    return Given(rule, from_date, tuple(pauses), extension)


def _told(day: date | None) -> str | None:
    return None if day is None else str(day)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
