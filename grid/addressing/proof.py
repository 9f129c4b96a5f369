"""What the words of an address prove together.

words                                            possible              why
name 青石镇, name 柳河社区                          柳河社区               one line
name 东风村, in two towns                          both                  their shared area is proven
name 东风村, in two towns; estate 陈家湾, in one     that one              the site lists 陈家湾 there
name 青石镇; estate 金桂苑, listed in this town only  its grid              no other town has one
name 青石镇; estate 金桂苑, listed in three towns     青石镇                it may well be another one
name 东溪镇, name 柳湾社区, which is in 青石镇         both                  a contradiction: doubtful
name 清河村; estate 陈家湾, listed in 青河村           both                  one slip apart: doubtful
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grid.addressing.name import EVERYWHERE, NOWHERE, Codes, Names
from grid.addressing.scope import kept_within, narrowed, shared_area
from grid.addressing.slip import slip_length
from grid.addressing.word import Word

AREA_WAYS = ("name", "alias", "bare", "slip")
SITE_WAYS = ("estate", "road")


@dataclass(frozen=True)
class Proof:
    """The areas left possible, the words that were needed, and whether words contradict each other."""

    possible: Codes
    used: tuple[Word, ...]
    is_doubtful: bool


def scope_of(words: Sequence[Word], names: Names, *, but: Word | None = None) -> Codes:
    """What the words that name areas leave possible, one of them left out."""
    scope = EVERYWHERE
    for word in words:
        if word.way in AREA_WAYS and word is not but:
            scope = narrowed(scope, word.codes, names.above)
    return scope


def proof_of(words: Sequence[Word], names: Names) -> Proof:
    """Names of areas first, those in full before the others; then what estates, roads and thin words choose."""
    possible, used = EVERYWHERE, []
    for word in sorted((word for word in words if word.way in AREA_WAYS), key=_rank):
        used.append(word)
        left = narrowed(possible, word.codes, names.above)
        if not left:
            return Proof(possible | word.codes, tuple(used), True)
        possible = left
    for word in words:
        left = _chosen(word, possible, names, has_slip=any(one.way == "slip" for one in used))
        if left:
            possible = left
            used.append(word)
    rivals = _rivals(words, possible, names)
    return Proof(possible | rivals if rivals else possible, tuple(used), bool(rivals))


def _rank(word: Word) -> int:
    return AREA_WAYS.index(word.way)


def _chosen(word: Word, possible: Codes, names: Names, *, has_slip: bool) -> Codes:
    """What is left by a word that proves nothing by itself; nothing when it has no say here."""
    in_town = possible is not EVERYWHERE and all(names.is_in_town(code) for code in possible)
    if word.way == "thin":
        is_next = in_town and any(names.parent_of[code] in possible for code in word.codes)
        return (narrowed if is_next else kept_within)(possible, word.codes, names.above)
    if word.way not in SITE_WAYS or not in_town or (has_slip and len(possible) > 1):
        return NOWHERE
    is_town = any(names.level_of[code] == "town" for code in possible)
    is_common = not names.is_in_town(shared_area(word.codes, names.path))
    return NOWHERE if is_town and is_common else narrowed(possible, word.codes, names.above)


def _rivals(words: Sequence[Word], possible: Codes, names: Names) -> Codes:
    """Areas one slip away from a name written that do hold the estate written, while the one named does not."""
    holding = frozenset(
        code
        for word in words
        if word.way == "estate" and not narrowed(possible, word.codes, names.above)
        for one in word.codes
        for code in names.above[one]
    )
    written = [word for word in words if word.way == "name" and word.codes & possible]
    return frozenset(
        code
        for word in written
        for code in narrowed(scope_of(words, names, but=word), holding, names.above) & holding
        if any(slip_length(word.text, key, names.last_signs) for key in names.keys_of.get(code, ()))
    )
