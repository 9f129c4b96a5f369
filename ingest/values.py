"""A lot of rows as columns of meaning: each canonical column parsed once, every problem of every row kept.

cells  上报时间 "2024.3.5"  渠道 "来访"   →   reported_at datetime(2024, 3, 5), channel "visit"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from ingest.cell import Cell, is_blank, text_of
from ingest.heading import Header
from ingest.mapping import Mapping
from ingest.parse import (
    Count,
    Unknowable,
    parse_code,
    parse_count,
    parse_degrees,
    parse_kind,
    parse_moment,
    parse_pair,
    parse_subject,
)
from ingest.sheet import NumberedRow

Parsed = TypeVar("Parsed")
LOCAL_CATEGORY = "site:"


@dataclass(frozen=True)
class Found:
    """A problem found at a row: its index in the lot, the canonical column, the rule, the value as written."""

    row: int
    column: str
    rule: str
    value: str


@dataclass
class Lot:
    """Rows of one table as columns; `texts` and `cells` answer for any canonical column, blank when it is not there."""

    rows: Sequence[NumberedRow]
    header: Header
    mapping: Mapping
    year: int | None
    found: list[Found] = field(default_factory=list)

    def cells(self, column: str) -> list[Cell]:
        """The column's cells as they came, or the mapping's default."""
        positions = self.header.columns.get(column, ())
        if len(positions) != 1:
            return list[Cell](self.texts(column))
        at = positions[0]
        return [row[at] if at < len(row) else None for _, row in self.rows]

    def texts(self, column: str) -> list[str]:
        """The column as text, several headings joined by a blank, 无 and — as nothing, the default where empty."""
        positions = self.header.columns.get(column, ())
        default = self.mapping.defaults.get(column, "")
        if not positions:
            return [default] * len(self.rows)
        said = [_joined(row, positions) for _, row in self.rows]
        return (
            [default if is_blank(text) else text for text in said]
            if default
            else ["" if is_blank(t) else t for t in said]
        )

    def parsed(
        self, column: str, parse: Callable[[Cell], Parsed | Unknowable | None], *, rule: str
    ) -> list[Parsed | None]:
        """Each cell's value; what cannot be known becomes None and a Found with `rule`, or its own rule if "own"."""
        known: dict[Cell, Parsed | Unknowable | None] = {}
        values: list[Parsed | None] = []
        for index, cell in enumerate(self.cells(column)):
            if cell not in known:
                known[cell] = parse(cell)
            value = known[cell]
            if isinstance(value, Unknowable):
                self.found.append(Found(index, column, value.why if rule == "own" else rule, text_of(cell)))
                value = None
            values.append(value)
        return values

    def coded(self, column: str, parse: Callable[[str], str | None], *, rule: str) -> list[str | None]:
        """Each text's code: the mapping's own words first, then the reference list."""
        own = self.mapping.values.get(column, {})
        known: dict[str, str | None] = {"": None}
        codes = []
        for index, text in enumerate(self.texts(column)):
            if text not in known:
                known[text] = own.get(text) or parse(text)
            if text and known[text] is None:
                self.found.append(Found(index, column, rule, text))
            codes.append(known[text])
        return codes

    def lines(self, column: str) -> tuple[list[str], list[str]]:
        """The first line of each cell, and the rest: 责任单位⏎责任人 holds a unit and a person."""
        pairs = [text.replace("\r", "\n").partition("\n") for text in self.texts(column)]
        return [first.strip() for first, _, _ in pairs], [rest.strip() for _, _, rest in pairs]


def _joined(row: Sequence[Cell], positions: Sequence[int]) -> str:
    if len(positions) == 1:
        return text_of(row[positions[0]]) if positions[0] < len(row) else ""
    return " ".join(text for at in positions if at < len(row) and (text := text_of(row[at])))


@dataclass(frozen=True)
class Facts:
    """What a lot's rows say, one entry a row in every column; identities are not here (ingest/party.py)."""

    reported_at: list[datetime | None]
    accepted_at: list[datetime | None]
    replied_at: list[datetime | None]
    closed_at: list[datetime | None]
    due_at: list[datetime | None]
    people: list[Count | None]
    lon: list[float | None]
    lat: list[float | None]
    channel: list[str]
    level: list[str]
    category: list[str]
    subject: list[str | None]
    legal_category: list[str]
    status: list[str | None]
    satisfaction: list[str | None]
    safety: list[bool]


