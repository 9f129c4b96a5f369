"""The place a report declares in words: grid code or name first, then its village.

grid_text      village_name   town_name   →  code           how         trust
990101001001   –              –              990101001001   grid_code   0.95
第一网格        东风村          –              990101001001   grid_name   0.9
第一网格        –              –              –              none        0       many grids are called so
–              东风村          枫桥镇          –              village     0.3     it has several grids
–              石门村          枫桥镇          990101002001   village     0.8     it has only this one

A name is taken only inside the village or town named beside it, when we know them: never a wrong grid to look clever.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from grid import trust
from grid.gazetteer import Gazetteer
from grid.placename import grid_key, plain, scoped_grid_key, stem, village_key

AS_NUMBER = re.compile(r"0*([1-9][0-9]{3,})(\.0+)?")  # shorter numbers are numbers of grids, not codes
Value = TypeVar("Value")


@dataclass(frozen=True)
class Declared:
    """A place in words: place in Gazetteer.codes or -1, and the area whose inner point stands for it.

    is_doubtful: the words contradict each other.
    """

    place: int
    how: str
    trust: float
    shown_code: str | None
    is_doubtful: bool = False


UNKNOWN = Declared(-1, "none", trust.NOTHING, None)


class DeclaredPlaces:
    """The names and codes of a gazetteer, ready to be asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._above = [frozenset(gazetteer.ancestors(code)) for code in gazetteer.codes]
        self._codes = {plain(code): place for place, code in enumerate(gazetteer.codes)}
        self._numbers = _gathered((_number(code), place) for place, code in enumerate(gazetteer.codes))
        self._names = _gathered(
            pair for place in range(len(gazetteer.codes)) for pair in self._names_of(place)
        )
        self._villages = self._named("community")
        self._towns = self._named("town")
        communities = [area.code for area in gazetteer.areas.values() if area.level == "community"]
        self._community_codes = _gathered((plain(code), code) for code in communities)
        self._inside = _gathered((code, place) for place, codes in enumerate(self._above) for code in codes)

    def find(self, grid_text: str | None, village_name: str | None, town_name: str | None) -> Declared:
        """The finest place the three texts prove."""
        towns, villages = self.towns(town_name), self.villages(village_name, town_name)
        found = self._by_code(grid_text) or self._by_name(grid_text, villages, towns)
        return found or self._by_village(grid_text, villages, towns)

    def towns(self, town_name: str | None) -> list[str]:
        """The codes of the towns called so."""
        return _look_up(self._towns, town_name)

    def villages(self, village_name: str | None, town_name: str | None) -> list[str]:
        """The codes of the villages called so, those of other towns left out."""
        return self._within_towns(_look_up(self._villages, village_name), self.towns(town_name))

    def only_place_in(self, code: str) -> int:
        """The one polygon that is an area or lies in it, -1 when there are several or none."""
        places = self._inside.get(code, ())
        return places[0] if len(places) == 1 else -1

    def _by_code(self, text: str | None) -> Declared | None:
        place = self._codes.get(plain(text)) if text else None
        if place is not None:
            return self._answer(place, "grid_code", trust.CODE)
        places = self._numbers.get(_number(text), ()) if text and _number(text) else ()
        return self._answer(places[0], "grid_code", trust.CODE_AS_NUMBER) if len(places) == 1 else None

    def _by_name(self, text: str | None, villages: list[str], towns: list[str]) -> Declared | None:
        if not text:
            return None
        scope = set(villages or towns)
        places = self._scoped(self._names.get(grid_key(text), ()), scope)
        if not places and villages:
            key = scoped_grid_key(text)
            places = [
                place
                for code in villages
                for place in self._inside.get(code, ())
                if key in self._short(place)
            ]
        if len(places) != 1:
            return None
        return self._answer(places[0], "grid_name", trust.NAME_IN_VILLAGE if scope else trust.NAME_ALONE)

    def _by_village(self, grid_text: str | None, villages: list[str], towns: list[str]) -> Declared:
        if not villages:
            villages = self._community_codes.get(plain(grid_text or ""), [])
        named = towns if self._gazetteer.finest_level == "town" else villages
        if len(named) != 1:
            return UNKNOWN
        places = self._inside.get(named[0], ())
        if len(places) != 1:
            return Declared(-1, "village", trust.VILLAGE_ONLY, named[0])
        is_finest = self._gazetteer.codes[places[0]] == named[0]
        return self._answer(
            places[0], "village", trust.VILLAGE_IS_FINEST if is_finest else trust.VILLAGE_ONE_GRID
        )

    def _answer(self, place: int, how: str, share: float) -> Declared:
        return Declared(place, how, share, self._gazetteer.codes[place])

    def _scoped(self, places: Iterable[int], scope: set[str]) -> list[int]:
        return [place for place in places if not scope or scope & self._above[place]]

    def _within_towns(self, villages: list[str], towns: list[str]) -> list[str]:
        if not towns:
            return villages
        return [code for code in villages if not self._is_elsewhere(code, towns)]

    def _is_elsewhere(self, village: str, towns: list[str]) -> bool:
        above = self._gazetteer.ancestors(village)
        has_town = any(self._gazetteer.areas[code].level == "town" for code in above)
        return has_town and not set(above) & set(towns)

    def _named(self, level: str) -> dict[str, list[str]]:
        """Key → codes of that level: the name, the name without its kind, and after that of the area above.

        A name written with its kind is never taken for one of another kind: 东风社区 is not 东风村.
        """
        pairs = []
        for area in self._gazetteer.areas.values():
            if area.level == level:
                key = village_key(area.name)
                above = self._gazetteer.areas.get(area.parent_code or "")
                keys = {key, stem(key), (plain(above.name) if above else "") + key}
                pairs += [(each, area.code) for each in sorted(keys)]
        return _gathered(pairs)

    def _names_of(self, place: int) -> list[tuple[str, int]]:
        """The keys of a grid: its name, and its name after those of the areas above (东风村第一网格)."""
        path = self._gazetteer.ancestors(self._gazetteer.codes[place])
        name = self._gazetteer.areas[path[0]].name
        keys, before = [name], ""
        for code in path[1:3]:
            before = self._gazetteer.areas[code].name + before
            keys.append(before + name)
        return [(key, place) for key in sorted({grid_key(key) for key in keys})]

    def _short(self, place: int) -> set[str]:
        """The keys of a grid inside its village: its name, and its name without the village's before it."""
        path = self._gazetteer.ancestors(self._gazetteer.codes[place])
        names = [plain(self._gazetteer.areas[code].name) for code in path]
        return {grid_key(names[0])} | {scoped_grid_key(names[0].removeprefix(above)) for above in names[1:]}


def _look_up(index: dict[str, list[str]], text: str | None) -> list[str]:
    return index.get(village_key(text), []) if text else []


def _number(text: str) -> str:
    match = AS_NUMBER.fullmatch(plain(text))
    return match[1] if match else ""


def _gathered(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    gathered: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        gathered[key].append(value)
    return dict(gathered)
