"""The page of signals: who may open it, what it shows, what a button does, and real clicks on it."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard import ids
from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from tests.dashboard.signal_home import NAME, PHONE, make_signal_home
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes

PEOPLE = {"chen": "command_centre", "lead": "leader", "li": "grid_worker"}
SAID = f"{ids.SIGNAL_SAID}.children"


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_signal_home(tmp_path_factory.mktemp("signal") / "home")
    home = open_home(path, now=datetime.now())
    for name, role in PEOPLE.items():
        add_account(home.warehouse, name, role)
    home.close()
    return path


@pytest.fixture
def desk(closed_home: Path, tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    home = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    jobs = HomeJobs(home)
    config = without_codes(home.config)
    yield home, build_app(home.warehouse, config, home=home.path, jobs=jobs, open_to_loopback=False)
    home.close()


def ask(home: Home, query: str) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def visitor(app: dash.Dash, name: str) -> Browser:
    made = browser(app)
    made.sign_in(name)
    return made


def the_signal(home: Home) -> str:
    ((signal_id,),) = ask(home, "SELECT signal_id FROM out_signal")
    return str(signal_id)


def press_answer(app: dash.Dash, name: str, signal_id: str, code: str) -> int:
    button = {"type": ids.SIGNAL_ANSWER, "signal": signal_id, "as": code}
    return visitor(app, name).press(SAID, button).status_code


def test_the_page_names_matters_and_no_accusation(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    body = (
        visitor(app, "chen").call(f"{ids.ROOT}.children", {"url.pathname": "/signals", "url.search": ""}).json
    )
    words = str(body)
    assert the_signal(home) in words
    assert "由村社区级答复" in words or "由乡镇街道级答复" in words
    assert "检举" not in words


@pytest.mark.parametrize("name", ["lead", "li"])
def test_who_has_no_business_here_gets_no_signal_and_no_answer(
    desk: tuple[Home, dash.Dash], name: str
) -> None:
    home, app = desk
    body = (
        visitor(app, name).call(f"{ids.ROOT}.children", {"url.pathname": "/signals", "url.search": ""}).json
    )
    assert the_signal(home) not in str(body)
    assert press_answer(app, name, the_signal(home), "real") == 403
    assert ask(home, "SELECT * FROM core_signal_event") == []


def test_a_forged_answer_is_refused_in_words_and_nothing_changes(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    for signal_id, code in (("nowhere", "real"), (the_signal(home), "watch"), (the_signal(home), "own")):
        button = {"type": ids.SIGNAL_ANSWER, "signal": signal_id, "as": code}
        answer = visitor(app, "chen").press(SAID, button)
        assert answer.status_code == 200
        assert "refused" in answer.get_data(as_text=True)
    assert ask(home, "SELECT * FROM core_signal_event") == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_a_signal_is_read_given_an_owner_verified_closed_reopened_and_taken_back(
    chromium: Chromium, desk: tuple[Home, dash.Dash], width: int, height: int
) -> None:
    home, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height) as (page, _),
    ):
        _sign_in(page, address, "chen", "/signals")
        card = page.locator(".signal")
        expect(card).to_have_count(1)
        expect(card.locator("figure img")).to_have_count(2)
        assert all(card.locator("figure img").evaluate_all("all => all.map(one => one.naturalWidth > 50)"))
        assert not is_wider_than_screen(page)
        card.locator("input").fill(f"县住建局（{NAME} {PHONE}）")
        card.get_by_role("button", name="指定牵头").click()
        expect(page.locator(".said")).to_contain_text("牵头单位已记下")
        expect(page.locator(".signal-facts")).to_contain_text("县住建局")
        expect(page.locator("body")).not_to_contain_text(PHONE)
        page.locator(".signal input").fill("到现场看过，同一工地")
        page.locator(".signal").get_by_role("button", name="已核实").click()
        expect(page.locator(".signal-told")).to_contain_text("到现场看过，同一工地")
        page.locator(".signal").get_by_role("button", name="属实", exact=True).click()
        expect(page.locator(".signal")).to_have_count(0)
        expect(page.locator(".decided")).to_contain_text("属实")
        expect(page.locator(".signal-quarters")).to_contain_text("2026 年第 2 季度")
        page.get_by_role("button", name="重新打开").click()
        expect(page.locator(".signal")).to_have_count(1)
        page.locator(".signal-told").get_by_role("button", name="撤回").first.click()
        expect(page.locator(".said")).to_contain_text("已撤回")
        assert not is_wider_than_screen(page)
    told = ask(home, "SELECT event_code, withdrawn_at IS NULL FROM core_signal_event ORDER BY occurred_at")
    assert told == [("own", True), ("verify", True), ("outcome", True), ("reopen", False)]
    assert {row[0] for row in ask(home, "SELECT actor_name FROM core_signal_event")} == {"chen"}
    assert PHONE not in str(ask(home, "SELECT * FROM core_signal_event"))
    assert len(ask(home, "SELECT * FROM audit_log WHERE event_code = 'signal'")) == 5


@pytest.mark.browser
def test_the_map_outlines_the_signal(chromium: Chromium, desk: tuple[Home, dash.Dash]) -> None:
    _, app = desk
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "chen", "/")
        expect(page.locator(".legend")).to_contain_text("预警信号范围")
        page.get_by_role("link", name="处置信号 →").click()
        expect(page.locator(".signal")).to_have_count(1)
