"""The benchmark of the signals: its figures and what is asked of them, what is said where a part is not here, SaTScan's files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import signal
from benchmarks.figure import Figure
from benchmarks.satscan import permutation_by_satscan, satscan
from benchmarks.signal_city import County, largest, make_county, quiet, with_outbreak
from benchmarks.signal_speed import Speed
from benchmarks.signal_trial import false_signals, follow, quiet_p
from data.city.size import DAYS

ASKED = {
    "signal.nycfever_llr": 5e-7,
    "signal.nycfever_p": 0.0515,
    "signal.scan_city_seconds": 5.0,
    "signal.scan_city_mb": 1_000.0,
    "signal.scan_wide_seconds": 25.0,
    "signal.scan_nightly_seconds": 60.0,
    "signal.null_share_p05_off": 0.014,
    "signal.detected_2_extra": 0.95,
    "signal.median_days_2_extra": 6.0,
    "signal.detected_1_extra": 0.75,
    "signal.false_per_city_month": 1.0,
}


@pytest.fixture(scope="module")
def county() -> County:
    return make_county("tiny")


def measured(
    monkeypatch: pytest.MonkeyPatch, county: County, took: Sequence[int | None], *arguments: str
) -> dict[str, Figure]:
    """The figures, no scan done: outbreaks are found after so many days, in turn."""
    monkeypatch.setattr(signal, "make_county", lambda: county)
    monkeypatch.setattr(signal, "alone", lambda *_: Speed(seconds=2.0, processor_seconds=3.0, mb=300.0))
    monkeypatch.setattr(signal, "all_quiet", lambda _kinds, count: list(np.linspace(0, 1, count)))
    monkeypatch.setattr(signal, "all_outbreaks", lambda *_: list(took))
    monkeypatch.setattr(signal, "all_false", lambda kinds, _days, months: [0] * len(kinds) * months + [2])
    monkeypatch.setattr(signal, "satscan", lambda: None)
    monkeypatch.setattr(signal, "_farrington", list)
    parser = argparse.ArgumentParser()
    signal.add_options(parser)
    return {figure.figure: figure for figure in signal.measure(parser.parse_args(arguments))}


def test_the_figures_and_what_is_asked_of_them(monkeypatch: pytest.MonkeyPatch, county: County) -> None:
    figures = measured(monkeypatch, county, [3, 4, 4, None])
    assert {name: figure.asked for name, figure in figures.items() if figure.asked is not None} == ASKED
    assert figures["signal.detected_2_extra"].measured == 0.75
    assert figures["signal.detected_2_extra"].met is False
    assert figures["signal.median_days_2_extra"].measured == 4.0
    assert figures["signal.null_share_p05"].measured == pytest.approx(0.05)
    assert figures["signal.false_per_city_month"].measured == 0.5


def test_a_median_that_most_did_not_reach_is_none(monkeypatch: pytest.MonkeyPatch, county: County) -> None:
    figures = measured(monkeypatch, county, [3, None, None])
    assert figures["signal.median_days_2_extra"].measured is None
    assert figures["signal.median_days_2_extra"].met is False


def test_nothing_is_asked_of_a_part(monkeypatch: pytest.MonkeyPatch, county: County) -> None:
    figures = measured(monkeypatch, county, [3], "--signal-share", "0.1")
    asked = {name for name, figure in figures.items() if figure.asked is not None}
    assert asked == {name for name in ASKED if "nycfever" in name or "scan_" in name}


def test_without_the_example_its_figures_have_no_value(
    monkeypatch: pytest.MonkeyPatch, county: County, tmp_path: Path
) -> None:
    monkeypatch.setenv("FENGQIAO_SAMPLES", str(tmp_path))
    figures = measured(monkeypatch, county, [3])
    assert figures["signal.nycfever_llr"].measured is None


def test_an_outbreak_adds_to_thirteen_neighbouring_grids(county: County) -> None:
    rng = np.random.default_rng(1)
    before = quiet(county, [largest(county)], rng)
    after, grids = with_outbreak(county, before, DAYS - 50, 2, rng)
    added = after.cell[len(before.cell) :]
    assert len(grids) == 13
    assert set(added.tolist()) <= grids
    assert after.day[len(before.cell) :].min() >= DAYS - 50
    assert 60 < len(added) < 140


def test_trials_say_days_p_and_counts(monkeypatch: pytest.MonkeyPatch, county: County) -> None:
    monkeypatch.setattr("benchmarks.signal_trial._county", lambda: county)
    kind = largest(county)
    assert follow(3, 100.0, [kind], seed=1) in range(1, 16)
    assert 0 < quiet_p([kind], seed=1) <= 1
    assert false_signals(1e9, (kind, 1)) == 0


FAKE = """#!{python}
import pathlib, sys
told = dict(line.split("=", 1) for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if "=" in line)
cases = pathlib.Path(told["CaseFile"]).read_text().splitlines()
places = pathlib.Path(told["CoordinatesFile"]).read_text().splitlines()
asked = [told[name] for name in ("AnalysisType", "ModelType", "EndDate", "MaxTemporalSize", "MonteCarloReps")]
assert (cases, places, asked) == (["c0 1 3", "c1 1 4"], ["c0 0.0 5.0", "c1 100.0 5.0"], ["4", "2", "9", "3", "99"])
pathlib.Path(told["ResultsFile"]).write_text("Test statistic........: 3.845418\\n")
"""


def test_satscan_is_driven_by_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "SaTScanBatch64"
    program.write_text(FAKE.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("SATSCAN", str(program))
    found = satscan()
    assert found == str(program)
    looked = permutation_by_satscan(
        found,
        (np.array([0.0, 100.0]), np.array([5.0, 5.0])),
        np.array([0, 1]),
        np.array([3, 4]),
        radius=150.0,
        days=10,
        window_days=3,
        replicates=99,
    )
    assert looked.llr == 3.845418
    assert looked.seconds > 0


def test_no_satscan_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SATSCAN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert satscan() is None
    monkeypatch.setenv("SATSCAN", str(tmp_path / "none"))
    assert satscan() is None
