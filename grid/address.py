"""Where an address is: the finest area its words prove, and which words proved it; never a wrong area to look clever.

address                             →  area            confidence  words
青石镇柳河社区金桂苑12幢501室           柳河社区第三网格   0.65        name 青石镇, name 柳河社区, estate 金桂苑
青石镇柳弯社区                         柳湾社区          0.6         name 青石镇, slip 柳弯社区
东风村3组, in two towns                the county      0.8         name 东风村: two fit, so the area they share
四川省成都市柳河社区                    –               0           far 成都市

A name of an area proves it, for a site holds all its areas. An estate or a road proves nothing by itself, for a site never
lists all: it chooses among areas of one name, and inside a town that other words prove when the site lists it in no other.
Of two that fit, the area they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grid.addressing import trust
from grid.addressing.alias import LocalName
from grid.addressing.gap import NOT_OURS, STOPS, words_in_gap
from grid.addressing.key import door_of, text_key
from grid.addressing.name import Names
from grid.addressing.proof import AREA_WAYS, proof_of, scope_of
from grid.addressing.scope import shared_area
from grid.addressing.word import Word, words_of
from grid.gazetteer import Gazetteer
from grid.level import LEVELS

WIDE = LEVELS[: LEVELS.index("town")]


@dataclass(frozen=True)
class AddressPlace:
    """The area an address is proven to be in, None when none is, with the words read and the door (12幢, 501室).

    is_doubtful: its words contradict each other. The words are those of the address: keep them out of logs.
    """

    area_code: str | None
    level: str | None
    confidence_share: float
    words: tuple[Word, ...]
    door: tuple[str, ...]
    is_doubtful: bool = False


class AddressBook:
    """The names of a gazetteer and of a site's own table, ready to be asked."""

    def __init__(self, gazetteer: Gazetteer, local_names: Sequence[LocalName] = ()) -> None:
        self._names = Names(gazetteer, local_names)

    def find(self, address: str | None) -> AddressPlace:
        """The finest area the words of an address prove."""
        key = text_key(address or "")
        words = self._read(words_of(key, self._names))
        if any(word.way == "far" for word in words) or self._is_elsewhere(words):
            strange = tuple(word for word in words if word.way in NOT_OURS)
            return AddressPlace(None, None, trust.NOTHING, strange, door_of(key))
        proof = proof_of(words, self._names)
        code = shared_area(proof.possible, self._names.path)
        share = trust.DOUBT if proof.is_doubtful else _share(proof.used)
        return AddressPlace(
            code,
            self._names.level_of[code] if code else None,
            share if code else trust.NOTHING,
            tuple(word for word in words if word in proof.used or word.way in NOT_OURS),
            door_of(key),
            proof.is_doubtful,
        )

    def _read(self, words: list[Word]) -> list[Word]:
        """The words with the gaps between them read; after a place that is not ours nothing is believed."""
        scope = scope_of(words, self._names)
        read: list[Word] = []
        for number, word in enumerate(words):
            if word.way != "gap":
                read.append(word)
                continue
            is_first = all(before.way == "wider" for before in words[:number])
            read += words_in_gap(word.text, self._names, scope, is_first=is_first)
            if (read and read[-1].way in STOPS) or _is_glued(words, number, read):
                break
        return read

    def _is_elsewhere(self, words: list[Word]) -> bool:
        """A province or city above all that is held says nothing of us unless our county stands beside it."""
        if all(word.way != "outer" for word in words):
            return False
        level_of = self._names.level_of
        return not any(
            word.way == "name" and any(level_of[code] in WIDE for code in word.codes) for word in words
        )


def _is_glued(words: list[Word], number: int, read: list[Word]) -> bool:
    """One character nobody can read right before a name makes another name of it: 新柳河社区 is not 柳河社区."""
    gap, after = words[number], words[number + 1 : number + 2]
    is_read = bool(read) and read[-1].text == gap.text
    return len(gap.text) == 1 and not is_read and bool(after) and after[0].way in AREA_WAYS


def _share(used: Sequence[Word]) -> float:
    shares = [trust.OF_WAY[word.way] for word in used]
    if [word.way for word in used] == ["name"]:
        return trust.NAME_ALONE
    return min(shares, default=trust.NOTHING)
