"""The values of cells: pure functions from what was written to what it means, or Unknowable.

parse_moment("2024.3.5", year=None)  → datetime(2024, 3, 5)
parse_moment("3月5日", year=None)     → Unknowable("year")      never a guess
parse_moment("3月5日", year=2024)     → datetime(2024, 3, 5)
parse_count("约30余人")                → Count(30, is_approximate=True)
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from data.codelist import read_list, read_words
from ingest.cell import EMPTY_WORDS, Cell, fold, text_of

EXCEL_EPOCH = datetime(1899, 12, 30)
NULL_DATE_END = datetime(1900, 1, 2)
EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2100, 1, 1)
SERIAL_RANGE = (32874.0, 73051.0)
_CLOCK = r"(?:[ T日]*(?P<h>\d{1,2})[:时点](?P<i>\d{1,2})?(?:[:分](?P<s>\d{1,2})?)?(?:\.\d+)?秒?)?"
_FULL = re.compile(
    r"^(?P<y>\d{4})[-/.年 ](?P<m>\d{1,2})[-/.月 ](?P<d>\d{1,2})[日号]?" + _CLOCK + r"(?:Z|\+\d\d:?\d\d)?$"
)
_PACKED = re.compile(r"^(?P<y>20\d{2}|19\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)$")
_SHORT = re.compile(r"^(?P<y>\d{2})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?$")
_NO_YEAR = re.compile(r"^(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?$")
_RANGE = re.compile(
    r"^(?P<first>.+?\d[日号]?)\s*[-~—–至到]{1,2}\s*(?:\d{2,4}[-./年])?\d{1,2}(?:[-./月]\d{1,2})?[日号]?$"
)
_NO_DATE = re.compile(r"^(?:1899-12-3[01]|1900-01-00)")
_NUMERALS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万]+")
_ABOUT = re.compile(r"约|余|多|近|左右|上下|几")


@dataclass(frozen=True)
class Unknowable:
    """What was written cannot be known: `why` is the rule of data/reference/rules.toml that says so."""

    why: str


@dataclass(frozen=True)
class Count:
    """A number of people, and whether it was written as about, or more than."""

    number: int
    is_approximate: bool


def parse_moment(cell: Cell, *, year: int | None) -> datetime | Unknowable | None:
    """A date, with its time when written; None for an empty cell; `year` is the one the title gives, if any."""
    if isinstance(cell, datetime):
        return None if cell < NULL_DATE_END else _in_range(cell.replace(tzinfo=None))
    if isinstance(cell, date):
        return _in_range(datetime(cell.year, cell.month, cell.day))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(float(cell))
    text = _tidy(text_of(cell))
    return None if text in EMPTY_WORDS or _NO_DATE.match(text) else _from_text(text, year)


def _tidy(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if _CHINESE_NUMBER.search(plain) and re.search(r"[年月日]", plain):
        plain = _CHINESE_NUMBER.sub(_digits_of, plain)
    return re.sub(r"\s+", " ", re.sub(r"\s*([-/.年月:])\s*", r"\1", plain))


def _digits_of(match: re.Match[str]) -> str:
    word = match.group()
    if all(character in _NUMERALS for character in word) and len(word) > 1:
        return "".join(str(_NUMERALS[character]) for character in word)
    return str(chinese_number(word))


def _from_text(text: str, year: int | None) -> datetime | Unknowable:
    for pattern in (_FULL, _PACKED):
        if match := pattern.match(text):
            return _moment(match, int(match["y"]))
    if match := _SHORT.match(text):
        return _moment(match, 2000 + int(match["y"]))
    if match := _NO_YEAR.match(text):
        return Unknowable("date_without_year") if year is None else _moment(match, year)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _from_number(float(text))
    if match := _RANGE.match(text):
        return _from_text(match["first"], year)
    return Unknowable("date_unreadable")


def _moment(match: re.Match[str], year: int) -> datetime | Unknowable:
    parts = match.groupdict()
    clock = [int(parts.get(name) or 0) for name in ("h", "i", "s")]
    extra_day = timedelta(days=1) if clock[0] == 24 else timedelta()
    try:
        moment = datetime(year, int(match["m"]), int(match["d"]), clock[0] % 24, clock[1], clock[2])
    except ValueError:
        return Unknowable("date_unreadable")
    return _in_range(moment + extra_day)


def _from_number(number: float) -> datetime | Unknowable:
    if SERIAL_RANGE[0] <= number <= SERIAL_RANGE[1]:
        return EXCEL_EPOCH + timedelta(seconds=round(number * 86400))
    if number.is_integer() and (match := _PACKED.match(str(int(number)))):
        return _moment(match, int(match["y"]))
    return Unknowable("date_unreadable")


def _in_range(moment: datetime) -> datetime | Unknowable:
    return moment if EARLIEST <= moment < LATEST else Unknowable("date_out_of_range")


def parse_year(text: str) -> int | None:
    """The only year a title or file name states, or None when it states none or several."""
    years = {
        int(found)
        for found in re.findall(r"(?<!\d)(20\d{2})(?=年|[-./_]|\D|$)", unicodedata.normalize("NFKC", text))
    }
    return years.pop() if len(years) == 1 else None


def chinese_number(word: str) -> int:
    """一百二十 → 120; 十三 → 13; 两万 → 20000."""
    total, section, digit = 0, 0, 0
    for character in word:
        if character in _NUMERALS:
            digit = _NUMERALS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * _UNITS[character]
            digit = 0
    return total + section + digit


def parse_count(cell: Cell) -> Count | Unknowable | None:
    """How many people: 5, 5人, 约30余人, 十三人, 3户; None for an empty cell."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _count(float(cell), is_approximate=False)
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(",", "")
    if not text:
        return None
    about = bool(_ABOUT.search(text))
    if match := re.search(r"\d+(\.\d+)?", text):
        return _count(float(match.group()), is_approximate=about)
    if match := _CHINESE_NUMBER.search(text):
        return _count(float(chinese_number(match.group())), is_approximate=about)
    return Unknowable("count_unreadable")


