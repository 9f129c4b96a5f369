"""Units compared by the share of cases that went well, each with n and its interval; too few are not compared at all.

unit        notice  reply  settled  satisfied
县住建局     36/36   40/55  …        …           ordered by the upper end of the interval: surely low stands first
凤坝社区     0/0     5/5    …        …           fewer than least_count of the measure asked for: below, by name, without order
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.suppress import Row
from risk.backtest.wilson import Rate, wilson

MEASURES = ("notice", "reply", "settled", "satisfied")
HEARD = "heard"  # how many closed matters were rated at all; said beside satisfied, not compared


@dataclass(frozen=True)
class Share:
    """Cases of one measure and how many went well; None where a count was hidden for being small."""

    case_count: int | None = 0
    good_count: int | None = 0
    other_count: int | None = 0

    def rate(self, least_count: int) -> Rate | None:
        """The share with its interval; None when there are too few cases, or a hidden count would be given away."""
        hidden = None in (self.case_count, self.good_count, self.other_count)
        if hidden or self.case_count is None or self.case_count < max(least_count, 1):
            return None
        return wilson(self.good_count or 0, self.case_count)


NOTHING = Share()


@dataclass(frozen=True)
class Unit:
    """One unit's shares by measure; name None: no unit is named."""

    name: str | None
    shares: dict[str, Share]

    def share(self, measure: str) -> Share:
        """Of one measure; no case where none is told."""
        return self.shares.get(measure, NOTHING)

    def is_judged(self, least_count: int) -> bool:
        """Whether any measure has enough cases."""
        return any(self.share(measure).rate(least_count) for measure in MEASURES)


def units_told(rows: Sequence[Row]) -> tuple[Unit, list[Unit]]:
    """All units together, and each of them by name, from rows of page_supervision_unit."""
    whole: dict[str, Share] = {}
    each: dict[str | None, Unit] = {}
    for row in rows:
        name = str(row["unit_name"]) if row["unit_name"] is not None else None
        share = Share(*(_count(row[part]) for part in ("case_count", "good_count", "other_count")))
        shares = whole if row["is_all"] else each.setdefault(name, Unit(name, {})).shares
        shares[str(row["measure_code"])] = share
    return Unit(None, whole), sorted(each.values(), key=lambda unit: (unit.name is None, unit.name or ""))


def in_order(units: Sequence[Unit], measure: str, least_count: int) -> tuple[list[Unit], list[Unit]]:
    """The named units that can be compared by a measure, surely low first, and those that cannot, by name."""
    named = [unit for unit in units if unit.name is not None]
    rates = {unit.name: unit.share(measure).rate(least_count) for unit in named}
    compared = [unit for unit in named if rates[unit.name]]
    others = [unit for unit in named if not rates[unit.name]]
    return sorted(compared, key=lambda unit: _upper_end(rates[unit.name])), others


def is_surely_below(share: Share, whole: Share, least_count: int) -> bool:
    """Whether a unit's whole interval lies below the share of all units."""
    own, every = share.rate(least_count), whole.rate(least_count)
    return own is not None and every is not None and own.high < every.share


def _upper_end(rate: Rate | None) -> tuple[float, float]:
    assert rate is not None
    return rate.high, rate.share


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None
