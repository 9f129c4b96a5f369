"""A signal's life: what is found attaches to the one signal of its kind and place, and each has a state.

raised 06-01 (9 matters)   found 06-02 (9)    06-05 (12)   06-20 not found   07-03 not found, nobody answered
new                        new                growing      fading            closed, lapsed

One active signal a kind and place: what is found over at least half of the smaller of both areas attaches to it. One that
was answered and closed stays closed while the same rise lasts, and is raised anew only when it has grown by half.
Nothing is deleted when data are revised: a signal no longer shown by the data fades in view of everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.config import Signal

SAME_SHARE = 0.5  # of the smaller area
GROWN = 1.5  # times what was seen when it was closed
SITE = "site"


@dataclass(frozen=True)
class Found:
    """A rise the data show on a day: method, kind, places, first day of its window, counts and how rare it is."""

    method: str
    category: str
    places: tuple[str, ...]
    starts_on: date
    observed: int
    expected: float
    effort: float
    recurrence_days: float


@dataclass(frozen=True)
class Day:
    """What one day's look showed of a signal; when not found, what was shown last."""

    as_of: date
    is_found: bool
    places: tuple[str, ...]
    starts_on: date
    observed: int
    expected: float
    recurrence_days: float


@dataclass(frozen=True)
class Told:
    """A human act on a signal that stands: own, verify, assess, act, outcome or reopen."""

    code: str
    on: date
    owner: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Known:
    """A signal raised by `as_of`, its days in order and what people did by then."""

    signal_id: str
    method: str
    category: str
    raised_on: date
    days: tuple[Day, ...]
    told: tuple[Told, ...] = ()

    @property
    def last(self) -> Day:
        """The latest look."""
        return self.days[-1]

    @property
    def found_on(self) -> date:
        """The last day the data showed it."""
        return max((day.as_of for day in self.days if day.is_found), default=self.raised_on)

    def closing(self) -> Told | None:
        """The outcome it stands closed by, unless it was reopened since."""
        ends = [one for one in self.told if one.code in ("outcome", "reopen")]
        return ends[-1] if ends and ends[-1].code == "outcome" else None


@dataclass(frozen=True)
class State:
    """How a signal stands: its state, how many levels it has climbed, who has it, its outcome."""

    code: str
    climbed: int
    owner: str | None
    outcome: str | None


def attach(
    found: Sequence[Found], known: Sequence[Known], *, as_of: date, config: Signal
) -> tuple[dict[str, Found], list[Found]]:
    """Which signal each rise belongs to (id → the rarest of its rises), and the rises that are new, rarest first."""
    belongs: dict[str, Found] = {}
    fresh: list[Found] = []
    for rise in sorted(found, key=lambda one: (-one.recurrence_days, one.category, one.places)):
        mine = [one for one in known if _is_same(rise, one) and _takes(rise, one, as_of, config)]
        if mine:
            best = max(mine, key=lambda one: (_shared(rise, one), one.raised_on, one.signal_id))
            belongs.setdefault(best.signal_id, rise)
        elif not any(_overlaps(rise, one) for one in fresh):
            fresh.append(rise)
    return belongs, fresh


def _is_same(rise: Found, known: Known) -> bool:
    if rise.category != known.category or (rise.method == SITE) != (known.method == SITE):
        return False
    return _shared(rise, known) >= SAME_SHARE * min(len(rise.places), len(known.last.places))


def _shared(rise: Found, known: Known) -> int:
    return len(set(rise.places) & set(known.last.places))


def _overlaps(rise: Found, other: Found) -> bool:
    return (
        rise.category == other.category
        and (rise.method == SITE) == (other.method == SITE)
        and not set(rise.places).isdisjoint(other.places)
    )


def _takes(rise: Found, known: Known, as_of: date, config: Signal) -> bool:
    """Whether a signal still takes what is found in its place: while it lasts, and while a closed one has not grown."""
    quiet = (as_of - known.found_on).days
    closing = known.closing()
    if closing is None:
        return quiet <= config.lapse_days
    seen = max((day.observed for day in known.days if day.as_of <= closing.on), default=known.last.observed)
    return quiet <= config.quiet_days and rise.observed < GROWN * seen


def state_of(known: Known, *, as_of: date, config: Signal) -> State:
    """How it stands at the end of a day, today's look being its last."""
    closing = known.closing()
    owner = next((one.owner for one in reversed(known.told) if one.code == "own"), None)
    climbed = _climbed(known, as_of, config)
    if closing is not None:
        return State("closed", climbed, owner, closing.outcome)
    if (as_of - known.found_on).days > config.lapse_days:
        return State("closed", climbed, owner, None if _is_answered(known) else "lapsed")
    return State(_running(known, as_of, config), climbed, owner, None)


def _running(known: Known, as_of: date, config: Signal) -> str:
    if not known.last.is_found:
        return "fading"
    if (as_of - known.raised_on).days < config.new_days:
        return "new"
    since = as_of - timedelta(days=config.growing_days)
    before = [day.observed for day in known.days[:-1] if day.is_found and since <= day.as_of < as_of]
    return "growing" if before and known.last.observed > max(before) else "ongoing"


def _is_answered(known: Known) -> bool:
    return any(one.code != "reopen" for one in known.told)


def _climbed(known: Known, as_of: date, config: Signal) -> int:
    """Levels climbed: one for every `answer_days` nobody answered since it was raised or reopened."""
    began = max((one.on for one in known.told if one.code == "reopen"), default=known.raised_on)
    answers = [one.on for one in known.told if one.code != "reopen" and one.on >= began]
    waited = (min(answers, default=min(as_of, known.found_on + timedelta(config.lapse_days))) - began).days
    return max(waited, 0) // config.answer_days


def joined_days(days: Iterable[Day], today: Day) -> tuple[Day, ...]:
    """The days before today and today's look in place of any earlier one of the same day."""
    return (*(day for day in days if day.as_of < today.as_of), today)
