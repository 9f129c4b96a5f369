"""What a panel is made of: sentences, figures, tables, bars, drawings. The page draws them; nothing here queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

Cell = str | Markup


@dataclass(frozen=True)
class Text:
    """A paragraph; lead for the headline, note for small print."""

    kind: ClassVar[str] = "text"
    body: str
    style: str = "plain"


@dataclass(frozen=True)
class Tile:
    """One key figure with what it is compared to."""

    label: str
    value: str
    beside: str


@dataclass(frozen=True)
class Tiles:
    """The strip of key figures."""

    kind: ClassVar[str] = "tiles"
    label: str
    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Table:
    """A table; numeric: positions of columns of numbers; wide: positions that take the room left over."""

    kind: ClassVar[str] = "table"
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numeric: Sequence[int] = ()
    note: str = ""


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart: what, how long (0..1), and its numbers."""

    label: str
    length: float
    cells: Sequence[Cell]
    is_strong: bool = False


@dataclass(frozen=True)
class Bars:
    """A bar chart that is a table: every number stands beside its bar. half: two fit side by side."""

    kind: ClassVar[str] = "bars"
    caption: str
    heads: Sequence[str]
    bars: Sequence[Bar]
    note: str = ""
    is_half: bool = True


@dataclass(frozen=True)
class Drawing:
    """An inline SVG with its caption and, below, its key."""

    kind: ClassVar[str] = "drawing"
    caption: str
    svg: Markup
    key: Sequence[tuple[str, str]] = ()
    note: str = ""


@dataclass(frozen=True)
class Items:
    """A list of sentences under a small heading, each with what it rests on."""

    kind: ClassVar[str] = "items"
    heading: str
    items: Sequence[tuple[str, str]]


Block = Text | Tiles | Table | Bars | Drawing | Items


def chip(band_code: object, name: str) -> Markup:
    """A band as a small coloured mark with its name."""
    return Markup('<span class="chip {}">{}</span>').format(str(band_code), name)


def short_id(value: object) -> Markup:
    """The first eight characters of an id, the whole of it on pointing."""
    return Markup('<span class="id" title="{}">{}</span>').format(str(value), str(value)[:8])


def lines(sentences: Sequence[str]) -> Markup:
    """Sentences one below the other."""
    return Markup("<br>").join(sentences)
