"""The panel's map: what it is drawn from, and its block with caption and key."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from dashboard.briefing.area_map import Shaped, draw_map, shape_up
from dashboard.briefing.block import Block, Drawing, Text
from dashboard.briefing.later import Later
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words

BANDS = ("red", "orange", "yellow", "blue", "unknown")


@dataclass(frozen=True)
class BandMap:
    """The drawing of shapes with their bands, and the names to write on the areas outlined."""

    scope: Scope
    drawing: Later[Shaped] = field(repr=False)
    area_names: dict[str, str] = field(repr=False)


def read_map(reading: Reading, scope: Scope) -> BandMap:
    """Ask for shapes and names."""
    named = scope.outline_level or scope.map_level
    areas = [row for row in reading.rows("brief_areas") if row["level_code"] == named]
    names = {str(row["area_code"]): str(row["name"]) for row in areas}
    return BandMap(scope, _drawing(reading, scope), names)


def _drawing(reading: Reading, scope: Scope) -> Later[Shaped]:
    """The shapes of the level drawn, worked on while the next questions are asked."""
    rows = reading.rows("brief_shape", level_code=scope.map_level, outline_code=scope.outline_level)
    return Later(partial(shape_up, rows))


def map_block(own: BandMap, words: Words) -> Block:
    """The drawing; a sentence when no boundaries are loaded."""
    drawing = own.drawing()
    if not drawing.areas:
        return Text(words("attention.no_map"), "note")
    level = words(f"level.{own.scope.map_level}")
    names = {band: words(f"band.{band}") for band in BANDS}
    label = words("attention.map_label", level=level)
    svg = draw_map(drawing, names=own.area_names, band_names=names, label=label)
    caption = words("attention.map", level=level, as_of=own.scope.as_of)
    return Drawing(caption, svg, _key(own, words), words("attention.map_note"))


def _key(own: BandMap, words: Words) -> list[tuple[str, str]]:
    key = [(band, words(f"band_key.{band}")) for band in BANDS]
    if own.scope.outline_level:
        level = words(f"level.{own.scope.outline_level}")
        key.append(("outline", words("band_key.outline", level=level)))
    return key
