"""The documents of a matter: every form fills, nothing of a person is in one, blanks are marked, and each is in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard.app import build_app
from dashboard.document import Form, document, forms
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from dashboard.present import Speech
from data.config import load_config
from data.db import open_store
from risk.refresh import refresh
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes
from tests.new_home import new_home
from tests.risk.ledger import NOW, add, party, report
from tests.risk.signal_ground import lay_town

MATTER = {
    "matter_id": "Q1",
    "first_reported_at": datetime(2026, 3, 5, 9),
    "place_name": "龙湖镇 · 东村",
    "category_code": "02",
    "unit_name": "住建局",
    "people_count": 12,
    "report_count": 3,
    "is_open": True,
}
LIMIT = {
    "rule_code": "XF60_HANDLE",
    "rule_name": "信访程序办结",
    "met_date": None,
    "ended_date": None,
    "is_right": False,
    "conservative_due_date": date(2026, 5, 4),
    "overdue_days": 7,
}
ZH = Speech("zh", {("category", "02"): "物业纠纷"})


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.code)
def test_every_form_fills_and_marks_its_blanks(form: Form) -> None:
    made = document(form, MATTER, [LIMIT], ZH)
    text = "".join(str(line) for line in made.paragraphs)
    assert "{" not in text
    assert "Q1" in text
    assert text.count("<mark>【") == text.count("【") == text.count("】</mark>")
    assert "条例" in made.basis


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ([], "没有正在计算的时限。"),
        ([LIMIT], "信访程序办结应于2026-05-04前完成，已超期7天。"),
        ([{**LIMIT, "overdue_days": 0}], "信访程序办结应于2026-05-04前完成。"),
        ([{**LIMIT, "met_date": date(2026, 4, 1)}], "没有正在计算的时限。"),
        ([{**LIMIT, "is_right": True}], "没有正在计算的时限。"),
    ],
)
def test_only_limits_that_run_are_told(limits: list[dict[str, object]], told: str) -> None:
    text = "".join(str(line) for line in document(forms()["supervise"], MATTER, limits, ZH).paragraphs)
    assert told in text


def test_what_is_not_known_becomes_a_blank_and_words_stay_words() -> None:
    bare = {**MATTER, "unit_name": None, "place_name": "<b>东村"}
    text = "".join(str(line) for line in document(forms()["transfer"], bare, [], ZH).paragraphs)
    assert "<mark>【责任单位】</mark>" in text
    assert "&lt;b&gt;东村" in text


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    path = new_home(tmp_path / "home")
    store = open_store(path, "warehouse")
    lay_town(store)
    told = [
        report("a", "2026-06-01", narrative="楼上装修吵人", category_code="02", grid_text="g22"),
        report("z", "2026-06-02", narrative="检举某局长", legal_category_code="accusation", grid_text="g22"),
    ]
    add(store, "core_report", told)
    add(store, "core_report_party", [party("a", phone="1", name="张三")])
    refresh(store, as_of=date(2026, 6, 30), config=load_config(path), now=NOW)
    store.close()
    home = open_home(path, now=datetime.now())
    for name, role in {"chen": "command_centre", "lead": "leader", "li": "grid_worker"}.items():
        add_account(home.warehouse, name, role)
    yield (
        home,
        build_app(
            home.warehouse,
            without_codes(home.config),
            home=home.path,
            jobs=HomeJobs(home),
            open_to_loopback=False,
        ),
    )
    home.close()


def signed_in(app: dash.Dash, name: str) -> Browser:
    visitor = browser(app)
    visitor.sign_in(name)
    return visitor


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("chen", "/matters/a/document/transfer", 200),
        ("chen", "/matters/z/document/transfer", 404),
        ("chen", "/matters/nowhere/document/transfer", 404),
        ("chen", "/matters/a/document/praise", 404),
        ("lead", "/matters/a/document/transfer", 403),
        ("li", "/matters/a/document/transfer", 403),
    ],
)
def test_who_gets_one_and_what_the_log_says(
    desk: tuple[Home, dash.Dash], name: str, path: str, status: int
) -> None:
    home, app = desk
    assert signed_in(app, name).page(path).status_code == status
    with home.warehouse.reading() as connection:
        lines = connection.execute(
            "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'document'"
        ).fetchall()
    assert lines == ([("chen", "transfer a")] if status == 200 else [])


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 390])
def test_from_the_matter_to_a_page_that_is_filled_in_and_sends_nothing(
    chromium: Chromium, desk: tuple[Home, dash.Dash], width: int
) -> None:
    _, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=844) as (page, watch),
    ):
        _sign_in(page, address, "chen", "/matters?matter=a")
        with page.context.expect_page() as opening:
            page.get_by_role("link", name="信访事项处理意见书").click()
        sheet = opening.value
        expect(sheet.get_by_role("heading", name="信访事项处理意见书")).to_be_visible()
        assert not is_wider_than_screen(sheet)
        asked: list[str] = []
        sheet.on("request", lambda request: asked.append(request.url))
        sheet.locator("article p").nth(1).click()
        sheet.keyboard.type("张三")
        expect(sheet.locator("article")).to_contain_text("张三")
        assert asked == []
        assert re.search("/Type /Page", sheet.pdf().decode("latin-1"))
        assert watch.errors == []