def understand(lot: Lot) -> Facts:
    """Parse every column of a lot; problems gather in lot.found."""
    channel = [code or "screening" for code in lot.coded("channel", _code("channel"), rule="unknown_channel")]
    level = lot.coded("level", _code("level"), rule="unknown_word")
    lon, lat = _points(lot)
    return Facts(
        reported_at=_reported(lot),
        accepted_at=_moments(lot, "accepted_at"),
        replied_at=_moments(lot, "replied_at"),
        closed_at=_moments(lot, "closed_at"),
        due_at=_moments(lot, "due_date"),
        people=lot.parsed("people_count", parse_count, rule="own"),
        lon=lon,
        lat=lat,
        channel=channel,
        level=[
            told or ("community" if by == "screening" else "county")
            for told, by in zip(level, channel, strict=True)
        ],
        category=_categories(lot),
        subject=[parse_subject(text) if text else None for text in lot.texts("petition_subject")],
        legal_category=[
            code or "appeal"
            for code in lot.coded("legal_category", _code("legal_category"), rule="unknown_word")
        ],
        status=lot.coded("status", _code("status"), rule="unknown_word"),
        satisfaction=lot.coded("satisfaction", _code("satisfaction"), rule="unknown_word"),
        safety=[
            code == "yes"
            for code in lot.coded("safety_concern", _code("safety_concern"), rule="unknown_word")
        ],
    )


def _code(kind: str) -> Callable[[str], str | None]:
    return lambda text: parse_code(text, kind=kind)


def _moments(lot: Lot, column: str) -> list[datetime | None]:
    return lot.parsed(column, _moment(lot), rule="later_date_unreadable")


def _moment(lot: Lot) -> Callable[[Cell], datetime | Unknowable | None]:
    shape = lot.mapping.date_format
    return lambda cell: _by_format(cell, shape) if shape else parse_moment(cell, year=lot.year)


def _by_format(cell: Cell, shape: str) -> datetime | Unknowable | None:
    if isinstance(cell, datetime):
        return cell
    text = text_of(cell)
    if is_blank(text):
        return None
    try:
        return datetime.strptime(text, shape).replace(tzinfo=None)
    except ValueError:
        return Unknowable("date_unreadable")


def _reported(lot: Lot) -> list[datetime | None]:
    """The day, with hour and minute from their own columns when the sheet has them."""
    days = lot.parsed("reported_at", _moment(lot), rule="own")
    if "reported_hour" not in lot.header.columns:
        return days
    hours, minutes = (
        lot.parsed(column, parse_count, rule="later_date_unreadable")
        for column in ("reported_hour", "reported_minute")
    )
    return [
        day.replace(hour=_part(hour, 23), minute=_part(minute, 59)) if day and hour else day
        for day, hour, minute in zip(days, hours, minutes, strict=True)
    ]


def _part(count: Count | None, most: int) -> int:
    return count.number if count and count.number <= most else 0


def _points(lot: Lot) -> tuple[list[float | None], list[float | None]]:
    lon = lot.parsed("lon", parse_degrees, rule="own")
    lat = lot.parsed("lat", parse_degrees, rule="own")
    if "lonlat" in lot.header.columns:
        pairs = lot.parsed("lonlat", parse_pair, rule="own")
        lon = [
            own if own is not None else pair[0] if pair else None
            for own, pair in zip(lon, pairs, strict=True)
        ]
        lat = [
            own if own is not None else pair[1] if pair else None
            for own, pair in zip(lat, pairs, strict=True)
        ]
    return lon, lat


def _categories(lot: Lot) -> list[str]:
    """The kind: told as such, else through the petition subject, else 99; a site's own codes as they are."""
    own = lot.mapping.categories
    told = lot.coded("category", lambda text: text if text in own else parse_kind(text), rule="unknown_kind")
    subject = [parse_kind(text) if text else None for text in lot.texts("petition_subject")]
    return [kind or through or "99" for kind, through in zip(told, subject, strict=True)]
