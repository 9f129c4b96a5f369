"""A grid worker's 500 rows in headless Chromium: from the chosen file to the verdict, from the refresh's end to the map."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.desk import write_sheet
from benchmarks.faces_browser import ARGUMENTS, CHROMIUM, PAINTED, PATIENCE
from benchmarks.faces_served import serving

ROWS, SHEETS = 500, 3
DEMO = "import sys; from dashboard.cli import main; sys.argv[1:] = {arguments!r}; main()"


@dataclass(frozen=True)
class Handed:
    """Seconds, medians of the sheets: until the verdict stood there; until the map did, once the refresh was done."""

    verdict_seconds: float
    map_seconds: float


def make_county(folder: Path) -> None:
    """A county of 60,000 reports through the whole road, and the sheets that come to it."""
    arguments = ["demo", "--home", str(folder / "home"), "--size", "county", "--seed", "1", "--no-serve"]
    subprocess.run([sys.executable, "-c", DEMO.format(arguments=arguments)], check=True, stdout=sys.stderr)
    for number in range(SHEETS + 1):
        write_sheet(folder / f"sheet-{number}.xlsx", ROWS, seed=100 + number)


def hand_in(folder: Path) -> Handed:
    """Sheet after sheet, each followed to the map; the first one only warms up."""
    with (
        serving(folder / "home") as served,
        sync_playwright() as play,
        play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser,
    ):
        costs = [
            _follow(browser, served.address, folder / f"sheet-{number}.xlsx") for number in range(SHEETS + 1)
        ]
    verdicts, maps = zip(*costs[1:], strict=True)
    return Handed(statistics.median(verdicts), statistics.median(maps))


def _follow(browser: Browser, address: str, sheet: Path) -> tuple[float, float]:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.set_default_timeout(PATIENCE)
    try:
        page.goto(f"{address}/upload")
        with page.expect_file_chooser() as chosen:
            page.locator("#upload-zone").click()
        began = time.perf_counter()
        chosen.value.set_files(sheet)
        page.locator("#upload-receipt .outcome").wait_for()
        verdict = time.perf_counter() - began
        return verdict, _to_the_map(page)
    finally:
        page.close()


def _to_the_map(page: Page) -> float:
    """The page says that the refresh is done, and leads to the map."""
    page.locator("#upload-progress .to-map").wait_for()
    began = time.perf_counter()
    page.locator("#upload-progress .to-map").click()
    page.wait_for_selector(PAINTED)
    return time.perf_counter() - began
