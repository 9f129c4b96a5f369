"""Whether the scan is right, quick and calm: the published example, a whole city, quiet days, outbreaks.

python -m benchmarks signal --json      New York's fever is read from FENGQIAO_SAMPLES, else shared/data beside the checkout

nycfever_llr is its difference from the published 3.845418, nycfever_p that of p from 0.21. Quiet days and outbreaks are drawn in
the county's grids at the volume of its largest kind, where an outbreak is hardest to see (benchmarks/signal_city.py); other
volumes stand beside them, and nothing is asked of those. False signals are counted over all kinds, each scanned by itself.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from benchmarks.alone import alone
from benchmarks.figure import Figure
from benchmarks.satscan import satscan
from benchmarks.signal_city import County, largest, make_county
from benchmarks.signal_fever import fever_folder, read_fever, read_told, scan_fever
from benchmarks.signal_speed import CITY_CELLS, WIDE_CELLS, beside_satscan, scan_city, scan_night
from benchmarks.signal_trial import all_false, all_outbreaks, all_quiet

QUIET_DAYS, OUTBREAKS, FALSE_MONTHS, OTHERS = 1_000, 200, 4, 12
RARE_DAYS, NOTED_DAYS = 365.0, 100.0
LLR_DIGITS = 5e-7
P_ERROR = 4 * math.sqrt(0.21 * 0.79 / 999)
SHARE = 0.05
SHARE_ERROR = 0.014


def add_options(parser: argparse.ArgumentParser) -> None:
    """--signal-share, for a quicker run: of the days and outbreaks only that part, and nothing asked of them."""
    parser.add_argument(
        "--signal-share",
        type=_share,
        default=1.0,
        metavar="SHARE",
        help="signal: part of the quiet days and outbreaks to draw (default: all)",
    )


def _share(text: str) -> float:
    if not 0 < float(text) <= 1:
        raise ValueError(text)
    return float(text)


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures in the order of the module's first line."""
    share = options.signal_share
    county = make_county()
    kind = largest(county)
    return [
        *_fever(),
        *_speed(county),
        *_quiet(kind, share),
        *_outbreaks(county, kind, share),
        *_false(county, share),
        *_farrington(),
    ]


def _fever() -> list[Figure]:
    folder, answer = fever_folder(), read_told()["answer"]
    llr = p = None
    if folder is None:
        _tell("the fever of New York is not here (FENGQIAO_SAMPLES): its figures are left without a value")
    else:
        fever = read_fever(folder)
        first, *_ = scan_fever(fever, seed=1)
        _tell(f"fever: centre {fever.names[first.centre]}, {first}")
        llr, p = abs(first.llr - float(str(answer["llr"]))), abs(first.p - float(str(answer["p"])))
    peer = "SaTScan 10.3.2, stored: 3.845418, p 0.21"
    return [
        Figure("signal.nycfever_llr", llr, "off 3.845418", LLR_DIGITS, peer=peer),
        Figure("signal.nycfever_p", p, "off 0.21", round(P_ERROR, 4), peer=peer),
    ]


def _speed(county: County) -> list[Figure]:
    city, wide = alone(scan_city, CITY_CELLS), alone(scan_city, WIDE_CELLS)
    total = sum(county.volume.values())
    night = alone(scan_night, tuple(volume / total for volume in county.volume.values()))
    _tell(f"city {city}, wide {wide}, night of {len(county.volume)} kinds {night}")
    figures = [
        Figure("signal.scan_city_seconds", city.seconds, "s", 5.0, peer="SaTScan 10.3.2, told: 116.7 s"),
        Figure("signal.scan_city_mb", city.mb, "MB", 1_000.0),
        Figure("signal.scan_wide_seconds", wide.seconds, "s", 25.0),
        Figure("signal.scan_wide_mb", wide.mb, "MB"),
        Figure("signal.scan_nightly_seconds", night.seconds, "s", 60.0),
    ]
    program = satscan()
    if program is None:
        _tell("SaTScan is not installed here (SATSCAN): nothing beside ours")
        return figures
    beside = alone(beside_satscan, program)
    _tell(f"beside SaTScan: {beside}")
    return [
        *figures,
        Figure("signal.satscan_city_seconds", beside.seconds, "s", peer="SaTScan, here"),
        Figure("signal.satscan_llr_off", beside.llr_off, "1", peer="SaTScan, here"),
    ]


def _quiet(kind: str, share: float) -> list[Figure]:
    p = np.array(all_quiet([kind], _part(QUIET_DAYS, share)))
    told = float(np.mean(p <= SHARE))
    _tell(
        f"kind {kind}: {len(p)} quiet days, p at most 0.05 on {told:.3f} of them, at most 0.2 on {np.mean(p <= 0.2):.3f}"
    )
    is_asked = share == 1.0
    return [
        Figure("signal.null_share_p05", told, "1"),
        Figure("signal.null_share_p05_off", abs(told - SHARE), "off 0.05", SHARE_ERROR if is_asked else None),
    ]


def _outbreaks(county: County, kind: str, share: float) -> list[Figure]:
    count, is_asked = _part(OUTBREAKS, share), share == 1.0
    two = _followed(county, "largest kind", [kind], 2, count)
    one = _followed(county, "largest kind", [kind], 1, count)
    figures = [
        Figure("signal.detected_2_extra", two[0], "1", 0.95 if is_asked else None, is_ceiling=False),
        Figure("signal.median_days_2_extra", two[1], "days", 6.0 if is_asked else None),
        Figure("signal.detected_1_extra", one[0], "1", 0.75 if is_asked else None, is_ceiling=False),
        Figure("signal.median_days_1_extra", one[1], "days"),
    ]
    others = _part(OTHERS, share)
    for a_day in (2, 1):
        told, days = _followed(county, "all kinds together", list(county.volume), a_day, others)
        figures += [
            Figure(f"signal.detected_{a_day}_extra_all_kinds", told, "1"),
            Figure(f"signal.median_days_{a_day}_extra_all_kinds", days, "days"),
        ]
    return figures


def _followed(
    county: County, name: str, kinds: list[str], a_day: int, count: int
) -> tuple[float, float | None]:
    """Share found within 15 days, and the median of the days it took; none where the half was not found."""
    least = RARE_DAYS if a_day > 1 else NOTED_DAYS
    took = np.array([np.inf if days is None else days for days in all_outbreaks(a_day, least, kinds, count)])
    volume = sum(county.volume[kind] for kind in kinds)
    found, median = float(np.mean(np.isfinite(took))), float(np.median(took))
    _tell(
        f"{name}, {volume:.1f} reports a day in {len(county.weight)} grids: {a_day} more a day in 13 of them, "
        f"{count} outbreaks, interval {least:g} days: found {found:.3f}, median {median:g} days"
    )
    return found, median if math.isfinite(median) else None


def _false(county: County, share: float) -> list[Figure]:
    months = _part(FALSE_MONTHS, share)
    told = all_false(list(county.volume), RARE_DAYS, months)
    _tell(f"{len(county.volume)} kinds, {months} quiet months, looked at daily: {sum(told)} false signals")
    asked = 1.0 if share == 1.0 else None
    return [Figure("signal.false_per_city_month", sum(told) / months, "1", asked)]


def _farrington() -> list[Figure]:
    """Farrington's own figures, where that part is here."""
    if find_spec("benchmarks.farrington") is None:
        return []
    figures: list[Figure] = import_module("benchmarks.farrington").figures()
    return figures


def _part(count: int, share: float) -> int:
    return max(1, round(count * share))


def _tell(line: str) -> None:
    print(f"signal {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
