"""What identifies someone in free text is masked before it reaches the warehouse.

"张三（13812345678）反映…"  →  "某某（〔电话〕）反映…"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NAME_MARK = "某某"
_DIGIT = "[0-9０-９]"
_GAP = r"[\s\-－—.]?"
_RULES = (
    (
        re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:{_GAP}{_DIGIT}){{16}}{_GAP}[0-9０-９XxＸｘ](?!{_DIGIT})"),
        "〔证件号〕",
    ),
    (re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:[\s\-]?{_DIGIT}){{15,18}}(?!{_DIGIT})"), "〔卡号〕"),
    (re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{15}}(?!{_DIGIT})"), "〔证件号〕"),
    (
        re.compile(
            rf"(?<!{_DIGIT})(?:(?:\+|＋)?86{_GAP})?[1１][3-9３-９](?:{_GAP}{_DIGIT}){{9}}(?!{_DIGIT})"
        ),
        "〔电话〕",
    ),
    (re.compile(r"(?<!\d)0\d{2,3}[\s\-－—]?\d{7,8}(?!\d)"), "〔电话〕"),
    (re.compile(r"(?<!\d)1\.\d{1,10}[eE]\+?1[0-9](?!\d)"), "〔电话〕"),
    (
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][\s·•.]?"
            r"[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
        ),
        "〔车牌〕",
    ),
)
_MAYBE = re.compile(r"[0-9０-９]{4}")


def mask(text: str, names: Sequence[str] = ()) -> str:
    """The text without ID numbers, phones, bank cards, plates and the given names."""
    if not text:
        return text
    for name in names:
        if len(name) >= 2 and name in text:
            text = text.replace(name, NAME_MARK)
    if _MAYBE.search(text):
        for pattern, mark in _RULES:
            text = pattern.sub(mark, text)
    return text
