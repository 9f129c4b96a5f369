"""The slips of people who type: look-alike characters, dropped characters, odd phones and dates."""

from datetime import date, datetime
from functools import cache

from data.city.bank import name_parts
from data.city.bodies import Dice

Cell = str | int | float | date | datetime | None
NAME_SLIP_SHARE = 0.045
PLACE_SLIP_SHARE = 0.04
_WIDE = str.maketrans("0123456789-./:", "０１２３４５６７８９－．／：")
_EPOCH = date(1899, 12, 30)


@cache
def _alike() -> dict[str, str]:
    pairs = [p for p in name_parts()["alike"] if len(p) == 2]
    return {p[0]: p[1] for p in pairs} | {p[1]: p[0] for p in pairs}


def mistyped(text: str, dice: Dice) -> str:
    """The text with one character mistaken for another of like sound or shape, or left out."""
    spots = [i for i, c in enumerate(text) if c in _alike() and (i > 0 or len(text) > 2)]
    if spots and dice.chance(0.75):
        at = spots[dice.below(len(spots))]
        return text[:at] + _alike()[text[at]] + text[at + 1 :]
    if len(text) < 3:
        return text
    at = 1 + dice.below(len(text) - 1)
    return text[:at] + text[at + 1 :]


def phone_cell(phone: str, dice: Dice) -> Cell:
    """A phone as it is typed: plain, with blanks or hyphens, full-width, as a number, or as 1.38E+10."""
    way = dice.below(100)
    if way < 62:
        return phone
    if way < 74:
        return int(phone)
    if way < 82:
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    if way < 88:
        return f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"
    if way < 93:
        return phone.translate(_WIDE)
    if way < 96:
        return f"{phone}（本人）"
    return f"{int(phone):.2E}" if way < 98 else f"\u3000{phone} "


def date_cell(day: date, shape: str) -> Cell:
    """A date in one of the shapes of real sheets.

    date serial iso dot cn short compact two wide range slash
    2024-03-05 as a cell, 45356, 2024-03-05, 2024.3.5, 2024年3月5日, 3月5日, 20240305, 24.3.5, …
    """
    y, m, d = day.year, day.month, day.day
    if shape == "date":
        return day
    if shape == "serial":
        return (day - _EPOCH).days
    texts = {
        "iso": f"{y}-{m:02d}-{d:02d}",
        "dot": f"{y}.{m}.{d}",
        "cn": f"{y}年{m}月{d}日",
        "short": f"{m}月{d}日",
        "compact": f"{y}{m:02d}{d:02d}",
        "two": f"{y % 100}.{m}.{d}",
        "wide": f"{y}.{m}.{d}".translate(_WIDE),
        "range": f"{m}.{d}-{m}.{min(d + 1, 28) if d < 28 else d}",
        "slash": f"{y}/{m}/{d}",
    }
    return texts[shape]


def time_cell(when: datetime, shape: str) -> Cell:
    """A moment: a cell, a serial with a fraction, unpadded slashes, or ISO."""
    if shape == "date":
        return when
    if shape == "serial":
        return (when.date() - _EPOCH).days + round(
            (when.hour * 3600 + when.minute * 60 + when.second) / 86400, 10
        )
    if shape == "slash":
        return f"{when.year}/{when.month}/{when.day} {when.hour}:{when.minute:02d}:{when.second:02d}"
    return when.isoformat(sep=" ")


def people_cell(count: int, dice: Dice) -> Cell:
    """A head count: 3, 3人, ３, 约30余人 for a multiple of ten."""
    if count >= 10 and count % 10 == 0:
        return f"约{count}余人"
    way = dice.below(20)
    if way < 14:
        return count
    return f"{count}人" if way < 18 else str(count).translate(_WIDE)
