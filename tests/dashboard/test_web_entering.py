"""What is entered on a matter's drawer: work list → matter → action → its limits change; who may, and forged presses."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard import ids
from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from data.config import load_config
from data.db import open_store
from risk.refresh import refresh
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import add_account, browser, without_codes
from tests.new_home import new_home
from tests.risk.ledger import NOW, add, party, report
from tests.risk.signal_ground import lay_town

AS_OF = date(2026, 6, 30)
PEOPLE = {"chen": "command_centre", "lead": "leader", "li": "grid_worker"}
TICK = f"{ids.ACT_TICK}.disabled"  # only a press writes it first
BOXES = (
    *(ids.ACT_CODE, ids.ACT_DAY, ids.ACT_ROUTE, ids.ACT_APPROVED),
    *(ids.ACT_TOLD, ids.ACT_DAYS, ids.ACT_NOTE, ids.ACT_CLOSURE),
)
STORY = "在龙湖湾工地做木工，包工队拖欠工资三个月没有给"


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("entering") / "home")
    (path / "config.toml").write_text("[link]\ndoubt_band = 2.0\n", encoding="utf-8")
    store = open_store(path, "warehouse")
    lay_town(store)
    told = [
        report("a", "2026-06-01", narrative=STORY, grid_text="g22"),
        report("b", "2026-06-12", narrative="包工队不管，楼上装修吵人", category_code="02", grid_text="g00"),
        report("z", "2026-06-02", narrative="检举某局长", legal_category_code="accusation", grid_text="g22"),
    ]
    add(store, "core_report", told)
    add(store, "core_report_party", [party("a", phone="1", name="张三"), party("b", phone="1", name="李四")])
    refresh(store, as_of=AS_OF, config=load_config(path), now=NOW)
    store.close()
    home = open_home(path, now=datetime.now())
    for name, role in PEOPLE.items():
        add_account(home.warehouse, name, role)
    home.close()
    return path


class StillJobs(HomeJobs):
    """Everything for real, and the day stays the one of the last refresh."""

    def as_of(self) -> date:
        return AS_OF


@pytest.fixture
def desk(closed_home: Path, tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    home = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    jobs = StillJobs(home)
    config = without_codes(home.config)
    yield home, build_app(home.warehouse, config, home=home.path, jobs=jobs, open_to_loopback=False)
    home.close()


def ask(home: Home, query: str) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def forged(app: dash.Dash, name: str, **button: str) -> tuple[int, str]:
    visitor = browser(app)
    visitor.sign_in(name)
    answer = visitor.press(TICK, button)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["lead", "li"])
def test_who_may_not_open_matters_enters_nothing(desk: tuple[Home, dash.Dash], name: str) -> None:
    home, app = desk
    assert forged(app, name, type=ids.ACT_ENTER, matter="a")[0] == 403
    assert ask(home, "SELECT * FROM core_event") == []


@pytest.mark.parametrize("matter", ["z", "nowhere"], ids=["on-an-accusation", "on-no-matter"])
def test_a_press_on_a_matter_that_is_not_to_be_seen_is_forbidden(
    desk: tuple[Home, dash.Dash], matter: str
) -> None:
    home, app = desk
    for button in ({"type": ids.ACT_ENTER}, {"type": ids.ACT_BACK, "entry": "E1"}):
        assert forged(app, "chen", matter=matter, **button)[0] == 403
    assert ask(home, "SELECT * FROM core_event") == []


@pytest.mark.parametrize(
    "button",
    [
        pytest.param({"type": ids.ACT_ENTER, "matter": "a"}, id="without-an-act"),
        pytest.param({"type": ids.ACT_BACK, "matter": "a", "entry": "E1"}, id="back-of-nothing"),
        pytest.param(
            {"type": ids.ACT_PAIR, "matter": "a", "one": "a", "other": "z", "as": "same"}, id="not-in-doubt"
        ),
        pytest.param(
            {"type": ids.ACT_PAIR, "matter": "a", "one": "a", "other": "b", "as": "x"}, id="no-such-answer"
        ),
    ],
)
def test_a_forged_press_is_refused_in_words_and_nothing_changes(
    desk: tuple[Home, dash.Dash], button: dict[str, str]
) -> None:
    home, app = desk
    status, words = forged(app, "chen", **button)
    assert status == 200
    assert (
        "refused" in words
        or "matter.unknown" in words
        or "\\u6ca1\\u6709\\u8fd9\\u4e2a\\u4e8b\\u9879" in words
    )
    assert ask(home, "SELECT * FROM core_event") == []
    assert ask(home, "SELECT * FROM core_judgement") == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_from_the_list_to_a_matter_to_an_act_to_its_new_limit_and_back(
    chromium: Chromium, desk: tuple[Home, dash.Dash], width: int, height: int
) -> None:
    home, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height) as (page, _),
    ):
        _sign_in(page, address, "chen", "/matters?matter=a")
        limits = page.locator(".matter-part", has=page.get_by_role("heading", name="时限", exact=True))
        expect(limits).not_to_contain_text("2026-06-10")
        page.locator(f"#{ids.ACT_CODE}").click()
        page.get_by_role("option", name="受理，写明途径").click()
        expect(page.locator(f"#{ids.ACT_ROUTE}")).to_be_visible()
        page.locator(f"#{ids.ACT_DAY}").fill("2026-06-10")
        page.locator(f"#{ids.ACT_NOTE}").fill("当面告知 13812345678")
        page.get_by_role("button", name="记录", exact=True).click()
        expect(page.locator(".act-part .said")).to_contain_text("正在重算")
        expect(page.locator(".act-part .said")).to_contain_text("已重算")
        expect(limits).to_contain_text("2026-08-09")
        expect(page.locator(".act-entered")).to_contain_text("受理，写明途径")
        expect(page.locator("body")).not_to_contain_text("13812345678")
        assert not is_wider_than_screen(page)
        page.locator(".act-entered").get_by_role("button", name="撤回").click()
        expect(page.locator(".act-part .said")).to_contain_text("已重算")
        expect(page.locator(".act-entered")).to_contain_text("已撤回")
    ((code, by, gone),) = ask(home, "SELECT event_code, actor_name, withdrawn_at IS NOT NULL FROM core_event")
    assert (code, by, gone) == ("accepted", "chen", True)
    audited = [row[0] for row in ask(home, "SELECT event_code FROM audit_log ORDER BY audit_no")]
    assert [event for event in audited if event.startswith("act")] == ["act", "act_withdraw"]


@pytest.mark.browser
def test_a_doubt_is_decided_on_the_page_and_the_matters_become_one(
    chromium: Chromium, desk: tuple[Home, dash.Dash]
) -> None:
    home, app = desk
    assert ask(home, "SELECT count(DISTINCT matter_id) FROM out_matter_report WHERE report_id <> 'z'") == [
        (2,)
    ]
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "chen", "/matters?matter=a")
        page.locator(".link > summary").last.click()
        page.get_by_role("button", name="是同一件事", exact=True).click()
        expect(page.locator(".act-part .said")).to_contain_text("已重算")
    assert ask(home, "SELECT count(DISTINCT matter_id) FROM out_matter_report WHERE report_id <> 'z'") == [
        (1,)
    ]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_a_matter_is_closed_only_with_its_basis_which_is_told_from_then_on(
    chromium: Chromium, desk: tuple[Home, dash.Dash], width: int, height: int
) -> None:
    home, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height) as (page, _),
    ):
        _sign_in(page, address, "chen", "/matters?matter=a")
        closure = page.locator(f"#{ids.ACT_CLOSURE}")
        expect(closure).to_be_hidden()
        page.locator(f"#{ids.ACT_CODE}").click()
        page.get_by_role("option", name="办结、销号").click()
        page.locator(f"#{ids.ACT_DAY}").fill("2026-06-20")
        page.get_by_role("button", name="记录", exact=True).click()
        expect(page.locator(".act-part .refused")).to_contain_text("办结要写明依据")
        assert ask(home, "SELECT * FROM core_event") == []
        expect(page.locator(f"#{ids.ACT_CODE}")).to_have_value(
            "办结、销号"
        )  # nothing is to be filled in twice
        closure.click()
        page.get_by_role("option", name="生活困难的帮扶救助到位").click()
        page.get_by_role("button", name="记录", exact=True).click()
        expect(page.locator(".act-part .said")).to_contain_text("已重算")
        expect(page.locator(".matter-facts")).to_contain_text("办结依据生活困难的帮扶救助到位")
        expect(page.locator(".act-entered")).to_contain_text("生活困难的帮扶救助到位")
        expect(page.locator(".mantine-Timeline-root")).to_contain_text("生活困难的帮扶救助到位")
        assert not is_wider_than_screen(page)
        page.locator(".act-entered").get_by_role("button", name="撤回").click()
        expect(page.locator(".act-part .said")).to_contain_text("已重算")
        expect(page.locator(".matter-facts")).not_to_contain_text("办结依据")
    assert ask(home, "SELECT event_code, closure_code, withdrawn_at IS NOT NULL FROM core_event") == [
        ("closed", "3", True)
    ]


class HeldJobs(StillJobs):
    """A refresh is told to be running until it is let go."""

    is_held = True

    def progress(self) -> tuple[str, str, float, str]:
        return ("running", "link", 0.5, "") if self.is_held else super().progress()


@pytest.mark.browser
def test_what_somebody_fills_in_while_the_refresh_runs_stays(
    chromium: Chromium, desk: tuple[Home, dash.Dash]
) -> None:
    home, _ = desk
    jobs = HeldJobs(home)
    app = build_app(
        home.warehouse, without_codes(home.config), home=home.path, jobs=jobs, open_to_loopback=False
    )
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "chen", "/matters?matter=a")
        said = page.locator(".act-part .said")
        page.locator(f"#{ids.ACT_CODE}").click()
        page.get_by_role("option", name="受理，写明途径").click()
        page.locator(f"#{ids.ACT_DAY}").fill("2026-06-10")
        page.get_by_role("button", name="记录", exact=True).click()
        expect(said).to_contain_text("正在重算")
        page.locator(f"#{ids.ACT_MEASURE_CARRIER}").fill("老王")
        page.locator(f"#{ids.ACT_NOTE}").fill("又打过电话")
        jobs.is_held = False
        expect(said).to_contain_text("您正在填写")
        expect(page.locator(f"#{ids.ACT_MEASURE_CARRIER}")).to_have_value("老王")
        expect(page.locator(f"#{ids.ACT_NOTE}")).to_have_value("又打过电话")
        page.locator(f"#{ids.ACT_CODE}").click()
        page.get_by_role("option", name="告知接收情况及途径程序").click()
        page.locator(f"#{ids.ACT_DAY}").fill("2026-06-11")
        page.get_by_role("button", name="记录", exact=True).click()
        expect(said).to_contain_text("下面是最新的")
        expect(page.locator(f"#{ids.ACT_NOTE}")).to_have_value("")
        expect(page.locator(".act-entered")).to_contain_text("又打过电话")
    assert ask(home, "SELECT event_code FROM core_event ORDER BY occurred_at") == [("accepted",), ("told",)]
