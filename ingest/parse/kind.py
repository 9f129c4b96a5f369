"""Dispute types and petition subjects by code, name, synonym, or 一级_二级.

parse_kind("物业") → "15"     parse_kind("１") → "01"     parse_kind("劳动和社会保障_工资") → "18"
parse_kind("教育") → "99"     its subject says so         parse_kind("邻里、噪音") → None   two kinds: a guess
parse_subject("劳动和社会保障_工资") → "06"
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data.codelist import read_list
from ingest.cell import fold
from ingest.parse.code import best_inside
from ingest.parse.nothing import says_nothing

OTHER = "99"
LONGEST = 60
_OTHER = re.compile("其[他它]|综合")
_LEVELS = re.compile(r"\s*(?:[_/\\>＿／＼＞|｜→➔:：·•—–－﹣-]|=>)+\s*")


@lru_cache(maxsize=10_000)
def parse_kind(text: str) -> str | None:
    """The dispute type a word means, the finer level of 一级_二级 first; None when nobody knows it."""
    if says_nothing(text) or len(text) > LONGEST:
        return None
    whole, inside = _kind_words()
    parts = [folded for part in [text, *reversed(_LEVELS.split(text))] if (folded := fold(part))]
    for part in parts:
        if part in whole:
            return whole[part]
    finer = (best_inside(_stem(part), inside) for part in parts[1:])
    by_subject = (_subjects()[part][1] for part in parts if not part.isdecimal() and part in _subjects())
    found = next((code for code in finer if code), None) or next(by_subject, None)
    return found or (OTHER if any(_OTHER.search(part) for part in parts) else None)


@lru_cache(maxsize=10_000)
def parse_subject(text: str) -> str | None:
    """The petition subject a word begins with, by name or code, or None."""
    first = next((folded for part in _LEVELS.split(text[:LONGEST]) if (folded := fold(part))), "")
    if first in _subjects():
        return _subjects()[first][0]
    begun = {
        code for name, (code, _) in _subjects().items() if not name.isdecimal() and first.startswith(name)
    }
    return begun.pop() if len(begun) == 1 else None


def _stem(folded: str) -> str:
    """劳动合同纠纷 → 劳动合同: the last word is in every kind's name."""
    return folded.removesuffix("纠纷")


@cache
def _kind_words() -> tuple[dict[str, str], dict[str, str]]:
    """The words that may be a whole cell or level, and those that may stand inside one."""
    whole, inside = {}, {}
    for row in read_list("kinds"):
        names = [row["name"], row["name"].removesuffix("纠纷"), row["name_en"], *row["words"].split("|")]
        if row["code"] != OTHER:
            inside.update({word: row["code"] for name in names if len(word := _stem(fold(name))) >= 2})
        whole.update(
            {fold(word): row["code"] for word in [row["code"], row["code"].lstrip("0"), *names] if word}
        )
    return whole, inside


@cache
def _subjects() -> dict[str, tuple[str, str]]:
    """Name or code of a petition subject → its code, and the kind it suggests."""
    hint = {row["name"]: row["code"] for row in read_list("kinds")}
    found = {}
    for row in read_list("petition_l1_current"):
        pair = row["code"], hint.get(row["dispute_type_hint"], "99")
        found.update({fold(row["name"]): pair, row["code"]: pair, row["code"].lstrip("0"): pair})
    return found
