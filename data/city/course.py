"""What becomes of each matter, day by day: answered, closed, raised again, joined, taken higher.

    matter  day  rank  level  channel  accepted  replied  satisfied  closed
    7       12   1     0      1        14        40       0          95
    7       61   2     1      3        64        90       2          95

Whoever comes again does so because of what the ledger shows: a long wait, an answer refused, a
growing group, earlier repeats, a slow unit.
"""

from dataclasses import dataclass, field

import numpy as np

from data.city.bank import causes
from data.city.matters import Matters
from data.city.season import WAGE_KINDS, days_to_festival
from data.city.size import DAYS
from data.city.stream import Flags, Floats, Ints, stream
from data.city.units import Units

NEVER = 99_999
SCREENING, VISIT, LETTER, WEB, CALL, FAX = range(6)
HANDLING_LIMIT = 60
BASE_HAZARD = 0.0008
SLOW = 0.12  # share worked too long above which a unit counts as slow
RELAPSE_SHARE = 0.03
REASONS = ("repeat", "joint", "level", "deadline")
_WAIT = ([0, 10, 18, 26, 36, 60, 100, 160, 260], [0.0, 0.01, 0.05, 0.5, 3.0, 4.0, 1.0, 0.1, 0.02])
_SORE = ([0, 2, 6, 25, 40, 65, 110, 200], [1.0, 8.0, 14.0, 14.0, 5.0, 0.6, 0.08, 0.01])


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


@dataclass
class _State:
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


def run_course(seed: int, matters: Matters, units: Units, given: tuple[Ints, Ints]) -> Course:
    """Live through every day of the data."""
    heat = np.array([c.heat for c in causes()])[matters.cause]
    wage = np.isin(np.array([c.kind for c in causes()])[matters.cause], WAGE_KINDS)
    state = _State(stream(seed, "course"), units, given[0], given[1], matters, heat, wage)
    starters = np.argsort(matters.day, kind="stable")
    starts = np.searchsorted(matters.day[starters], np.arange(DAYS + 1))
    live = np.empty(0, dtype=np.int64)
    to_go = days_to_festival()
    for day in range(DAYS):
        new = starters[starts[day] : starts[day + 1]]
        _begin(state, new, day)
        live = np.concatenate([live, new])
        _answer(state, live, day)
        live = _close(state, live, day)
        _miss(state, live, day)
        _return(state, live, day, to_go[day])
        live = _relapse(state, live, day)
    return _course(state)


def _begin(state: _State, who: Ints, day: int) -> None:
    """First reports: most at the lowest level, a few higher."""
    if len(who) == 0:
        return
    petition = state.petition[who]
    level = state.rng.choice(4, len(who), p=[0.6, 0.34, 0.05, 0.01])
    state.level[who] = np.where(petition, level, 0)
    people = np.where(state.rng.uniform(0, 1, len(who)) < 0.2, 2 + state.rng.poisson(0.6, len(who)), 1)
    grouped = (state.matters.group[who] >= 0) & (state.rng.uniform(0, 1, len(who)) < 0.025)
    people = np.where(grouped, state.rng.integers(5, 25, len(who)), people)
    channel = np.where(petition, _channels(state.rng, len(who)), SCREENING)
    _report(state, who, day, channel=channel, people=people)
    _start_episode(state, who)


def _channels(rng: np.random.Generator, count: int) -> Ints:
    return rng.choice([VISIT, LETTER, WEB, CALL, FAX], count, p=[0.33, 0.08, 0.31, 0.27, 0.01])


def _report(state: _State, who: Ints, day: int, *, channel: Ints, people: Ints) -> None:
    """Write one report of each matter into the record."""
    rng, late = state.rng, state.units.late[state.unit[who]]
    state.rank[who] += 1
    slow = rng.uniform(0, 1, len(who)) < late * 0.45 + 0.01
    wait = np.where(channel == SCREENING, rng.integers(0, 6, len(who)), rng.integers(1, 13, len(who)))
    accepted = day + np.where(slow, rng.integers(16, 36, len(who)), wait)
    agent = (rng.uniform(0, 1, len(who)) < np.where(state.rank[who] > 1, 0.10, 0.02)).astype(np.int64)
    state.told[who] = accepted
    state.asked[who] = day
    columns = [who, np.full(len(who), day), state.rank[who], state.level[who], channel, people, agent]
    columns += [state.unit[who], accepted, state.episode[who], state.spell[who]]
    state.reports.append(np.column_stack(columns))


