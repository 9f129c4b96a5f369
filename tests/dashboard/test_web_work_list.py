"""The work list: its filters in the address, lists kept under a name, bulk assignment with undo, the file; and forgeries."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import dash
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route, expect

from dashboard import ids
from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from dashboard.pages.chosen import LONGEST_WORDS, Chosen, chosen_in
from dashboard.saved_view import MOST_VIEWS, save_view
from data.config import load_config
from data.db import open_store
from data.errors import BadArgument
from risk.refresh import refresh
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import at_rest, is_wider_than_screen, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, without_codes
from tests.new_home import new_home
from tests.risk.ledger import NOW, add, report
from tests.risk.signal_ground import lay_town

AS_OF = date(2026, 6, 30)
PEOPLE = {"chen": "command_centre", "wu": "town_staff", "lead": "leader", "li": "grid_worker"}
UNDO = f"{ids.MATTERS_BULK_SAID}.children"


class StillJobs(HomeJobs):
    """Everything for real, and the day stays the one of the last refresh."""

    def as_of(self) -> date:
        return AS_OF


@pytest.fixture(scope="module")
def closed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("list") / "home")
    store = open_store(path, "warehouse")
    lay_town(store)
    told = [
        report("a", "2026-06-01", narrative="=楼上装修吵人，物业不管", category_code="02", grid_text="g22"),
        report("b", "2026-06-12", narrative="包工队拖欠工资三个月", grid_text="g00", unit_id="housing"),
        report("c", "2026-06-13", narrative="邻居占用消防通道", category_code="02", grid_text="g00"),
        report("z", "2026-06-02", narrative="检举某局长", legal_category_code="accusation", grid_text="g22"),
    ]
    add(store, "core_report", told)
    with store.writing() as connection:
        connection.execute("INSERT INTO core_unit VALUES ('housing', '住建局'), ('labour', '人社局')")
    refresh(store, as_of=AS_OF, config=load_config(path), now=NOW)
    store.close()
    home = open_home(path, now=datetime.now())
    for name, role in PEOPLE.items():
        add_account(home.warehouse, name, role)
    home.close()
    return path


@pytest.fixture
def desk(closed_home: Path, tmp_path: Path) -> Iterator[tuple[Home, dash.Dash]]:
    home = open_home(Path(shutil.copytree(closed_home, tmp_path / "home")), now=datetime.now())
    config = without_codes(home.config)
    yield (
        home,
        build_app(home.warehouse, config, home=home.path, jobs=StillJobs(home), open_to_loopback=False),
    )
    home.close()


def signed_in(app: dash.Dash, name: str) -> Browser:
    visitor = browser(app)
    visitor.sign_in(name)
    return visitor


def ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def assign(
    visitor: Browser, matters: list[str], unit: str = "labour", due: str | None = None
) -> tuple[int, str]:
    answer = visitor.call(
        UNDO,
        {
            f"{ids.MATTERS_GRID}.selectedRows": [{"matter_id": one} for one in matters],
            f"{ids.MATTERS_BULK_UNIT}.value": unit,
            f"{ids.MATTERS_BULK_DUE}.value": due,
        },
        changed=f"{ids.MATTERS_BULK_ASSIGN}.n_clicks",
    )
    return answer.status_code, answer.get_data(as_text=True)


# --- filters in the address ---

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=LONGEST_WORDS)


@given(TEXT, TEXT, TEXT, st.booleans(), st.booleans(), st.booleans())
def test_an_address_says_the_filters_it_was_made_of(
    words: str, area: str, unit: str, due: bool, late: bool, is_open: bool
) -> None:
    chosen = Chosen(words, area, "02", "red", unit, due, late, is_open)
    told = {name: values[0] for name, values in parse_qs(chosen.query).items()}
    assert chosen_in(told) == chosen


def test_nothing_chosen_leaves_the_address_bare() -> None:
    assert Chosen().query == ""
    assert chosen_in({}) == Chosen()


def listed(visitor: Browser, **boxes: object) -> set[str]:
    answer = visitor.call(f"{ids.MATTERS_GRID}.rowData", boxes)
    return {row["matter_id"] for row in answer.get_json()["response"][ids.MATTERS_GRID]["rowData"]}


def test_the_list_by_unit_and_by_none(desk: tuple[Home, dash.Dash]) -> None:
    visitor = signed_in(desk[1], "chen")
    assert listed(visitor) == {"a", "b", "c"}
    assert listed(visitor, **{f"{ids.MATTERS_UNIT}.value": "housing"}) == {"b"}
    assert listed(visitor, **{f"{ids.MATTERS_UNIT}.value": "none"}) == {"a", "c"}


# --- lists kept under a name ---


def keep(visitor: Browser, name: str, **boxes: object) -> str:
    given_boxes = {f"{ids.MATTERS_VIEW_NAME}.value": name, **boxes}
    answer = visitor.call(
        f"{ids.MATTERS_VIEWS}.children", given_boxes, changed=f"{ids.MATTERS_VIEW_SAVE}.n_clicks"
    )
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_kept_list_is_its_owners_alone_and_holds_no_words(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    chen = signed_in(app, "chen")
    keep(chen, "没有单位的", **{f"{ids.MATTERS_UNIT}.value": "none", f"{ids.MATTERS_WORDS}.value": "张三"})
    assert ask(home, "SELECT username, name, query_text FROM core_saved_view") == [
        ("chen", "没有单位的", "unit=none")
    ]
    wu = signed_in(app, "wu")
    assert "没有单位的" not in keep(wu, "我的")
    assert (
        wu.press(
            f"{ids.MATTERS_VIEWS}.children", {"type": ids.MATTERS_VIEW_FORGET, "name": "没有单位的"}
        ).status_code
        == 200
    )
    assert [row[0] for row in ask(home, "SELECT username FROM core_saved_view ORDER BY 1")] == ["chen", "wu"]


@pytest.mark.parametrize("name", ["", "   ", "长" * 21])
def test_a_name_that_cannot_be_is_refused_in_words(desk: tuple[Home, dash.Dash], name: str) -> None:
    home, app = desk
    assert "refused" in keep(signed_in(app, "chen"), name)
    assert ask(home, "SELECT * FROM core_saved_view") == []


def test_there_is_an_end_to_kept_lists_and_a_phone_is_no_name(desk: tuple[Home, dash.Dash]) -> None:
    home, _ = desk
    with home.warehouse.writing() as connection:
        save_view(connection, "chen", "matters", "13812345678", query="", now=NOW)
        for number in range(MOST_VIEWS - 1):
            save_view(connection, "chen", "matters", f"n{number}", query="", now=NOW)
        save_view(
            connection, "chen", "matters", "n0", query="late=1", now=NOW
        )  # in the place of the older one
        with pytest.raises(BadArgument):
            save_view(connection, "chen", "matters", "one more", query="", now=NOW)
    assert not any("13812345678" in row[0] for row in ask(home, "SELECT name FROM core_saved_view"))


# --- the file ---


def test_the_file_holds_what_is_listed_and_is_in_the_log(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    answer = signed_in(app, "chen").page("/matters.csv?unit=none&words=")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert {row["事项编号"] for row in rows} == {"a", "c"}
    assert all("物业不管" not in " ".join(row.values()) for row in rows)
    assert ask(home, "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'export'") == [
        ("chen", "matters unit=none")
    ]


@pytest.mark.parametrize("name", ["lead", "li"])
def test_the_file_is_closed_to_whom_matters_are(desk: tuple[Home, dash.Dash], name: str) -> None:
    home, app = desk
    assert signed_in(app, name).page("/matters.csv").status_code == 403
    assert ask(home, "SELECT * FROM audit_log WHERE event_code = 'export'") == []


# --- several at once ---


def test_several_are_assigned_and_taken_back_as_one(desk: tuple[Home, dash.Dash]) -> None:
    home, app = desk
    chen = signed_in(app, "chen")
    assert assign(chen, ["a", "c"], due="2026-07-15")[0] == 200
    entries = ask(
        home, "SELECT measure_id, report_id, unit_id, due_date, actor_name FROM core_measure ORDER BY 2"
    )
    assert [entry[1:] for entry in entries] == [
        ("a", "labour", date(2026, 7, 15), "chen"),
        ("c", "labour", date(2026, 7, 15), "chen"),
    ]
    both = " ".join(entry[0] for entry in entries)
    assert signed_in(app, "wu").press(UNDO, {"type": ids.MATTERS_BULK_UNDO, "ids": both}).status_code == 200
    standing = "SELECT count(*) FROM core_measure WHERE withdrawn_at IS NULL"
    assert ask(home, standing) == [(2,)]  # another's
    assert chen.press(UNDO, {"type": ids.MATTERS_BULK_UNDO, "ids": both}).status_code == 200
    assert ask(home, standing) == [(0,)]
    events = [
        row[0]
        for row in ask(home, "SELECT event_code FROM audit_log WHERE actor_name = 'chen' ORDER BY audit_no")
    ]
    assert [event for event in events if event.startswith("measure")] == ["measure"] * 2 + [
        "measure_withdraw"
    ] * 2


@pytest.mark.parametrize(
    ("matters", "unit", "due"),
    [
        pytest.param([], "labour", None, id="none-chosen"),
        pytest.param(["a"], "", None, id="no-unit"),
        pytest.param(["a"], "moon", None, id="no-such-unit"),
        pytest.param(["a"], "labour", "soon", id="no-such-day"),
        pytest.param(["a"], "labour", "2020-01-01", id="due-long-ago"),
        pytest.param(["a"] * 201, "labour", None, id="too-many"),
    ],
)
def test_a_forged_assignment_is_refused_whole(
    desk: tuple[Home, dash.Dash], matters: list[str], unit: str, due: str | None
) -> None:
    home, app = desk
    status, words = assign(signed_in(app, "chen"), matters, unit, due)
    assert status == 200
    assert "refused" in words
    assert ask(home, "SELECT * FROM core_measure") == []


@pytest.mark.parametrize("other", ["z", "nowhere"], ids=["an-accusation", "no-such-matter"])
def test_one_that_may_not_be_seen_forbids_them_all(desk: tuple[Home, dash.Dash], other: str) -> None:
    home, app = desk
    assert assign(signed_in(app, "chen"), ["a", other])[0] == 403
    assert ask(home, "SELECT * FROM core_measure") == []


@pytest.mark.parametrize("name", ["lead", "li"])
def test_who_may_not_open_matters_assigns_none(desk: tuple[Home, dash.Dash], name: str) -> None:
    home, app = desk
    assert assign(signed_in(app, name), ["a"])[0] == 403
    assert ask(home, "SELECT * FROM core_measure") == []


def choose_all(page: Page) -> None:
    """Both rows; once more where the grid, busy with rows that have just come, lost the choice."""
    count = page.locator(f"#{ids.MATTERS_BULK_COUNT}")
    for _ in range(5):
        page.locator(".ag-header-select-all .ag-checkbox-input").click(force=True)
        with suppress(AssertionError):
            expect(count).to_have_text("已选 2 件", timeout=10_000)
            return
    raise AssertionError("the choice was lost five times")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_chosen_assigned_shown_and_undone(
    chromium: Chromium, desk: tuple[Home, dash.Dash], width: int, height: int
) -> None:
    home, app = desk
    with (
        served(app.server) as address,
        opened(chromium, address, width=width, height=height) as (page, watch),
    ):
        _sign_in(page, address, "chen", "/matters?unit=none")
        expect(page.locator(".row-title")).to_have_count(2)
        expect(page.locator(f"#{ids.MATTERS_BULK}")).to_be_hidden()
        at_rest(page)
        page.wait_for_timeout(1_500)  # the grid settles what is chosen once its rows have come
        choose_all(page)
        page.locator(f"#{ids.MATTERS_BULK_UNIT}").click()
        page.get_by_role("option", name="人社局").last.click()
        assert not is_wider_than_screen(page)
        page.get_by_role("button", name="交办", exact=True).click()
        expect(page.locator(f"#{ids.MATTERS_BULK_SAID}")).to_contain_text("已交办 2 件")
        expect(page.locator(".row-title")).to_have_count(0)  # counted anew: they have a unit now
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(f"#{ids.MATTERS_BULK_SAID}")).to_contain_text("已撤销 2 件")
        expect(page.locator(".row-title")).to_have_count(2)
        assert watch.errors == []
    assert ask(home, "SELECT count(*) FROM core_measure WHERE withdrawn_at IS NULL") == [(0,)]


@pytest.mark.browser
def test_a_measure_is_set_on_the_matters_page_and_ended(
    chromium: Chromium, desk: tuple[Home, dash.Dash]
) -> None:
    home, app = desk
    with served(app.server) as address, opened(chromium, address) as (page, watch):
        _sign_in(page, address, "chen", "/matters?matter=a")
        page.locator(f"#{ids.ACT_MEASURE}").click()
        page.get_by_role("option", name="领导包案").click()
        page.get_by_role("button", name="记录措施").click()
        expect(page.locator(".measure-part .refused")).to_contain_text("职务")
        page.locator(f"#{ids.ACT_MEASURE_CARRIER}").fill("分管副县长")
        page.get_by_role("button", name="记录措施").click()
        expect(page.locator(".measure-entered")).to_contain_text("分管副县长")
        page.locator(".measure-entered").get_by_role("button", name="结束").click()
        expect(page.locator(".measure-entered")).to_contain_text("2026-06-30 结束")
        assert watch.errors == []
    assert [row[:2] for row in ask(home, "SELECT measure_code, ended_at IS NOT NULL FROM core_measure")] == [
        ("lead", True)
    ]


@pytest.mark.browser
def test_a_list_drawn_anew_while_a_press_is_under_way_loses_no_answer(
    chromium: Chromium, desk: tuple[Home, dash.Dash]
) -> None:
    """The counted drawer arrives between a press and its answer; what the press came to is still shown."""
    _, app = desk
    presses: list[Route] = []
    ticks: list[Route] = []

    def hold(route: Route) -> None:
        asked = route.request.post_data or ""
        if "act-measure-step" in asked:
            presses.append(route)
        elif "act-tick.n_intervals" in asked and not presses:
            ticks.append(route)
        else:
            route.continue_()

    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "chen", "/matters?matter=a")
        page.locator(f"#{ids.ACT_MEASURE}").click()
        page.get_by_role("option", name="领导包案").click()
        page.locator(f"#{ids.ACT_MEASURE_CARRIER}").fill("分管副县长")
        page.route("**/_dash-update-component*", hold)
        page.get_by_role("button", name="记录措施").click()
        expect(page.locator(".measure-entered")).to_contain_text("分管副县长")
        page.locator(".measure-entered").get_by_role("button", name="结束").click()
        while not presses:
            page.wait_for_timeout(50)
        for tick in ticks:
            tick.continue_()
        expect(page.get_by_text("已重算，下面是最新的。")).to_be_visible()  # drawn anew by the refresh
        page.wait_for_load_state("networkidle")
        presses[0].continue_()
        expect(page.locator(".measure-entered")).to_contain_text("2026-06-30 结束")
