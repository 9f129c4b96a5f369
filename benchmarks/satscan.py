"""SaTScan beside our scan, where a user has installed it: driven by its own files, nothing of it is here.

program   SATSCAN, else a name on the path
files     ours.cas  c17 1 12      ours.geo  c17 1204.5 88.1      ours.prm  AnalysisType=4 …
told      Test statistic: 11.560113
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from risk.signal.scan.circle import Floats, Longs

PROGRAMS = ("SaTScanBatch64", "SaTScanBatch", "satscan_stdc++6_x86_64_64bit", "satscan")
LONGEST_SECONDS = 1_800
RATIO = re.compile(r"(?:Test statistic|Log likelihood ratio)[.\s]*:\s*([\d.]+)")


@dataclass(frozen=True)
class Looked:
    """What SaTScan took, and the ratio of its likeliest cluster; None where it told none."""

    seconds: float
    llr: float | None


def satscan() -> str | None:
    """The program of SATSCAN, else one on the path; None where there is none."""
    named = os.environ.get("SATSCAN")
    if named:
        return shutil.which(named)
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def permutation_by_satscan(
    program: str,
    at: tuple[Floats, Floats],
    cell: Longs,
    day: Longs,
    *,
    radius: float,
    days: int,
    window_days: int,
    replicates: int,
) -> Looked:
    """Its prospective space-time permutation scan of the same reports, circles by the same radius."""
    with tempfile.TemporaryDirectory(prefix="benchmark-satscan-") as name:
        folder = Path(name)
        places = (
            f"c{number} {x!r} {y!r}\n" for number, (x, y) in enumerate(zip(*map(_plain, at), strict=True))
        )
        (folder / "ours.geo").write_text("".join(places))
        cases = (f"c{c} 1 {d}\n" for c, d in zip(cell.tolist(), day.tolist(), strict=True))
        (folder / "ours.cas").write_text("".join(cases))
        settings = _settings(folder, radius=radius, days=days, window_days=window_days, replicates=replicates)
        (folder / "ours.prm").write_text("\n".join(settings))
        began = time.perf_counter()
        subprocess.run(
            [program, str(folder / "ours.prm")], check=True, capture_output=True, timeout=LONGEST_SECONDS
        )
        seconds = time.perf_counter() - began
        found = RATIO.search((folder / "ours.txt").read_text(errors="replace"))
    return Looked(seconds, float(found[1]) if found else None)


def _plain(numbers: Floats) -> list[float]:
    return [float(number) for number in numbers]


def _settings(folder: Path, *, radius: float, days: int, window_days: int, replicates: int) -> list[str]:
    """Generic time: day numbers; a prospective scan that begins on the last day; all replicates drawn."""
    return [
        "[Input]",
        f"CaseFile={folder / 'ours.cas'}",
        f"CoordinatesFile={folder / 'ours.geo'}",
        "CoordinatesType=0",
        "PrecisionCaseTimes=4",
        "StartDate=0",
        f"EndDate={days - 1}",
        "[Analysis]",
        "AnalysisType=4",
        "ModelType=2",
        "ScanAreas=1",
        "TimeAggregationUnits=4",
        "TimeAggregationLength=1",
        "[Output]",
        f"ResultsFile={folder / 'ours.txt'}",
        "OutputGoogleEarthKML=n",
        "OutputShapefiles=n",
        "[Spatial Window]",
        "MaxSpatialSizeInPopulationAtRisk=50",
        "UseDistanceFromCenterOption=y",
        f"MaxSpatialSizeInDistanceFromCenter={radius}",
        "SpatialWindowShapeType=0",
        "[Temporal Window]",
        "MinimumTemporalClusterSize=1",
        "MaxTemporalSizeInterpretation=1",
        f"MaxTemporalSize={window_days}",
        "[Inference]",
        "PValueReportType=1",
        f"MonteCarloReps={replicates}",
        f"ProspectiveStartDate={days - 1}",
        "",
    ]
