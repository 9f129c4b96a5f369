"""What the libraries alone take for a first map: a bare page of dash with one empty map of plotly, nothing of ours.

new Chromium, nothing kept  →  dash's scripts  →  plotly  →  MapLibre, white ground, no areas  →  the map stands still
"""

from __future__ import annotations

import statistics
import threading
import time

import dash
import waitress
from dash import dcc
from playwright.sync_api import sync_playwright

from benchmarks.faces_browser import ARGUMENTS, CHROMIUM, PATIENCE

TRIES = 3
FIGURE = {
    "data": [{"type": "scattermap", "lon": [], "lat": []}],
    "layout": {
        "map": {"style": "white-bg", "center": {"lon": 112.9, "lat": 28.2}, "zoom": 9},
        "margin": dict.fromkeys("lrtb", 0),
    },
}
STANDS = """() => {
  const plot = document.querySelector(".js-plotly-plot");
  const drawn = plot && plot._fullLayout && plot._fullLayout.map && plot._fullLayout.map._subplot;
  return Boolean(drawn && drawn.map && drawn.map.loaded() && !drawn.map.isMoving());
}"""


def bare_map_seconds() -> float:
    """Seconds until the empty map stands there, median of some new browsers, on a screen of 1920 by 1080."""
    app = dash.Dash(__name__, assets_folder="")
    app.layout = dcc.Graph(figure=FIGURE, style={"height": "100vh"})
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=6)
    threading.Thread(target=server.run, daemon=True).start()
    return statistics.median(_first(f"http://127.0.0.1:{server.effective_port}") for _ in range(TRIES))


def _first(address: str) -> float:
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.set_default_timeout(PATIENCE)
        began = time.perf_counter()
        page.goto(address)
        while not page.evaluate(STANDS):
            page.wait_for_timeout(20)
        return time.perf_counter() - began
