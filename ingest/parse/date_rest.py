"""What stands behind a date, and why a text is no date at all.

-3.7, 至7日, (星期二)  leave any date certain        走访发现  leaves only a whole date certain
万元, 月, 后          leave none certain            +08:00   is the offset of the clock before it
"""

from __future__ import annotations

import re
from datetime import timedelta

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_END = rf"(?:(?:\d{{4}}|\d{{2}})\s*[-./年]\s*)?(?:{_MONTH}\s*[-./月]\s*)?{_DAY}\s*[日号]?"
_RANGE = re.compile(
    rf"\s*[-~—–―至到、及和与]{{1,2}}\s*(?:{_END}(?:\s*{_CLOCK})?|{_CLOCK})\s*(?:\([^()]*\))?\s*"
)
_ASIDE = re.compile(
    r"\s*(?:\([^()]*\)|星期[一二三四五六日天]|周[一二三四五六日天]|左右|许|之?前|以前|止|起"
    r"|上午|下午|中午|晚上?|早上?|凌晨)?\s*"
)
_MORE = re.compile(r"\d|[-~—–/.:\\+]|[之以]?后")
_UNIT = re.compile(r"[楼院栋幢室月季年万亿元户人件个岁亩米度%]")
_LUNAR = re.compile(r"[农阴旧]历\W*$")
_OFFSET = re.compile(
    r"\s*(?:(?:Z|UTC|GMT)\b|(?:UTC|GMT)?(?P<sign>[+-])(?P<h>\d\d)(?::?(?P<m>\d\d))?(?![\d:]))", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"[去今明前后]年|[昨今明前后]天|[昨今明]日|[上下本这]个?(?:周|月|季|星期|礼拜)|日前|近日|近期|最近|刚才|年[初中底末]|\d{1,3}天前"
)
_SPAN = r"(?:\s*[-~—–至到]+\s*(?:\d{4}\s*[-./年]\s*)?\d{1,2}\s*月?份?)"
_NO_DAY = re.compile(
    rf"(?:(?:19|20)\d{{2}}(?:\s*[-./年]\s*(?:{_MONTH})?\s*月?份?|(?:0[1-9]|1[0-2]))?|(?:\d{{2}}年)?{_MONTH}月份?)"
    rf"(?:\s*(?:[初中底末]|[上中下]旬|[上下]半年|第?[一二三四1-4]季度))?{_SPAN}?"
)


def leaves_certain(rest: str, *, is_certain: bool, unit: str) -> bool:
    """Whether a date stays certain before `rest`: nothing, a range, an aside; any words behind a whole date."""
    said = rest.strip()
    if _LUNAR.search(said):
        return False
    if _ASIDE.fullmatch(rest) or _RANGE.fullmatch(rest):
        return True
    if not is_certain or _MORE.match(said):
        return False
    return unit == "日" or not _UNIT.match(said)


def read_offset(rest: str, *, is_exact: bool) -> tuple[timedelta | None, str]:
    """The offset at the head of `rest` and what is left: Z → 0:00, +05:30 → 5:30.

    A minus behind hours and minutes alone is a range, 10:20-11:00, unless `is_exact`: seconds or a T were written.
    """
    match = _OFFSET.match(rest)
    if match is None or (match["sign"] == "-" and not is_exact):
        return None, rest
    away = timedelta(hours=int(match["h"] or 0), minutes=int(match["m"] or 0))
    return -away if match["sign"] == "-" else away, rest[match.end() :]


def why_unreadable(text: str) -> str:
    """The rule that says why a tidy text is no date: a month without its day, relative, or simply not one."""
    if _NO_DAY.fullmatch(text):
        return "date_without_day"
    return "date_relative" if _RELATIVE.search(text) else "date_unreadable"
