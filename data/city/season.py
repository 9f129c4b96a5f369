"""When grievances start: weekdays, seasons of a kind, and the weeks before Spring Festival."""

import numpy as np

from data.city.size import DAYS, SPRING_FESTIVALS, date_of, day_of
from data.city.stream import Floats

_MONTH_LIFT = {
    "01": {2: 1.3, 3: 1.3},
    "02": {6: 1.25, 7: 1.4, 8: 1.35},
    "05": {3: 1.3, 4: 1.5, 5: 1.3},
    "07": {3: 1.4, 4: 1.3, 9: 1.2},
    "09": {6: 1.3, 7: 1.5, 8: 1.4},
    "11": {5: 1.5, 7: 1.4, 10: 1.7},
    "15": {1: 1.3, 7: 1.2, 12: 1.3},
}
WAGE_KINDS = ("10", "18")


def days_to_festival() -> Floats:
    """Days until the next Spring Festival for every day of the data, 999 when none is ahead."""
    day = np.arange(DAYS)
    ahead = [np.where(day_of(f) >= day, day_of(f) - day, 999) for f in SPRING_FESTIVALS]
    return np.asarray(np.min(ahead, axis=0), dtype=np.float64)


def day_weights(kind: str) -> Floats:
    """The chance that a grievance of a kind starts on each day; sums to 1."""
    dates = [date_of(d) for d in range(DAYS)]
    weekday = np.array([0.45 if d.weekday() >= 5 else 1.15 if d.weekday() == 0 else 1.0 for d in dates])
    lift = np.array([_MONTH_LIFT.get(kind, {}).get(d.month, 1.0) for d in dates])
    to_go = days_to_festival()
    holiday = np.where((to_go <= 3) | (_days_after_festival() <= 7), 0.3, 1.0)
    wages = 1 + 3.2 * np.exp(-(((to_go - 22) / 16) ** 2)) if kind in WAGE_KINDS else np.ones(DAYS)
    weight = weekday * lift * holiday * wages
    return np.asarray(weight / weight.sum())


def _days_after_festival() -> Floats:
    day = np.arange(DAYS)
    past = [np.where(day >= day_of(f), day - day_of(f), 999) for f in SPRING_FESTIVALS]
    return np.asarray(np.min(past, axis=0), dtype=np.float64)
