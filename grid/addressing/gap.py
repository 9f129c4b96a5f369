"""The stretches of an address no known name covers: short names, slips, or places that are not ours.

stretch        inside          read as
青石柳河        the county      bare 青石, bare 柳河
柳弯社区        青石镇           slip of 柳湾社区
石桥镇          the county      unknown: nothing after it is believed
成都市          the county      far: the address lies elsewhere
"""

from __future__ import annotations

from grid.addressing.key import KIND, bare
from grid.addressing.name import NOWHERE, Codes, Names
from grid.addressing.scope import narrowed
from grid.addressing.slip import is_thin, slip_length
from grid.addressing.word import ROAD_AFTER, Word, far_word, unknown_word

STOPS = ("far", "unknown")
NOT_OURS = (*STOPS, "outer")


def words_in_gap(stretch: str, names: Names, possible: Codes, *, is_first: bool) -> list[Word]:
    """The words of a stretch, as far as they can be read; a word that stops the reading is the last."""
    words: list[Word] = []
    rest = stretch
    while rest:
        slip = _one(_slip(rest, names, possible))
        read = slip if KIND.search(rest) and slip else _bare_words(rest, names, possible) or slip
        if not read and is_first:
            read = _one(far_word(rest, names))
        read = read or _one(unknown_word(rest))
        if not read:
            break
        words += read
        rest = rest[sum(len(word.text) for word in read) :]
        for word in read:
            possible = narrowed(possible, word.codes, names.above) if word.codes else possible
        if words[-1].way in STOPS:
            break
    return words


def _one(word: Word | None) -> list[Word]:
    return [] if word is None else [word]


def _bare_words(rest: str, names: Names, possible: Codes) -> list[Word]:
    """Names without their kind that together are the whole rest; nothing when anything is left over."""
    for size in range(len(rest), 1, -1):
        codes = names.bare.get(rest[:size])
        inside = narrowed(possible, codes, names.above) if codes else frozenset()
        if not inside or codes is None:
            continue
        word = Word(rest[:size], "bare", codes)
        if size == len(rest):
            return [word]
        others = _bare_words(rest[size:], names, inside)
        if others:
            return [word, *others]
    return []


def _slip(rest: str, names: Names, possible: Codes) -> Word | None:
    """The areas near what is possible whose name, with one slip, begins the rest; with those that differ in kind alone."""
    near = names.near(possible)
    sizes = {
        code: size
        for code in near
        for key in names.keys_of.get(code, ())
        if (size := slip_length(rest, key, names.last_signs))
    }
    if not sizes:
        return None
    words = rest[: max(sizes.values())]
    if ROAD_AFTER.match(rest, len(words)):
        return None
    rivals = names.bare.get(bare(words), NOWHERE).intersection(near)
    return Word(words, "thin" if is_thin(words) else "slip", rivals.union(sizes))
