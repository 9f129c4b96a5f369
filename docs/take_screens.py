"""Screenshots of a served demo at wall, desk and phone size: python docs/take_screens.py http://127.0.0.1:8050 chromium."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "screens"
ARGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "390": (390, 844)}
PAGES = {
    "situation": "/",
    "matters": "/matters",
    "signals": "/signals",
    "groups": "/groups",
    "supervision": "/supervision",
    "upload": "/upload",
    "briefing": "/briefing",
    "method": "/method",
}
MAP_DRAWN_MS = 15_000  # software rendering on a busy machine
WALL = {"situation", "groups", "supervision"}
PHONE = {"upload", "matters", "signals", "groups", "supervision"}


def main(address: str, chromium: str) -> None:
    """Write docs/screens/<page>-<width>.png."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for page, path in PAGES.items():
            for width in _widths(page):
                _take(browser, address + path, width, FOLDER / f"{page}-{width}.png")
        browser.close()


def _widths(page: str) -> list[str]:
    return ["1366"] + (["1920"] if page in WALL else []) + (["390"] if page in PHONE else [])


def _take(browser: Browser, url: str, width: str, out: Path) -> None:
    wide, high = SIZES[width]
    tab = browser.new_page(viewport={"width": wide, "height": high}, locale="zh-CN")
    tab.goto(url, wait_until="networkidle")
    tab.wait_for_timeout(MAP_DRAWN_MS if url.endswith("/") else 3000)
    tab.screenshot(path=out)
    tab.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
