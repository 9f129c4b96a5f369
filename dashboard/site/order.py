"""What is to be changed, as the command line and the page say it.

AreasOrder     grids.geojson, level grid, columns code / name / –, from 2026-01-01
CalendarOrder  2027.csv
RulesOrder     rules.toml, from 2027-01-01
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEFAULT_VALID_FROM = date(1949, 10, 1)


@dataclass(frozen=True)
class AreasOrder:
    """A boundary file, the columns that hold code, name and parent, its system and its first day in force."""

    file: Path
    level: str
    code: str
    name: str
    parent: str | None = None
    crs: str | None = None
    valid_from: date = DEFAULT_VALID_FROM


@dataclass(frozen=True)
class CalendarOrder:
    """A year's notice of holidays."""

    file: Path


@dataclass(frozen=True)
class RulesOrder:
    """A pack of local rules and the first day they hold."""

    file: Path
    valid_from: date


SiteOrder = AreasOrder | CalendarOrder | RulesOrder
