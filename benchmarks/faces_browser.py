"""The map in headless Chromium: when it first stands there, how long a filter takes to be seen, what came over the line."""

from __future__ import annotations

import shutil
import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Page, Response, sync_playwright

from benchmarks.faces_served import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAINTED = ".map-frame[data-painted]"
PATIENCE = 180_000
MEASURES = ("未化解", "已超期", "重复反映", "未化解", "已超期")
COUNT = "performance.getEntriesByName('fengqiao-painted').length"
# from the moment the answer is handed to the map until the map stands still again
REPAINT = """() => {
  const last = (name) => performance.getEntriesByName(name).at(-1).startTime;
  return last("fengqiao-painted") - last("fengqiao-asked");
}"""


@dataclass(frozen=True)
class Seen:
    """Seconds, milliseconds, and bytes as they came, packed."""

    first_map_seconds: float
    first_grids_seconds: float
    repaint_ms: float
    geometry_bytes: float
    values_bytes: float


def look(served: Served) -> Seen:
    """A first visit with an empty cache, then the level of grids of the whole city and some filters on it."""
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser:
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        page.set_default_timeout(PATIENCE)
        sizes: dict[str, list[int]] = {}
        page.on("response", lambda answer: _note(sizes, answer))
        first = _until_painted(page, served.address)
        grids = _until_painted(page, f"{served.address}/?level=grid")
        repaints = [_repaint(page, words) for words in MEASURES]
        page.wait_for_timeout(500)
        geometry = max(sizes["/geometry/grid/all.json"])
        return Seen(first, grids, statistics.median(repaints), geometry, max(sizes["values"][2:]))


def _note(sizes: dict[str, list[int]], answer: Response) -> None:
    path = "/" + answer.url.split("/", 3)[3].split("?")[0]
    if path == "/_dash-update-component" and "situation-figure" in (answer.request.post_data or "")[:200]:
        path = "values"
    length = answer.headers.get("content-length")
    if length:
        sizes.setdefault(path, []).append(int(length))


def _until_painted(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(PAINTED)
    return time.perf_counter() - began


def _repaint(page: Page, words: str) -> float:
    before = page.evaluate(COUNT)
    page.locator("#situation-measure").click()
    page.get_by_role("option", name=words, exact=True).click()
    until = time.monotonic() + PATIENCE / 1000
    while (
        page.evaluate(COUNT) <= before and time.monotonic() < until
    ):  # a wait by playwright itself needs unsafe-eval
        page.wait_for_timeout(20)
    return float(page.evaluate(REPAINT))
