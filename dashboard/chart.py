"""The situation map as a figure: areas by band, reports as heat, names; records in, no queries.

No tiles, no token, no fonts from elsewhere: the style is empty ground, and MapLibre writes the names with the
fonts of the machine that looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go
import shapely
from dash import Patch

from dashboard.present import BANDS, Speech
from dashboard.suppress import Row
from dashboard.web.atlas import Bounds

# red, orange, yellow, blue, grey: light enough for dark names to be read on them
BAND_COLOURS = {
    "red": "#d9544d",
    "orange": "#efa04f",
    "yellow": "#f5d873",
    "blue": "#a8c9e0",
    "unknown": "#d3d7de",
}
GROUND = "#f3f5f7"
INK = "#18222e"
SIGNAL = "#a01a6e"  # a colour no band has
LETTERS = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
HEAT = (
    (0, "rgba(92,64,150,0)"),
    (0.12, "rgba(92,64,150,.5)"),
    (0.5, "rgba(140,45,125,.75)"),
    (1, "rgba(84,10,60,.95)"),
)
AREAS, HEATING, PICKED, SIGNALS, NAMES = range(5)  # traces, from the ground up
MOST_NAMES = 60


@dataclass(frozen=True)
class MapRecord:
    """Everything a map is drawn from; named: the areas one level down, which a click leads into."""

    areas: Sequence[Row]
    named: Sequence[Row]
    heat: Sequence[Row]
    geometry_url: str
    border_url: str | None
    bounds: Bounds
    inner_points: dict[str, tuple[float, float]]
    picked: str | None
    layer: str
    key: str
    signals: Sequence[Row] = ()


def situation_figure(record: MapRecord, speech: Speech) -> go.Figure:
    """The whole map, for a new place or level."""
    figure = go.Figure(
        [
            _areas(record, speech),
            _heat(record),
            _picked(record),
            _signals(record, speech),
            _names(record, speech),
        ]
    )
    figure.update_layout(
        map={"style": _style(), "layers": _borders(record)},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=GROUND,
        showlegend=False,
        uirevision=record.key,
        meta={"bounds": record.bounds, "key": record.key},
        hoverlabel={
            "bgcolor": "#ffffff",
            "bordercolor": "#cfd6df",
            "font": {"color": INK, "size": 14, "family": LETTERS},
        },
    )
    return figure


def situation_values(record: MapRecord, speech: Speech) -> Patch:
    """Only what a filter changes: the shapes and the view stay as they are."""
    whole = situation_figure(record, speech)
    patch = Patch()
    for number, names in {
        AREAS: ("z", "customdata", "marker"),
        HEATING: ("lon", "lat", "z", "opacity", "visible"),
        SIGNALS: ("lon", "lat", "text"),
        NAMES: ("text",),
    }.items():
        for name in names:
            value = whole.data[number][name]
            patch["data"][number][name] = (
                value.to_plotly_json() if hasattr(value, "to_plotly_json") else value
            )
    return patch


def _style() -> dict[str, object]:
    ground = {"id": "ground", "type": "background", "paint": {"background-color": GROUND}}
    nothing = {
        "type": "FeatureCollection",
        "features": [],
    }  # an empty "sources" is pruned on redraw and the map fails
    return {"version": 8, "sources": {"none": {"type": "geojson", "data": nothing}}, "layers": [ground]}


def _areas(record: MapRecord, speech: Speech) -> go.Choroplethmap:
    steps = [BAND_COLOURS[band] for band in BANDS]
    scale = [[edge / 5, colour] for at, colour in enumerate(steps) for edge in (at, at + 1)]
    return go.Choroplethmap(
        geojson=record.geometry_url,
        locations=[row["area_code"] for row in record.areas],
        z=[BANDS.index(str(row["band_code"])) for row in record.areas],
        zmin=-0.5,
        zmax=4.5,
        colorscale=scale,
        showscale=False,
        marker={"line": {"width": 1, "color": "#ffffff"}, "opacity": _opacity(record.layer)},
        customdata=[_hover(row, speech) for row in record.areas],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )


def _opacity(layer: str) -> float:
    return {"areas": 1, "both": 0.5, "heat": 0.12}[layer]


def _hover(row: Row, speech: Speech) -> list[str]:
    band = speech.say(f"band.{row['band_code']}")
    counts = speech.say(
        "map.hover",
        open=speech.count(row["open_matter_count"]),
        overdue=speech.count(row["overdue_count"]),
        repeats=speech.count(row["repeat_count"]),
    )
    return [str(row["name"]), band, counts]


def _heat(record: MapRecord) -> go.Densitymap:
    counted = [row for row in record.heat if isinstance(row["report_count"], int)]
    return go.Densitymap(
        lon=[row["lon"] for row in counted],
        lat=[row["lat"] for row in counted],
        z=[row["report_count"] for row in counted],
        radius=22,
        opacity=0.9 if record.layer == "heat" else 0.6,
        colorscale=[list(step) for step in HEAT],
        showscale=False,
        hoverinfo="skip",
        visible=record.layer != "areas",
    )


def _picked(record: MapRecord) -> go.Choroplethmap:
    return go.Choroplethmap(
        geojson=record.geometry_url,
        locations=[record.picked] if record.picked else [],
        z=[0] if record.picked else [],
        colorscale=[[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        showscale=False,
        marker={"line": {"width": 3, "color": INK}},
        hoverinfo="skip",
    )


def _signals(record: MapRecord, speech: Speech) -> go.Scattermap:
    """The outlines of the signals as one line, broken between rings."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    text: list[str] = []
    for row in record.signals:
        words = "<br>".join(wrap(speech.sentence(row), 26 if speech.language == "zh" else 60))
        for ring in _rings(row["outline_wkb"]):
            lon += [*(point[0] for point in ring), None]
            lat += [*(point[1] for point in ring), None]
            text += [words] * (len(ring) + 1)
    return go.Scattermap(
        mode="lines",
        lon=lon,
        lat=lat,
        text=text,
        line={"width": 4.5, "color": SIGNAL},
        hovertemplate="%{text}<extra></extra>",
    )


def _rings(wkb: object) -> list[list[tuple[float, float]]]:
    assert isinstance(wkb, bytes)
    parts = shapely.get_parts(shapely.from_wkb(wkb))
    return [
        shapely.get_coordinates(part.exterior).round(5).tolist()
        for part in parts
        if part.geom_type == "Polygon"
    ]


def _names(record: MapRecord, speech: Speech) -> go.Scattermap:
    named = [row for row in record.named if row["area_code"] in record.inner_points]
    shown = named if len(named) <= MOST_NAMES else []
    points = [record.inner_points[str(row["area_code"])] for row in shown]
    return go.Scattermap(
        mode="text",
        lon=[point[0] for point in points],
        lat=[point[1] for point in points],
        text=[f"{row['name']}<br>{speech.count(row['open_matter_count'])}" for row in shown],
        textfont={"size": 16 if len(shown) <= 12 else 13, "color": INK, "weight": 600},
        hoverinfo="skip",
    )


def _borders(record: MapRecord) -> list[dict[str, object]]:
    """The next level up as heavier lines, when the shown level skips one."""
    if record.border_url is None:
        return []
    line = {"sourcetype": "geojson", "source": record.border_url, "type": "line", "color": "#3d4a59"}
    return [{**line, "line": {"width": 1.6}}]
