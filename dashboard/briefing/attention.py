"""四、需关注的网格与事项: where and what needs help first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.band_map import BandMap, map_block, read_map
from dashboard.briefing.block import Block, Table, Text, chip
from dashboard.briefing.matter_table import matter_table, read_reasons, reasons_of
from dashboard.briefing.number import count, day
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

MOST_WATCHED, MOST_LISTED = 8, 3


@dataclass(frozen=True)
class Attention:
    """The map, the areas and the lists of matters."""

    scope: Scope
    smallest_shown: int
    map: BandMap
    grids: Sequence[Row]
    watched: Sequence[Row]
    reasons: Sequence[Row]
    joint: Sequence[Row]
    long: Sequence[Row]
    shared: Sequence[Row]
    now: Row


def read(reading: Reading, scope: Scope) -> Attention:
    """Ask for shapes, standings and lists."""
    drawn = read_map(reading, scope)
    watched = reading.rows("brief_matter", list_code="watch", limit=MOST_WATCHED)
    return Attention(
        scope=scope,
        smallest_shown=reading.smallest_shown,
        map=drawn,
        grids=reading.rows("brief_grid", level_code=scope.finest_level),
        watched=watched,
        reasons=read_reasons(reading, watched),
        joint=reading.rows("brief_matter", list_code="joint", limit=MOST_LISTED),
        long=reading.rows("brief_matter", list_code="long", limit=MOST_LISTED),
        shared=reading.rows("brief_group", list_code="units", limit=MOST_LISTED),
        now=reading.one("brief_open"),
    )


def show(own: Attention, words: Words) -> list[Block]:
    """The map, the areas, the matters with their reasons, the three kinds of hard ones."""
    smallest = own.smallest_shown
    return [
        map_block(own.map, words),
        _grids(own, words),
        matter_table(
            words,
            "watch",
            own.watched,
            columns=("id", "kind", "place", "band", "why", "due", "unit"),
            smallest=smallest,
            reasons=reasons_of(own.reasons, words),
        ),
        Text(_hard(own, words)),
        matter_table(
            words, "joint", own.joint, columns=("id", "kind", "place", "people", "unit"), smallest=smallest
        ),
        matter_table(
            words, "long", own.long, columns=("id", "kind", "place", "first", "unit"), smallest=smallest
        ),
        *_shared(own, words),
    ]


def _grids(own: Attention, words: Words) -> Block:
    level = words(f"level.{own.scope.finest_level or 'none'}")
    if not own.grids:
        return Text(words("attention.no_grids", level=level), "note")
    counts = ("open_matter_count", "overdue_count", "repeat_count", "group_count", "new_count")
    rows = [
        [
            " ".join(str(part) for part in (row["place_name"], row["own_name"]) if part),
            chip(row["band_code"], words(f"band.{row['band_code']}")),
            str(row["score"]),
            *(count(row[name]) for name in counts),
        ]
        for row in own.grids
    ]
    heads = [
        level,
        words("column.band"),
        words("column.score"),
        *(words(f"column.{name}") for name in counts),
    ]
    return Table(
        words("attention.grids", level=level),
        heads,
        rows,
        numeric=range(2, 8),
        note=words("attention.grids_note"),
    )


def _hard(own: Attention, words: Words) -> str:
    shared = own.shared[0]["group_count"] if own.shared else 0
    return words(
        "attention.hard",
        joint=words.say(own.now["joint_count"]),
        long=words.say(own.now["long_count"]),
        repeated=words.say(own.now["repeated_count"]),
        shared=words.say(shared),
    )


def _shared(own: Attention, words: Words) -> list[Block]:
    if len(own.shared) < own.smallest_shown:
        return []
    rows = [
        [
            str(row["shared_cause"]),
            words.of("category", row, code="category_code"),
            str(row["unit_total"]),
            count(row["open_matter_count"]),
            day(row["first_date"]),
        ]
        for row in own.shared
    ]
    names = ("cause", "kind", "units", "open_matter_count", "first")
    return [
        Table(words("attention.shared"), [words(f"column.{name}") for name in names], rows, numeric=(2, 3))
    ]
