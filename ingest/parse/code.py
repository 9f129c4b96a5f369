"""Words of a coded column as codes of data/reference/values.toml.

parse_code("集体来访", kind="channel")  → "visit"        the word is inside
parse_code("基本满意", …)               → "fair"         the longer word hides 满意 inside it
parse_code("没有化解到位", …)            → None           a word after 没 says the opposite
parse_code("来信来访", …)               → None           two codes: which is a guess
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.codelist import read_words
from ingest.cell import fold
from ingest.parse.nothing import says_nothing

WHOLE = "="
LONGEST = 40
_UNDONE = re.compile(
    r"(?:[不未没无非待拟难勿须需请]|正在|预计|计划|争取|尚|限期|即将|准备|拒绝|是否)[^,.;:，。；：、]{0,2}$"
)
_UNDONE_AFTER = re.compile(r"^(?:不|未|失败|无[法果]|难|困难|时限|期限)")


def parse_code(text: str, *, kind: str) -> str | None:
    """The code that a word means: as it stands, else the only code whose words are inside; None when in doubt."""
    folded = fold(text[: LONGEST + 1])
    whole, inside = _words(kind)
    if folded in whole:
        return whole[folded]
    if says_nothing(text) or len(folded) > LONGEST:
        return None
    if _is_turned(folded, inside):
        return None
    return best_inside(folded, inside)


@cache
def _words(kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words that may be a whole cell, and those that may stand inside one; "=word" is only whole."""
    pairs = [(word, code) for code, words in read_words("values")[kind].items() for word in words]
    whole = {fold(word.removeprefix(WHOLE)): code for word, code in pairs}
    inside = {
        folded: code
        for word, code in pairs
        if not word.startswith(WHOLE) and len(folded := fold(word)) >= 2 and not folded.isdecimal()
    }
    return whole, inside


def _is_turned(folded: str, inside: Mapping[str, str]) -> bool:
    """Whether a word that is inside is denied, wished for or failed by what stands about it."""
    return any(
        _UNDONE.search(folded[:start]) or _UNDONE_AFTER.match(folded[end:])
        for start, end, _ in outermost(folded, inside)
    )


def best_inside(folded: str, words: Mapping[str, str]) -> str | None:
    """The code whose words cover most of a text; None when no word is inside, or two codes cover as much."""
    covered: dict[str, int] = {}
    for start, end, code in outermost(folded, words):
        covered[code] = covered.get(code, 0) + end - start
    ranked = sorted(covered.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0] == ranked[1]):
        return None
    return max(covered, key=lambda code: covered[code])


def outermost(folded: str, words: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where words are inside a text, those left out that lie inside a longer one: (start, end, code)."""
    spans = [
        (match.start(), match.start() + len(word), code)
        for word, code in words.items()
        if word in folded
        for match in re.finditer(f"(?={re.escape(word)})", folded)
    ]
    return [
        (start, end, code)
        for start, end, code in spans
        if not any(low <= start and end <= high and (low, high) != (start, end) for low, high, _ in spans)
    ]
