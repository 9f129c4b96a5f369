"""The synthetic city taken through the product once a session, and a hand on the command line.

city      the small city (FENGQIAO_SOAK: the county): its home, closed, and the truth about it
county    the county, for the promises made about it
fresh     a home as `fengqiao init` leaves it, closed
cli       cli("ingest", "a.xlsx", "--json") → Done(code, out, err), as a person at a terminal would
here      the same inside this process, for what need not pay for a start
"""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

import dashboard.cli
import data.city
from dashboard.command.demo import Demo, run_demo
from tests.new_home import new_home

NOW = datetime(2026, 7, 1, 9, 0)
AS_OF = date(2026, 6, 30)
SOAK = bool(os.environ.get("FENGQIAO_SOAK"))


@dataclass(frozen=True)
class City:
    """A demo's home, closed; what truly happened in it; and its last day."""

    home: Path
    truth: Path
    as_of: date


def run_city(folder: Path, *, size: str) -> City:
    """`fengqiao demo --no-serve`, with the truth kept beside it."""
    truth = folder / "truth"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data.city, "make_city", functools.partial(data.city.make_city, truth_folder=truth))
        run_demo(folder / "home", Demo(size, 1, "127.0.0.1", 8050, False), run=lambda _: 0)
    return City(folder / "home", truth, AS_OF)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city the product's whole road was run on."""
    return shared_city(tmp_path_factory, size="county" if SOAK else "small")


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The county: 60,000 reports, 900 grids."""
    return shared_city(tmp_path_factory, size="county")


def shared_city(tmp_path_factory: pytest.TempPathFactory, *, size: str) -> City:
    """One city for all workers of a run: the first to ask makes it, each opens a copy of its own."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"road-{size}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            run_city(folder, size=size)
            (folder / "made").touch()
    own = tmp_path_factory.mktemp(size) / "home"
    return City(Path(shutil.copytree(folder / "home", own)), folder / "truth", AS_OF)


@pytest.fixture
def copy_of_city(city: City, tmp_path: Path) -> Path:
    """A copy of the city's home that a test may change."""
    return Path(shutil.copytree(city.home, tmp_path / "copy"))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """An empty home that a test may change."""
    return new_home(tmp_path / "home")


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str


Cli = Callable[..., Done]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a person whose home is `home`, without what the test run itself set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FENGQIAO_")}
    return {**kept, "FENGQIAO_HOME": str(home), "PYTHONIOENCODING": "utf-8", "COLUMNS": "400", **more}


def command(*words: object) -> list[str]:
    """The console script with these words behind it."""
    return [str(Path(sys.executable).with_name("fengqiao")), *map(str, words)]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """cli("refresh", home=…, FENGQIAO_LANG="en") runs the command in a process of its own, in the test's folder."""

    def run(*words: object, home: Path = tmp_path / "home", **more: str) -> Done:
        done = subprocess.run(
            command(*words),
            cwd=tmp_path,
            env=environment(home, **more),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Cli:
    """here("refresh", home=…) carries the command out in this process, in the test's folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FENGQIAO_")]:
        monkeypatch.delenv(name)

    def run(*words: object, home: Path = tmp_path / "home") -> Done:
        monkeypatch.setenv("FENGQIAO_HOME", str(home))
        capfd.readouterr()
        code = dashboard.cli.run([str(word) for word in words])
        told = capfd.readouterr()
        assert "Traceback" not in told.out + told.err, told.err
        return Done(code, told.out, told.err)

    return run
