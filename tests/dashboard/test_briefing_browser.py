"""The briefing opened from disk in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.access import BRIEFING
from dashboard.briefing import Week, write_briefing
from dashboard.read import Door
from data.config import load_config
from tests.dashboard.briefing_filling import NOW, Size, filled_home

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    config = load_config()
    with (
        filled_home(folder / "home", Size(matters=600)) as store,
        Door(store, BRIEFING, config).open() as view,
    ):
        write_briefing(
            view, week=Week.parse("2024-W20"), out=folder / "briefing.html", config=config, now=NOW
        )
    return folder / "briefing.html"


@pytest.mark.parametrize("width", [1366, 390])
def test_it_opens_from_disk_without_a_word_or_a_request(
    chromium: Browser, briefing: Path, width: int
) -> None:
    said: list[str] = []
    asked: list[str] = []
    with chromium.new_page(viewport={"width": width, "height": 844}) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(briefing.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width  # nothing sticks out sideways
        assert page.locator("svg.map path.outline").count() == 4
        assert page.locator("svg.map").bounding_box()["height"] > 100  # type: ignore[index]
    assert said == []
    assert asked == [briefing.as_uri()]


def test_it_prints_on_a4(chromium: Browser, briefing: Path) -> None:
    with chromium.new_page() as page:
        page.goto(briefing.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 980})  # A4 less its margins, 96 dots to the inch
        assert page.evaluate("document.documentElement.scrollWidth") == 680
    assert 3 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 12
