"""How numbers are written.

count(1204) → 1,204    count(None) → ＊       (hidden: small, or it would give a small one away)
change(612, 582) → +5.2%                      change(3, 2) → +1   (a rate of less than five is no rate)
share(40, 42) → 95.2%  share(None, 42) → ＊    share(2, 3) → —
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HIDDEN = "＊"
NONE = "—"
SMALLEST_N = 5


def as_int(value: object) -> int | None:
    """A count as it came from a query: a whole number, or None when it is hidden."""
    assert value is None or isinstance(value, int), value
    return value


def count(value: object) -> str:
    """A count."""
    number = as_int(value)
    return HIDDEN if number is None else f"{number:,}"


def change(now: object, before: object) -> str:
    """The change from one period to the next."""
    new, old = as_int(now), as_int(before)
    if new is None or old is None:
        return HIDDEN
    if new == old:
        return "0"
    if old < SMALLEST_N:
        return f"{new - old:+,}"
    return f"{(new - old) / old:+.1%}".replace("-", "−")


@dataclass(frozen=True)
class Rate:
    """A part of a total, written with its n."""

    part: int | None
    total: int | None

    @property
    def is_shown(self) -> bool:
        """Whether it can be written as a percentage."""
        return self.part is not None and self.total is not None and self.total >= SMALLEST_N

    @property
    def text(self) -> str:
        """The percentage, ＊ when it would give a small count away, — when n is too small."""
        if self.total is not None and self.total < SMALLEST_N:
            return NONE
        return f"{self.part / self.total:.1%}" if self.is_shown else HIDDEN  # type: ignore[operator]  # both are numbers

    @property
    def fraction(self) -> float:
        """For a bar: 0 when it is not shown."""
        return self.part / self.total if self.is_shown else 0.0  # type: ignore[operator]  # both are numbers


def share(part: object, total: object) -> str:
    """A share as a percentage."""
    return Rate(as_int(part), as_int(total)).text


def day(value: object) -> str:
    """A date, — when there is none."""
    return value.isoformat() if isinstance(value, date) else NONE
