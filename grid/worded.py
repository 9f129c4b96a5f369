"""The place a report's words prove: grid code, grid name, the words of its address, its village, in that order.

grid_text   village_name  town_name  place_text          →  code            how         trust
第一网格     东风村         –          金桂苑3幢               990101001001   grid_name   0.9    the address goes unread
–           –             –          枫桥镇东风村金桂苑3幢     990101001002   address     0.65
–           东风村         枫桥镇      金桂苑3幢               990101001002   address     0.65   read as 枫桥镇东风村金桂苑3幢
–           东风村         枫桥镇      村口                   –              village     0.3    the address adds nothing
–           –             –          枫桥镇东风村             –              address     0.3    it has several grids
–           石门村         枫桥镇      石门镇政府旁            990101002001   village     0.3    doubtful: they contradict

An address that lies elsewhere places nothing. One that contradicts itself or the village beside it makes that village doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, lru_cache

from grid import trust
from grid.address import AddressBook, AddressPlace
from grid.addressing.key import text_key
from grid.declared import UNKNOWN, Declared, DeclaredPlaces
from grid.gazetteer import Gazetteer
from grid.level import LEVELS
from grid.placename import village_key

BY_GRID = ("grid_code", "grid_name")
DOOR_END = re.compile(r"(?<!网格)(?<![0-9a-z-])([0-9a-z-]+(幢|单元|层|室|号))+$")
KEPT_ADDRESSES = 20_000
KEPT_TEXTS = 50_000


class WordedPlaces:
    """The names and codes of a gazetteer and the words of addresses, ready to be asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._declared = DeclaredPlaces(gazetteer)
        self._places = {code: place for place, code in enumerate(gazetteer.codes)}
        self._found = lru_cache(maxsize=KEPT_TEXTS)(
            self._find
        )  # the lots of a long file name the same places

    @cached_property
    def _proven(self) -> Callable[[str], AddressPlace]:
        """What an address without its last door proves; kept, for a sheet has many doors of one house."""
        book = AddressBook(self._gazetteer, self._gazetteer.local_names)
        return lru_cache(maxsize=KEPT_ADDRESSES)(book.find)

    def find(
        self,
        grid_text: str | None,
        village_name: str | None,
        town_name: str | None,
        place_text: str | None = None,
    ) -> Declared:
        """The finest place the texts prove."""
        return self._found(grid_text, village_name, town_name, place_text)

    def _find(
        self, grid_text: str | None, village_name: str | None, town_name: str | None, place_text: str | None
    ) -> Declared:
        found = self._declared.find(grid_text, village_name, town_name)
        if found.how in BY_GRID or not place_text:
            return found
        beside = self._beside(village_name, town_name)
        address = self._read(DOOR_END.sub("", text_key(place_text)), beside)
        if address.is_doubtful:
            return self._doubtful(found, address)
        return self._by_address(address, self._proven(beside)) or found

    def _beside(self, village_name: str | None, town_name: str | None) -> str:
        """The town and village written beside an address, as far as they are ours: 枫桥镇东风村."""
        towns, villages = self._declared.towns(town_name), self._declared.villages(village_name, town_name)
        return self._spelt(towns, town_name) + self._spelt(villages, village_name)

    def _spelt(self, codes: list[str], text: str | None) -> str:
        if len(codes) == 1:
            return self._gazetteer.areas[codes[0]].name
        return village_key(text or "") if codes else ""

    def _read(self, address: str, beside: str) -> AddressPlace:
        """The address after the names beside it, unless it lies elsewhere by itself."""
        alone = self._proven(address)
        is_elsewhere = any(word.way in ("far", "outer") for word in alone.words)
        if is_elsewhere or not beside:
            return alone
        joined = self._proven(beside + address)
        return joined if joined.is_doubtful or _depth(joined.level) > _depth(alone.level) else alone

    def _by_address(self, address: AddressPlace, beside: AddressPlace) -> Declared | None:
        """Its place, or the village it names; None when it says no more than the names beside it, or no village."""
        code = address.area_code
        if code is None or code == beside.area_code:
            return None
        place = next(
            (self._places[each] for each in self._gazetteer.ancestors(code) if each in self._places), -1
        )
        if place >= 0:
            return Declared(place, "address", address.confidence_share, self._gazetteer.codes[place])
        place = self._declared.only_place_in(code)
        if place >= 0:
            share = min(address.confidence_share, trust.VILLAGE_ONE_GRID)
            return Declared(place, "address", share, self._gazetteer.codes[place])
        return Declared(-1, "address", trust.VILLAGE_ONLY, code) if self._is_village(code) else None

    def _doubtful(self, found: Declared, address: AddressPlace) -> Declared:
        """The village beside a doubtful address; without one the village its words share, never a grid."""
        if found.how != "none":
            return replace(found, trust=min(found.trust, trust.ADDRESS_DOUBTFUL), is_doubtful=True)
        code = address.area_code
        if code is None or not self._is_village(code):
            return replace(UNKNOWN, is_doubtful=True)
        return Declared(-1, "address", trust.ADDRESS_DOUBTFUL, code, is_doubtful=True)

    def _is_village(self, code: str) -> bool:
        return _depth(self._gazetteer.areas[code].level) >= _depth("community")


def _depth(level: str | None) -> int:
    return -1 if level is None else LEVELS.index(level)
