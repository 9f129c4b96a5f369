"""The page for parked reports and the way back of an upload: who may what, what is shown, what an answer does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from dashboard import ids
from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.pages.differing import side_by_side
from tests.dashboard.parked_home import LEAK, LIFT, NAMES, NotedJobs, make_parked_home, send
from tests.dashboard.web_browser import is_wider_than_screen, let_in, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes

LIST, PAST = f"{ids.PARKED_LIST}.children", f"{ids.UPLOAD_SAID}.children"
PEOPLE = {
    "super": "supervisor",
    "chen": "command_centre",
    "town": "town_staff",
    "lead": "leader",
    "li": "grid_worker",
    "zhao": "grid_worker",
}


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home with its accounts, made once and closed."""
    path = tmp_path_factory.mktemp("parked") / "home"
    home, _ = make_parked_home(path)
    for name, role in PEOPLE.items():
        add_account(home.warehouse, name, role)
    home.close()
    return path


@pytest.fixture
def desk(closed_home: Path, tmp_path: Path) -> Iterator[tuple[Home, NotedJobs, dash.Dash]]:
    """A copy of it, open, with its engine and its app."""
    home = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    jobs = NotedJobs(home)
    yield (
        home,
        jobs,
        build_app(
            home.warehouse,
            without_codes(home.config),
            home=home.path,
            jobs=jobs,
            open_to_loopback=False,
        ),
    )
    home.close()


def ask(home: Home, query: str) -> list[tuple]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def parked(home: Home) -> str:
    ((report_id,),) = ask(home, "SELECT report_id FROM core_report WHERE state_code = 'parked'")
    return str(report_id)


def states(home: Home) -> list[str]:
    return [
        state for (state,) in ask(home, "SELECT state_code FROM core_report ORDER BY reported_at, narrative")
    ]


def visitor(app: dash.Dash, name: str) -> Browser:
    made = browser(app)
    made.sign_in(name)
    return made


def page(app: dash.Dash, name: str, path: str) -> str:
    answer = visitor(app, name).call(f"{ids.ROOT}.children", {f"{ids.URL}.pathname": path})
    assert answer.status_code == 200
    return plain(answer)


def decide(app: dash.Dash, name: str, report_id: str, given: str) -> int:
    button = {"type": ids.PARKED_DECIDE, "report": report_id, "as": given, "at": "card"}
    return visitor(app, name).press(LIST, button).status_code


def take_back(app: dash.Dash, name: str, submission_id: str, step: str = "sure") -> str:
    button = {"type": ids.UPLOAD_WITHDRAW, "submission": submission_id, "step": step}
    return plain(visitor(app, name).press(PAST, button))


def plain(answer: TestResponse) -> str:
    """What was sent, its characters unescaped."""
    return json.dumps(answer.json, ensure_ascii=False, separators=(",", ":")) if answer.is_json else ""


def test_what_differs_is_marked_and_nothing_is_lost() -> None:
    left, right = side_by_side("停运三个月，请修", "停运四个月，请修。")
    assert [part if isinstance(part, str) else [part.children] for part in left] == [
        "停运",
        ["三"],
        "个月，请修",
        "",
    ]
    assert [part if isinstance(part, str) else [part.children] for part in right] == [
        "停运",
        ["四"],
        "个月，请修",
        ["。"],
        "",
    ]
    long = "电梯停运" * 1000
    assert (
        "".join(part if isinstance(part, str) else part.children for part in side_by_side(long, "")[0])
        == long
    )


SEES = [("super", True), ("chen", True), ("town", True), ("zhao", True), ("li", False), ("lead", False)]


@pytest.mark.parametrize(("name", "is_shown"), SEES, ids=[name for name, _ in SEES])
def test_who_sees_a_pair(desk: tuple[Home, NotedJobs, dash.Dash], name: str, is_shown: bool) -> None:
    """Staff who may open matters see all, a grid worker those of his own uploads, a leader none; nobody sees a name."""
    shown = page(desk[2], name, "/parked")
    assert ("多次找物业没有结果" in shown) == is_shown
    assert not [secret for secret in NAMES if secret in shown]


@pytest.mark.parametrize(
    ("name", "status", "state"),
    [
        ("chen", 200, "duplicate"),
        ("town", 200, "duplicate"),
        ("zhao", 200, "duplicate"),
        ("li", 200, "parked"),
        ("lead", 403, "parked"),
    ],
    ids=["command centre", "town", "grid worker, his own", "grid worker, another's", "leader"],
)
def test_who_may_decide(desk: tuple[Home, NotedJobs, dash.Dash], name: str, status: int, state: str) -> None:
    """Whatever a forger sends, rights are asked again where the decision is kept."""
    home, jobs, app = desk
    report_id = parked(home)
    assert decide(app, name, report_id, "same") == status
    assert ask(home, f"SELECT state_code FROM core_report WHERE report_id = '{report_id}'") == [(state,)]
    assert jobs.noted == []
    kept = ask(home, "SELECT actor_name, result_code FROM audit_log WHERE event_code = 'decide'")
    assert kept == {200: [(name, "ok" if state == "duplicate" else "refused")], 403: []}[status]


def test_an_answer_asks_for_a_refresh_of_what_it_changed_and_can_be_undone(
    desk: tuple[Home, NotedJobs, dash.Dash],
) -> None:
    home, jobs, app = desk
    report_id = parked(home)
    assert decide(app, "chen", report_id, "nonsense") == 400
    assert decide(app, "chen", report_id, "different") == 200
    assert jobs.noted == [(report_id,)]
    assert decide(app, "chen", report_id, "undo") == 200
    assert jobs.noted == [(report_id,), (report_id,)]
    assert sorted(states(home)) == ["accepted", "accepted", "parked"]


