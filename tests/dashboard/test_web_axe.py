"""No page has a serious accessibility fault, at a desk and on a phone; found by axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from data.db import Store
from tests.dashboard.web_browser import opened, served
from tests.dashboard.web_client import make_app

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => ({
    id: one.id, help: one.help,
    where: one.nodes.slice(0, 4).map((node) => node.target.join(" ") + "  " + node.html.slice(0, 120)),
  }));
}"""
PATHS = (
    *("/", "/?wall=1", "/matters", "/groups", "/signals", "/supervision", "/parked", "/upload", "/briefing"),
    *("/method", "/accounts", "/audit"),
)
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture(scope="module")
def address(filled_store: Store, filled_home: Path) -> Iterator[str]:
    with served(make_app(filled_store, filled_home, is_open=True).server) as address:
        yield address


def faults(page: Page) -> list[dict[str, Any]]:
    """What axe-core calls serious or critical on the page as it stands."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_a_serious_fault(chromium: Browser, address: str, path: str, size: str) -> None:
    width, height = SIZES[size]
    with opened(chromium, address, width=width, height=height) as (page, _):
        page.goto(address + path)
        expect(page.locator("#content")).to_be_visible()
        page.wait_for_load_state("networkidle")
        if path == "/matters":  # until then the grid has a head without columns
            expect(page.locator(".ag-row .row-title").first).to_be_visible()
        assert faults(page) == []
