"""The pages in a real Chromium: drawn, clicked, and quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.account import make_account
from data.db import Store
from tests.dashboard.fake_jobs import FakeJobs
from tests.dashboard.filling import NOW, make_home
from tests.dashboard.web_browser import is_wider_than_screen, map_is_drawn, opened, served
from tests.dashboard.web_client import PASSWORD, make_app

pytestmark = pytest.mark.browser
RED, YELLOW, GREY, GROUND = "#d9544d", "#f5d873", "#d3d7de", "#f3f5f7"


@pytest.fixture(scope="module")
def address(filled_store: Store, filled_home: Path) -> Iterator[str]:
    with served(make_app(filled_store, filled_home, is_open=True).server) as address:
        yield address


def _click_map(page: Page, across: float, down: float) -> None:
    box = page.locator(".maplibregl-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    expect(page.locator(".map-tip")).to_be_visible()
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def test_the_map_is_drawn_and_a_click_leads_down_to_a_grid_and_back_up(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(address)
        map_is_drawn(page, (RED, YELLOW, GREY, GROUND))
        here = page.locator(".trail .here").first
        expect(here).to_have_text("枫江县")
        for name in ("枫桥镇", "柳岸村", "第5网格"):
            _click_map(page, 0.4 if name == "枫桥镇" else 0.5, 0.42)
            expect(here).to_have_text(name)
            map_is_drawn(page, (YELLOW, GROUND))
        expect(page.locator(".panel h2")).to_contain_text("第5网格")
        page.locator(".trail .up").click()
        expect(here).to_have_text("柳岸村")
        page.get_by_role("button", name="枫江县").click()
        expect(here).to_have_text("枫江县")
        page.get_by_role("button", name="镇街", exact=True).click()
        expect(page.locator(".legend")).to_contain_text("橙：本周跟进1")


def test_a_filter_repaints_and_says_so_everywhere(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(address)
        map_is_drawn(page, (RED, YELLOW))
        before = page.locator(".legend").inner_text()
        page.get_by_text("近7天", exact=True).click()
        expect(page.locator(".legend")).not_to_have_text(before)
        page.get_by_text("叠加", exact=True).click()
        map_is_drawn(page, (GROUND,))
        expect(page.locator(".as-of")).to_contain_text("2026-03-31")


def test_a_row_opens_its_matter_with_reasons_limits_and_reports(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(f"{address}/matters")
        page.locator(".row-title").first.click()
        drawer = page.get_by_role("dialog")
        for words in ("为什么排在这里", "时限", "经过", "信访工作条例第23条", "按坐标，在网格内"):
            expect(drawer).to_contain_text(words)
        page.keyboard.press("Escape")
        page.get_by_placeholder("搜索事项文字").fill("电梯")
        expect(page.locator(".row-title").first).to_contain_text("电梯")


def test_a_matter_of_the_map_leads_to_its_drawer(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(address)
        page.locator(".top-matter").first.click()
        expect(page.get_by_role("dialog")).to_contain_text("为什么排在这里")
        page.wait_for_load_state(
            "networkidle"
        )  # leaving in the midst of a request is an error in the console


def test_an_upload_ends_in_a_receipt_that_adds_up_and_a_way_to_the_map(
    chromium: Browser, filled_store: Store, filled_home: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "柳岸村排查表.xlsx"
    sheet.write_bytes(b"PK made up")
    jobs = FakeJobs()
    with (
        served(make_app(filled_store, filled_home, jobs=jobs, is_open=True).server) as address,
        opened(chromium, address, width=390, height=844) as (page, _),
    ):
        page.goto(f"{address}/upload")
        with page.expect_file_chooser() as chooser:
            page.locator("#upload-zone").click()
        chooser.value.set_files(sheet)
        receipt = page.locator(".receipt")
        expect(receipt).to_contain_text("100 + 5 + 3 + 2 + 10 = 共 120 行")
        for words in ("第 12 行", "上报时间", "请写全年月日", "民族", "个人信息保护法"):
            expect(receipt).to_contain_text(words)
        expect(page.get_by_text("态势图已更新")).to_be_visible()
        assert jobs.taken == [("柳岸村排查表.xlsx", "demo")]
        assert not is_wider_than_screen(page)
        page.get_by_role("link", name="到态势图查看").click()
        expect(page.locator(".maplibregl-canvas")).to_be_visible()


def test_a_newcomer_signs_in_sets_a_password_and_signs_out(
    chromium: Browser, filled_store: Store, filled_home: Path
) -> None:
    with filled_store.writing() as connection:
        once = make_account(connection, "fang", "command_centre", now=NOW)
    with (
        served(make_app(filled_store, filled_home).server) as address,
        opened(chromium, address) as (page, watch),
    ):
        page.goto(f"{address}/matters")
        expect(page).to_have_url(f"{address}/sign-in")
        _sign_in(page, "fang", "wrong")
        expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
        watch.errors.clear()  # Chromium reports the 401 itself
        _sign_in(page, "fang", once)
        expect(page).to_have_url(f"{address}/change-password")
        page.get_by_label("现在的密码").fill(once)
        page.get_by_label("新密码", exact=True).fill(PASSWORD)
        page.get_by_label("再输一遍").fill(PASSWORD)
        page.get_by_role("button", name="保存").click()
        expect(page.locator(".who")).to_have_text("fang")
        page.wait_for_load_state(
            "networkidle"
        )  # leaving in the midst of a request is an error in the console
        page.locator(".who").click()
        page.get_by_role("button", name="退出").click()
        expect(page).to_have_url(f"{address}/sign-in")


def _sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize("path", ["/", "/matters", "/upload", "/briefing", "/method"])
def test_a_phone_never_scrolls_sideways(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address, width=390, height=844) as (page, _):
        page.goto(address + path)
        expect(page.locator("#content > div")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert not is_wider_than_screen(page)


def test_english_is_one_click_away_and_stays(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(f"{address}/matters")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_text("Data as of")).to_be_visible()
        expect(page).to_have_url(f"{address}/matters")
        page.goto(f"{address}/method")
        expect(page.get_by_role("heading", name="How the score is made")).to_be_visible()


def test_a_home_without_a_refresh_says_what_to_do(chromium: Browser, tmp_path: Path) -> None:
    store = make_home(tmp_path)
    try:
        with (
            served(make_app(store, tmp_path, is_open=True).server) as address,
            opened(chromium, address) as (page, _),
        ):
            page.goto(address)
            expect(page.get_by_role("heading", name="还没有可以展示的数据")).to_be_visible()
            expect(page.get_by_text("fengqiao refresh")).to_be_visible()
            page.goto(f"{address}/upload")
            expect(page.get_by_role("heading", name="报送排查表")).to_be_visible()
    finally:
        store.close()
