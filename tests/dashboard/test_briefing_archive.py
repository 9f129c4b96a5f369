"""What went out is kept as it went out: its bytes, its phone form, its manifest, once a week by a timer, anew by a button.

published on Monday     → read back byte for byte, however the data changes
data changed on Tuesday → the page still shows Monday's, and staff may print anew
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard import ids
from dashboard.access import BRIEFING
from dashboard.app import build_app
from dashboard.archive import issue_of
from dashboard.brief import brief, brief_when_due
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from dashboard.read import Door
from data.config import load_config
from data.db import open_store
from risk.refresh import refresh
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes
from tests.new_home import new_home
from tests.risk.ledger import add, report
from tests.risk.signal_ground import lay_town

SUNDAY = date(2026, 6, 28)
WEEK = "2026-W26"
NOW = datetime(2026, 6, 29, 6, 30)
PEOPLE = {"chen": "command_centre", "lead": "leader"}


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("archive") / "home")
    store = open_store(path, "warehouse")
    lay_town(store)
    told = [
        report(
            f"r{number}", f"2026-06-{20 + number}", narrative=f"楼上装修吵人第{number}回", category_code="02"
        )
        for number in range(8)
    ]
    add(store, "core_report", told)
    refresh(store, as_of=SUNDAY, config=load_config(path), now=datetime(2026, 6, 29, 6))
    store.close()
    home = open_home(path, now=datetime.now())
    for name, role in PEOPLE.items():
        add_account(home.warehouse, name, role)
    home.close()
    return path


@pytest.fixture
def home(closed_home: Path, tmp_path: Path) -> Iterator[Home]:
    kept = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    yield kept
    kept.close()


def app_of(home: Home) -> dash.Dash:
    return build_app(
        home.warehouse,
        without_codes(home.config),
        home=home.path,
        jobs=HomeJobs(home),
        open_to_loopback=False,
    )


def ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def change_data(home: Home) -> None:
    add(
        home.warehouse,
        "core_report",
        [report("late", "2026-06-26", narrative="井盖坏了", category_code="02")],
    )
    refresh(home.warehouse, as_of=SUNDAY, config=home.config, now=datetime(2026, 6, 30, 9))


def test_it_is_read_back_byte_for_byte(home: Home, tmp_path: Path) -> None:
    made = brief(home, WEEK, out=tmp_path / "a.html", phone=tmp_path / "p.html", now=NOW, actor="li")
    change_data(home)
    with Door(home.warehouse, BRIEFING, home.config).open() as view:
        issue = issue_of(view, WEEK, "zh")
        assert issue_of(view, WEEK, "en") is None
        assert issue_of(view, "2026-W25", "zh") is None
    assert issue is not None
    assert issue.page == made.html == (tmp_path / "a.html").read_bytes()
    assert issue.phone_page == made.phone_html == (tmp_path / "p.html").read_bytes()
    assert (issue.briefing_id, issue.actor, issue.is_before_refresh) == ("2026-W26-1", "li", True)


def test_its_manifest_says_what_it_was_made_of(home: Home) -> None:
    (last,) = ask(home, "SELECT audit_no, line_hash FROM audit_log ORDER BY audit_no DESC LIMIT 1") or [
        (0, "")
    ]
    made = brief(home, WEEK, out=None, now=NOW)
    ((manifest, sha256),) = ask(home, "SELECT manifest_json, html_sha256 FROM core_briefing")
    told = json.loads(manifest)
    assert sha256 == hashlib.sha256(made.html).hexdigest()
    assert (told["audit_no"], told["audit_head"]) == last
    assert (told["week"], told["as_of"], told["lang"]) == (WEEK, "2026-06-28", "zh")
    assert {"data_hash", "config_hash", "code_version", "hidden_count", "smallest_shown_count"} <= told.keys()


def test_the_same_data_give_the_same_bytes_whoever_prints_and_when(home: Home) -> None:
    first = brief(home, WEEK, out=None, now=NOW, actor="li")
    second = brief(home, WEEK, out=None, now=datetime(2027, 1, 1), actor="wu")
    assert (first.html, first.phone_html) == (second.html, second.phone_html)


def test_a_timer_puts_a_week_out_once_and_lays_a_lost_file_back(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    whole, is_new = brief_when_due(home, None, folder=folder, now=NOW)
    assert is_new
    phone = folder / "briefing-2026-W26-phone.html"
    bodies = whole.read_bytes(), phone.read_bytes()
    whole.unlink()
    change_data(home)
    assert brief_when_due(home, None, folder=folder, now=NOW) == (whole, False)
    assert (whole.read_bytes(), phone.read_bytes()) == bodies
    assert ask(home, "SELECT count(*) FROM core_briefing") == [(1,)]
    assert ask(home, "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'brief'") == [
        ("schedule", "2026-W26-1")
    ]


def test_a_page_without_a_folder_lies_in_the_home(home: Home) -> None:
    whole, _ = brief_when_due(home, WEEK, folder=None, now=NOW)
    assert whole == home.path / "briefings" / "briefing-2026-W26.html"
    assert whole.parent.stat().st_mode & 0o077 == 0


def test_the_page_shows_what_went_out_until_staff_print_anew(home: Home) -> None:
    app = app_of(home)
    lead, chen = browser(app), browser(app)
    lead.sign_in("lead")
    chen.sign_in("chen")
    first = lead.page(f"/briefing/{WEEK}.html").get_data()
    assert lead.page(f"/briefing/{WEEK}.html?phone").get_data() != first
    change_data(home)
    assert lead.page(f"/briefing/{WEEK}.html").get_data() == first
    again = {"type": ids.BRIEFING_AGAIN, "week": WEEK}
    assert press_again(lead, again) == 403
    assert ask(home, "SELECT count(*) FROM core_briefing") == [(1,)]
    assert press_again(chen, again) == 200
    assert ask(home, "SELECT briefing_id, actor_name FROM core_briefing ORDER BY 1") == [
        ("2026-W26-1", "lead"),
        ("2026-W26-2", "chen"),
    ]
    assert lead.page(f"/briefing/{WEEK}.html").get_data() != first


def press_again(visitor: Browser, button: dict[str, str]) -> int:
    week = {f"{ids.BRIEFING_WEEK}.value": WEEK}
    return int(visitor.press(f"{ids.BRIEFING_VIEW}.children", button, week).status_code)


def numbers_in(page: bytes) -> set[str]:
    """Every run of digits on a page."""
    import re

    body = page.decode().split("</style>")[1]
    return set(re.findall(r"\d+", re.sub(r"<[^>]*>", " ", body)))


def test_the_phone_form_tells_no_number_that_the_whole_does_not(home: Home) -> None:
    made = brief(home, WEEK, out=None, now=NOW)
    assert numbers_in(made.phone_html) <= numbers_in(made.html) | {"1", "2", "3", "4", "5"}
    assert len(made.phone_html) < len(made.html) / 2


@pytest.mark.browser
def test_the_phone_form_on_a_phone_from_disk_and_the_archive_on_the_page(
    chromium: Chromium, home: Home, tmp_path: Path
) -> None:
    brief(home, WEEK, out=tmp_path / "a.html", phone=tmp_path / "p.html", now=NOW, actor="li")
    said: list[str] = []
    with chromium.new_page(viewport={"width": 390, "height": 844}) as page:
        page.on("console", lambda message: said.append(message.text))
        page.goto((tmp_path / "p.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.get_by_role("heading", name="先看这些事").is_visible()
    assert said == []
    with served(app_of(home).server) as address, opened(chromium, address) as (page, watch):
        _sign_in(page, address, "chen", "/briefing")
        expect(page.get_by_text("2026-W26-1 期")).to_be_visible()
        page.get_by_text("已印发的周报（1）").click()
        expect(page.locator(".archive tbody tr")).to_have_count(1)
        assert watch.errors == []
