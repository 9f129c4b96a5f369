"""The whole way in with codes in a real Chromium, on a phone and at a desk: nothing runs off the screen, all of it reads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.account import make_account
from data.config import load_config
from data.db import Store
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import PASSWORD, make_app

SIZES = {"phone": (390, 844), "desk": (1366, 768)}
pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Door:
    """A served site and one of its accounts with its one-time password."""

    address: str
    name: str
    once: str


@pytest.fixture(params=SIZES)
def door(request: pytest.FixtureRequest, filled_store: Store, filled_home: Path) -> Iterator[Door]:
    """One account a size, new."""
    name = f"wang-{request.param}"
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = ?", [name])
        once = make_account(connection, name, "command_centre", now=datetime.now())
    app = make_app(filled_store, filled_home, config=load_config())
    with served(app.server) as address:
        yield Door(address, name, once)


def enter(page: Page, name: str, password: str) -> None:
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_from_the_one_time_password_to_the_code(door: Door, chromium: Browser) -> None:
    width, height = SIZES[door.name.removeprefix("wang-")]
    with opened(chromium, door.address, width=width, height=height) as (page, _):
        page.goto(f"{door.address}/sign-in")
        enter(page, door.name, door.once)
        page.get_by_label("现在的密码").fill(door.once)
        page.get_by_label("新密码").fill(PASSWORD)
        page.get_by_label("再输一遍").fill(PASSWORD)
        page.get_by_role("button", name="保存").click()

        expect(page.get_by_role("heading", name="设置动态口令")).to_be_visible()
        assert not is_wider_than_screen(page)
        picture = page.locator(".door-picture svg").bounding_box()
        assert picture
        assert picture["width"] == picture["height"] >= 200  # large enough to be scanned
        page.get_by_text("扫不了？手工输入密钥").click()
        phone = pyotp.TOTP(page.locator(".door-secret").inner_text().replace(" ", ""))
        assert not is_wider_than_screen(page)
        used = phone.now()
        page.get_by_label("动态口令（6 位数字）").fill(used)
        page.get_by_role("button", name="确定").click()
        expect(page.locator("#content")).to_be_visible()

        page.wait_for_load_state(
            "networkidle"
        )  # a question under way would be refused, and the browser notes that
        page.locator(".who").click()
        page.locator(".sign-out").click()
        enter(page, door.name, PASSWORD)
        expect(page.get_by_text("请输入身份验证器上现在显示的")).to_be_visible()
        assert not is_wider_than_screen(page)
        page.get_by_label("动态口令（6 位数字）").fill(phone.at(int(time.time()) + 30))
        page.get_by_role("button", name="登录").click()
        expect(page.locator("#content")).to_be_visible()
        expect(page.locator(".who")).to_have_text(door.name)


def test_a_refusal_is_told_in_words(door: Door, chromium: Browser) -> None:
    width, height = SIZES[door.name.removeprefix("wang-")]
    with opened(chromium, door.address, width=width, height=height) as (page, watch):
        page.goto(f"{door.address}/sign-in")
        enter(page, door.name, "not the password")
        expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
        assert not is_wider_than_screen(page)
        watch.errors.clear()  # the browser itself notes the refusal