def test_what_may_not_be_seen_is_not_shown_beside_a_parked_report(
    desk: tuple[Home, NotedJobs, dash.Dash],
) -> None:
    """The candidate has become an accusation meanwhile: the pair stays, its other side is withheld."""
    home, _, app = desk
    with home.warehouse.writing() as connection:
        connection.execute(
            "UPDATE core_report SET legal_category_code = 'accusation' WHERE submission_id = 'S000001'"
        )
    shown = page(app, "chen", "/parked")
    assert "这一件的内容不公开" in shown
    assert "三个月" not in shown


def test_how_far_apart_the_two_are(desk: tuple[Home, NotedJobs, dash.Dash]) -> None:
    """A thousandth of a degree of latitude is 111 metres."""
    home, _, app = desk
    with home.warehouse.writing() as connection:
        connection.execute(
            "UPDATE out_place AS p SET lon = 120.0, lat = 30.0 + (r.submission_id = 'S000001')::INTEGER * 0.001 "
            "FROM core_report AS r WHERE r.report_id = p.report_id"
        )
    assert "相距 111 米" in page(app, "chen", "/parked")


MAY = [("li", True), ("super", True), ("zhao", False), ("chen", False), ("lead", False)]


@pytest.mark.parametrize(("name", "is_taken_back"), MAY, ids=[name for name, _ in MAY])
def test_who_may_take_an_upload_back(
    desk: tuple[Home, NotedJobs, dash.Dash], name: str, is_taken_back: bool
) -> None:
    home, jobs, app = desk
    take_back(app, name, "S000001")
    withdrawn = ask(
        home, "SELECT withdrawn_at IS NOT NULL FROM raw_submission WHERE submission_id = 'S000001'"
    )
    assert withdrawn == [(is_taken_back,)]
    assert len(jobs.noted) == is_taken_back


def test_a_button_stands_only_where_a_way_back_is_open(desk: tuple[Home, NotedJobs, dash.Dash]) -> None:
    home, _, app = desk
    assert page(app, "li", "/upload").count('"step":"ask"') == 1
    assert page(app, "chen", "/upload").count('"step":"ask"') == 0
    assert page(app, "super", "/upload").count('"step":"ask"') == 2
    assert '"step":"sure"' in take_back(app, "li", "S000001", "ask")
    with home.warehouse.writing() as connection:
        connection.execute(
            "UPDATE raw_submission SET received_at = $then", {"then": datetime.now() - timedelta(hours=25)}
        )
    assert page(app, "li", "/upload").count('"step":"ask"') == 0
    assert "超过 24 小时" in take_back(app, "li", "S000001")


# --- in a browser ---


def _sign_in(page: Page, address: str, name: str, path: str) -> None:
    let_in(page, address, name)
    page.goto(address + path)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_a_pair_is_compared_answered_undone_and_answered_otherwise(
    chromium: Chromium, desk: tuple[Home, NotedJobs, dash.Dash], width: int, height: int
) -> None:
    home, jobs, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height) as (page, _),
    ):
        _sign_in(page, address, "chen", "/parked")
        pair = page.locator(".pair")
        expect(pair).to_have_count(1)
        expect(page.locator(".nav-count")).to_have_text("1")
        expect(pair.locator("mark")).to_have_text(["四", "。", "三"])
        expect(pair).to_contain_text("相隔 1 天")
        assert not is_wider_than_screen(page)
        buttons = [box for box in (each.bounding_box() for each in pair.locator(".answer").all()) if box]
        assert min(box["height"] for box in buttons) >= 44
        pair.get_by_role("button", name="同一件", exact=True).click()
        expect(page.locator(".said")).to_contain_text("已定为同一件")
        expect(page.locator(".none")).to_be_visible()
        expect(page.locator(".nav-count")).to_be_empty()
        assert states(home).count("duplicate") == 1
        page.locator(".said").get_by_role("button", name="撤销").click()
        expect(page.locator(".said")).to_contain_text("回到待核")
        page.locator(".pair").get_by_role("button", name="以后再说").click()
        expect(page.get_by_role("heading", name="以后再说的")).to_be_visible()
        page.locator(".pair").get_by_role("button", name="不是同一件").click()
        expect(page.locator(".decided")).to_contain_text("不是同一件")
        assert states(home) == ["accepted"] * 3
        assert not is_wider_than_screen(page)
    assert len(jobs.noted) == 1


@pytest.mark.browser
def test_a_grid_worker_takes_his_upload_back_on_his_phone(
    chromium: Chromium, desk: tuple[Home, NotedJobs, dash.Dash]
) -> None:
    home, jobs, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=390, height=844) as (page, _),
    ):
        _sign_in(page, address, "zhao", "/upload")
        page.get_by_role("button", name="撤回", exact=True).click()
        page.get_by_role("button", name="不撤回").click()
        expect(page.get_by_role("button", name="撤回", exact=True)).to_be_visible()
        page.get_by_role("button", name="撤回", exact=True).click()
        page.get_by_role("button", name="确认撤回").click()
        expect(page.locator(".said")).to_contain_text("S000002 已撤回：不再计数 2 件次")
        expect(page.locator(".past .withdrawn")).to_contain_text("已撤回")
        assert not is_wider_than_screen(page)
    assert sorted(states(home)) == ["accepted", "withdrawn", "withdrawn"]
    assert len(jobs.noted) == 1
    send(jobs, home.path, "zhao", [("2026-03-06", LEAK), ("2026-03-07", LIFT)])
    assert sorted(states(home)) == ["accepted", "accepted", "parked", "withdrawn"]
