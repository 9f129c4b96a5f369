"""One report from a phone: it is checked like a sheet of one row, names go to the vault, and twice told it is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard import ids
from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from data.db import open_store
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes
from tests.new_home import new_home
from tests.risk.signal_ground import lay_town

SENT = f"{ids.UPLOAD_SENT}.data"
TOLD = {
    ids.UPLOAD_ONE_DAY: "2026-06-30",
    ids.UPLOAD_ONE_KIND: "02",
    ids.UPLOAD_ONE_STORY: '三号楼电梯停了两周，"物业"不修，=要求尽快修好',
    ids.UPLOAD_ONE_PLACE: "三号楼",
    ids.UPLOAD_ONE_GRID: "",
    ids.UPLOAD_ONE_NAME: "张三丰",
    ids.UPLOAD_ONE_PHONE: "13812345678",
    ids.UPLOAD_ONE_PEOPLE: 4,
    ids.UPLOAD_ONE_RESPONDENT: "安居物业服务有限公司",
}


class StillJobs(HomeJobs):
    """Everything for real, on the day the report is told."""

    def as_of(self) -> date:
        return date(2026, 6, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    path = new_home(tmp_path / "home")
    store = open_store(path, "warehouse")
    lay_town(store)
    store.close()
    home = open_home(path, now=datetime.now())
    for name, role in {"li": "grid_worker", "lead": "leader"}.items():
        add_account(home.warehouse, name, role)
    config = without_codes(home.config)
    yield (
        home,
        build_app(home.warehouse, config, home=home.path, jobs=StillJobs(home), open_to_loopback=False),
    )
    home.close()


def ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def tell(app: dash.Dash, name: str, **changed: object) -> tuple[int, Any]:
    visitor = browser(app)
    visitor.sign_in(name)
    return told_by(visitor, **changed)


def told_by(visitor: Browser, **changed: object) -> tuple[int, Any]:
    key = next(one for one in visitor.app.callback_map if f"{ids.UPLOAD_ONE_STORY}.value" in one)
    boxes = {f"{box}.value": value for box, value in {**TOLD, **changed}.items()}
    answer = visitor.call(key.strip(".").split("...")[0], boxes, changed=f"{ids.UPLOAD_ONE_SEND}.n_clicks")
    if answer.status_code != 200:
        return answer.status_code, None
    return 200, answer.get_json()["response"][ids.UPLOAD_SENT]["data"]


def test_it_is_one_report_with_everything_that_was_told(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    status, receipt = tell(app, "li")
    assert status == 200
    assert (receipt["rows"], receipt["new"], receipt["rejected"]) == (1, 1, 0)
    ((day, kind, people, story, respondent),) = ask(
        home,
        "SELECT CAST(r.reported_at AS DATE), r.category_code, r.people_count, r.narrative, o.name "
        "FROM core_report AS r LEFT JOIN core_respondent AS o USING (respondent_id)",
    )
    assert (day, kind, people, respondent) == (date(2026, 6, 30), "02", 4, "安居物业服务有限公司")
    assert '电梯停了两周，"物业"不修' in story


def test_names_and_phones_stay_out_of_the_warehouse(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    tell(app, "li")
    with home.warehouse.reading() as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        for table in tables:
            held = repr(connection.execute(f'SELECT * FROM "{table}"').fetchall())
            assert "张三丰" not in held, table
            assert "13812345678" not in held, table


def test_pressed_twice_it_is_one(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    tell(app, "li")
    _, again = tell(app, "li")
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert ask(home, "SELECT count(*) FROM core_report") == [(1,)]


@pytest.mark.parametrize("missing", [ids.UPLOAD_ONE_STORY, ids.UPLOAD_ONE_DAY])
def test_without_what_is_needed_nothing_is_taken(desk: tuple[Home, dash.Dash], missing: str) -> None:
    home, app = desk
    status, receipt = tell(app, "li", **{missing: ""})
    assert status == 200
    assert "请写明" in receipt["error"]["zh"]
    assert ask(home, "SELECT count(*) FROM raw_submission") == [(0,)]


def test_whoever_may_not_upload_tells_nothing(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    assert tell(app, "lead")[0] == 403
    assert ask(home, "SELECT count(*) FROM raw_submission") == [(0,)]


@pytest.mark.browser
def test_on_a_phone_from_the_boxes_to_the_receipt(chromium: Chromium, desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    with served(app.server) as address, opened(chromium, address, width=390, height=844) as (page, watch):
        _sign_in(page, address, "li", "/upload")
        page.get_by_text("只报一件：在这里填").click()
        page.locator(f"#{ids.UPLOAD_ONE_STORY}").fill("三号楼电梯停了两周，要求尽快修好")
        assert not is_wider_than_screen(page)
        page.get_by_role("button", name="报送这一件").click()
        expect(page.locator(f"#{ids.UPLOAD_RECEIPT}")).to_contain_text("单件-")
        expect(page.locator(f"#{ids.UPLOAD_ONE_STORY}")).to_have_value("")
        assert watch.errors == []
    assert ask(home, "SELECT count(*) FROM core_report") == [(1,)]
