"""An ISO week, Monday to Sunday.

Week.parse("2024-W20")            →  2024-05-13 … 2024-05-19
Week.last_full(date(2024, 5, 22)) →  2024-W20
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from data.errors import BadArgument

DAYS = 7


@dataclass(frozen=True, order=True)
class Week:
    """One week by its Monday."""

    monday: date

    def __post_init__(self) -> None:
        assert self.monday.isoweekday() == 1, self.monday

    @classmethod
    def parse(cls, text: str) -> Week:
        """The week written as 2024-W20; BadArgument when it is not one."""
        match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
        try:
            if match:
                return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            pass  # a week the year does not have: said below
        raise BadArgument(
            f"--week {text}：没有这一周。请写成 2024-W20（年份-W周次）。",
            f"--week {text}: there is no such week. Write it as 2024-W20 (year-Wweek).",
        )

    @classmethod
    def last_full(cls, as_of: date) -> Week:
        """The last week whose Sunday is not after as_of."""
        return cls(as_of - timedelta(days=as_of.isoweekday() % DAYS + DAYS - 1))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.monday + timedelta(days=DAYS)

    @property
    def code(self) -> str:
        """2024-W20."""
        return f"{self.year}-W{self.number:02d}"

    @property
    def year(self) -> int:
        """The year it is counted in."""
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        """Its number in that year."""
        return self.monday.isocalendar().week