def _start_episode(state: _State, who: Ints) -> None:
    """The unit takes the matter up; its answer comes at its own pace, or far too late, or never."""
    if len(who) == 0:
        return
    rng, unit = state.rng, state.unit[who]
    local = np.where(state.petition[who], 1.0, 0.75)
    pace = np.minimum(rng.lognormal(np.log(state.units.days[unit] * local), 0.45), HANDLING_LIMIT - 4)
    overdue = HANDLING_LIMIT + 3 + rng.exponential(55, len(who))
    late = rng.uniform(0, 1, len(who)) < state.units.late[unit] * np.where(
        state.units.late[unit] > SLOW, 0.45, 0.06
    )
    never = late & (rng.uniform(0, 1, len(who)) < 0.12)
    days = np.where(never, NEVER, np.where(late, overdue, pace)).astype(np.int64)
    state.answer[who] = state.told[who] + np.maximum(days, 1)
    state.answered[who] = NEVER


def _answer(state: _State, live: Ints, day: int) -> None:
    """Today's answers: accepted and soon closed, or refused and left sore."""
    who = live[(state.answer[live] == day) & (state.answered[live] == NEVER)]
    if len(who) == 0:
        return
    rng, growth = state.rng, _growth(state, who, day)
    chance = state.units.content[state.unit[who]] * np.where(state.rank[who] > 1, 0.88, 1.0)
    chance = chance * (1 - 0.02 * np.minimum(growth, 10)) * (1 - 0.06 * state.heat[who])
    content = rng.uniform(0, 1, len(who)) < chance
    mild = rng.uniform(0, 1, len(who)) < 0.35
    grade = np.where(content, np.where(mild, 1, 2), 0)
    state.answered[who] = day
    later = np.maximum(rng.lognormal(np.log(95), 0.5, len(who)), 20).astype(np.int64)
    soon = np.where(
        rng.uniform(0, 1, len(who)) < 0.35, rng.integers(0, 7, len(who)), rng.integers(7, 120, len(who))
    )
    state.close[who] = day + np.where(content, soon, later)
    state.answers.append(np.column_stack([who, state.episode[who], np.full(len(who), day), grade]))
    state.asked[who] = np.where(content, NEVER, state.asked[who])


def _close(state: _State, live: Ints, day: int) -> Ints:
    """Matters whose closing day has come leave the open stock; a few will come back."""
    done = live[state.close[live] <= day]
    if len(done) == 0:
        return live
    state.closings.append(np.column_stack([done, state.spell[done], state.close[done]]))
    back = state.rng.uniform(0, 1, len(done)) < RELAPSE_SHARE
    wait = state.rng.integers(20, 150, len(done))
    state.relapse[done] = np.where(back & (state.spell[done] == 0), day + wait, NEVER)
    return live[state.close[live] > day]


def _miss(state: _State, live: Ints, day: int) -> None:
    """The 60-day handling limit passes without an answer."""
    due = (state.told[live] + HANDLING_LIMIT == day - 1) & (state.answered[live] == NEVER)
    who = live[due & state.petition[live]]
    _escalate(state, who, day, np.full(len(who), REASONS.index("deadline")))


def _growth(state: _State, who: Ints, day: int) -> Floats:
    """Matters that joined each one's group in the last 28 days, itself left out."""
    group = state.matters.group[who]
    total = state.group_days[group, day] - np.where(day >= 28, state.group_days[group, max(day - 28, 0)], 0)
    own = (state.matters.day[who] > day - 28).astype(np.int64)
    return np.asarray(np.where(group >= 0, np.maximum(total - own, 0), 0), dtype=np.float64)


