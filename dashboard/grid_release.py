"""What may be told of one week's grids, so that nothing printed or served beside it gives a small count away.

blocks {a1 a2} {b1 b2}     reports a1: 12   a2: 2   b1: 5   b2: 0
told   a1 None   a2 None   b1 5   b2 0         a2 is small, and with a1 known it would follow from its community's total

Counts are hidden in blocks, each within an area whose total a briefing prints, as if the block's own total were
known: so no sum over blocks (community, town, county, the site) gives one away. Where a briefing itself hides an
area's total, all its grids are withheld. Kinds are listed for a grid only when its count is told and each of its
kinds is 0 or large enough, and not for every such grid: a keyed draw withholds one in eight, so that a missing list
does not mean a small kind; nor when one list alone would be missing, which the site's totals by kind would give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.suppress import hide_parts, hide_small_counts

MOST_PARTS = 15  # so many areas a briefing prints one by one (sql/brief_area.sql); the rest in one sum
MOST_KINDS = 5  # and so many kinds (sql/brief_category.sql)
Kinds = Mapping[str, int]
Counts = list[int | None]
Listed = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Told:
    """A grid's week: its reports, None when hidden; its kinds, None when not listed."""

    report_count: int | None
    kinds: Listed | None = None


@dataclass(frozen=True)
class Ground:
    """The printed areas and their blocks: {"town": [["a1", "a2"], ["b1", "b2"]]}; each finest area in one block."""

    blocks: Mapping[str, Sequence[Sequence[str]]]

    @classmethod
    def of(cls, places: Sequence[tuple[str, str, str]]) -> Ground:
        """From (finest area, its parent, the printed area it lies in)."""
        by_town: dict[str, dict[str, list[str]]] = {}
        for area, parent, town in sorted(places):
            by_town.setdefault(town, {}).setdefault(parent, []).append(area)
        return cls({town: _blocks(list(inside.values())) for town, inside in by_town.items()})


def _blocks(communities: list[list[str]]) -> list[list[str]]:
    """Communities, with those of a single grid put together: a count alone in its block cannot be hidden."""
    blocks = [inside for inside in communities if len(inside) > 1]
    single = [area for inside in communities if len(inside) == 1 for area in inside]
    if len(single) == 1 and blocks:
        return [[*blocks[0], *single], *blocks[1:]]
    return [*blocks, single] if single else blocks


def tell_week(
    counted: Mapping[str, Kinds],
    unplaced: int,
    ground: Ground,
    *,
    smallest_shown: int,
    is_drawn: Callable[[str], bool],
    may_list: bool,
) -> dict[str, Told]:
    """Every finest area's week; counted: reports of the week by area and kind; unplaced: those of no area.

    may_list: whether the briefing hides nothing among the kinds (is_open_by_kind).
    """
    totals = {area: sum(kinds.values()) for area, kinds in counted.items()}
    shown: dict[str, int | None] = {}
    hidden_towns = _hidden_towns(totals, unplaced, ground, smallest_shown)
    for town, blocks in ground.blocks.items():
        for block in blocks:
            counts = [totals.get(area, 0) for area in block]
            told = [None] * len(block) if town in hidden_towns else _parts(counts, smallest_shown)
            shown.update(zip(block, told, strict=True))
    listed = _listed(counted, shown, smallest_shown, is_drawn) if may_list else set()
    return {
        area: Told(count, tuple(sorted(counted[area].items())) if area in listed else None)
        for area, count in shown.items()
    }


def _hidden_towns(totals: Kinds, unplaced: int, ground: Ground, smallest_shown: int) -> set[str]:
    """The printed areas whose totals a briefing of this week or of the next may hide."""
    towns = list(ground.blocks)
    counts = [sum(totals.get(a, 0) for block in ground.blocks[town] for a in block) for town in towns]
    if len(towns) > MOST_PARTS:  # which of them are summed up depends on the briefing
        return set(towns) if any(0 < count < smallest_shown for count in (*counts, unplaced)) else set()
    told = _parts([*counts, unplaced], smallest_shown)
    return {town for town, count in zip(towns, told, strict=False) if count is None}


def _parts(counts: Sequence[int], smallest_shown: int) -> Counts:
    """The parts of a known total, None where hidden; all of them where too little is left to list."""
    total = sum(counts)
    rows, _ = hide_small_counts([{"report_count": count} for count in counts], smallest_shown=smallest_shown)
    if total == 0:
        return list(counts)
    told_total = total if total >= smallest_shown else None
    rows, _ = hide_parts(rows, column="report_count", total=told_total, smallest_shown=smallest_shown)
    told: Counts = [row["report_count"] for row in rows]  # type: ignore[misc]  # our own column
    return told or [None] * len(counts)


def _listed(
    counted: Mapping[str, Kinds],
    shown: Mapping[str, int | None],
    smallest_shown: int,
    is_drawn: Callable[[str], bool],
) -> set[str]:
    filled = {area for area, kinds in counted.items() if sum(kinds.values())}
    listed = {
        area
        for area in filled
        if shown.get(area)
        and all(count == 0 or count >= smallest_shown for count in counted[area].values())
        and not is_drawn(area)
    }
    return set() if len(filled - listed) == 1 else listed


def is_open_by_kind(weeks: Sequence[Kinds], *, smallest_shown: int) -> bool:
    """Whether briefings hide nothing among the kinds of a week; weeks: the site's kinds before, then, and after."""
    before, now, after = weeks
    for first, second in ((now, before), (after, now)):
        ranked = sorted({*before, *now, *after}, key=lambda k: (-first.get(k, 0), -second.get(k, 0), k))
        parts = [now.get(kind, 0) for kind in ranked[:MOST_KINDS]]
        parts.append(sum(now.get(kind, 0) for kind in ranked[MOST_KINDS:]))
        if any(0 < part < smallest_shown for part in parts):
            return False
    return True
