"""What the browser needs to paint a place: where its shapes are kept, and one class for each area; numbers beside them.

{"geometry": "/geometry/grid/all.json?v=…", "classes": "0053610…", "palette": […], "values": [0, 0, 12, …], …}

Shapes are fetched once and kept by their address; after a filter only this comes, about two bytes an area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import shapely

from dashboard.board.reading import Number
from dashboard.painting.colour import Theme
from dashboard.painting.scale import BAND_HIDDEN, Scale
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.sheet import Bounds

MOST_NAMES = 60
Paint = dict[str, object]


@dataclass(frozen=True)
class Label:
    """A name written on the map, and the number below it."""

    lon: float
    lat: float
    name: str
    number: str


@dataclass(frozen=True)
class MapRecord:
    """Everything a map is painted from; areas in the order of the sheet.

    beside: more columns for the words under the pointer, only where areas are few: (word, numbers).
    """

    key: str
    geometry_url: str
    border_url: str | None
    bounds: Bounds
    codes: Sequence[str]
    numbers: Sequence[Number]
    scale: Scale
    is_banded: bool
    measure: str
    beside: Sequence[tuple[str, Sequence[Number]]]
    labels: Sequence[Label]
    heat: Sequence[tuple[float, float, float]]
    signals: Sequence[Row]
    picked: str | None
    layer: str


def paint(record: MapRecord, speech: Speech, theme: Theme) -> Paint:
    """The record in the browser's words."""
    palette = theme.band_palette if record.is_banded else theme.step_palette
    return {
        "key": record.key,
        "geometry": record.geometry_url,
        "border": record.border_url,
        "bounds": list(record.bounds),
        "classes": record.scale.classes,
        "palette": palette,
        "opacity": {"areas": 1, "both": 0.5, "heat": 0.15}[record.layer],
        "line": theme.line,
        "borderColour": theme.border,
        "ink": theme.ink,
        "signalColour": theme.signal,
        "heatColours": list(theme.heat),
        "numbers": None if all(number is None for number in record.numbers) else _short(record.numbers),
        "hidden": speech.count(None),
        "measure": "" if record.is_banded else speech.say(f"measure.{record.measure}"),
        "words": _class_words(record, speech),
        "beside": [[word, _short(numbers)] for word, numbers in record.beside],
        "labels": [[one.lon, one.lat, one.name, one.number] for one in record.labels],
        "heat": [list(point) for point in record.heat],
        "signals": [_signal(row, speech) for row in record.signals],
        "picked": record.codes.index(record.picked) if record.picked in record.codes else -1,
    }


def _short(numbers: Sequence[Number]) -> list[Number]:
    """Whole numbers without a point."""
    return [int(number) if number is not None and number == int(number) else number for number in numbers]


def _class_words(record: MapRecord, speech: Speech) -> list[str]:
    """What each class means, for the words under the pointer."""
    if record.is_banded:
        names = ("red", "orange", "yellow", "blue", "unknown")
        return [*(speech.say(f"band.{name}") for name in names), speech.say("map.hidden")]
    return [*[""] * 6, speech.say("band.unknown"), speech.say("map.hidden")]


def band_scale(bands: Sequence[int]) -> Scale:
    """Bands as classes."""
    return Scale("".join(str(min(band, BAND_HIDDEN)) for band in bands), [])


def _signal(row: Row, speech: Speech) -> list[object]:
    words = "\n".join(wrap(speech.sentence(row), 26 if speech.language == "zh" else 60))
    return [words, _rings(row["outline_wkb"])]


def _rings(wkb: object) -> list[list[tuple[float, float]]]:
    assert isinstance(wkb, bytes)
    parts = shapely.get_parts(shapely.from_wkb(wkb))
    return [
        shapely.get_coordinates(part.exterior).round(5).tolist()
        for part in parts
        if part.geom_type == "Polygon"
    ]
