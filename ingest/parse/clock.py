"""The time of a day, written behind a date or in columns of its own.

"下午3:20" → 15:20    "14时30分" → 14:30    "3点半" → 3:30    24:00 → the next midnight
上午12:05 → 0:05, as spreadsheets write it      上午12点 → 12:00, as people write it
晚上8点 → 20:00      夜里2点 → 2:00      晚上12点 → the next midnight
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from ingest.cell import Cell, text_of
from ingest.parse.nothing import says_nothing
from ingest.parse.numeral import NUMERAL, chinese_number, half_width
from ingest.parse.unknowable import Unknowable

_HALF = "上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|夜间|夜里|晚|AM|PM|A\\.M\\.|P\\.M\\."
CLOCK = (
    rf"(?:(?P<half>{_HALF})\s*)?(?P<h>\d{{1,2}})\s*"
    r"(?::\s*(?P<i>\d{1,2})(?:\s*:\s*(?P<s>\d{1,2})(?:[.,]\d+)?)?"
    r"|(?P<spoken>[时点])\s*(?:整|(?P<mid>半)|(?P<j>\d{1,2})(?!\d|[年月日号])\s*分?\s*(?:(?P<t>\d{1,2})\s*秒)?)?)"
    r"(?:\s*(?P<after>[AP]\.?M\b\.?))?"
)
_TWELVE_LATER = {
    **dict.fromkeys(("下午", "傍晚", "PM", "P.M"), range(1, 12)),
    **dict.fromkeys(("晚上", "夜间", "夜里", "晚"), range(5, 13)),
    "中午": range(1, 3),
}
_ALONE = re.compile(CLOCK, re.IGNORECASE)
_BARE = re.compile(r"(\d{1,2}|[〇零一二两三四五六七八九十廿]{1,3})(?:\.0+)?\s*(?:时|点|小时|分|分钟)?")
DAY = timedelta(days=1)
LONGEST = 40


def clock_of(match: re.Match[str]) -> timedelta | None:
    """How long after midnight a match of CLOCK says, None when no day has such a time."""
    hour, minute = int(match["h"]), int(match["i"] or match["j"] or (30 if match["mid"] else 0))
    half = (match["half"] or match["after"] or "").upper().removesuffix(".")
    if match["spoken"] is None and hour == 12 and half in ("上午", "AM", "A.M"):
        hour = 0
    if half == "凌晨" and hour == 12:
        hour = 0
    if hour in _TWELVE_LATER.get(half, ()):
        hour += 12
    return _since_midnight(hour, minute, int(match["s"] or match["t"] or 0))


def _since_midnight(hour: int, minute: int, second: int) -> timedelta | None:
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and minute + second > 0):
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def parse_clock(hour: Cell, minute: Cell) -> timedelta | Unknowable | None:
    """Hour and minute of two columns, or a whole clock in the first, as the time since midnight; None when empty."""
    if isinstance(hour, datetime):
        hour = hour.time()
    if isinstance(hour, time):
        return timedelta(hours=hour.hour, minutes=hour.minute, seconds=hour.second)
    if isinstance(hour, timedelta):
        return hour if timedelta() <= hour <= DAY else Unknowable("clock_unreadable")
    if isinstance(hour, float) and 0 < hour < 1:
        return timedelta(seconds=round(hour * 86400))
    said, also = text_of(hour), text_of(minute)
    if len(said) + len(also) > LONGEST:
        return Unknowable("clock_unreadable")
    if says_nothing(said):
        return None
    found = _together(half_width(said), "0" if says_nothing(also) else half_width(also))
    return Unknowable("clock_unreadable") if found is None else found


def _together(hour: str, minute: str) -> timedelta | None:
    if whole := _ALONE.fullmatch(hour):
        own = clock_of(whole)
        if own is None or whole["i"] or whole["j"] or whole["mid"]:
            return own
        hour_number: int | None = own // timedelta(hours=1)
    else:
        hour_number = _number(hour)
    minute_number = _number(minute)
    if hour_number is None or minute_number is None:
        return None
    return _since_midnight(hour_number, minute_number, 0)


def _number(text: str) -> int | None:
    match = _BARE.fullmatch(text)
    if match is None:
        return None
    word = match[1]
    return chinese_number(word) if re.fullmatch(f"{NUMERAL}+", word) else int(word)


def join_clock(day: datetime, hour: Cell, minute: Cell) -> datetime | Unknowable:
    """A day with the hour and minute of their own columns; its own time when they are empty.

    join_clock(datetime(2024, 3, 5), 14, 30) → datetime(2024, 3, 5, 14, 30)
    join_clock(datetime(2024, 3, 5), 25, 0)  → Unknowable("clock_unreadable"): keep the day, say the rest
    """
    clock = parse_clock(hour, minute)
    if isinstance(clock, Unknowable):
        return clock
    return day if clock is None else day.replace(hour=0, minute=0, second=0, microsecond=0) + clock
