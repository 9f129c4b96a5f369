"""No page has a serious accessibility fault, as a role that may open it, at a desk and on a phone, light and dark."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pyotp
import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from dashboard import ids
from dashboard.account import make_account
from dashboard.reveal import Party
from data.config import load_config
from data.db import Store
from tests.dashboard.fake_jobs import FakeJobs
from tests.dashboard.test_second_factor_browser import enter
from tests.dashboard.web_browser import let_in, opened, served
from tests.dashboard.web_client import PASSWORD, add_account, make_app

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => ({
    id: one.id, help: one.help,
    where: one.nodes.slice(0, 4).map((node) => node.target.join(" ") + "  " + node.html.slice(0, 120)
      + "  " + (node.any[0] || { message: "" }).message.slice(0, 140)),
  }));
}"""
AT_REST = """() => Promise.race([
  Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity).map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 1000)),
])"""
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
Scheme = Literal["light", "dark"]
VIEWS: tuple[tuple[str, Scheme], ...] = (
    ("desk", "light"),
    ("phone", "light"),
    ("desk", "dark"),
)  # colours do not hang on the size
PAGES = (
    # role, address
    *(("command_centre", path) for path in ("/", "/matters", "/groups", "/signals", "/supervision")),
    *(("command_centre", path) for path in ("/parked", "/upload", "/briefing", "/method")),
    ("grid_worker", "/upload"),
    ("leader", "/"),
    ("leader", "/briefing"),
    ("wall", "/?wall=1"),
    ("supervisor", "/privacy"),
    ("system_admin", "/accounts"),
    ("system_admin", "/admin"),
    *(("system_admin", f"/admin/{what}") for what in ("areas", "calendar", "rules")),
    ("security_admin", "/accounts"),
    ("security_admin", "/privacy"),
    ("audit_admin", "/audit"),
    ("audit_admin", "/privacy"),
    ("accusation_clerk", "/accusations"),
    ("none", "/"),
)


class TellingJobs(FakeJobs):
    """Somebody is in the vault here."""

    def reveal(self, asked: object, rows: object) -> tuple[Party, ...]:
        """Two parties."""
        return (
            Party("petitioner", "欧阳峻岭", ("13987650011",), ("柳岸村3组12号",)),
            Party("other", "司徒凌霄", (), ()),
        )


@dataclass(frozen=True)
class Site:
    """A served site, one session a role, and a matter."""

    address: str
    sessions: dict[str, StorageState]
    matter_id: str
    group_id: str


@pytest.fixture(scope="module")
def site(chromium: Browser, filled_store: Store, filled_home: Path) -> Iterator[Site]:
    roles = dict.fromkeys(role for role, _ in PAGES)
    for role in roles:
        add_account(filled_store, f"axe-{role}", role)
    with filled_store.reading() as connection:
        (matter,) = connection.execute(
            "SELECT matter_id FROM out_matter WHERE group_id IS NOT NULL AND is_open ORDER BY 1 LIMIT 1"
        ).fetchone() or ("",)
        (group,) = connection.execute("SELECT min(group_id) FROM out_group").fetchone() or ("",)
    app = make_app(filled_store, filled_home, jobs=TellingJobs())
    with served(app.server) as address:
        yield Site(address, {role: session(chromium, address, role) for role in roles}, matter, group)


def session(chromium: Browser, address: str, role: str) -> StorageState:
    """The cookies of an account of a role, signed in once."""
    with opened(chromium, address) as (page, _):
        let_in(page, address, f"axe-{role}")
        return page.context.storage_state()


def faults(page: Page) -> list[dict[str, Any]]:
    """What axe-core calls serious or critical on the page as it stands, once its colours have changed."""
    page.evaluate(AT_REST)
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


