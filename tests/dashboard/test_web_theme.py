"""Light, dark or automatic: the choice holds over pages and reloads, map and letters follow, a forged cookie is light."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, expect

from dashboard import ids
from dashboard.painting.colour import DARK, LIGHT
from data.db import Store
from tests.dashboard.web_browser import is_wider_than_screen, map_is_drawn, opened, press_key, served
from tests.dashboard.web_client import browser, make_app


@pytest.fixture(scope="module")
def app(filled_store: Store, filled_home: Path) -> dash.Dash:
    return make_app(filled_store, filled_home, is_open=True)


@pytest.fixture(scope="module")
def address(app: dash.Dash) -> Iterator[str]:
    with served(app.server) as address:
        yield address


COOKIES = [
    # what the browser says      the map's ground   what the button says
    ({}, LIGHT.ground, "自动"),
    ({"scheme": "dark", "theme": "auto"}, DARK.ground, "自动"),
    ({"scheme": "dark", "theme": "dark"}, DARK.ground, "深色"),
    ({"scheme": "light", "theme": "light"}, LIGHT.ground, "浅色"),
    ({"scheme": "<script>", "theme": "../../etc"}, LIGHT.ground, "自动"),
]


@pytest.mark.parametrize(("cookies", "ground", "word"), COOKIES)
def test_the_server_draws_for_what_the_browser_says(
    app: dash.Dash, cookies: dict[str, str], ground: str, word: str
) -> None:
    visitor = browser(app)
    visitor.page("/")
    for name, value in cookies.items():
        visitor.client.set_cookie(name, value)
    answer = visitor.call(f"{ids.ROOT}.children", {f"{ids.URL}.pathname": "/", f"{ids.URL}.search": ""})
    shown = answer.get_data().decode("unicode_escape")
    assert f'"paper_bgcolor":"{ground}"' in shown
    assert f'"children":"{word}"' in shown
    assert "<script>" not in shown
    scheme = "dark" if ground == DARK.ground else "light"
    assert f'"forceColorScheme":"{scheme}"' in visitor.client.get("/_dash-layout").text


def colours(page: Page) -> tuple[str, str]:
    expect(page.locator("#content")).to_be_visible()
    scheme = page.locator("html").get_attribute("data-mantine-color-scheme")
    return str(scheme), str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def switch(page: Page, width: int) -> Locator:
    """The button: in the bar at a desk, among all pages on a phone."""
    if width < 820:
        page.locator(".menu > summary").click()
    return page.locator(".theme").locator("visible=true")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_switch_holds_over_pages_and_reloads(
    chromium: Chromium, address: str, width: int, height: int
) -> None:
    with opened(chromium, address, width=width, height=height) as (page, _):
        page.goto(f"{address}/matters")
        light = colours(page)
        assert light[0] == "light"
        for word, scheme in (("深色", "dark"), ("浅色", "light"), ("自动", "light"), ("深色", "dark")):
            switch(page, width).click()
            expect(page.locator(".theme").first).to_have_text(word)
            assert colours(page)[0] == scheme
            page.wait_for_load_state("networkidle")
        assert colours(page)[1] != light[1]
        assert not is_wider_than_screen(page)
        page.goto(f"{address}/upload")
        assert colours(page)[0] == "dark"
        press_key(page, switch(page, width), "Enter")
        expect(page.locator(".theme").first).to_have_text("浅色")


@pytest.mark.browser
def test_automatic_is_what_the_machine_has(chromium: Chromium, address: str) -> None:
    with opened(chromium, address, scheme="dark") as (page, _):
        page.goto(f"{address}/method")
        assert colours(page)[0] == "dark"
        page.wait_for_load_state("networkidle")
        page.emulate_media(color_scheme="light")
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")


@pytest.mark.browser
def test_the_evening_takes_no_typed_word_away_and_paints_the_map_anew(
    chromium: Chromium, address: str
) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(f"{address}/matters")
        page.locator(f"#{ids.MATTERS_WORDS}").fill("物业")
        page.evaluate("window.wasHere = true")
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
        page.wait_for_timeout(300)
        assert page.evaluate("window.wasHere") is True
        expect(page.locator(f"#{ids.MATTERS_WORDS}")).to_have_value("物业")
        page.goto(f"{address}/")
        map_is_drawn(page, (DARK.bands["blue"],))
        page.emulate_media(color_scheme="light")
        map_is_drawn(page, (LIGHT.bands["blue"],))


@pytest.mark.browser
def test_the_map_is_painted_in_the_dark_colours(chromium: Chromium, address: str) -> None:
    with opened(chromium, address, scheme="dark") as (page, _):
        page.goto(f"{address}/")
        map_is_drawn(page, (DARK.bands["blue"], DARK.bands["orange"]))
