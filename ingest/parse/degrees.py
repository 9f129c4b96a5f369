"""Coordinates as they are written: degrees of one axis, or a point in one cell.

120°30'36"  → 120.51      西经71.06 → -71.06      120度30.6分 → 120.51      东经 → Unknowable
E120°30'36" N30°15'0"  → (120.51, 30.25)           POINT(120 30) → (120.0, 30.0)
30.25,120.31           → (30.25, 120.31)           as written: ingest/parse/point.py knows the area and turns it
0,0                    → None                      no point: what devices write without a fix
"""

from __future__ import annotations

import math
import re

from ingest.cell import Cell, text_of
from ingest.parse.nothing import says_nothing
from ingest.parse.numeral import half_width
from ingest.parse.unknowable import Unknowable

LONGEST = 200
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("º˚度", "°"),
        **dict.fromkeys("′’‘´`ʹ＇分", "'"),
        **dict.fromkeys("″”“ʺ＂秒", '"'),
        "−": "-",
        "。": ".",
    }
)
_PLAIN = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,20})?(?:e[-+]\d{1,2})?", re.IGNORECASE | re.ASCII)
_SIDE = r"东经|西经|北纬|南纬|经|纬|longitude|latitude|long|lon|lng|lat|[NSEW]"
_VALUE = (
    r"(?P<deg>[-+]?\d{1,9}(?:\.\d{1,20})?)"
    r"(?:\s*°(?:\s*(?P<min>\d{1,2}(?:\.\d{1,20})?)\s*'(?:\s*(?P<sec>\d{1,2}(?:\.\d{1,20})?)\s*(?:\"|''))?)?"
    r"|:(?P<cmin>\d{1,2}):(?P<csec>\d{1,2}(?:\.\d{1,20})?))?"
)
_LEADING = re.compile(rf"['\"]?(?P<side>{_SIDE})['\"]?\s*[:=]?\s*{_VALUE}", re.IGNORECASE | re.ASCII)
_TRAILING = re.compile(rf"{_VALUE}(?:\s*(?P<side>[NSEW])(?![A-Z]))?", re.IGNORECASE | re.ASCII)
_WRAPPING = re.compile(
    r"^(?:SRID=\d+;)?\s*POINT\s*\(\s*([^()]*?)\s*\)$|^[(\[{<]\s*(.*?)\s*[)\]}>]$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[,;/|、和]?\s*")
_LATITUDE = ("北纬", "南纬", "纬", "latitude", "lat", "n", "s")
_NEGATIVE = ("西经", "南纬", "w", "s")


def parse_degrees(cell: Cell) -> float | Unknowable | None:
    """Degrees of one axis as a number, west and south negative; None for an empty cell."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _finite(cell)
    text = text_of(cell)
    if _PLAIN.fullmatch(text):
        return float(text)
    if says_nothing(text):
        return None
    if len(text) > LONGEST:
        return Unknowable("coordinate_unreadable")
    plain = _plain(text)
    match = _LEADING.fullmatch(plain) or _TRAILING.fullmatch(plain)
    found = _axis(match) if match else None
    return Unknowable("coordinate_unreadable") if found is None else found[0]


def _finite(number: float) -> float | Unknowable | None:
    if number != number:
        return None
    return float(number) if abs(number) < 1e15 else Unknowable("coordinate_unreadable")


def _plain(text: str) -> str:
    signed = re.sub("(?<=[经纬])度", "", text).translate(_SIGNS)
    return half_width(signed).translate(_SIGNS).strip(" \t\r\n.,;")


def _axis(match: re.Match[str]) -> tuple[float, str] | None:
    """The degrees of a match and its side in lower case; None for minutes or seconds past 60, or two signs."""
    side = (match["side"] or "").lower()
    minutes, seconds = float(match["min"] or match["cmin"] or 0), float(match["sec"] or match["csec"] or 0)
    is_split = match["min"] or match["cmin"]
    is_signed = match["deg"][0] in "+-"
    if (
        minutes >= 60
        or seconds >= 60
        or (is_split and "." in match["deg"])
        or (is_signed and side in _NEGATIVE)
    ):
        return None
    size = abs(float(match["deg"])) + minutes / 60 + seconds / 3600
    return (-size if match["deg"][0] == "-" or side in _NEGATIVE else size), side


def parse_pair(cell: Cell) -> tuple[float, float] | Unknowable | None:
    """A point in one cell as (longitude, latitude) when it says which is which, else in the order written."""
    text = text_of(cell)
    if says_nothing(text):
        return None
    found = None if len(text) > LONGEST else _two(_plain(text))
    if found is None:
        return Unknowable("coordinate_unreadable")
    point = _ordered(found)
    return None if point == (0.0, 0.0) else point


def _two(plain: str) -> tuple[tuple[float, str], tuple[float, str]] | None:
    """The two axes of a text that is two axes and nothing else."""
    if wrapped := _WRAPPING.match(plain):
        plain = (wrapped[1] or wrapped[2] or "").strip()
    pattern = _LEADING if _LEADING.match(plain) else _TRAILING
    first = pattern.match(plain)
    between = _BETWEEN.match(plain, first.end()) if first else None
    second = pattern.fullmatch(plain, between.end()) if between else None
    if first is None or second is None or between is None or (not between.group() and not first["side"]):
        return None
    one, other = _axis(first), _axis(second)
    return None if one is None or other is None else (one, other)


def _ordered(found: tuple[tuple[float, str], tuple[float, str]]) -> tuple[float, float] | Unknowable:
    """Longitude first; two longitudes, or two latitudes, are no point."""
    (one, side), (other, other_side) = found
    are_latitudes = side in _LATITUDE, other_side in _LATITUDE
    if bool(side) != bool(other_side) or (side and are_latitudes[0] == are_latitudes[1]):
        return Unknowable("coordinate_unreadable")
    if not (math.isfinite(one) and math.isfinite(other)):
        return Unknowable("coordinate_unreadable")
    return (other, one) if are_latitudes[0] else (one, other)
