"""Two administrators and a newcomer with real clicks: one makes the account, the other gives the role, the audit log tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.db import Store
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import PASSWORD, add_account, make_app

SIZES = {"phone": (390, 844), "desk": (1366, 768)}
PEOPLE = {"王系统": "system_admin", "李安全": "security_admin", "赵审计": "audit_admin"}
pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SIZES[request.param]


@pytest.fixture
def address(filled_store: Store, filled_home: Path) -> Iterator[str]:
    for name, role in PEOPLE.items():
        add_account(filled_store, name, role)
    with filled_store.writing() as connection:
        connection.execute("DELETE FROM core_account WHERE username = '钱新'")
    with served(make_app(filled_store, filled_home).server) as at:
        yield at


@contextmanager
def somebody(
    chromium: Browser, address: str, name: str, size: tuple[int, int], password: str = PASSWORD
) -> Iterator[Page]:
    with opened(chromium, address, width=size[0], height=size[1]) as (page, _):
        page.goto(f"{address}/sign-in")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录").click()
        yield page


def test_an_account_is_made_given_a_role_and_told_of(
    chromium: Browser, address: str, size: tuple[int, int]
) -> None:
    with somebody(chromium, address, "王系统", size) as page:
        expect(page.get_by_role("heading", name="账号")).to_be_visible()
        assert not is_wider_than_screen(page)
        page.get_by_label("账号名").fill("钱新")
        page.get_by_role("button", name="新建账号").click()
        once = page.locator(".door-once").inner_text()
        page.get_by_role("link", name="回到账号").click()
        expect(page.locator(".account-list > li", has_text="钱新")).to_contain_text("待定角色")
        expect(page.get_by_role("combobox")).to_have_count(0)  # roles are another's to give

    with somebody(chromium, address, "李安全", size) as page:
        line = page.locator(".account-list > li", has_text="钱新")
        line.get_by_label("角色").select_option("town_staff")
        line.get_by_label("责任单位，空为全部").fill("住建局")
        line.get_by_role("button", name="保存").click()
        expect(page.locator(".account-list > li", has_text="钱新")).to_contain_text("镇街人员")
        expect(page.locator(".account-list > li", has_text="钱新")).to_contain_text("住建局")
        assert not is_wider_than_screen(page)

    with somebody(chromium, address, "钱新", size, once) as page:
        expect(page.get_by_label("现在的密码")).to_be_visible()

    with somebody(chromium, address, "赵审计", size) as page:
        expect(page.get_by_role("heading", name="审计日志")).to_be_visible()
        expect(page.locator(".audit-lines tr", has_text="设定角色和范围").first).to_contain_text("钱新")
        page.get_by_role("link", name="核对日志是否完整").click()
        expect(page.get_by_role("status")).to_contain_text("日志完整")
        page.get_by_label("操作").select_option("account_add")
        page.get_by_role("button", name="查看").click()
        expect(page.locator(".audit-lines tbody tr").first).to_contain_text("新建账号")
        assert not is_wider_than_screen(page)
