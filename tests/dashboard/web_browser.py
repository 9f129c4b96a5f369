"""A real Chromium on a served app, and what it complained about or asked of other hosts."""

from __future__ import annotations

import base64
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
import waitress
from playwright.sync_api import Browser, Locator, Page, StorageState, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from waitress import wasyncore

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PATIENCE = 120_000  # milliseconds; a refresh beside much else takes its time
expect.set_options(timeout=PATIENCE)
PASSWORD = "Bridge-and-maple-7"  # what add_account of web_client gives everybody
COUNT_COLOURS = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const board = document.createElement("canvas");
  board.width = image.width;
  board.height = image.height;
  const pen = board.getContext("2d");
  pen.drawImage(image, 0, 0);
  const seen = {};
  const data = pen.getImageData(0, 0, board.width, board.height).data;
  for (let at = 0; at < data.length; at += 4) {
    const colour = [data[at], data[at + 1], data[at + 2]].map((part) => part >> 4).join(",");
    seen[colour] = (seen[colour] || 0) + 1;
  }
  return seen;
}"""


IS_AT_REST = """() => {
  const state = window.store && window.store.getState();
  return Boolean(state) && !state.isLoading
    && Object.entries(state.callbacks).every(([name, waiting]) =>
      !Array.isArray(waiting) || name === "stored" || name === "completed" || waiting.length === 0);
}"""


@dataclass
class Watch:
    """What a page did that it should not have: errors, and requests to any other host."""

    address: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Keep an eye on a page from now on."""
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:", "about:")):
            self.strangers.append(url)


@contextmanager
def served(server: Any) -> Iterator[str]:
    """The address of a Flask server on a free port, for as long as it is needed."""
    running = waitress.create_server(server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.effective_port}"
    finally:
        # workers first, then sockets in the loop's own thread: a number closed here may be another server's by then
        running.task_dispatcher.shutdown(timeout=5)
        running.trigger.pull_trigger(lambda: wasyncore.close_all(running._map))
        thread.join(timeout=5)


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium; skips where there is none, but not in CI."""
    if not os.path.exists(CHROMIUM) and not os.environ.get("CI"):
        pytest.skip("no Chromium here")
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser:
        yield browser


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1366,
    height: int = 768,
    state: StorageState | None = None,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[tuple[Page, Watch]]:
    """A page without a past, or with that of a session; whatever it complained about fails the test when it closes."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", storage_state=state, color_scheme=scheme
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(address)
    watch.over(page)
    try:
        yield page, watch
    except Exception as error:
        for said in watch.errors:
            error.add_note(f"the page said: {said}")
        raise
    finally:
        context.close()
    assert watch.strangers == []
    assert watch.errors == []


def let_in(page: Page, address: str, name: str) -> None:
    """Sign in without drawing a page: the form is asked for and sent as a program would, its cookies are the page's."""
    desk = page.context.request
    desk.get(f"{address}/sign-in")
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "_csrf_token")
    form = {"username": name, "password": PASSWORD, "csrf": token}
    answer = desk.post(f"{address}/sign-in", form=form, max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (302, "/")


def at_rest(page: Page) -> None:
    """Wait until no callback is under way: what is on the page then is not about to be drawn anew."""
    page.wait_for_function(IS_AT_REST)


def press_key(page: Page, place: Locator, key: str) -> None:
    """Put the focus on a place of a page that is at rest (one drawn anew would lose it), and press a key."""
    at_rest(page)
    place.focus()
    expect(place).to_be_focused()
    page.keyboard.press(key)


def map_is_drawn(page: Page, colours: tuple[str, ...]) -> None:
    """Wait until the map shows each of the colours (#rrggbb) on at least 200 pixels."""
    wanted = [",".join(str(int(colour[at : at + 2], 16) >> 4) for at in (1, 3, 5)) for colour in colours]
    for _ in range(60):
        seen = _colours(page)
        if all(seen.get(colour, 0) >= 200 for colour in wanted):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"the map never showed {colours}; it has {len(seen)} colours")


def _colours(page: Page) -> dict[str, int]:
    try:
        picture = page.locator(".maplibregl-canvas").screenshot()
    except PlaywrightError:  # the page was drawn anew just now
        return {}
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    seen: dict[str, int] = page.evaluate(COUNT_COLOURS, source)
    return seen


def is_wider_than_screen(page: Page) -> bool:
    """Whether the page scrolls sideways, once its style sheets are there."""
    page.wait_for_load_state("load")
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
