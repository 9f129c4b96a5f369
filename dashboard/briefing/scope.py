"""What one briefing is about: its week, its place, and the levels of area it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.briefing.reading import Reading
from dashboard.briefing.week import Week
from dashboard.suppress import Row
from data.errors import NothingThere

LEVELS = ("province", "prefecture", "county", "town", "community", "grid")
NO_LEVEL = ""
MOST_SHAPES = 2000


@dataclass(frozen=True)
class Scope:
    """The week, the day everything derived is for, and the levels: finest, compared, drawn on the map."""

    week: Week
    as_of: date
    first_date: date | None
    place_name: str
    finest_level: str
    compared_level: str
    map_level: str

    @property
    def outline_level(self) -> str:
        """The level outlined on the map: the compared one when it is coarser than what is drawn."""
        levels = [level for level in LEVELS if level in (self.compared_level, self.map_level)]
        return self.compared_level if len(levels) == 2 and levels[0] == self.compared_level else NO_LEVEL


def read_scope(reading: Reading, week: Week) -> Scope:
    """Check that the week can be reported on; NothingThere when nothing is computed up to its end."""
    as_of = _as_of(reading, week)
    areas = reading.rows("brief_areas")
    counts = Counter(str(row["level_code"]) for row in areas)
    known = [level for level in LEVELS if counts[level]]
    first = reading.one("brief_span")["first_date"]
    assert first is None or isinstance(first, date)
    return Scope(
        week=week,
        as_of=as_of,
        first_date=first,
        place_name=_place_name(areas),
        finest_level=known[-1] if known else NO_LEVEL,
        compared_level=compared_level(areas),
        map_level=next((level for level in reversed(known) if counts[level] <= MOST_SHAPES), NO_LEVEL),
    )


def compared_level(areas: Sequence[Row]) -> str:
    """The level whose areas a briefing compares: the highest of which there are several (a town, usually)."""
    counts = Counter(str(row["level_code"]) for row in areas)
    known = [level for level in LEVELS if counts[level]]
    return next((level for level in known if counts[level] > 1), known[-1] if known else NO_LEVEL)


def _as_of(reading: Reading, week: Week) -> date:
    rows = reading.rows("brief_refresh")
    as_of = rows[0]["as_of_date"] if rows else None
    if isinstance(as_of, date) and as_of >= week.sunday:
        return as_of
    state = f"{as_of}" if as_of else "—"
    raise NothingThere(
        f"{week.code}：数据只算到 {state}，这一周（到 {week.sunday}）还没有算。"
        f"请先运行：fengqiao refresh --as-of {week.sunday}",
        f"{week.code}: computed up to {state} only, and this week ends on {week.sunday}. "
        f"Run first: fengqiao refresh --as-of {week.sunday}",
    )


def _place_name(areas: list[Row]) -> str:
    codes = {row["area_code"] for row in areas}
    tops = [str(row["name"]) for row in areas if row["parent_code"] not in codes]
    return tops[0] if len(tops) == 1 else ""
