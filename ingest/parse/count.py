"""How many people a cell says.

约30余人 → Count(30, is_approximate=True)      十三人 → Count(13, False)
5-10人   → Count(5, True)   the lower end     3户12人 → Count(12, False)   people, not households
百余人   → Count(100, True)                    3户 → Count(3, True)   a household is one person or more
3万元    → Unknowable("count_unreadable")      若干 → Unknowable("count_unreadable")
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from ingest.cell import Cell, text_of
from ingest.parse.nothing import says_nothing
from ingest.parse.numeral import DIGITS, NUMERAL, chinese_number, half_width
from ingest.parse.unknowable import Unknowable

MOST = 1_000_000
LONGEST = 200
_NUMBER = rf"(?:\d+(?:\.\d+)?\s*[万千百]?|[几数]?{NUMERAL}{{1,12}})"
_PEOPLE = r"个?人/?次?|个|名|位|口|余?人"
_QUANTITY = re.compile(
    r"(?P<before>约|近|超过?|逾|至少|不少于|不低于|大概|大约|上|>=?|<=?|[≥≤~±])?\s*"
    rf"(?<!\d)(?<!\d[.,])(?P<low>{_NUMBER})(?:\s*(?:人|名)?\s*(?P<to>[-~—–至到、])\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<more>[余多几来+＋许]+)?\s*"
    rf"(?P<unit>(?:{_PEOPLE})(?![均工民])|户|家(?!庭)|多人)?(?P<after>\s*(?:左右|上下|以上|以下|以内|之多|[余多许]))?"
)
_FILLER = re.compile(
    r"共计?|合计|总计|涉及|涉事|人数|为|是|有|等|村民|群众|业主|职工|工人|农民工|居民|[:,.;()。、\s]"
)
_PART = re.compile(r"其中|含|包括|里面|内有")
_HOUSEHOLDS = frozenset({"户", "家"})
_LOOSE_UNITS = _HOUSEHOLDS | {"人次", "人/次", "个人次", "多人"}


@dataclass(frozen=True)
class Count:
    """A number of people, and whether it was written as about, at least, or between."""

    number: int
    is_approximate: bool


def parse_count(cell: Cell) -> Count | Unknowable | None:
    """How many people a cell says, None when it is empty; what names no number of people is Unknowable."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return None if cell != cell else _count(cell, is_approximate=False)
    if isinstance(cell, bool | date | time | timedelta):
        return Unknowable("count_unreadable")
    if len(said := text_of(cell)) > LONGEST:
        return Unknowable("count_unreadable")
    text = half_width(said)
    if text.isdecimal() and len(text) <= 7:
        return _count(int(text), is_approximate=False)
    return None if says_nothing(text) else _from_text(text)


def _from_text(text: str) -> Count | Unknowable:
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    if re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,15})?(e[-+]?\d{1,3})?", plain, re.IGNORECASE):
        return _count(float(plain), is_approximate=False)
    quantities = list(_QUANTITY.finditer(_PART.split(plain)[0]))
    people = [found for found in quantities if found["unit"] and found["unit"] not in _HOUSEHOLDS]
    households = [found for found in quantities if found["unit"] in _HOUSEHOLDS]
    if len(people) == 1:
        return _one(people[0])
    if not people and len(households) == 1:
        return _one(households[0])
    if not people and len(quantities) == 1 and _is_alone(plain, quantities[0]):
        return _one(quantities[0])
    return Unknowable("count_unreadable")


def _is_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a number without a unit has nothing about it that could make it money, a year, or a house."""
    return not _FILLER.sub("", text[: found.start()] + text[found.end() :])


def _one(found: re.Match[str]) -> Count | Unknowable:
    low, spread = _number(found["low"])
    if found["high"]:
        high, _ = _number(found["high"])
        if high <= low or (found["to"] == "、" and high != low + 1):
            return Unknowable("count_unreadable")
        spread = True
    if found.string[max(found.start("low") - 1, 0)] == "-":
        return Unknowable("count_unreadable")
    is_loose = spread or any(found[name] for name in ("before", "more", "after"))
    return _count(low, is_approximate=is_loose or found["unit"] in _LOOSE_UNITS)


def _number(word: str) -> tuple[float, bool]:
    """The number, and whether it is loose: 三五 → (3, True), 几十 → (20, True), 1.2万 → (12000, False)."""
    if word[0] in "几数":
        return 2.0 * chinese_number(word[1:]), True
    if match := re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)\s*([万千百]?)", word):
        return float(match[1]) * chinese_number(match[2] or "一"), False
    if re.fullmatch(r"\d.*", word):
        return math.inf, False
    return _spoken(word)


def _spoken(word: str) -> tuple[float, bool]:
    """三五 → 3 and loose; 十三四 → 13 and loose; 二三十 → 20 and loose; 一百二十 → 120."""
    pair = re.search(rf"([一二三四五六七八九])([一二三四五六七八九])(?![{''.join(DIGITS)}])", word)
    if pair and DIGITS[pair[1]] < DIGITS[pair[2]]:
        return float(min(chinese_number(word[: pair.end(1)] + word[pair.end() :]), MOST + 1)), True
    return float(min(chinese_number(word), MOST + 1)), False


def _count(number: float, *, is_approximate: bool) -> Count | Unknowable:
    if not 0 <= number <= MOST or number != int(number):
        return Unknowable("count_unreadable")
    return Count(int(number), is_approximate)
