"""The page 管理: a file is looked at, then taken; holidays move limits; rules; a backup made and checked; in a real browser."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.site.backup import backup_folder, kept_backups
from data.config import load_config
from data.db import open_store
from risk.refresh import refresh
from tests.dashboard.test_web_entering import AS_OF, StillJobs
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import add_account, without_codes
from tests.new_home import new_home
from tests.risk.ledger import NOW, add, report
from tests.risk.signal_ground import lay_town

pytestmark = pytest.mark.browser
SIZES = [(1366, 768), (390, 844)]


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("admin") / "home")
    store = open_store(path, "warehouse")
    lay_town(store)
    add(
        store,
        "core_report",
        [report("a", "2026-06-18", narrative="工资", grid_text="g22", channel_code="visit")],
    )
    refresh(store, as_of=AS_OF, config=load_config(path), now=NOW)
    store.close()
    home = open_home(path, now=datetime.now())
    add_account(home.warehouse, "sys", "system_admin")
    home.close()
    return path


@pytest.fixture
def desk(closed_home: Path, tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    home = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    yield (
        home,
        build_app(
            home.warehouse,
            without_codes(home.config),
            home=home.path,
            jobs=StillJobs(home),
            open_to_loopback=False,
        ),
    )
    home.close()


def ask(home: Home, query: str) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def audited(home: Home, event: str) -> list[tuple[object, ...]]:
    return ask(
        home,
        f"SELECT actor_name, result_code, object_id FROM audit_log WHERE event_code = '{event}' ORDER BY audit_no",
    )


def square(code: str, name: str, west: float) -> dict[str, object]:
    ring = [[west, 40], [west + 0.01, 40], [west + 0.01, 40.01], [west, 40.01], [west, 40]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def choose(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').set_input_files(path)


@pytest.mark.parametrize(("width", "height"), SIZES, ids=["desk", "phone"])
def test_boundaries_are_looked_at_before_they_are_taken(
    chromium: Chromium, desk: tuple[Home, dash.Dash], tmp_path: Path, width: int, height: int
) -> None:
    home, app = desk
    file = tmp_path / "new.geojson"
    shapes = [square("n1", "新一网格", 100.0), square("n2", "新二网格", 100.02)]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    before = ask(home, "SELECT count(*) FROM core_area")
    with served(app.server) as address, opened(chromium, address, width=width, height=height) as (page, _):
        _sign_in(page, address, "sys", "/admin")
        assert not is_wider_than_screen(page)
        page.get_by_role("link", name="载入边界文件").click()
        choose(page, file)
        page.get_by_label("编码在哪一列", exact=True).fill("code")
        page.get_by_label("名称在哪一列", exact=True).fill("name")
        assert not is_wider_than_screen(page)
        page.get_by_role("button", name="先看会有什么变化").click()
        expect(page.get_by_role("status")).to_contain_text("现在还没有改")
        expect(page.locator(".door-told")).to_contain_text("载入 2")
        assert ask(home, "SELECT count(*) FROM core_area") == before
        assert audited(home, "areas") == []
        page.get_by_role("button", name="确认，照此更改").click()
        expect(page.get_by_role("status")).to_contain_text("已更改")
        assert not is_wider_than_screen(page)
        page.get_by_role("link", name="回到管理").click()
        expect(page.locator(".admin")).to_contain_text("网格")
    assert ask(home, "SELECT name FROM core_area WHERE area_code IN ('n1', 'n2') ORDER BY 1") == [
        ("新一网格",),
        ("新二网格",),
    ]
    assert audited(home, "areas") == [("sys", "begun", "new.geojson"), ("sys", "ok", "new.geojson")]
    assert list((home.path / "incoming").iterdir()) == []


def test_a_file_that_cannot_be_taken_is_told_and_changes_nothing(
    chromium: Chromium, desk: tuple[Home, dash.Dash], tmp_path: Path
) -> None:
    home, app = desk
    file = tmp_path / "2029.csv"
    file.write_text("2029-01-01,休\n", encoding="utf-8")
    before = ask(home, "SELECT count(*) FROM core_calendar")
    with served(app.server) as address, opened(chromium, address) as (page, watch):
        _sign_in(page, address, "sys", "/admin/calendar")
        choose(page, file)
        page.get_by_role("button", name="先看会有什么变化").click()
        expect(page.get_by_role("alert")).to_contain_text("中间缺年份")
        watch.errors.clear()  # the browser notes the 422 by itself
    assert ask(home, "SELECT count(*) FROM core_calendar") == before
    assert audited(home, "calendar") == []


def _until(home: Home, query: str, wanted: list[tuple[object, ...]]) -> None:
    """Wait for the refresh that follows."""
    for _ in range(240):
        if ask(home, query) == wanted:
            return
        time.sleep(0.25)
    assert ask(home, query) == wanted


def test_a_holiday_list_tells_the_limits_it_moves_and_rules_hold_from_their_day(
    chromium: Chromium, desk: tuple[Home, dash.Dash], tmp_path: Path
) -> None:
    """A visit of 18 June 2026: notice by 3 July, a Friday; made a holiday, it is due on Monday 6 July."""
    home, app = desk
    file, pack = tmp_path / "2026.csv", tmp_path / "local.toml"
    file.write_text("2026-07-03,休\n", encoding="utf-8")
    pack.write_text('[XF60_HANDLE]\ndays = 30\nbasis = "松溪县办理规定"\n', encoding="utf-8")
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "sys", "/admin/calendar")
        choose(page, file)
        page.get_by_role("button", name="先看会有什么变化").click()
        expect(page.locator(".listed")).to_contain_text("2026-07-06")
        page.get_by_role("button", name="确认，照此更改").click()
        expect(page.get_by_role("status")).to_contain_text("已更改")
        _until(home, "SELECT count(*) FROM out_deadline WHERE statutory_due_date = '2026-07-06'", [(1,)])
        page.goto(f"{address}/admin/rules")
        choose(page, pack)
        page.get_by_label("自哪天起施行").fill("2026-09-01")
        page.get_by_role("button", name="先看会有什么变化").click()
        expect(page.locator(".listed")).to_contain_text("30 天（此前 60 天）")
        page.get_by_role("button", name="确认，照此更改").click()
        expect(page.get_by_role("status")).to_contain_text("已更改")
        page.goto(f"{address}/admin")
        expect(page.locator(".admin")).to_contain_text("松溪县办理规定")
        expect(page.locator(".admin-years")).to_contain_text("07-03")
    assert ask(home, "SELECT is_working FROM core_calendar WHERE day_date = '2026-07-03'") == [(False,)]
    assert [row[1] for row in (*audited(home, "calendar"), *audited(home, "rules"))] == ["begun", "ok"] * 2


def test_a_backup_is_made_checked_and_told_and_a_changed_one_is_not_whole(
    chromium: Chromium, desk: tuple[Home, dash.Dash]
) -> None:
    home, app = desk
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "sys", "/admin")
        expect(page.locator(".admin")).to_contain_text("这里还没有备份")
        page.get_by_role("button", name="现在备份").click()
        expect(page.locator(".admin-state")).to_contain_text("已完成，并已核对")
        expect(page.locator(".admin")).to_contain_text("核对无误")
        folder = backup_folder(home.path, "")
        (made,) = kept_backups(home.path, folder)
        with (folder / made.name / "warehouse.duckdb").open("r+b") as file:
            file.seek(9000)
            file.write(b"changed")
        page.get_by_role("button", name="核对", exact=True).click()
        expect(page.locator(".admin-state")).to_contain_text("没有完成")
        expect(page.locator(".admin")).to_contain_text("核对不符")
        page.goto(f"{address}/language/en?next=/admin")
        expect(page.locator(".admin")).to_contain_text("not whole on")
    assert [row[:2] for row in audited(home, "backup")] == [("sys", "begun"), ("sys", "ok")]
    results = [row[1] for row in audited(home, "backup_check")]
    assert results[:3] == ["begun", "ok", "begun"]
    assert results[3] in ("failed", "refused")
