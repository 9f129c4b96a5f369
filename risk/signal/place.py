"""Where a signal is: the smallest area that holds all its grids, the community most of them lie in, and the levels above.

g1 g2 of c1, g3 of c2, both of t1   →   held by t1, mainly c1; one level above t1 is the county
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data.db import Connection

LEVELS = ("grid", "community", "town", "county", "prefecture", "province")


@dataclass(frozen=True)
class Places:
    """For each area the areas above it, itself included, as level → code; and the highest level there is."""

    above: dict[str, dict[str, str]]
    top: str

    @classmethod
    def read(cls, connection: Connection, *, table: str = "path_now") -> Places:
        """From the paths of this refresh, or those of the last one (out_area_path)."""
        above: dict[str, dict[str, str]] = defaultdict(dict)
        for code, ancestor, level in connection.execute(
            f"SELECT area_code, ancestor_code, ancestor_level_code FROM {table} ORDER BY ALL"
        ).fetchall():
            above[code][level] = ancestor
        return cls(
            dict(above), max((level for one in above.values() for level in one), key=_rank, default="grid")
        )

    def holding(self, places: Sequence[str]) -> str:
        """The smallest area that holds them all; the first of them where none does."""
        for level in LEVELS:
            held = {self.above.get(place, {}).get(level) for place in places}
            if len(held) == 1 and None not in held:
                return str(held.pop())
        return places[0]

    def within(self, area: str, codes: Sequence[str]) -> tuple[str, ...]:
        """Those of the places that lie in an area."""
        return tuple(code for code in codes if area in self.above.get(code, {}).values())

    def main_home(self, places: Sequence[str]) -> str:
        """The community most of them lie in, itself where there is none."""
        homes = Counter(self.above.get(place, {}).get("community", place) for place in places)
        return min(homes, key=lambda home: (-homes[home], home))

    def level_above(self, area: str, steps: int) -> str:
        """The level that is to answer a signal of an area: its community at least, so many levels higher, at most the top."""
        own = max(
            (_rank(level) for level, code in self.above.get(area, {}).items() if code == area), default=1
        )
        return LEVELS[min(max(own, 1) + steps, max(_rank(self.top), 1))]


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else 0
