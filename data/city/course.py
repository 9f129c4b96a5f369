"""What becomes of each matter, day by day: answered, closed, raised again, joined, taken higher.

    matter  day  rank  level  channel  accepted  replied  satisfied  closed
    7       12   1     0      1        14        40       0          95
    7       61   2     1      3        64        90       2          95

Whoever comes again does so because of what the ledger shows: a long wait, an answer refused, a
growing group, earlier repeats, a slow unit.
"""

from dataclasses import dataclass

import numpy as np

from data.city.bank import causes
from data.city.day import answer, begin, close, come_again, miss, relapse
from data.city.life import NEVER, Life
from data.city.matters import Matters
from data.city.season import WAGE_KINDS, days_to_festival
from data.city.size import DAYS
from data.city.stream import Ints, stream
from data.city.units import Units


@dataclass(frozen=True)
class Course:
    """Reports (one entry each), escalations, and the spells during which a matter stood open."""

    matter: Ints
    day: Ints
    rank: Ints
    level: Ints
    channel: Ints
    people: Ints
    agent: Ints
    unit: Ints
    accepted: Ints
    replied: Ints
    satisfied: Ints
    closed: Ints
    escalations: Ints  # (n, 3): matter, day, reason
    spells: Ints  # (n, 3): matter, first day, day it closed


def run_course(seed: int, matters: Matters, units: Units, given: tuple[Ints, Ints]) -> Course:
    """Live through every day of the data."""
    heat = np.array([c.heat for c in causes()])[matters.cause]
    wage = np.isin(np.array([c.kind for c in causes()])[matters.cause], WAGE_KINDS)
    life = Life(stream(seed, "course"), units, given[0], given[1], matters, heat, wage)
    starters = np.argsort(matters.day, kind="stable")
    starts = np.searchsorted(matters.day[starters], np.arange(DAYS + 1))
    live = np.empty(0, dtype=np.int64)
    to_go = days_to_festival()
    for day in range(DAYS):
        new = starters[starts[day] : starts[day + 1]]
        begin(life, new, day)
        live = np.concatenate([live, new])
        answer(life, live, day)
        live = close(life, live, day)
        miss(life, live, day)
        come_again(life, live, day, to_go[day])
        live = relapse(life, live, day)
    return _course(life)


def _course(life: Life) -> Course:
    """Join each report with the answer of its episode and the closing of its spell."""
    rows = np.concatenate(life.reports)
    answers = _stacked(life.answers, 4)
    closings = _stacked(life.closings, 3)
    replied = _looked_up(answers, rows[:, 0] * 64 + rows[:, 9], 2, NEVER)
    satisfied = _looked_up(answers, rows[:, 0] * 64 + rows[:, 9], 3, -1)
    closed = _looked_up(closings, rows[:, 0] * 64 + rows[:, 10], 2, NEVER)
    accepted = np.where(rows[:, 8] >= DAYS, NEVER, np.minimum(rows[:, 8], replied))
    spells = _spells(rows, closed)
    order = np.lexsort((rows[:, 2], rows[:, 0], rows[:, 1]))
    names = ("matter", "day", "rank", "level", "channel", "people", "agent", "unit")
    columns = {name: rows[order, i] for i, name in enumerate(names)}
    columns |= {"accepted": accepted[order], "replied": replied[order]}
    columns |= {"satisfied": satisfied[order], "closed": closed[order]}
    return Course(**columns, escalations=_stacked(life.escalations, 3), spells=spells)


def _stacked(parts: list[Ints], width: int) -> Ints:
    return np.concatenate(parts) if parts else np.empty((0, width), dtype=np.int64)


def _looked_up(table: Ints, keys: Ints, column: int, missing: int) -> Ints:
    """`column` of the row whose matter and number make each key."""
    own = table[:, 0] * 64 + table[:, 1]
    order = np.argsort(own)
    at = np.minimum(np.searchsorted(own[order], keys), max(len(own) - 1, 0))
    if len(own) == 0:
        return np.full(len(keys), missing)
    hit = own[order][at] == keys
    return np.asarray(np.where(hit, table[order[at], column], missing))


def _spells(rows: Ints, closed: Ints) -> Ints:
    key = rows[:, 0] * 64 + rows[:, 10]
    order = np.lexsort((rows[:, 1], key))
    first = np.concatenate([[True], key[order][1:] != key[order][:-1]])
    at = order[first]
    return np.column_stack([rows[at, 0], rows[at, 1], closed[at]])
