"""What identifies someone in free text is masked before it reaches the warehouse.

"张三（13812345678）反映…"  →  "某某（〔电话〕）反映…"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence

NAME_MARK = "某某"
_DIGIT = "[0-9０-９]"
_GAP = r"[\s\-－—.]?"
_RULES = (
    (
        re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:{_GAP}{_DIGIT}){{16}}{_GAP}[0-9０-９XxＸｘ](?!{_DIGIT})"),
        "〔证件号〕",
    ),
    (re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:[\s\-]?{_DIGIT}){{15,}}(?!{_DIGIT})"), "〔卡号〕"),
    (re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{15}}(?!{_DIGIT})"), "〔证件号〕"),
    (
        re.compile(
            rf"(?<!{_DIGIT})(?:(?:\+|＋)?[8８][6６]{_GAP})?[1１][3-9３-９](?:{_GAP}{_DIGIT}){{9}}(?!{_DIGIT})"
        ),
        "〔电话〕",
    ),
    (re.compile(r"(?<!\d)0\d{2,3}[\s\-－—]?\d{3,4}[\s\-]?\d{4}(?!\d)"), "〔电话〕"),
    (re.compile(r"(?<!\d)1\.\d{1,10}[eE]\+?1[0-9](?!\d)"), "〔电话〕"),
    (
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][\s·•.]?"
            r"[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
        ),
        "〔车牌〕",
    ),
)
# what \s means to Python
BLANKS = " \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# whatever may be a number of somebody's; the shortest is a plate. Both Python and RE2 read it alike
MAYBE = (
    rf"[0-9０-９][0-9０-９{BLANKS}\-－—.]{{5}}|[A-HJ-NP-Za-hj-np-z][{BLANKS}·•.]?[A-HJ-NP-Za-hj-np-z0-9]{{5}}"
)
_MAYBE = re.compile(MAYBE)
_DATE_OR_NUMBER = re.compile(r"[\d年月日时分:/. ]{1,20}$|20\d\d-\d\d-\d\d(?: [\d:]+)?$")


def mask(text: str, names: Sequence[str] = ()) -> str:
    """The text without ID numbers, phones, bank cards, plates and the given names."""
    if not text:
        return text
    for name in names:
        if len(name) >= 2 and name in text:
            text = text.replace(name, NAME_MARK)
    if _MAYBE.search(text) and not _is_plain(text):
        for pattern, mark in _RULES:
            text = pattern.sub(mark, text)
    return text


def _is_plain(text: str) -> bool:
    """A date, an amount or a coordinate by itself: at most ten digits in a row, so no phone and no card."""
    return bool(_DATE_OR_NUMBER.match(text)) and not _TEN_DIGITS.search(text)


_TEN_DIGITS = re.compile(r"(?:\d[\s.]?){10}")
_ID18 = r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
_ID15 = re.compile(r"^\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$")
_SOMEBODYS = re.compile(rf"(?<!\d)(?:{_ID18}|(?:86)?1[3-9]\d{{9}})(?!\d)", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-—·]+(?=\d)", re.ASCII)
# whatever may be somebody's number among the numbers of things; both Python and RE2 read it alike
LONG_NUMBER = rf"(?:[0-9０-９][{BLANKS}\-－—·.]{{0,3}}){{11}}"


def is_identity_number(text: str) -> bool:
    """Whether a number of a thing holds one of somebody: an 18-digit ID number or a mobile phone by its shape.

    "138 1234 5678" and "电话１３８１２３４５６７８" do; "XF2024000123" and a serial number of 19 digits do not.
    """
    plain = unicodedata.normalize("NFKC", text)
    return bool(_SOMEBODYS.search(plain) or _SOMEBODYS.search(_BETWEEN_DIGITS.sub("", plain)))


def mask_code(text: str, *, known: Container[str]) -> str:
    """A grid code or name: as it is when known to be one, masked when it has the shape of somebody's number.

    Grid codes have 15 digits like the old ID numbers, so the shape alone cannot decide.
    """
    return text if text in known or not (_ID15.match(text) or is_identity_number(text)) else mask(text)
