"""One sheet all the way: a home made, boundaries loaded, the sheet taken in, everything derived refreshed.

folder/areas/*.geojson  folder/warm.csv  folder/rows.csv   made by write_inbox
folder/warm             folder/home                        homes made by travel
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.memory import Watch

if TYPE_CHECKING:
    from data.db import Store
    from risk.refresh import RefreshResult

WARM_ROWS = 300
WARM_SEED = 0


@dataclass(frozen=True)
class Trip:
    """What one size cost, and in a line what came of it."""

    ingest_seconds: float
    refresh_seconds: float
    peak_mb: float
    told: str

    @property
    def seconds(self) -> float:
        """From sheet to score."""
        return self.ingest_seconds + self.refresh_seconds


def write_inbox(folder: Path, rows: int, seed: int) -> None:
    """The boundaries, a few rows to warm up with, and the rows to measure."""
    from benchmarks.rows import write_rows
    from data.city.areas import make_land, write_areas
    from data.city.size import SIZES

    land = make_land(seed, SIZES["county"])
    write_areas(land, folder / "areas")
    write_rows(folder / "warm.csv", land, count=WARM_ROWS, seed=WARM_SEED)
    write_rows(folder / "rows.csv", land, count=rows, seed=seed)


def travel(folder: Path, rows: int) -> Trip:
    """Warm up, travel, and say what it cost this process."""
    _one_way(folder / "warm", folder / "warm.csv", WARM_ROWS)
    with Watch() as watch:
        ingest_seconds, refresh_seconds, told = _one_way(folder / "home", folder / "rows.csv", rows)
    return Trip(ingest_seconds, refresh_seconds, watch.peak_mb, told)


def _one_way(home_path: Path, sheet: Path, rows: int) -> tuple[float, float, str]:
    """Seconds of taking a sheet in, seconds of the refresh, and the counts found; ValueError when a row was not taken."""
    from dashboard.home import make_home, open_home
    from data.city.size import AS_OF
    from ingest.load import Upload
    from risk.refresh import refresh

    now = datetime.combine(AS_OF, datetime.min.time()).replace(hour=18)
    make_home(home_path, now=now)
    home = open_home(home_path, now=now)
    try:
        load_every_level(home.warehouse, sheet.parent / "areas")
        began, cpu = time.perf_counter(), time.process_time()
        receipt = home.intake.take(Upload(sheet, sheet.name, now, uploader="benchmark"))
        taken = time.perf_counter()
        if receipt.new != rows:
            raise ValueError(f"{rows} rows were sent and {receipt.new} taken as new")
        result = refresh(home.warehouse, as_of=AS_OF, config=home.config, now=now)
        done, cpu = time.perf_counter(), time.process_time() - cpu
    finally:
        home.close()
    told = f"{cpu:.1f} s of processor; {_told(result)}"
    return taken - began, done - taken, told


def _told(result: RefreshResult) -> str:
    """What was found and the seconds of each step of the refresh that took some."""
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in result.seconds.items() if seconds >= 0.1)
    counts = f"{result.placed_count:,} placed, {result.matter_count:,} matters, {result.group_count:,} groups"
    return f"{counts}; {steps}"


def load_every_level(warehouse: Store, folder: Path) -> None:
    """Load the boundaries that write_areas wrote there."""
    from data.city.areas import LEVELS
    from data.city.size import FIRST_DAY
    from grid.area import load_areas

    for level in LEVELS:
        load_areas(
            warehouse,
            folder / f"{level}.geojson",
            level=level,
            code="code",
            name="name",
            parent="parent",
            valid_from=FIRST_DAY,
        )
