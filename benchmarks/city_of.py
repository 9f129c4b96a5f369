"""A synthetic city of any number of reports, written and taken in; run it in a process of its own.

reports   towns  communities  grids      between two named sizes everything in proportion
60,000    6      40           900        the county
100,000   8      72           1,712
folder/files/{areas,sheets}   folder/truth   folder/home   folder/held/0.csv …      made by take_city
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

import numpy as np

from benchmarks.desk import now
from data.city.size import SIZES, CitySize, SizeName

if TYPE_CHECKING:
    from dashboard.home import Home
    from data.city.make import CityFiles

SEED = 1
LARGE = 300_000  # from here on the sheets come as the city's do: by quarters, mostly .csv
HELD_ROWS, HELD_SHEETS = 500, 4
HELD_BACK = "网上信访导出"  # the web export of the last month, whose last rows come later, in small sheets
EVERY_SECONDS = 20.0


def city_size(reports: int) -> CitySize:
    """The named size of so many reports, else one between its neighbours."""
    named = sorted(SIZES.values(), key=lambda size: size.reports)
    for size in named:
        if size.reports == reports:
            return size
    marks = [size.reports for size in named]

    def between(name: str) -> int:
        return int(np.interp(reports, marks, [getattr(size, name) for size in named]))

    is_large = reports >= LARGE
    return CitySize(
        reports=reports,
        towns=between("towns"),
        communities=between("communities"),
        grids=between("grids"),
        outbreaks=between("outbreaks"),
        months_per_sheet=3 if is_large else 1,
        mostly_csv=is_large,
    )


def take_city(folder: Path, reports: int, held_sheets: int = 0) -> int:
    """Make the city and a home, take every sheet in but the last rows of an export; how many reports are held."""
    from dashboard.home import make_home, open_home

    city = _made(folder, reports)
    hold_back(city.sheets, folder / "held", held_sheets)
    make_home(folder / "home", now=now(), is_demo=True)
    home = open_home(folder / "home", now=now())
    try:
        _take_all(home, city)
        with home.warehouse.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM core_report WHERE state_code = 'accepted'"
            ).fetchone()
    finally:
        home.close()
    return int(row[0]) if row else 0


def _made(folder: Path, reports: int) -> CityFiles:
    from data.city import make_city

    _tell(f"making a city of {reports:,} reports")
    with patch.dict(SIZES, {"drawn": city_size(reports)}):
        return make_city(
            folder / "files", size=cast(SizeName, "drawn"), seed=SEED, truth_folder=folder / "truth"
        )


def _take_all(home: Home, city: CityFiles) -> None:
    from benchmarks.trip import load_every_level
    from dashboard.command.demo import sender_of
    from ingest.load import Upload

    load_every_level(home.warehouse, city.areas[0][1].parent)
    told, began = time.monotonic(), time.monotonic()
    for number, file in enumerate(city.sheets, start=1):
        if time.monotonic() - told > EVERY_SECONDS:
            told = time.monotonic()
            _tell(f"taking in sheet {number} of {len(city.sheets)}, {told - began:.0f} s")
        home.intake.take(Upload(file, file.name, now(), uploader="benchmark", source=sender_of(file.name)))


def hold_back(sheets: Sequence[Path], folder: Path, count: int) -> list[Path]:
    """Cut the last rows of the last web export into so many sheets, 500 rows each or as many as there are."""
    if not count:
        return []
    export = [sheet for sheet in sheets if sheet.stem.startswith(HELD_BACK) and sheet.stem[-1].isdigit()][-1]
    with export.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = list(csv.reader(file))
    size = min(HELD_ROWS, len(rows) // count)
    first = len(rows) - size * count
    for sheet in sheets:
        if sheet in (
            export,
            export.with_stem(f"{export.stem}(1)"),
        ):  # now and then the same sheet comes twice
            _write(sheet, [heading, *rows[:first]])
    folder.mkdir(parents=True, exist_ok=True)
    held = [folder / f"{number}.csv" for number in range(count)]
    for number, path in enumerate(held):
        at = first + number * size
        _write(path, [heading, *rows[at : at + size]])
    return held


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _tell(line: str) -> None:
    print(f"city: {line}", file=sys.stderr, flush=True)
