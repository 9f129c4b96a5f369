"""A new user's walk through a real browser and a real server: good sheet, bad sheet, fixed, resent, parked, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.account import make_account
from dashboard.home import open_home
from tests.dashboard.web_browser import is_wider_than_screen, launched, opened
from tests.end_to_end.conftest import NOW
from tests.end_to_end.server import Server, serving
from tests.end_to_end.walk import ALIKE, BAD, GOOD, Walker, mend, painted

pytestmark = pytest.mark.browser
PASSWORD = "Bridge-and-maple-7"
TO_FIX = (  # row and column, what is wrong, what to do
    (("第 3 行", "上报时间"), "只有月日，没有年份", "请写全年月日"),
    (("第 4 行", "纠纷简况"), "没有写情况、标题或类型", "请至少填写「纠纷简况」"),
    (("第 5 行", "联系电话"), "电话号码不完整", "请把该列设为文本"),
)


@pytest.fixture
def once(fresh: Path) -> str:
    """The one-time password of li, a grid worker who has never been here."""
    home = open_home(fresh, now=NOW)
    try:
        with home.warehouse.writing() as connection:
            return make_account(connection, "li", "grid_worker", now=NOW)
    finally:
        home.close()


@pytest.fixture
def walker(fresh: Path, once: str, tmp_path: Path) -> Iterator[Walker]:
    """Li at her phone, signed in, a password of her own set."""
    with (
        launched() as chromium,
        serving(fresh) as server,
        opened(chromium, _address(server), width=390, height=844) as (page, _),
    ):
        walker = Walker(page, _address(server), tmp_path)
        walker.sign_in_anew("li", once, PASSWORD)
        yield walker


def _address(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


def test_a_new_users_walk(walker: Walker) -> None:
    """One visit, as the steps follow each other; every step leaves what the next needs."""
    _progress_is_seen_and_a_good_sheet_is_taken_whole(walker)
    _a_bad_sheet_says_row_by_row_what_to_fix(walker)
    _the_workbook_back_is_fixed_and_only_the_fixed_rows_change(walker)
    _the_first_sheet_again_adds_nothing(walker)
    _a_look_alike_is_parked_and_decided(walker)
    _an_upload_is_withdrawn(walker)


def _progress_is_seen_and_a_good_sheet_is_taken_whole(walker: Walker) -> None:
    held: list[Route] = []
    walker.page.route("**/upload/file", lambda route: held.append(route))
    walker.choose(walker.draw("三月.xlsx", GOOD))
    expect(walker.page.locator("#upload-state")).to_contain_text("三月.xlsx正在上传")
    expect(walker.page.get_by_role("progressbar")).to_be_visible()
    held[0].continue_()
    walker.page.unroute("**/upload/file")
    receipt = walker.page.locator(".receipt")
    expect(receipt).to_contain_text("全部收下：3 行")
    expect(receipt).to_contain_text("3 + 0 + 0 + 0 + 0 = 共 3 行")
    expect(receipt.get_by_role("img", name="新增 3", exact=True)).to_be_visible()
    expect(receipt).to_contain_text("每一行都没有问题")
    expect(walker.page.locator("#upload-state")).to_be_empty()


def _a_bad_sheet_says_row_by_row_what_to_fix(walker: Walker) -> None:
    receipt = walker.send(walker.draw("四月.xlsx", BAD))
    expect(receipt).to_contain_text("收下 2 行，2 行要改后重报")
    for (row, column), wrong, remedy in TO_FIX:
        line = receipt.get_by_role("row").filter(has_text=row)
        expect(line).to_contain_text(column)
        expect(line).to_contain_text(wrong)
        expect(line).to_contain_text(remedy)
    expect(receipt.locator(".dropped")).to_contain_text("民族")
    expect(receipt).not_to_contain_text("第 2 行")  # it is fit
    expect(receipt).not_to_contain_text("周明")
    assert _is_fit_for_a_phone(walker.page)


def _the_workbook_back_is_fixed_and_only_the_fixed_rows_change(walker: Walker) -> None:
    back = walker.take_back()
    assert back.name == "四月（核对）.xlsx"
    assert painted(back) == {"B3": "red", "F4": "red", "D5": "amber"}
    verdicts = openpyxl.load_workbook(back).worksheets[0]["J"]
    assert [str(cell.value)[:2] for cell in verdicts] == ["核对", "新增", "退回", "退回", "新增"]
    mend(back)
    receipt = walker.send(back)
    expect(receipt).to_contain_text("2 + 1 + 1 + 0 + 0 = 共 4 行")
    expect(receipt.get_by_role("img", name="新增 2，未变 1，变更 1")).to_be_visible()
    expect(receipt.locator(".severity.error")).to_have_count(0)


def _the_first_sheet_again_adds_nothing(walker: Walker) -> None:
    receipt = walker.send(walker.folder / "三月.xlsx")
    expect(receipt).to_contain_text("收到过，这次没有增加任何内容")
    expect(receipt).to_contain_text("0 + 3 + 0 + 0 + 0 = 共 3 行；登记件次 0")


def _a_look_alike_is_parked_and_decided(walker: Walker) -> None:
    page = walker.page
    receipt = walker.send(walker.draw("五月.xlsx", ALIKE))
    expect(receipt).to_contain_text("1 + 0 + 0 + 1 + 0 = 共 2 行")
    expect(page.locator(".nav-count")).to_have_text("1")
    receipt.get_by_role("link", name="1 行待核：看看是不是同一件").click()
    pair = page.locator(".pair")
    expect(pair).to_contain_text("新报送的")
    expect(pair.locator("mark")).to_have_text(["四", "。", "三"])
    expect(pair).to_contain_text("相隔 2 天")
    same = pair.get_by_role("button", name="同一件", exact=True)
    expect(same).to_contain_text("重复录入")
    expect(same).to_be_in_viewport(ratio=1)  # without scrolling
    assert _is_fit_for_a_phone(page)
    same.click()
    expect(page.locator(".said")).to_contain_text("已定为同一件：保留记录，不再计数")
    expect(page.locator(".nav-count")).to_be_empty()


def _an_upload_is_withdrawn(walker: Walker) -> None:
    page = walker.page
    walker.go("报送")
    latest = page.locator(".past li").first
    expect(latest).to_contain_text("2 行：新增 1，待核 1")
    latest.get_by_role("button", name="撤回", exact=True).click()
    expect(latest).to_contain_text("撤回这次报送？")
    page.get_by_role("button", name="确认撤回").click()
    expect(page.locator(".said")).to_contain_text("已撤回：不再计数 2 件次")
    expect(latest).to_contain_text("已撤回")
    assert _is_fit_for_a_phone(page)


def _is_fit_for_a_phone(page: Page) -> bool:
    """Nothing is wider than the screen, and whatever is pressed is large enough for a thumb."""
    pressed = page.locator("main button:visible, main a.template-link:visible").all()
    heights = [box["height"] for box in (each.bounding_box() for each in pressed) if box]
    return not is_wider_than_screen(page) and min(heights) >= 44
