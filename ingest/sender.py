"""What a sheet says of its own place and period, outside its rows.

青石镇2025年03月矛盾纠纷排查台账.xlsx, sheet 柳河村  →  town 青石镇, village 柳河村, 2025-03-01 … 2025-03-31
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from data.db import Connection
from ingest.parse.point import Box
from ingest.statement import run

MARGIN_DEGREES = 0.1  # about 10 km: half a large grid beyond its inner point, and the drift of any system
_MONTH = re.compile(r"(20\d{2})\s*[年./-]\s*(\d{1,2})\s*月?")
_VILLAGE = re.compile(r"(村|社区|居委会|居)$")


@dataclass(frozen=True)
class Sender:
    """What every report of a sheet shares: whose numbering, and what its title or file name says of place."""

    source: str
    village: str
    town: str
    towns: frozenset[str] = frozenset()
    grid_codes: frozenset[str] = frozenset()

    def place(self, village: str, town: str) -> tuple[str, str]:
        """Village and town of a row: what it says, 青石镇柳河村 taken apart, else what the sheet says."""
        inside = next(
            (name for name in self.towns if len(village) > len(name) and village.startswith(name)), ""
        )
        return village.removeprefix(inside) or self.village, town or inside or self.town


@dataclass(frozen=True)
class AreaNames:
    """Names of towns and communities → their codes, and each community's parent."""

    towns: dict[str, tuple[str, ...]]
    communities: dict[str, tuple[str, ...]]
    parents: dict[str, str | None]
    grid_codes: frozenset[str]
    box: Box | None

    def code(self, *, village: str, town: str) -> str | None:
        """The area a sheet covers: the one community of that name (in that town), else the one town."""
        towns = self.towns.get(town, ())
        found = self.communities.get(village, ())
        inside = (
            tuple(code for code in found if self.parents.get(code) in towns)
            if len(found) > 1 and towns
            else found
        )
        if len(inside) == 1:
            return inside[0]
        return towns[0] if len(towns) == 1 and not village else None


def read_area_names(connection: Connection) -> AreaNames:
    """Names in force now."""
    rows = connection.execute(
        "SELECT level_code, name, area_code, parent_code FROM core_area "
        "WHERE valid_to_date IS NULL AND level_code IN ('town', 'community') ORDER BY area_code"
    ).fetchall()
    names: dict[str, dict[str, tuple[str, ...]]] = {"town": {}, "community": {}}
    for level, name, code, _ in rows:
        names[level][name] = (*names[level].get(name, ()), code)
    codes = connection.execute("SELECT area_code FROM core_area WHERE level_code = 'grid'").fetchall()
    parents = {code: parent for _, _, code, parent in rows}
    grids = frozenset(code for (code,) in codes)
    return AreaNames(names["town"], names["community"], parents, grids, _read_box(connection))


def _read_box(connection: Connection) -> Box | None:
    """The box around all areas, with a margin for drift; None while there are none."""
    west, south, east, north = run(connection, "area_box").fetchone() or (None,) * 4
    if west is None:
        return None
    return west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES


def find_town(text: str, names: AreaNames) -> str:
    """The longest town name a title or file name contains, or nothing."""
    inside = [town for town in names.towns if town in text]
    return max(inside, key=len) if inside else ""


def find_village(sheet: str, names: AreaNames) -> str:
    """The village a sheet is named after, or nothing."""
    plain = sheet.strip()
    return plain if plain in names.communities or (not names.communities and _VILLAGE.search(plain)) else ""


def find_period(text: str) -> tuple[date, date] | None:
    """The only month a title or file name states, first and last day."""
    months = {(int(year), int(month)) for year, month in _MONTH.findall(unicodedata.normalize("NFKC", text))}
    months = {(year, month) for year, month in months if 1 <= month <= 12}
    if len(months) != 1:
        return None
    year, month = months.pop()
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
