"""One clock: pages, jobs and commands date what they do by the site's own zone, on a machine kept at any other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.home import Home, open_home, serving
from data.config import load_config, site_now
from data.db import Store
from data.errors import BadArgument
from risk.limit.act import Act
from tests.dashboard.parked_home import LEAK, NotedJobs, send
from tests.dashboard.web_client import add_account, browser, make_app
from tests.new_home import new_home
from tests.risk.ledger import rows

HOME_ZONE = timedelta(hours=8)  # Asia/Shanghai, the site's


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def home(tmp_path: Path, machine_zone: str) -> Iterator[Home]:
    del machine_zone
    path = new_home(tmp_path / "home")
    opened = open_home(path, now=site_now(path))
    yield opened
    opened.close()


def fengqiao(home: Home, *words: str) -> None:
    with serving(home):
        assert run([*words, "--home", str(home.path)]) == 0


def times(store: Store, query: str) -> list[datetime]:
    found = [one for (one,) in rows(store, query)]
    assert found
    return [one for one in found if isinstance(one, datetime)]


def test_everything_is_dated_by_the_clock_on_the_site_s_wall(home: Home) -> None:
    wall = datetime.now(UTC).replace(tzinfo=None) + HOME_ZONE
    jobs = NotedJobs(home)
    number = send(jobs, home.path, "li", [("2026-03-05", LEAK)])
    report_id = str(rows(home.warehouse, "SELECT report_id FROM core_report")[0][0])
    jobs.enter_act(report_id, Act("told", date(2026, 3, 6)), by="li", note="")
    jobs.take_act_back(str(rows(home.warehouse, "SELECT event_id FROM core_event")[0][0]), by="li")
    fengqiao(home, "account", "add", "wang", "--role", "leader")
    fengqiao(home, "token", "add", "GIS")
    fengqiao(home, "refresh")
    jobs.withdraw(number, by="li", may_any=False)
    add_account(home.warehouse, "zhao", "leader")
    browser(make_app(home.warehouse, home.path)).sign_in("zhao")
    store = home.warehouse
    told = {
        "audit": times(store, "SELECT occurred_at FROM audit_log"),
        "uploads": times(store, "SELECT unnest([received_at, withdrawn_at]) FROM raw_submission"),
        "acts": times(store, "SELECT withdrawn_at FROM core_event"),
        "refreshes": times(store, "SELECT refreshed_at FROM out_refresh"),
        "tokens": times(store, "SELECT created_at FROM core_token"),
    }
    for what, moments in told.items():
        for moment in moments:
            assert wall - timedelta(seconds=1) <= moment <= wall + timedelta(minutes=5), what
    assert rows(store, "SELECT as_of_date FROM out_refresh") == [(wall.date(),)]
    names = {str(name) for (name,) in rows(store, "SELECT event_code FROM audit_log")}
    assert {"ingest", "act", "account_add", "token_add", "refresh", "withdraw", "sign_in"} <= names


def test_a_zone_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[site]\ntimezone = "Beijing"\n', encoding="utf-8")
    with pytest.raises(BadArgument, match="Asia/Shanghai"):
        load_config(tmp_path)
