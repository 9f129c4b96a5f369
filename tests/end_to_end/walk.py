"""A grid worker at a browser, and the sheets of her walk.

三月.xlsx   three numbered rows, nothing wrong
四月.xlsx   four numbered rows: one fit, a day without its year, nothing told, a phone the spreadsheet spoilt; and 民族
五月.xlsx   two rows without numbers, one of them nearly what stands in 三月.xlsx
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
from playwright.sync_api import Locator, Page, expect

from ingest.mark import AMBER, RED
from tests.end_to_end.drawn import HEAD, sheet

Row = Sequence[str]
LIFT = "柳岸小区三号楼电梯停运三个月无人维修，老人上下楼困难，多次找物业没有结果，要求尽快修好"
HERE, THERE = ("119.05", "30.05"), ("119.15", "30.05")
GOOD: tuple[Row, ...] = (
    HEAD,
    ("1", "2026-03-05", "张三", "13812345678", "物业纠纷", LIFT, *HERE),
    (
        "2",
        "2026-03-06",
        "李四",
        "13912345678",
        "邻里纠纷",
        "楼上漏水把天花板泡坏了，要求赔偿修缮费用",
        *THERE,
    ),
    ("3", "2026-03-09", "王小明", "13712345678", "劳动争议", "工地拖欠两个月工资，要求年底前结清", *HERE),
)
BAD: tuple[Row, ...] = (
    (*HEAD, "民族"),
    (
        "11",
        "2026-04-01",
        "赵丽",
        "13612345678",
        "邻里纠纷",
        "邻居占用公共楼道堆放杂物，多次劝说不听",
        *HERE,
        "汉",
    ),
    (
        "12",
        "4月5日",
        "钱文",
        "13512345678",
        "物业纠纷",
        "小区车位被物业改作收费停车场，业主不满",
        *HERE,
        "汉",
    ),
    ("13", "2026-04-06", "孙平", "13412345678", "", "", *THERE, "汉"),
    ("14", "2026-04-07", "周明", "1.38E+10", "征地拆迁", "征地补偿标准与公告不一致，要求说明", *THERE, "汉"),
)
ALIKE: tuple[Row, ...] = (
    HEAD,
    ("", "2026-03-07", "张三", "13812345678", "物业纠纷", LIFT.replace("三个月", "四个月") + "。", *HERE),
    ("", "2026-05-08", "吴芳", "13312345678", "邻里纠纷", "楼下烧烤店油烟直排居民窗户，要求加装设备", *THERE),
)  # fmt: skip
MENDED = {
    "上报时间": "2026-04-05",
    "纠纷简况": "楼道照明坏了半年没有人修，要求更换",
    "联系电话": "13212345678",
}


@dataclass(frozen=True)
class Walker:
    """One person's page of one server, and the folder her sheets lie in."""

    page: Page
    address: str
    folder: Path

    def sign_in_anew(self, name: str, once: str, password: str) -> None:
        """Sign in with the one-time password and choose another, as is asked."""
        self.page.goto(self.address)
        self.page.get_by_label("账号").fill(name)
        self.page.get_by_label("密码").fill(once)
        self.page.get_by_role("button", name="登录").click()
        self.page.get_by_label("现在的密码").fill(once)
        self.page.get_by_label("新密码", exact=True).fill(password)
        self.page.get_by_label("再输一遍").fill(password)
        self.page.get_by_role("button", name="保存").click()
        expect(self.page.get_by_role("heading", name="报送排查表")).to_be_visible()

    def draw(self, name: str, rows: Sequence[Row]) -> Path:
        """A sheet in her folder."""
        return sheet(self.folder / name, *rows)

    def choose(self, file: Path) -> None:
        """Press the upload button and choose a file."""
        with self.page.expect_file_chooser() as chooser:
            self.page.locator("#upload-zone").click()
        chooser.value.set_files(file)

    def send(self, file: Path) -> Locator:
        """Choose a file and wait for its receipt; the receipt."""
        with self.page.expect_response(lambda answer: urlsplit(answer.url).path == "/upload/file"):
            self.choose(file)
        receipt = self.page.locator(".receipt")
        expect(receipt.get_by_role("heading", name=file.name)).to_be_visible()
        return receipt

    def take_back(self) -> Path:
        """Press the button on the receipt that gives the workbook back; where it was saved."""
        with self.page.expect_download() as download:
            self.page.locator(".receipt").get_by_role("link", name="取回核对后的表格").click()
        path = self.folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def go(self, name: str) -> None:
        """Follow a link of the navigation."""
        self.page.locator(".nav").get_by_role("link", name=name).click()


def painted(path: Path) -> dict[str, str]:
    """Which cells of a workbook that came back are coloured: {"B3": "red", "D5": "amber"}; not the verdict column."""
    page = openpyxl.load_workbook(path).worksheets[0]
    colours = {RED: "red", AMBER: "amber"}
    return {
        cell.coordinate: colours[cell.fill.start_color.rgb]
        for row in page.iter_rows(min_row=2)
        for cell in row
        if cell.comment and cell.fill.fill_type and cell.fill.start_color.rgb in colours
    }


def mend(path: Path) -> None:
    """Write a fit value into each painted cell, as its heading asks."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for place in painted(path):
        page[place] = MENDED[str(page.cell(1, page[place].column).value)]
    book.save(path)
