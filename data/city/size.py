"""How large a synthetic city is.

name    reports    towns  communities  grids
tiny    600        2      4            40
county  60,000     6      40           900
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

SizeName = Literal["tiny", "small", "county", "city"]

FIRST_DAY = date(2024, 7, 1)
AS_OF = date(2026, 6, 30)
DAYS = (AS_OF - FIRST_DAY).days + 1
SPRING_FESTIVALS = (date(2025, 1, 29), date(2026, 2, 17))


@dataclass(frozen=True)
class CitySize:
    """The counts one size asks for; `months_per_sheet` is 1 for monthly screening workbooks."""

    reports: int
    towns: int
    communities: int
    grids: int
    outbreaks: int
    months_per_sheet: int = 1
    mostly_csv: bool = False


SIZES: dict[SizeName, CitySize] = {
    "tiny": CitySize(reports=600, towns=2, communities=4, grids=40, outbreaks=1),
    "small": CitySize(reports=5_000, towns=3, communities=10, grids=120, outbreaks=3),
    "county": CitySize(reports=60_000, towns=6, communities=40, grids=900, outbreaks=12),
    "city": CitySize(
        reports=1_000_000,
        towns=60,
        communities=800,
        grids=20_000,
        outbreaks=60,
        months_per_sheet=3,
        mostly_csv=True,
    ),
}


def day_of(when: date) -> int:
    """Days since the first day of the data: 2024-07-01 is 0."""
    return (when - FIRST_DAY).days


def date_of(day: int) -> date:
    """The date of a day number."""
    return FIRST_DAY + timedelta(days=int(day))


def month_of(day: int) -> int:
    """Months since the first month of the data: July 2024 is 0."""
    when = date_of(day)
    return (when.year - FIRST_DAY.year) * 12 + when.month - FIRST_DAY.month


MONTHS = month_of(DAYS - 1) + 1
