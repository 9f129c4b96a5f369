"""One day in the life of the open matters: begun, answered, closed, missed, raised again."""

import numpy as np

from data.city.life import CALL, FAX, LETTER, NEVER, REASONS, SCREENING, VISIT, WEB, Life, escalate, record
from data.city.pressure import SLOW, growth, hazard
from data.city.stream import Ints

HANDLING_LIMIT = 60
RELAPSE_SHARE = 0.03


def begin(life: Life, who: Ints, day: int) -> None:
    """First reports: most at the lowest level, a few higher."""
    if len(who) == 0:
        return
    petition = life.petition[who]
    level = life.rng.choice(4, len(who), p=[0.6, 0.34, 0.05, 0.01])
    life.level[who] = np.where(petition, level, 0)
    people = np.where(life.rng.uniform(0, 1, len(who)) < 0.2, 2 + life.rng.poisson(0.6, len(who)), 1)
    grouped = (life.matters.group[who] >= 0) & (life.rng.uniform(0, 1, len(who)) < 0.025)
    people = np.where(grouped, life.rng.integers(5, 25, len(who)), people)
    channel = np.where(petition, draw_channels(life.rng, len(who)), SCREENING)
    record(life, who, day, channel=channel, people=people)
    take_up(life, who)


def draw_channels(rng: np.random.Generator, count: int) -> Ints:
    return rng.choice([VISIT, LETTER, WEB, CALL, FAX], count, p=[0.33, 0.08, 0.31, 0.27, 0.01])


def take_up(life: Life, who: Ints) -> None:
    """The unit takes the matter up; its answer comes at its own pace, or far too late, or never."""
    if len(who) == 0:
        return
    rng, unit = life.rng, life.unit[who]
    local = np.where(life.petition[who], 1.0, 0.75)
    pace = np.minimum(rng.lognormal(np.log(life.units.days[unit] * local), 0.45), HANDLING_LIMIT - 4)
    overdue = HANDLING_LIMIT + 3 + rng.exponential(55, len(who))
    late = rng.uniform(0, 1, len(who)) < life.units.late[unit] * np.where(
        life.units.late[unit] > SLOW, 0.45, 0.06
    )
    never = late & (rng.uniform(0, 1, len(who)) < 0.12)
    days = np.where(never, NEVER, np.where(late, overdue, pace)).astype(np.int64)
    life.answer[who] = life.told[who] + np.maximum(days, 1)
    life.answered[who] = NEVER


def answer(life: Life, live: Ints, day: int) -> None:
    """Today's answers: accepted and soon closed, or refused and left sore."""
    who = live[(life.answer[live] == day) & (life.answered[live] == NEVER)]
    if len(who) == 0:
        return
    rng, joined = life.rng, growth(life, who, day)
    chance = life.units.content[life.unit[who]] * np.where(life.rank[who] > 1, 0.88, 1.0)
    chance = chance * (1 - 0.02 * np.minimum(joined, 10)) * (1 - 0.06 * life.heat[who])
    content = rng.uniform(0, 1, len(who)) < chance
    mild = rng.uniform(0, 1, len(who)) < 0.35
    grade = np.where(content, np.where(mild, 1, 2), 0)
    life.answered[who] = day
    later = np.maximum(rng.lognormal(np.log(95), 0.5, len(who)), 20).astype(np.int64)
    soon = np.where(
        rng.uniform(0, 1, len(who)) < 0.35, rng.integers(0, 7, len(who)), rng.integers(7, 120, len(who))
    )
    life.close[who] = day + np.where(content, soon, later)
    life.answers.append(np.column_stack([who, life.episode[who], np.full(len(who), day), grade]))
    life.asked[who] = np.where(content, NEVER, life.asked[who])


def close(life: Life, live: Ints, day: int) -> Ints:
    """Matters whose closing day has come leave the open stock; a few will come back."""
    done = live[life.close[live] <= day]
    if len(done) == 0:
        return live
    life.closings.append(np.column_stack([done, life.spell[done], life.close[done]]))
    back = life.rng.uniform(0, 1, len(done)) < RELAPSE_SHARE
    wait = life.rng.integers(20, 150, len(done))
    life.relapse[done] = np.where(back & (life.spell[done] == 0), day + wait, NEVER)
    return live[life.close[live] > day]


def miss(life: Life, live: Ints, day: int) -> None:
    """The 60-day handling limit passes without an answer."""
    due = (life.told[live] + HANDLING_LIMIT == day - 1) & (life.answered[live] == NEVER)
    who = live[due & life.petition[live]]
    escalate(life, who, day, np.full(len(who), REASONS.index("deadline")))


def come_again(life: Life, live: Ints, day: int, to_go: float) -> None:
    """People who wait too long or were refused come again: alone, together, or higher up."""
    chance = hazard(life, live, day, to_go)
    chance = np.where(life.asked[live] >= day - 2, 0, chance)
    who = live[life.rng.uniform(0, 1, len(live)) < chance]
    if len(who) == 0:
        return
    rng = life.rng
    many = rng.uniform(0, 1, len(who)) < np.where(growth(life, who, day) >= 3, 0.3, 0.04)
    higher = (rng.uniform(0, 1, len(who)) < 0.12 + 0.09 * np.minimum(life.rank[who], 3)) & (
        life.level[who] < 3
    )
    life.level[who] += higher
    people = np.where(many, rng.integers(5, 32, len(who)), 1 + (rng.uniform(0, 1, len(who)) < 0.15))
    escalate(life, who, day, np.where(many, 1, np.where(higher, 2, 0)))
    handed = rng.uniform(0, 1, len(who)) < 0.25
    life.unit[who] = np.where(handed, life.other_unit[who], life.unit[who])
    _raise_again(life, who, day, people)


def _raise_again(life: Life, who: Ints, day: int, people: Ints) -> None:
    """Record the repeat; a refused answer opens a new episode, a wait may be cut short."""
    sore = life.answered[who] < NEVER
    screening = (life.rng.uniform(0, 1, len(who)) < 0.06) & ~life.petition[who] & (people < 5)
    channel = np.where(screening, SCREENING, draw_channels(life.rng, len(who)))
    told, joins = life.told[who].copy(), life.petition[who] & ~sore
    life.petition[who] |= channel != SCREENING
    life.episode[who] += sore
    life.close[who] = np.where(sore, NEVER, life.close[who])
    record(life, who, day, channel=channel, people=people)
    life.told[who] = np.where(joins, told, life.told[who])
    take_up(life, who[sore])
    hurried = ~sore & (life.rng.uniform(0, 1, len(who)) < 0.4)
    sooner = np.maximum(life.told[who], day) + life.rng.integers(4, 20, len(who))
    life.answer[who] = np.where(hurried, np.minimum(life.answer[who], sooner), life.answer[who])


def relapse(life: Life, live: Ints, day: int) -> Ints:
    """A closed matter comes up again: a repeat, but no escalation, for it was not open."""
    who = np.flatnonzero(life.relapse == day)
    if len(who) == 0:
        return live
    life.relapse[who] = NEVER
    life.close[who] = NEVER
    life.spell[who] += 1
    life.episode[who] += 1
    life.petition[who] = True
    record(life, who, day, channel=draw_channels(life.rng, len(who)), people=np.ones(len(who), np.int64))
    take_up(life, who)
    return np.concatenate([live, who])
