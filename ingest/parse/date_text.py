"""The day a text begins with, taken apart but not yet judged.

2024年3月5日 下午3:20  → (2024, 3, 5, 15:20)      3.5-3.7       → (None, 3, 5)      the first day of a range
2024.3.5走访          → (2024, 3, 5)             3.5万元        → None              a bare 3.5 with more is no date
24.3.5               → (2024, 3, 5)             05.3.24       → None              which is the year is a guess
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from ingest.parse.clock import CLOCK, clock_of
from ingest.parse.date_rest import leaves_certain, read_offset
from ingest.parse.numeral import NUMERAL, chinese_number, half_width


@dataclass(frozen=True)
class DatedText:
    """Year (None when not written), month and day; the time since midnight (None when no day has it); the offset."""

    year: int | None
    month: int
    day: int
    clock: timedelta | None
    offset: timedelta | None = None


_MARK = r"\s*[-/.,、。·_\\—–]{1,2}\s*"
_D = r"(?P<d>\d{1,2})(?!\d)"
_MARKED = re.compile(rf"(?P<y>\d{{4}}){_MARK}(?P<m>\d{{1,2}}){_MARK}{_D}(?P<han>\s*[日号])?")
_PACKED = re.compile(
    r"(?P<y>19\d{2}|20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[ T]?(?P<pack>[0-2]\d:?[0-5]\d(?::?[0-5]\d)?))?(?!\d)"
)
_HAN = re.compile(r"(?:(?P<y>\d{4}|\d{2})\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*(?P<han>[日号])")
_LOOSE = re.compile(
    rf"(?P<y>\d{{4}})(?:{_MARK}|\s*年\s*|\s+)(?P<m>\d{{1,2}})(?:{_MARK}|\s*月\s*|\s+){_D}(?P<han>\s*[日号])?"
)
_SHORT = re.compile(rf"(?P<y>\d{{2}})\s*(?P<sep>[-/.])\s*(?P<m>\d{{1,2}})\s*(?P=sep)\s*{_D}(?P<han>[日号])?")
_BARE = re.compile(rf"(?P<m>\d{{1,2}})\s*(?P<sep>[-/.月])\s*{_D}(?P<han>[日号])?(?!\s*(?P=sep))")
_CERTAIN, _STRICT = (_MARKED, _PACKED, _HAN), (_LOOSE, _SHORT, _BARE)
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_TIME = re.compile(rf"{_WEEKDAY}[\sT,(]*{CLOCK}\)?", re.IGNORECASE)
_NUMBER_WORD = re.compile(f"{NUMERAL}{{1,4}}(?=\\s*[年月日号时点分秒])")


def read_date(text: str) -> DatedText | None:
    """The day and time a text begins with, or None when it does not begin with one that is certain."""
    plain = tidy(text)
    for pattern in _CERTAIN + _STRICT:
        match = pattern.match(plain)
        if match and (found := _with_rest(match, plain[match.end() :], is_certain=pattern in _CERTAIN)):
            return found
    return None


def tidy(text: str) -> str:
    """Half-width, Chinese numerals of a date as digits, no quote before and no mark behind."""
    plain = half_width(text).lstrip(" \t\r\n'‘’`").rstrip(" \t\r\n'‘’`。.,;、:-—~")
    if plain.isascii():
        return plain
    return _NUMBER_WORD.sub(lambda match: str(chinese_number(match.group())), plain)


def _with_rest(match: re.Match[str], rest: str, *, is_certain: bool) -> DatedText | None:
    parts = match.groupdict()
    year = _year(parts.get("y"), is_certain=is_certain)
    if year == _UNCLEAR:
        return None
    clock: timedelta | None = timedelta()
    offset = None
    if parts.get("pack"):
        clock = _packed_clock(parts["pack"].replace(":", ""))
    elif time := _TIME.match(rest):
        clock = clock_of(time)
        offset, rest = read_offset(rest[time.end() :], is_exact=bool(time["s"]) or "T" in time.group())
    if not leaves_certain(rest, is_certain=is_certain, unit=(parts.get("han") or "").strip()):
        return None
    return DatedText(year, int(parts["m"]), int(parts["d"]), clock, offset)


_UNCLEAR = -1


def _year(text: str | None, *, is_certain: bool) -> int | None:
    """2024 as it is; 24 → 2024, 98 → 1998; _UNCLEAR where two digits could be a month (05.3.24) or a far year."""
    if text is None or len(text) == 4:
        return None if text is None else int(text)
    short = int(text)
    if 50 <= short < 90 or (not is_certain and short <= 12):
        return _UNCLEAR
    return short + (2000 if short < 50 else 1900)


def _packed_clock(text: str) -> timedelta | None:
    hour = int(text[:2])
    return timedelta(hours=hour, minutes=int(text[2:4]), seconds=int(text[4:] or 0)) if hour < 24 else None
