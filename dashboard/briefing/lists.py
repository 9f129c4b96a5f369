"""五、三张清单进展: each list with its numbers and its first items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.block import Block, Table, Text, short_id
from dashboard.briefing.number import count, day
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

LISTS = ("control_new", "reduce_stock", "guard_change")
MOST_LISTED = 3


@dataclass(frozen=True)
class Lists:
    """Numbers and items per list."""

    smallest_shown: int
    numbers: Sequence[Row]
    items: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Lists:
    """Ask for both."""
    return Lists(
        smallest_shown=reading.smallest_shown,
        numbers=reading.rows("brief_list", monday=scope.week.monday),
        items=reading.rows("brief_list_item", limit=MOST_LISTED),
    )


def show(own: Lists, words: Words) -> list[Block]:
    """One table of numbers, then the items of each list."""
    known = {str(row["list_code"]): row for row in own.numbers}
    counts = ("matter_count", "new_count", "overdue_count", "unowned_count")
    zero: Row = dict.fromkeys(counts, 0)
    rows = [
        [words(f"list.{name}"), *(count(known.get(name, zero)[column]) for column in counts)]
        for name in LISTS
    ]
    heads = [words("lists.list"), *(words(f"lists.{column}") for column in counts)]
    numbers = Table(words("lists.numbers"), heads, rows, numeric=(1, 2, 3, 4), note=words("lists.note"))
    return [numbers, *(_items(name, own, words) for name in LISTS)]


def _items(name: str, own: Lists, words: Words) -> Block:
    items = [row for row in own.items if row["list_code"] == name]
    what = words(f"list.{name}")
    if len(items) < own.smallest_shown:
        key = "matter.few" if items else "lists.none"
        return Text(words(key, what=what, smallest=own.smallest_shown), "note")
    rows = [
        [
            str(row["item_no"]),
            short_id(row["matter_id"]),
            words.of("category", row, code="category_code"),
            str(row["place_name"] or words("area.none")),
            words.pick(row, "why"),
            day(row["due_date"]),
            str(row["unit_name"] or words("unit.none")),
        ]
        for row in items
    ]
    heads = [
        words("matter.no"),
        *(words(f"column.{column}") for column in ("id", "kind", "place", "why", "due", "unit")),
    ]
    return Table(words("lists.items", what=what, n=len(items)), heads, rows)
