"""Every matter on the day that is being lived, and the record of what happened to it."""

from dataclasses import dataclass, field

import numpy as np

from data.city.matters import Matters
from data.city.size import DAYS
from data.city.stream import Flags, Floats, Ints
from data.city.units import Units

NEVER = 99_999
SCREENING, VISIT, LETTER, WEB, CALL, FAX = range(6)
REASONS = ("repeat", "joint", "level", "deadline")


@dataclass
class Life:
    """Every matter on the day that is being lived."""

    rng: np.random.Generator
    units: Units
    unit: Ints
    other_unit: Ints
    matters: Matters
    heat: Floats
    wage: Flags
    asked: Ints = field(init=False)
    told: Ints = field(init=False)
    answer: Ints = field(init=False)
    answered: Ints = field(init=False)
    close: Ints = field(init=False)
    relapse: Ints = field(init=False)
    rank: Ints = field(init=False)
    level: Ints = field(init=False)
    episode: Ints = field(init=False)
    spell: Ints = field(init=False)
    petition: Flags = field(init=False)
    group_days: Ints = field(init=False)
    reports: list[Ints] = field(default_factory=list)
    answers: list[Ints] = field(default_factory=list)
    closings: list[Ints] = field(default_factory=list)
    escalations: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.matters.day)
        for name in ("asked", "told", "answer", "answered", "close", "relapse"):
            setattr(self, name, np.full(count, NEVER, dtype=np.int64))
        for name in ("rank", "level", "episode", "spell"):
            setattr(self, name, np.zeros(count, dtype=np.int64))
        self.petition = self.matters.screened == 0
        groups = int(self.matters.group.max(initial=0)) + 1
        self.group_days = np.zeros((groups, DAYS), dtype=np.int64)
        mine = self.matters.group >= 0
        np.add.at(self.group_days, (self.matters.group[mine], self.matters.day[mine]), 1)
        self.group_days = np.cumsum(self.group_days, axis=1)


def record(life: Life, who: Ints, day: int, *, channel: Ints, people: Ints) -> None:
    """Write one report of each matter into the record."""
    rng, late = life.rng, life.units.late[life.unit[who]]
    life.rank[who] += 1
    slow = rng.uniform(0, 1, len(who)) < late * 0.45 + 0.01
    wait = np.where(channel == SCREENING, rng.integers(0, 6, len(who)), rng.integers(1, 13, len(who)))
    accepted = day + np.where(slow, rng.integers(16, 36, len(who)), wait)
    agent = (rng.uniform(0, 1, len(who)) < np.where(life.rank[who] > 1, 0.10, 0.02)).astype(np.int64)
    life.told[who] = accepted
    life.asked[who] = day
    columns = [who, np.full(len(who), day), life.rank[who], life.level[who], channel, people, agent]
    columns += [life.unit[who], accepted, life.episode[who], life.spell[who]]
    life.reports.append(np.column_stack(columns))


def escalate(life: Life, who: Ints, day: int, reason: Ints) -> None:
    if len(who):
        life.escalations.append(np.column_stack([who, np.full(len(who), day), reason]))
