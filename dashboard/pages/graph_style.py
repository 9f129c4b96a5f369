"""How the cause graph looks: colours of the bands as on the map, hubs above, places below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.painting.colour import BAND_COLOURS


@dataclass(frozen=True)
class Ground:
    """What is not a band: closed matters, the cause, places, edges, letters."""

    closed: str
    hub: str
    place: str
    edge: str
    ink: str
    quiet: str
    border: str


GROUNDS = {
    "light": Ground("#ffffff", "#185b51", "#e9ecf0", "#ccd4dc", "#18222e", "#55606d", "#9aa5b1"),
    "dark": Ground("#1a232d", "#1f7a6c", "#2a3541", "#46535f", "#e8edf3", "#b4c0cc", "#75838f"),
}


def stylesheet(scheme: str) -> list[dict[str, Any]]:
    """The rules for a light or a dark page; a band's colours stay, with letters that read on them."""
    ground = GROUNDS[scheme]
    return [
        {"selector": "edge", "style": {"width": 1.4, "line-color": ground.edge, "curve-style": "straight"}},
        {
            "selector": "node",
            "style": {
                "label": "data(label)",
                "font-size": 14,
                "font-family": "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
                "text-valign": "center",
                "text-halign": "center",
                "color": ground.ink,
            },
        },
        {
            "selector": ".hub",
            "style": {
                "shape": "round-rectangle",
                "width": "data(wide)",
                "height": 34,
                "background-color": ground.hub,
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
                "background-color": ground.place,
                "border-width": 1,
                "border-color": ground.border,
            },
        },
        {
            "selector": ".nowhere",
            "style": {"background-opacity": 0, "color": ground.quiet, "width": 1, "height": 1},
        },
        {"selector": ".matter", "style": {"width": 36, "height": 36, "font-weight": "bold", "font-size": 13}},
        *(
            {"selector": f".{band}", "style": {"background-color": colour, "color": "#18222e"}}
            for band, colour in BAND_COLOURS.items()
        ),
        {"selector": ".red", "style": {"color": "#ffffff"}},
        {
            "selector": ".closed",
            "style": {
                "background-color": ground.closed,
                "border-width": 1.5,
                "border-color": ground.border,
                "color": ground.quiet,
                "font-weight": "normal",
            },
        },
    ]