def stands(page: Page, path: str, scheme: str) -> None:
    """Wait until the page is all there, in its colours."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
    if path == "/matters":  # until then the grid has a head without columns
        expect(page.locator(".ag-row .row-title").first).to_be_visible()


def turn(page: Page, scheme: Scheme) -> None:
    """The evening or the morning comes; a page with a picture the server paints is asked for anew."""
    was_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    if was_dark != (scheme == "dark") and page.locator(".situation, .group-graph").count():
        with page.expect_navigation():
            page.emulate_media(color_scheme=scheme)
    else:
        page.emulate_media(color_scheme=scheme)


def look(page: Page, path: str) -> dict[str, list[dict[str, Any]]]:
    """The faults of a page at each size and in each colour, as it follows them."""
    found = {}
    for size, scheme in VIEWS:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        turn(page, scheme)
        if path != "/document":  # paper is light
            stands(page, path, scheme)
        if told := faults(page):
            found[f"{size} {scheme}"] = told
    turn(page, "light")
    return found


@pytest.mark.parametrize("role", dict.fromkeys(role for role, _ in PAGES))
def test_no_page_has_a_serious_fault(chromium: Browser, site: Site, role: str) -> None:
    found = {}
    with opened(chromium, site.address, state=site.sessions[role]) as (page, _):
        for path in (path for one, path in PAGES if one == role):
            page.goto(site.address + path)
            expect(page.locator("#content, .door-card").first).to_be_visible()
            expect(page.locator("body")).not_to_contain_text("本账号不能打开") if role != "none" else None
            found[path] = look(page, path)
    assert {path: told for path, told in found.items() if told} == {}


def test_a_matter_its_identity_its_document_and_its_group(chromium: Browser, site: Site) -> None:
    with opened(chromium, site.address, state=site.sessions["command_centre"]) as (page, _):
        page.goto(f"{site.address}/matters?matter={site.matter_id}")
        expect(page.locator(".matter-title")).to_be_visible()
        assert look(page, "/matters") == {}
        page.locator(f"#{ids.ACT_CODE}").click()
        page.get_by_role("option", name="办结、销号").click()
        expect(page.locator(f"#{ids.ACT_CLOSURE}")).to_be_visible()
        page.locator(f"#{ids.REVEAL_PURPOSE}").click()
        page.get_by_role("option", name="约当事人调解").click()
        page.get_by_role("button", name="查看身份").click()
        expect(page.locator(f"#{ids.REVEAL_SHOWN}")).to_contain_text("欧阳峻岭")
        assert look(page, "/matters") == {}
        page.goto(f"{site.address}/matters/{site.matter_id}/document/closing")
        expect(page.locator("article")).to_be_visible()
        assert look(page, "/document") == {}
        page.goto(f"{site.address}/groups?group={site.group_id}")
        expect(page.locator(".group-graph")).to_be_visible()
        assert look(page, "/groups") == {}


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_every_step_of_signing_in(
    chromium: Browser, filled_store: Store, filled_home: Path, size: str, scheme: Scheme
) -> None:
    """The form, the forced change, the codes set up, the code asked for."""
    width, height = SIZES[size]
    name = f"axe-{size}-{scheme}"
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = ?", [name])
        once = make_account(connection, name, "command_centre", now=datetime.now())
    app = make_app(filled_store, filled_home, config=load_config())
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height, scheme=scheme) as (page, _),
    ):
        page.goto(f"{address}/sign-in")
        assert faults(page) == []
        enter(page, name, once)
        page.get_by_label("现在的密码").fill(once)
        assert faults(page) == []
        page.get_by_label("新密码").fill(PASSWORD)
        page.get_by_label("再输一遍").fill(PASSWORD)
        page.get_by_role("button", name="保存").click()
        page.get_by_text("扫不了？手工输入密钥").click()
        phone = pyotp.TOTP(page.locator(".door-secret").inner_text().replace(" ", ""))
        assert faults(page) == []
        page.get_by_label("动态口令（6 位数字）").fill(phone.now())
        page.get_by_role("button", name="确定").click()
        expect(page.locator("#content")).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.goto(
            f"{address}/method"
        )  # no map: a question under way while signing out takes the new form's token
        page.wait_for_load_state("networkidle")
        page.locator(".who").click()
        page.locator(".sign-out").click()
        expect(page.get_by_label("密码")).to_be_visible()
        page.wait_for_load_state("networkidle")
        enter(page, name, PASSWORD)
        expect(page.get_by_text("请输入身份验证器上现在显示的")).to_be_visible()
        assert faults(page) == []
        page.get_by_label("动态口令（6 位数字）").fill(phone.at(int(time.time()) + 30))
