"""What a refresh rested on, noted with it; one that rests on the same may work out only what a change reaches.

core_setting  refresh_stamp  {"ground": "9c0…", "report_count": 5000, "names": [[310, …], [44, …]], "acts": {"17": …}}

ground         the day, the settings, the code, areas, calendar, rules, codes and the weights of persons: any other, and all is
               worked out anew
report_count   live reports: those that were touched must explain any difference
names          respondents and units, which only ever grow: what they grew by is known, anything else is a doubt
submissions    what a later upload brought must have been named; with one taken back since, nothing is sure
acts           hashes of acts and assignments, in 256 buckets by report: the reports of a bucket that differs were touched

Any doubt means a full refresh (BeyondReach).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb

from data.config import Config
from data.db import Connection
from grid.place_stamp import placed_by
from risk.person.model import model_in_use
from risk.query import number
from risk.reach.statement import rows, statement

NAME = "refresh_stamp"
FLOOR = Path(__file__).parents[1]
REFERENCE = FLOOR.parent / "data" / "reference"


class BeyondReach(Exception):
    """What has changed cannot be told to stay within what was touched: everything is worked out anew."""


@dataclass(frozen=True)
class Stamp:
    """What one refresh rested on."""

    ground: str
    report_count: int
    names: list[list[int]]
    acts: dict[str, int]
    last_submission: str
    withdrawn_count: int


def read_stamp(connection: Connection) -> Stamp | None:
    """The stamp of the refresh whose results stand; None when there is none, or one of another version."""
    row = connection.execute("SELECT value FROM core_setting WHERE name = $name", {"name": NAME}).fetchone()
    told = json.loads(row[0]) if row else {}
    return Stamp(**told) if told.keys() == {one.name for one in fields(Stamp)} else None


@dataclass(frozen=True)
class Brought:
    """What one upload brought: how many reports, and how many of them are live."""

    submission: str
    report_count: int
    live_count: int

    @property
    def order(self) -> str:
        """Uploads in the order they came."""
        return self.submission.rjust(20, "0")


def read_brought(connection: Connection, until: datetime) -> list[Brought]:
    """Every upload that brought a report."""
    told = rows(connection, "brought", until=until)
    return [Brought(str(one), int(str(count)), int(str(live))) for one, count, live in told]


def take_stamp(connection: Connection, config: Config, *, as_of: date, brought: Collection[Brought]) -> Stamp:
    """The stamp of what is held now; brought: read_brought."""
    told = [int(str(value)) for value in rows(connection, "name_stamp")[0]]
    return Stamp(
        ground=_ground(connection, config, as_of),
        report_count=sum(one.live_count for one in brought),
        names=[told[:2], told[2:]],
        acts={str(bucket): int(str(acts)) for bucket, acts in rows(connection, "event_stamp")},
        last_submission=max((one.order for one in brought), default=""),
        withdrawn_count=number(connection, statement("withdrawn_count")),
    )


def note_stamp(connection: Connection, stamp: Stamp) -> None:
    """Note it beside the results it goes with, in their transaction."""
    connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": NAME})
    connection.execute(
        "INSERT INTO core_setting VALUES ($name, $value)", {"name": NAME, "value": json.dumps(asdict(stamp))}
    )


def forget_stamp(connection: Connection) -> None:
    """The next refresh works everything out."""
    connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": NAME})


def grown(connection: Connection, known: list[int], now: list[int], source: str) -> list[str]:
    """The ids a list of names has grown by; BeyondReach when it did anything but grow at its end."""
    if known == now:
        return []
    came = rows(connection, source, count=max(now[0] - known[0], 0))
    rest = now[1]
    for _, name_hash in came:
        rest ^= int(str(name_hash))
    if now[0] - len(came) != known[0] or rest != known[1]:
        raise BeyondReach(f"{source}: a name that was held is no more")
    return [str(one) for one, _ in came]


def _ground(connection: Connection, config: Config, as_of: date) -> str:
    parts = (
        as_of,
        config,
        code_version(),
        model_in_use(connection, config).model_hash,
        placed_by(connection),
        rows(connection, "ground_stamp"),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def code_version() -> str:
    """A hash of everything that works results out: this floor, the lists it reads, and the version of DuckDB."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    files = [*FLOOR.rglob("*.py"), *FLOOR.rglob("*.sql"), *REFERENCE.iterdir()]
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()