def _count(number: float, *, is_approximate: bool) -> Count | Unknowable:
    if not number.is_integer() or not 0 <= number <= 1_000_000:
        return Unknowable("count_unreadable")
    return Count(int(number), is_approximate)


def parse_degrees(cell: Cell) -> float | Unknowable | None:
    """Degrees as a number, or degrees, minutes and seconds: 120°30'36" → 120.51."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return float(cell) if math.isfinite(cell) else None
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not text or text.lower() in ("nan", "null", "none", "无", "-", "—"):
        return None
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    if re.search(r"[°度]", text) and 1 <= len(numbers) <= 3:
        return math.fsum(float(number) / 60.0**power for power, number in enumerate(numbers))
    return Unknowable("coordinate_unreadable")


def parse_pair(cell: Cell) -> tuple[float, float] | Unknowable | None:
    """A point in one cell, longitude first: "120.31,30.25" → (120.31, 30.25)."""
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not text:
        return None
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    return (
        (float(numbers[0]), float(numbers[1])) if len(numbers) == 2 else Unknowable("coordinate_unreadable")
    )


@cache
def _words(kind: str) -> dict[str, str]:
    return {fold(word): code for code, words in read_words("values")[kind].items() for word in words}


def parse_code(text: str, *, kind: str) -> str | None:
    """The code of data/reference/values.toml that a word means, or None."""
    table = _words(kind)
    folded = fold(text)
    if folded in table:
        return table[folded]
    inside = [word for word in table if len(word) >= 2 and word in folded]
    return table[max(inside, key=len)] if inside else None


@cache
def _kind_words() -> dict[str, str]:
    table = {}
    for row in read_list("kinds"):
        words = [
            row["code"],
            row["code"].lstrip("0"),
            row["name"],
            row["name"].removesuffix("纠纷"),
            row["name_en"],
        ]
        table.update({fold(word): row["code"] for word in words + row["words"].split("|") if word})
    return table


@cache
def _subjects() -> dict[str, tuple[str, str]]:
    hint = {row["name"]: row["code"] for row in read_list("kinds")}
    return {
        fold(row["name"]): (row["code"], hint.get(row["dispute_type_hint"], "99"))
        for row in read_list("petition_l1_current")
    }


@lru_cache(maxsize=10_000)
def parse_kind(text: str) -> str | None:
    """The dispute type a word means, the finer level of 一级_二级 first; None when nobody knows it."""
    table = _kind_words()
    parts = [fold(part) for part in re.split(r"[_/\\>＞—-]", text) if part.strip()]
    for part in reversed(parts):
        if part in table:
            return table[part]
        inside = [word for word in table if len(word) >= 2 and word in part]
        if inside:
            return table[max(inside, key=len)]
    return next((_subjects()[part][1] for part in parts if part in _subjects()), None)


@lru_cache(maxsize=10_000)
def parse_subject(text: str) -> str | None:
    """The petition subject a word begins with, or None."""
    first = fold(re.split(r"[_/\\>＞—-]", text)[0])
    return _subjects()[first][0] if first in _subjects() else None
