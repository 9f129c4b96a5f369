"""The workbook handed back over the web: to its sender and to staff, each time in the log, nothing left lying about."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from tests.dashboard.web_browser import opened, served
from tests.dashboard.web_client import Browser, add_account, browser, make_app
from tests.new_home import new_home

NOW = datetime(2026, 6, 1, 9, 0)
HEAD = ["编号", "上报时间", "当事人", "纠纷类型", "纠纷简况"]
GOOD = ["1", "2026-05-05", "张三", "物业纠纷", "小区电梯停运三个月无人修"]
YEARLESS = ["2", "5月6日", "李四", "物业纠纷", "楼上漏水泡坏天花板"]


class StillJobs(HomeJobs):
    """The engine of a real home that takes files in and never refreshes."""

    def request_refresh(self, changed_ids: Sequence[str]) -> None:  # type: ignore[override]
        """Nothing is derived in these tests."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    opened_home = open_home(new_home(tmp_path / "home"), now=NOW)
    yield opened_home
    opened_home.close()


@pytest.fixture
def jobs(home: Home) -> StillJobs:
    return StillJobs(home)


def _visitor(home: Home, jobs: StillJobs, name: str, role: str) -> Browser:
    add_account(home.warehouse, name, role)
    visitor = browser(make_app(home.warehouse, home.path, jobs=jobs))  # type: ignore[arg-type]
    visitor.sign_in(name)
    return visitor


def _stranger(home: Home, jobs: StillJobs) -> Browser:
    return browser(make_app(home.warehouse, home.path, jobs=jobs))  # type: ignore[arg-type]


def _sheet(*rows: Sequence[object]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    page = book.add_worksheet("柳河村")
    for number, row in enumerate((HEAD, *rows)):
        page.write_row(number, 0, row)
    book.close()
    return kept.getvalue()


def _send(visitor: Browser, body: bytes, name: str = "三月.xlsx") -> dict[str, object]:
    headers = {"X-CSRFToken": visitor.token, "X-File-Name": quote(name)}
    answer = visitor.client.post("/upload/file", data=body, headers=headers)
    assert answer.status_code == 200, answer.text
    receipt: dict[str, object] = answer.json
    return receipt


def _page(body: bytes) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(body))["柳河村"]
    assert isinstance(page, Worksheet)
    return page


def test_the_sender_gets_the_workbook_with_a_verdict_on_every_row_and_it_is_logged(
    home: Home, jobs: StillJobs
) -> None:
    worker = _visitor(home, jobs, "worker", "grid_worker")
    sent = _send(worker, _sheet(GOOD, YEARLESS))["submission_id"]
    answer = worker.client.get(f"/upload/workbook/{sent}")
    page = _page(answer.data)
    assert [str(page.cell(row, 6).value)[:2] for row in (1, 2, 3)] == ["核对", "新增", "退回"]
    assert page["B3"].comment
    assert unquote(answer.headers["Content-Disposition"]).endswith("三月（核对）.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    assert list((home.path / "incoming").iterdir()) == []
    with home.warehouse.reading() as connection:
        (line,) = connection.execute(
            "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'workbook'"
        ).fetchall()
    assert line == ("worker", sent)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["3", "2026-05-07", "王五", "检举控告", "检举某局长私设小金库"], id="an-accusation"),
        pytest.param(["3", "5月7日", "王五", "其他", "举报某局长"], id="a-refused-row-that-speaks-of-one"),
    ],
)
def test_a_sheet_with_an_accusation_goes_back_to_its_sender_alone(
    home: Home, jobs: StillJobs, row: list[str]
) -> None:
    worker = _visitor(home, jobs, "worker", "grid_worker")
    sent = _send(worker, _sheet(GOOD, row))["submission_id"]
    plain = _send(worker, _sheet(YEARLESS), "四月.xlsx")["submission_id"]
    assert worker.client.get(f"/upload/workbook/{sent}").status_code == 200
    staff = _visitor(home, jobs, "staff", "command_centre")
    assert staff.client.get(f"/upload/workbook/{sent}").status_code == 404
    assert staff.client.get(f"/upload/workbook/{plain}").status_code == 200


