"""The example that comes with SaTScan: fever in New York, read and scanned as its answer was.

NYCfever.cas  11229 1 2001/11/22        ZIP code, cases, date
NYCfever.geo  11229 40.60126 -73.94475  ZIP code, latitude, longitude
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from risk.signal.scan import Cluster, circles_of, permutation_scan
from risk.signal.scan.circle import Floats, Longs

ROOT = Path(__file__).parents[1]
TOLD = ROOT / "tests" / "published" / "nycfever.toml"
EARTH_METRES = 6_371_000.0


@dataclass(frozen=True)
class Fever:
    """names, x, y: of the ZIP codes, metres on a plane; cell, day: one entry per case; days: in the study."""

    names: tuple[str, ...]
    x: Floats
    y: Floats
    cell: Longs
    day: Longs
    days: int


def fever_folder() -> Path | None:
    """FENGQIAO_SAMPLES, else shared/data beside the checkout; None when the example is not there."""
    folder = Path(os.environ.get("FENGQIAO_SAMPLES") or ROOT.parent / "shared" / "data") / "scan"
    return folder if (folder / "NYCfever.cas").is_file() and (folder / "NYCfever.geo").is_file() else None


def read_told() -> dict[str, dict[str, str | float | date]]:
    """The settings and the published answer."""
    return tomllib.loads(TOLD.read_text(encoding="utf-8"))


def read_fever(folder: Path) -> Fever:
    """The cases and places; 3 km are so short there that a plane is as good as the globe."""
    settings = read_told()["settings"]
    first, last = settings["first_date"], settings["last_date"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    places = [line.split() for line in (folder / "NYCfever.geo").read_text().splitlines() if line.strip()]
    cases = [line.split() for line in (folder / "NYCfever.cas").read_text().splitlines() if line.strip()]
    names = tuple(name for name, _, _ in places)
    number = {name: at for at, name in enumerate(names)}
    north, east = (np.radians([float(row[at]) for row in places]) for at in (1, 2))
    counts = [int(row[1]) for row in cases]
    cell = np.repeat([number[row[0]] for row in cases], counts)
    day = np.repeat([(date(*map(int, row[2].split("/"))) - first).days for row in cases], counts)
    x, y = east * np.cos(north.mean()) * EARTH_METRES, north * EARTH_METRES
    return Fever(names, x, y, cell, day, (last - first).days + 1)


def scan_fever(fever: Fever, seed: int) -> list[Cluster]:
    """Its clusters by the settings of the published answer."""
    settings = read_told()["settings"]
    return permutation_scan(
        fever.cell,
        fever.day,
        circles_of(fever.x, fever.y, radius=float(str(settings["radius_m"]))),
        days=fever.days,
        window_days=int(str(settings["window_days"])),
        replicates=int(str(settings["replicates"])),
        rng=np.random.default_rng(seed),
    )
