"""The empty map that assets/atlas.js paints on: MapLibre by way of plotly, and tiles only where a site names some."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.painting.colour import Theme
from data.config import Map

Layer = dict[str, object]


def stage(theme: Theme, tiles: Map) -> go.Figure:
    """No tiles, no token, no fonts from elsewhere: the style is empty ground."""
    figure = go.Figure(go.Scattermap(lon=[], lat=[], hoverinfo="skip"))
    figure.update_layout(
        map={"style": style(theme, tiles), "center": {"lon": 105, "lat": 35}, "zoom": 3},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=theme.ground,
        showlegend=False,
        uirevision="stage",
        hovermode=False,
    )
    return figure


def style(theme: Theme, tiles: Map) -> dict[str, object]:
    """A MapLibre style: ground, and the site's tiles on it."""
    layers: list[Layer] = [
        {"id": "ground", "type": "background", "paint": {"background-color": theme.ground}}
    ]
    # an empty "sources" is pruned on redraw and the map fails
    nothing = {"type": "FeatureCollection", "features": []}
    sources: dict[str, object] = {"none": {"type": "geojson", "data": nothing}}
    if tiles.tiles:
        sources["tiles"] = {
            "type": "raster",
            "tiles": [tiles.tiles],
            "tileSize": 256,
            "maxzoom": tiles.max_zoom,
        }
        layers.append({"id": "tiles", "type": "raster", "source": "tiles"})
    return {"version": 8, "sources": sources, "layers": layers}
