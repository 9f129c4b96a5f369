"""The benchmarks' one entry point, its figures, the growth fit, and the rows they travel with."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import road
from benchmarks.alone import DiedAlone, alone
from benchmarks.drawn import make_matters, make_reports
from benchmarks.figure import Figure, as_json, as_table
from benchmarks.growth import growth_exponent
from benchmarks.rows import write_rows
from data.city.areas import Land, make_land
from data.city.size import SIZES

ROOT = Path(__file__).parents[2]
KEYS = {"figure", "asked", "measured", "unit", "met", "peer"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def land() -> Land:
    return make_land(1, SIZES["tiny"])


def test_road_prints_one_list_of_figures_and_nothing_else() -> None:
    done = run("road", "--json", "--sizes", "500,1000")
    assert done.returncode == 0, done.stderr
    records = json.loads(done.stdout)
    assert [record["figure"] for record in records] == [
        *(
            f"road.{name}_500"
            for name in ("rows_per_second", "seconds", "ingest_seconds", "refresh_seconds", "peak_mb")
        ),
        *(
            f"road.{name}_1000"
            for name in ("rows_per_second", "seconds", "ingest_seconds", "refresh_seconds", "peak_mb")
        ),
        "road.growth_exponent",
    ]
    assert all(set(record) == KEYS for record in records)
    measured = {record["figure"]: record["measured"] for record in records}
    parts = measured["road.ingest_seconds_1000"] + measured["road.refresh_seconds_1000"]
    assert measured["road.seconds_1000"] == pytest.approx(parts, rel=0.01)
    assert measured["road.rows_per_second_1000"] == pytest.approx(1000 / parts, rel=0.01)
    assert measured["road.peak_mb_1000"] > 50
    assert all(record["asked"] is None and record["met"] is None for record in records)


def test_an_unknown_name_says_which_there_are() -> None:
    done = run("speed", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "road" in done.stderr
    assert "all" in done.stderr


@pytest.mark.parametrize("sizes", ["ten", "0", "10,-1", ""])
def test_a_size_that_is_none_is_refused(sizes: str) -> None:
    assert run("road", "--sizes", sizes).returncode == 2


def test_a_size_that_fails_has_no_figures_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(work: object, *arguments: object) -> None:
        raise MemoryError("too large")

    monkeypatch.setattr(road, "alone", full)
    figures = road.measure(_options("100,1000"))
    assert {figure.measured for figure in figures} == {None}
    assert "did not arrive: MemoryError: too large" in capsys.readouterr().err


def test_work_done_alone_answers_fails_or_dies() -> None:
    assert alone(max, 3, 5) == 5
    with pytest.raises(ValueError, match="invalid literal"):
        alone(int, "five")
    with pytest.raises(DiedAlone, match="exit code 9"):
        alone(os._exit, 9)


def test_stopping_it_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "road", "--sizes", "20000"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "on the road" not in process.stderr.readline():
            assert process.poll() is None
        process.terminate()
        assert process.wait(60) == 128 + signal.SIGTERM
    assert list(tmp_path.glob("benchmark-road-*")) == []


def _options(sizes: str):  # type: ignore[no-untyped-def]
    import argparse

    parser = argparse.ArgumentParser()
    road.add_options(parser)
    return parser.parse_args(["--sizes", sizes])


@pytest.mark.parametrize(
    ("asked", "is_ceiling", "measured", "met"),
    [
        (None, True, 3.0, None),
        (5.0, True, 3.0, True),
        (5.0, True, 5.0, True),
        (5.0, True, 5.1, False),
        (0.8, False, 0.9, True),
        (0.8, False, 0.7, False),
        (0.8, False, None, False),
        (None, True, None, None),
    ],
)
def test_met(asked: float | None, is_ceiling: bool, measured: float | None, met: bool | None) -> None:
    assert Figure("a", measured, "s", asked, is_ceiling=is_ceiling).met is met


def test_figures_as_json_and_as_table() -> None:
    figures = [
        Figure("road.seconds_10", 1.23456, "s"),
        Figure("locate.seconds", 0.5, "s", 1.0, peer="geopandas"),
    ]
    assert json.loads(as_json(figures)) == [
        {
            "figure": "road.seconds_10",
            "asked": None,
            "measured": 1.235,
            "unit": "s",
            "met": None,
            "peer": None,
        },
        {
            "figure": "locate.seconds",
            "asked": 1.0,
            "measured": 0.5,
            "unit": "s",
            "met": True,
            "peer": "geopandas",
        },
    ]
    assert as_table(figures).splitlines() == [
        "figure           asked  measured  unit  met  peer",
        "road.seconds_10  –      1.235     s     –    –",
        "locate.seconds   1      0.5       s     yes  geopandas",
    ]
    assert as_table([]) == ""


@pytest.mark.parametrize(
    ("seconds_by_rows", "exponent"),
    [
        ({10_000: 2.0, 100_000: 20.0, 1_000_000: 200.0}, 1.0),
        ({10: 3.0, 100: 300.0}, 2.0),
        ({10: 5.0, 1_000: 5.0}, 0.0),
        ({1: 1.0, 10: 10.0, 100: 1000.0}, 1.5),  # logs 0, 1, 3: slope 3/2 by hand
    ],
)
def test_growth_against_known_exponents(seconds_by_rows: dict[int, float], exponent: float) -> None:
    assert growth_exponent(seconds_by_rows) == pytest.approx(exponent)


@pytest.mark.parametrize("seconds_by_rows", [{}, {10: 1.0}])
def test_no_growth_without_two_sizes(seconds_by_rows: dict[int, float]) -> None:
    assert growth_exponent(seconds_by_rows) is None


def test_same_seed_same_bytes(land: Land, tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        write_rows(tmp_path / name, land, count=300, seed=seed)
    one, same, other = ((tmp_path / name).read_bytes() for name in ("one", "same", "other"))
    assert one == same
    assert one != other


def test_rows_look_like_an_office_export(land: Land, tmp_path: Path) -> None:
    count = 4000
    write_rows(tmp_path / "rows.csv", land, count=count, seed=1)
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lengths = sorted(len(row["概况"]) for row in rows)
    assert len(rows) == len({row["信访件编号"] for row in rows}) == count
    assert sum(bool(row["手机号码"]) for row in rows) / count == pytest.approx(0.55, abs=0.03)
    assert (lengths[count // 10] > 40, lengths[-count // 10] < 110) == (True, True)
    assert len({row["概况"] for row in rows}) > 0.99 * count
    assert "{" not in "".join(row["概况"] for row in rows)
    assert (
        Counter(row["信访人姓名"] for row in rows if row["信访人姓名"] != "匿名").most_common(1)[0][1]
        < 0.01 * count
    )
    assert not {"身份证号", "民族", "政治面貌", "性别"} & set(rows[0])
    assert min(row["登记时间"] for row in rows) >= "2024/07/01"
    assert max(row["登记时间"] for row in rows) < "2026/07/01"


@pytest.mark.parametrize("count", [1, 2, 17])
def test_few_rows_can_be_written_too(land: Land, tmp_path: Path, count: int) -> None:
    write_rows(tmp_path / "rows.csv", land, count=count, seed=1)
    assert len((tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()) == count + 1


def test_repeats_follow_their_matter(land: Land) -> None:
    matters = make_matters(1, land, 880)
    reports = make_reports(1, matters, 1000)
    first = {
        int(m): int(d) for m, d, r in zip(reports.matter, reports.day, reports.rank, strict=True) if r == 1
    }
    assert len(first) == 880
    assert (reports.rank > 1).sum() == 120
    assert all(day >= first[int(m)] for m, day in zip(reports.matter, reports.day, strict=True))
    assert sorted(reports.day) == list(reports.day)
