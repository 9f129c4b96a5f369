"""The names of a gazetteer and of a site's own table, ready to be found inside addresses.

full       青石镇 → {990101100}    柳河社区 → {990101100001}    柳河社区1网格, 1网格 → {…001}
bare       青石 → {990101100}      柳河 → {990101100001}         only where nothing else stands beside it
alias      石桥村 → {990101100001}
estate     金桂苑 → {…001, …017}   road  人民路 → {…}            wider  浙江省 → {}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from grid.addressing.alias import LocalName
from grid.addressing.key import KIND, bare, name_key, name_keys, text_key
from grid.gazetteer import Area, Gazetteer
from grid.level import LEVELS

Codes = frozenset[str]
NOWHERE: Codes = frozenset()
EVERYWHERE: Codes = frozenset({"*"})


class Names:
    """Keys → codes, apart for each way of naming."""

    def __init__(self, gazetteer: Gazetteer, local_names: Sequence[LocalName]) -> None:
        areas = gazetteer.areas
        self.levels = frozenset(area.level for area in areas.values())
        self.wider_kinds = frozenset(name.name[-1] for name in local_names if name.kind == "wider")
        self.level_of = {code: area.level for code, area in areas.items()}
        self.parent_of = {code: area.parent_code for code, area in areas.items()}
        self.above = {code: frozenset(gazetteer.ancestors(code)) for code in areas}
        self.path = {code: gazetteer.ancestors(code) for code in areas}
        self._grids = frozenset(code for code, level in self.level_of.items() if level == "grid")
        self._named = frozenset(areas) - self._grids
        self._below = _gathered((above, code) for code in self._named for above in self.path[code])
        keyed = [(key, area) for area in areas.values() for key in _area_keys(area, areas)]
        self.full = _gathered((key, area.code) for key, area in keyed if _is_full(key, area))
        self.bare = _gathered((bare(key), area.code) for key, area in keyed if len(bare(key)) >= 2)
        self.alias, self.estate, self.road = (
            _gathered(_local_pairs(local_names, kind, areas)) for kind in ("alias", "estate", "road")
        )
        aliased = [(code, key) for key, codes in self.alias.items() for code in codes]
        self.keys_of = _gathered(
            [*((area.code, key) for key, area in keyed if _is_full(key, area)), *aliased]
        )
        wider = {text_key(name.name): NOWHERE for name in local_names if name.kind == "wider"}
        self.ways: tuple[tuple[str, Mapping[str, Codes]], ...] = (
            ("name", self.full),
            ("alias", self.alias),
            ("estate", self.estate),
            ("road", self.road),
            ("wider", wider),
        )
        self.longest = max((len(key) for _, known in self.ways for key in known), default=0)
        self.last_signs = frozenset(key[-1] for _, known in self.ways for key in known)

    def near(self, possible: Codes) -> Iterable[str]:
        """The areas, grids left out, that lie in or hold what is possible; all of them when everything is."""
        if possible is EVERYWHERE:
            return self._named
        return {
            code for one in possible for code in (*self._below.get(one, ()), *self.above[one])
        } - self._grids

    def is_in_town(self, code: str | None) -> bool:
        """Whether an area is a town or finer."""
        return code is not None and LEVELS.index(self.level_of[code]) >= LEVELS.index("town")

    def known_at(self, text: str, start: int) -> tuple[str, str, Codes] | None:
        """The longest name that begins at a place of a text: its words, its way and its codes."""
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            words = text[start:end]
            for way, known in self.ways:
                codes = known.get(words)
                if codes is not None:
                    return words, way, codes
        return None


def _area_keys(area: Area, areas: Mapping[str, Area]) -> frozenset[str]:
    """A grid is also known by its name without that of its village (柳河社区第一网格 → 1网格)."""
    if area.level != "grid":
        return name_keys(area.name)
    above = areas.get(area.parent_code or "")
    key = text_key(area.name)
    short = key.removeprefix(name_key(above.name)) if above else key
    return frozenset({key, short} if short else {key})


def _is_full(key: str, area: Area) -> bool:
    """Two characters without a kind (盐田) are in too many other words to be a name by themselves."""
    return len(key) >= 3 or bool(KIND.search(key)) or area.level == "grid"


def _local_pairs(
    names: Sequence[LocalName], kind: str, areas: Mapping[str, Area]
) -> Iterable[tuple[str, str]]:
    return (
        (text_key(name.name), name.area_code)
        for name in names
        if name.kind == kind and name.area_code in areas
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, Codes]:
    gathered: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        gathered[key].add(value)
    return {key: frozenset(values) for key, values in gathered.items() if key}