def hazard(state: _State, who: Ints, day: int, to_go: float) -> Floats:
    """The chance that each open matter is raised again today."""
    sore = state.answered[who] < NEVER
    wait = np.interp(day - state.asked[who], *_WAIT)
    since_answer = np.interp(day - state.answered[who], *_SORE)
    repeats = 1 + 4.0 * np.minimum(state.rank[who] - 1, 3)
    growth = 1 + 0.3 * np.minimum(_growth(state, who, day), 10)
    slow = np.where(state.units.late[state.unit[who]] > SLOW, 2.0, 0.4)
    untold = np.where(~sore & (state.told[who] > day), 1.3, 1.0)
    season = np.where(state.wage[who] & (to_go < 50), 2.5, 1.0)
    quiet = np.where(state.petition[who] | (state.rank[who] > 1), 1.0, 0.08)
    drive = np.where(sore, since_answer, wait * slow * untold)
    rate = BASE_HAZARD * drive * repeats * growth * season * quiet * state.heat[who] ** 1.6
    return np.asarray(np.where(state.asked[who] == NEVER, 0, np.minimum(rate, 0.08)))


def _return(state: _State, live: Ints, day: int, to_go: float) -> None:
    """People who wait too long or were refused come again: alone, together, or higher up."""
    chance = hazard(state, live, day, to_go)
    chance = np.where(state.asked[live] >= day - 2, 0, chance)
    who = live[state.rng.uniform(0, 1, len(live)) < chance]
    if len(who) == 0:
        return
    rng = state.rng
    many = rng.uniform(0, 1, len(who)) < np.where(_growth(state, who, day) >= 3, 0.3, 0.04)
    higher = (rng.uniform(0, 1, len(who)) < 0.12 + 0.09 * np.minimum(state.rank[who], 3)) & (
        state.level[who] < 3
    )
    state.level[who] += higher
    people = np.where(many, rng.integers(5, 32, len(who)), 1 + (rng.uniform(0, 1, len(who)) < 0.15))
    _escalate(state, who, day, np.where(many, 1, np.where(higher, 2, 0)))
    handed = rng.uniform(0, 1, len(who)) < 0.25
    state.unit[who] = np.where(handed, state.other_unit[who], state.unit[who])
    _raise_again(state, who, day, people)


def _raise_again(state: _State, who: Ints, day: int, people: Ints) -> None:
    """Record the repeat; a refused answer opens a new episode, a wait may be cut short."""
    sore = state.answered[who] < NEVER
    screening = (state.rng.uniform(0, 1, len(who)) < 0.06) & ~state.petition[who] & (people < 5)
    channel = np.where(screening, SCREENING, _channels(state.rng, len(who)))
    told, joins = state.told[who].copy(), state.petition[who] & ~sore
    state.petition[who] |= channel != SCREENING
    state.episode[who] += sore
    state.close[who] = np.where(sore, NEVER, state.close[who])
    _report(state, who, day, channel=channel, people=people)
    state.told[who] = np.where(joins, told, state.told[who])
    _start_episode(state, who[sore])
    hurried = ~sore & (state.rng.uniform(0, 1, len(who)) < 0.4)
    sooner = np.maximum(state.told[who], day) + state.rng.integers(4, 20, len(who))
    state.answer[who] = np.where(hurried, np.minimum(state.answer[who], sooner), state.answer[who])


def _relapse(state: _State, live: Ints, day: int) -> Ints:
    """A closed matter comes up again: a repeat, but no escalation, for it was not open."""
    who = np.flatnonzero(state.relapse == day)
    if len(who) == 0:
        return live
    state.relapse[who] = NEVER
    state.close[who] = NEVER
    state.spell[who] += 1
    state.episode[who] += 1
    state.petition[who] = True
    _report(state, who, day, channel=_channels(state.rng, len(who)), people=np.ones(len(who), np.int64))
    _start_episode(state, who)
    return np.concatenate([live, who])


def _escalate(state: _State, who: Ints, day: int, reason: Ints) -> None:
    if len(who):
        state.escalations.append(np.column_stack([who, np.full(len(who), day), reason]))


def _course(state: _State) -> Course:
    """Join each report with the answer of its episode and the closing of its spell."""
    rows = np.concatenate(state.reports)
    answers = _stacked(state.answers, 4)
    closings = _stacked(state.closings, 3)
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
    return Course(**columns, escalations=_stacked(state.escalations, 3), spells=spells)


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