def test_fixed_and_sent_again_only_the_fixed_row_is_new(home: Home, jobs: StillJobs) -> None:
    worker = _visitor(home, jobs, "worker", "grid_worker")
    sent = _send(worker, _sheet(GOOD, YEARLESS))["submission_id"]
    body = worker.client.get(f"/upload/workbook/{sent}").data
    book = openpyxl.load_workbook(io.BytesIO(body))
    book["柳河村"]["B3"] = "2026-05-06"
    fixed = io.BytesIO()
    book.save(fixed)
    receipt = _send(worker, fixed.getvalue(), "三月（核对）.xlsx")
    assert [receipt[name] for name in ("rows", "new", "unchanged", "rejected", "problems")] == [
        2,
        1,
        1,
        0,
        [],
    ]
    again = worker.client.get(f"/upload/workbook/{receipt['submission_id']}")
    assert unquote(again.headers["Content-Disposition"]).endswith("''三月（核对）.xlsx")


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("worker", "grid_worker", 200),
        ("other", "grid_worker", 404),
        ("fang", "town_staff", 200),
        ("zhong", "command_centre", 200),
        ("chief", "leader", 403),
        ("", "", 401),
    ],
    ids=["sender", "another worker", "town staff", "command centre", "leader", "nobody"],
)
def test_who_may_have_it(home: Home, jobs: StillJobs, name: str, role: str, status: int) -> None:
    sent = _send(_visitor(home, jobs, "worker", "grid_worker"), _sheet(GOOD))["submission_id"]
    visitor = _visitor(home, jobs, name, role) if name else _stranger(home, jobs)
    answer = visitor.client.get(f"/upload/workbook/{sent}")
    assert answer.status_code == status
    assert (answer.data[:2] == b"PK") == (status == 200)


@pytest.mark.parametrize("asked", ["S999999", "%27%20OR%201=1--", "S000001%00", "."])
def test_what_is_not_an_upload_is_not_found(home: Home, jobs: StillJobs, asked: str) -> None:
    staff = _visitor(home, jobs, "fang", "town_staff")
    _send(staff, _sheet(GOOD))
    assert staff.client.get(f"/upload/workbook/{asked}").status_code == 404


def test_a_withdrawn_upload_is_not_handed_back(home: Home, jobs: StillJobs) -> None:
    worker = _visitor(home, jobs, "worker", "grid_worker")
    sent = _send(worker, _sheet(GOOD))["submission_id"]
    with home.warehouse.writing() as connection:
        connection.execute("UPDATE raw_submission SET withdrawn_at = ? WHERE submission_id = ?", [NOW, sent])
    assert worker.client.get(f"/upload/workbook/{sent}").status_code == 404


def test_it_speaks_the_readers_language(home: Home, jobs: StillJobs) -> None:
    worker = _visitor(home, jobs, "worker", "grid_worker")
    sent = _send(worker, _sheet(YEARLESS))["submission_id"]
    worker.client.set_cookie("language", "en")
    answer = worker.client.get(f"/upload/workbook/{sent}")
    assert str(_page(answer.data)["F2"].value).startswith("rejected: [上报时间] ")
    assert unquote(answer.headers["Content-Disposition"]).endswith("三月 (checked).xlsx")


@pytest.mark.browser
def test_in_a_browser_a_bad_sheet_is_sent_taken_back_fixed_and_sent_again(
    chromium: Chromium, home: Home, jobs: StillJobs, tmp_path: Path
) -> None:
    sheet = tmp_path / "三月.xlsx"
    sheet.write_bytes(_sheet(GOOD, YEARLESS))
    app = make_app(home.warehouse, home.path, jobs=jobs, is_open=True)  # type: ignore[arg-type]
    with (
        served(app.server) as address,
        opened(chromium, address, width=390, height=844) as (page, _),
    ):
        page.goto(f"{address}/upload")
        with page.expect_file_chooser() as chooser:
            page.locator("#upload-zone").click()
        chooser.value.set_files(sheet)
        link = page.locator(".receipt").get_by_role("link", name="取回核对后的表格")
        expect(link).to_be_visible()
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == "三月（核对）.xlsx"
        fixed = tmp_path / "三月（核对）.xlsx"
        download.value.save_as(fixed)
        book = openpyxl.load_workbook(fixed)
        book["柳河村"]["B3"] = "2026-05-06"
        book.save(fixed)
        page.goto(f"{address}/upload")
        with page.expect_download() as earlier:
            page.locator(".past li").first.get_by_role("link", name="取回核对后的表格").click()
        assert earlier.value.suggested_filename == "三月（核对）.xlsx"
        with page.expect_file_chooser() as chooser:
            page.locator("#upload-zone").click()
        chooser.value.set_files(fixed)
        expect(page.locator(".receipt")).to_contain_text("1 + 1 + 0 + 0 + 0 = 共 2 行")
        expect(page.locator(".receipt")).to_contain_text("每一行都没有问题")
