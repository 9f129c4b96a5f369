"""A town of 25 square grids in five communities, and matters laid over it for tests of signals.

grids   g00 g01 … g04     community c0
        g10 …             community c1   …
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import shapely

from data.db import Store, open_store
from tests.new_home import new_stores
from tests.risk.ledger import report

SIDE = 5
DEGREES = 0.01
AS_OF = date(2026, 6, 30)
DAYS = 394
Row = dict[str, object]


def make_town(home: Path) -> Store:
    """An empty warehouse with the town's areas and boundaries."""
    store = open_store(new_stores(home), "warehouse")
    lay_town(store)
    return store


def lay_town(store: Store) -> None:
    """The town's areas and boundaries."""
    with store.writing() as connection:
        areas = [("k", "county", "甲县", None), ("t", "town", "甲镇", "k")]
        areas += [(f"c{row}", "community", f"{'东南西北中'[row]}村", "t") for row in range(SIDE)]
        for row in range(SIDE):
            areas += [(f"g{row}{column}", "grid", f"第{column + 1}网格", f"c{row}") for column in range(SIDE)]
        for area in areas:
            connection.execute("INSERT INTO core_area VALUES (?, ?, ?, ?, '2020-01-01', NULL)", list(area))
        for row in range(SIDE):
            for column in range(SIDE):
                west, south = 120 + column * DEGREES, 30 + row * DEGREES
                square = shapely.box(west, south, west + DEGREES, south + DEGREES)
                values = [f"g{row}{column}", shapely.to_wkb(square), west + DEGREES / 2, south + DEGREES / 2]
                connection.execute(
                    "INSERT INTO core_boundary VALUES (?, '2020-01-01', NULL, ?, ?, ?, 1.0, 'EPSG:4490', FALSE)",
                    values,
                )


def quiet(kinds: tuple[str, ...], a_day: float, *, until: date = AS_OF, seed: int = 1) -> list[Row]:
    """Matters of these kinds by chance anywhere in the town, over 394 days."""
    told = random.Random(seed)
    days = round(DAYS * a_day)
    return [
        matter(
            f"q{kinds[0]}{number}",
            until - timedelta(days=told.randrange(DAYS)),
            f"g{told.randrange(SIDE)}{told.randrange(SIDE)}",
            told.choice(kinds),
        )
        for number in range(days)
    ]


def rise(
    name: str,
    kind: str,
    grids: tuple[str, ...],
    count: int,
    *,
    last: date = AS_OF,
    days: int = 7,
    **said: object,
) -> list[Row]:
    """More matters of one kind in these grids over the days up to `last`."""
    return [
        matter(
            f"{name}{number}", last - timedelta(days=number % days), grids[number % len(grids)], kind, **said
        )
        for number in range(count)
    ]


def matter(name: str, day: date, grid: str, kind: str, **said: object) -> Row:
    """One matter of its own: its words resemble no other's."""
    words = "".join(chr(0x4E00 + (hash_of(name) * k) % 20_000) for k in range(3, 15))
    plain = {"grid_text": grid, "category_code": kind, "narrative": words}
    return report(name, day.isoformat(), **{**plain, **said})


def hash_of(name: str) -> int:
    """The same number for the same name in every run."""
    value = 7
    for letter in name:
        value = (value * 1_000_003 + ord(letter)) % 1_000_000_007
    return value
