"""How the cause graph looks: colours of the bands as on the map, hubs above, places below."""

from __future__ import annotations

from typing import Any

from dashboard.painting.colour import BAND_COLOURS

CLOSED = "#ffffff"
HUB, PLACE, EDGE, INK = "#185b51", "#e9ecf0", "#ccd4dc", "#18222e"

STYLESHEET: list[dict[str, Any]] = [
    {"selector": "edge", "style": {"width": 1.4, "line-color": EDGE, "curve-style": "straight"}},
    {
        "selector": "node",
        "style": {
            "label": "data(label)",
            "font-size": 14,
            "font-family": "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
            "text-valign": "center",
            "text-halign": "center",
            "color": INK,
        },
    },
    {
        "selector": ".hub",
        "style": {
            "shape": "round-rectangle",
            "width": "data(wide)",
            "height": 34,
            "background-color": HUB,
            "color": "#ffffff",
            "font-weight": "bold",
        },
    },
    {
        "selector": ".place",
        "style": {
            "shape": "round-rectangle",
            "width": "data(wide)",
            "height": 30,
            "background-color": PLACE,
            "border-width": 1,
            "border-color": "#b3bdc8",
        },
    },
    {"selector": ".nowhere", "style": {"background-opacity": 0, "color": "#5b6877", "width": 1, "height": 1}},
    {"selector": ".matter", "style": {"width": 36, "height": 36, "font-weight": "bold", "font-size": 13}},
    *(
        {"selector": f".{band}", "style": {"background-color": colour}}
        for band, colour in BAND_COLOURS.items()
    ),
    {"selector": ".red", "style": {"color": "#ffffff"}},
    {
        "selector": ".closed",
        "style": {
            "background-color": CLOSED,
            "border-width": 1.5,
            "border-color": "#9aa5b1",
            "color": "#55606d",
            "font-weight": "normal",
        },
    },
]
