"""An address taken apart into the names known in it and the stretches between them.

青石镇柳弯社区金桂苑12幢501室  →  name 青石镇   gap 柳弯社区   estate 金桂苑   door 12幢   door 501室

The longest name that begins at a place wins. 东风村路28号 is on a road called after a village: no proof of being in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grid.addressing.name import NOWHERE, Codes, Names

DOOR_RUN = re.compile(r"[0-9a-z-]+(组|幢|单元|层|室|号|期)?")
ROAD_AFTER = re.compile(r"(路|街|巷|弄|大道)(?=[0-9]|$)")
LEAD = re.compile(r"^(家庭|现|户籍|常)?(住址|住|地址|所在地)+[在为于]?")
FAR = re.compile(
    r"([^镇乡村街道社组路]{1,7}?)(自治区|省|自治州|市|盟|自治县|县|縣|旗|(?<=..)(?<![社小园发校山景片库新厂])[区區])"
)
FAR_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "county"),
    "自治州": ("prefecture",),
    "盟": ("prefecture",),
}
UNKNOWN = re.compile(r".{0,7}?(街道|[镇鎮]|[乡鄉]|社[区區]|村|里$)")


@dataclass(frozen=True)
class Word:
    """Some characters of an address, how they were read, and the codes they can stand for.

    way: name, bare, alias, slip, thin, estate, road, street, wider, outer, far, unknown, door or gap
    """

    text: str
    way: str
    codes: Codes = NOWHERE


def words_of(key: str, names: Names) -> list[Word]:
    """The words of an address in the form of text_key, in order; together they are the whole of it."""
    words: list[Word] = []
    start = gap = LEAD.match(key).end() if LEAD.match(key) else 0  # type: ignore[union-attr]
    while start < len(key):
        word = _word_at(key, start, names)
        if word is None:
            start += 1
            continue
        if gap < start:
            words.append(Word(key[gap:start], "gap"))
        words.append(word)
        start = gap = start + len(word.text)
    if gap < len(key):
        words.append(Word(key[gap:], "gap"))
    return words


def far_word(stretch: str, names: Names) -> Word | None:
    """A province, city or county nobody here knows: "far" when those of its kind are known, else "outer"."""
    match = FAR.match(stretch)
    if match is None:
        return None
    levels = FAR_LEVELS.get(match[2], ("county",))
    is_known = match[2] in names.wider_kinds or not names.levels.isdisjoint(levels)
    return Word(match[0], "far" if is_known else "outer")


def unknown_word(stretch: str) -> Word | None:
    """A town or village nobody here knows."""
    match = UNKNOWN.match(stretch)
    return None if match is None else Word(match[0], "unknown")


def _word_at(key: str, start: int, names: Names) -> Word | None:
    found = names.known_at(key, start)
    if found is not None:
        words, way, codes = found
        is_street = way in ("name", "alias") and ROAD_AFTER.match(key, start + len(words))
        return Word(words, "street") if is_street else Word(words, way, codes)
    door = DOOR_RUN.match(key, start)
    return None if door is None else Word(door[0], "door")
