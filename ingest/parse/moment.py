"""Dates as sheets write them, with their time when it is there: one cell → what it means, or Unknowable.

parse_moment("2024.3.5", year=None)     → datetime(2024, 3, 5)
parse_moment("3月5日", year=None)        → Unknowable("date_without_year")      never a guess
parse_moment("3月5日", year=2024)        → datetime(2024, 3, 5)
parse_moment(42894.7300925926, …)       → datetime(2017, 6, 8, 17, 31, 20)     a serial, to the second
parse_moment("2024.3.5-3.7", …)         → datetime(2024, 3, 5)                 the first day of a range
parse_moment("2024-03-05T06:00Z", …)    → datetime(2024, 3, 5, 14)             an offset is converted
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone, tzinfo

from ingest.cell import Cell, text_of
from ingest.parse.date_rest import why_unreadable
from ingest.parse.date_text import DatedText, read_date, tidy
from ingest.parse.nothing import says_nothing
from ingest.parse.numeral import half_width
from ingest.parse.unknowable import Unknowable

BEIJING = timezone(timedelta(hours=8))
EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2100, 1, 1)
EXCEL_EPOCH = datetime(1899, 12, 30)
LONGEST = 200
SERIAL_RANGE = (32874.0, 73051.0)
_NULL_DATES = frozenset({(1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1, 1, 1), (0, 0, 0)})
_PLAIN = re.compile(
    r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", re.ASCII
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


def parse_moment(cell: Cell, *, year: int | None, zone: tzinfo = BEIJING) -> datetime | Unknowable | None:
    """A date, with its time when written; None for an empty cell; `year` is the one the title gives, if any.

    An offset that is written is converted to `zone`; without one the time is local as it stands.
    """
    if isinstance(cell, str):
        return _from_text(cell, year, zone)
    if isinstance(cell, datetime):
        return _from_datetime(cell, zone)
    if isinstance(cell, date):
        return _from_datetime(datetime(cell.year, cell.month, cell.day), zone)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(cell)
    return None if cell is None else Unknowable("date_unreadable")


def _from_text(cell: str, year: int | None, zone: tzinfo) -> datetime | Unknowable | None:
    if plain := _PLAIN.fullmatch(cell):
        return _from_plain(plain)
    if len(said := text_of(cell)) > LONGEST:
        return Unknowable("date_unreadable")
    text = half_width(said)
    if says_nothing(text) or text == "0":
        return None
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    found = read_date(text)
    return Unknowable(why_unreadable(tidy(text))) if found is None else _from_parts(found, year, zone)


def _from_plain(match: re.Match[str]) -> datetime | Unknowable | None:
    """The shapes that nearly every cell has, read without the rest."""
    year, _, month, day, hour, minute, second = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return _from_parts(
            DatedText(int(year), int(month), int(day), _clock(hour, minute, second), None), None, BEIJING
        )
    if EARLIEST <= moment < LATEST:
        return moment
    return None if (moment.year, moment.month, moment.day) in _NULL_DATES else Unknowable("date_out_of_range")


def _clock(hour: str | None, minute: str | None, second: str | None) -> timedelta | None:
    """24:00 is the next midnight; no other time past 23:59:59 is one."""
    if hour is None:
        return timedelta()
    is_midnight = int(hour) == 24 and not int(minute or 0) and not int(second or 0)
    return timedelta(days=1) if is_midnight else None


def _from_parts(found: DatedText, year: int | None, zone: tzinfo) -> datetime | Unknowable | None:
    year = found.year if found.year is not None else year
    if year is None:
        return Unknowable("date_without_year" if _may_be(found) else "date_unreadable")
    if (year, found.month, found.day) in _NULL_DATES:
        return None
    if found.clock is None:
        return Unknowable("date_unreadable")
    try:
        moment = datetime(year, found.month, found.day) + found.clock
        if found.offset is not None:
            moment = moment.replace(tzinfo=timezone(found.offset)).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return Unknowable("date_unreadable")
    return _in_range(moment)


def _may_be(found: DatedText) -> bool:
    """Whether some year has such a day, 29 February too."""
    return (
        1 <= found.month <= 12
        and 1 <= found.day <= monthrange(2024, found.month)[1]
        and found.clock is not None
    )


def _from_datetime(moment: datetime, zone: tzinfo) -> datetime | Unknowable | None:
    if (moment.year, moment.month, moment.day) in _NULL_DATES:
        return None
    try:
        local = moment if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        return Unknowable("date_out_of_range")
    return _in_range(local.replace(tzinfo=None))


def _from_number(number: float) -> datetime | Unknowable | None:
    """An Excel serial of the 1900 system to the second, or 20240305; 1904 serials cannot be told apart from them."""
    if number == 0 or number != number:
        return None
    if SERIAL_RANGE[0] <= number < SERIAL_RANGE[1]:
        return EXCEL_EPOCH + timedelta(seconds=round(number * 86400))
    if not 0 < number < 1e15:
        return Unknowable("date_unreadable")
    if number == int(number) and (packed := read_date(str(int(number)))) is not None:
        return _from_parts(packed, None, BEIJING)
    return Unknowable(why_unreadable(str(number).removesuffix(".0")))


def _in_range(moment: datetime) -> datetime | Unknowable:
    return moment if EARLIEST <= moment < LATEST else Unknowable("date_out_of_range")
