"""What would lower the score of a matter: each act still open, and the points it takes off, by scoring again.

open limits                      act       measures afterwards                       points
notice, 3 days overdue           notice    overdue_days 3 → none                      −2
handling, 20 days left           answer    due_in_days 20 → none, replied_waiting 1   −22

An act is told only where it lowers the score. What it needs of the world (a place, money, consent) it does not know.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from data.config import Score
from risk.score import points_of

SOURCE = Path(__file__).parent.parent / "data" / "reference" / "acts.toml"
OVERDUE, RUNNING = "overdue", frozenset({"running", "due_soon"})
Values = Mapping[str, float]


@dataclass(frozen=True)
class Act:
    """One act of data/reference/acts.toml, which says what each field does."""

    code: str
    zh: str
    en: str
    basis: str
    meets: frozenset[str] = frozenset()
    sets: Values = field(default_factory=dict)
    in_time_sets: Values = field(default_factory=dict)
    clears: frozenset[str] = frozenset()
    hindered_by: str = ""


@dataclass(frozen=True)
class OpenLimit:
    """A limit not met yet: overdue, running or due_soon; days it is overdue, and days until its last (unrolled) day.

    missed_percent: how many of its kind were missed here (out_limit_record); None when too few ended to judge.
    """

    rule_code: str
    state_code: str
    overdue_days: int
    due_in_days: int
    missed_percent: int | None = None


@dataclass(frozen=True)
class Step:
    """An act, the limits it would meet, and the points it takes off (negative)."""

    act: Act
    limits: tuple[OpenLimit, ...]
    points: int


@dataclass(frozen=True)
class Lowered:
    """The score as it stands, the acts that lower it, most first, and the score when all of them are done."""

    score: int
    steps: tuple[Step, ...]
    score_after_all: int


@cache
def acts() -> tuple[Act, ...]:
    """The acts that ship with the product."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Act(
            code,
            act["zh"],
            act["en"],
            act["basis"],
            meets=frozenset(act.get("meets", ())),
            sets=act.get("sets", {}),
            in_time_sets=act.get("in_time_sets", {}),
            clears=frozenset(act.get("clears", ())),
            hindered_by=act.get("hindered_by", ""),
        )
        for code, act in told.items()
    )


def what_would_lower(measured: Values, limits: Sequence[OpenLimit], config: Score) -> Lowered:
    """The acts that lower a matter's score; measured: the value of each measure that gave points."""
    before = _score({**measured, **_of_limits(limits, config.horizon_days)}, config)
    steps = [
        Step(
            act,
            tuple(limit for limit in limits if limit.rule_code in act.meets),
            _score(_after(act, measured, limits, config), config) - before,
        )
        for act in acts()
    ]
    useful = sorted((step for step in steps if step.points < 0), key=lambda step: step.points)
    return Lowered(before, tuple(useful), _after_all(useful, measured, limits, config))


def _after_all(steps: Sequence[Step], measured: Values, limits: Sequence[OpenLimit], config: Score) -> int:
    values, left = dict(measured), list(limits)
    for step in sorted(steps, key=lambda step: len(step.act.meets)):
        values = _after(step.act, values, left, config)
        left = [limit for limit in left if limit.rule_code not in step.act.meets]
    return _score({**values, **_of_limits(left, config.horizon_days)}, config)


def _after(act: Act, measured: Values, limits: Sequence[OpenLimit], config: Score) -> dict[str, float]:
    """The values of the measures once an act is done."""
    met = [limit for limit in limits if limit.rule_code in act.meets]
    left = _of_limits([limit for limit in limits if limit.rule_code not in act.meets], config.horizon_days)
    values = {code: value for code, value in measured.items() if code not in act.clears} | left
    if act.hindered_by not in values:
        values.update(act.sets)
    in_time = met and all(limit.state_code != OVERDUE for limit in met)
    if in_time and math.isnan(left["overdue_days"]):
        values.update(act.in_time_sets)
    return values


def _of_limits(limits: Sequence[OpenLimit], horizon_days: int) -> dict[str, float]:
    """The measures that speak of limits, as risk/sql/matter_clock.sql and score_measure.sql take them."""
    overdue = [limit.overdue_days for limit in limits if limit.state_code == OVERDUE]
    running = sorted(
        (limit for limit in limits if limit.state_code in RUNNING),
        key=lambda limit: (limit.due_in_days, limit.rule_code),
    )
    nearest = running[0] if running else None
    missed = nearest.missed_percent if nearest and nearest.due_in_days <= horizon_days else None
    return {
        "overdue_days": float(max(overdue, default=math.nan)),
        "due_in_days": float(nearest.due_in_days) if nearest else math.nan,
        "limit_missed_percent": math.nan if missed is None else float(missed),
    }


def _score(values: Values, config: Score) -> int:
    total = sum(
        int(points_of(measure, np.array([values.get(measure.code, math.nan)]))[0])
        for measure in config.measure
    )
    return max(total, 0)
