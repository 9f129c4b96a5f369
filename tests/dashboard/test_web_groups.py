"""Groups: counted as a slow twin counts them, ordered by need, drawn without a person, opened by clicks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import dash
import pytest
from hypothesis import given
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page, expect

from dashboard.access import COMMAND_CENTRE, Viewer
from dashboard.pages.group_graph import MOST_PLACES, graph_elements, place_level
from dashboard.pages.group_growth import MOST_WEEKS, growth_chart, growth_weeks
from dashboard.pages.groups import Chosen, chosen_from, matter_address, search_after
from dashboard.present import Speech
from dashboard.read import Door, View
from dashboard.role import ROLES
from data.config import load_config
from data.db import Store
from tests.dashboard import web_browser
from tests.dashboard.drawn_matters import GRIDS, TOKEN, Drawn, day, drawn_home, random_matters
from tests.dashboard.filling import AS_OF
from tests.dashboard.web_browser import COUNT_COLOURS, is_wider_than_screen, opened, press_key, served
from tests.dashboard.web_client import add_account, browser, make_app

MATTERS = random_matters(3)
SEEN = [one for one in MATTERS if not one.is_restricted]
EVERY = {"kind": "", "focus": "", "only_open": False, "group_id": "", "growth_days": 28, "most": 100}
ZH = Speech("zh", {})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("groups")


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Store]:
    store = drawn_home(home, MATTERS)
    yield store
    store.close()


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        yield view


def _twin(kind: str, focus: str, *, only_open: bool) -> list[dict[str, object]]:
    found = []
    for group_id in ("G1", "G2", "G3", "G4"):
        own = [one for one in SEEN if one.group == group_id]
        is_inside = not focus or any(focus in one.codes for one in own)
        still_open = [one for one in own if one.is_open]
        if own and is_inside and kind in ("", own[0].kind) and (still_open or not only_open):
            found.append(
                {
                    "group_id": group_id,
                    "matter_count": len(own),
                    "open_matter_count": len(still_open),
                    "people_count": max(one.people for one in own) + 1,
                    "unit_count": len({one.unit for one in own if one.unit}),
                    "open_unit_count": len({one.unit for one in still_open if one.unit}),
                    "growth_count": sum(max(one.raised) < 28 for one in own),
                    "first_date": day(max(max(one.raised) for one in own)),
                    "last_date": day(min(min(one.raised) for one in own)),
                }
            )
    return sorted(found, key=_need)


def _need(group: dict[str, object]) -> tuple[object, ...]:
    """Open and newly joined matters, then units with open ones, then people, then the latest."""
    opened_count, growth = int(str(group["open_matter_count"])), int(str(group["growth_count"]))
    units, people = int(str(group["open_unit_count"])), int(str(group["people_count"]))
    last = group["last_date"]
    assert isinstance(last, date)
    return opened_count == 0, -(opened_count + growth), -units, -people, -last.toordinal(), group["group_id"]


@pytest.mark.parametrize("kind", ["", "15", "18"])
@pytest.mark.parametrize("focus", ["", "990101100000", GRIDS[0].code, "nowhere"])
@pytest.mark.parametrize("only_open", [True, False])
def test_groups_are_counted_and_ordered_as_the_twin_does(
    view: View, kind: str, focus: str, only_open: bool
) -> None:
    rows = view.rows("page_group", **{**EVERY, "kind": kind, "focus": focus, "only_open": only_open})
    told = _twin(kind, focus, only_open=only_open)
    assert [{name: row[name] for name in told[0]} for row in rows] == told if told else rows == []


def test_what_needs_joint_handling_comes_first(tmp_path: Path) -> None:
    drawn = (
        *(Drawn(f"A{n}", group="one-old-matter", is_open=n == 0, raised=(90,), closed=50) for n in range(9)),
        *(Drawn(f"B{n}", group="ten-by-three-units", unit=f"u{n % 3 + 1}", raised=(60,)) for n in range(10)),
        *(Drawn(f"C{n}", group="six-this-month", raised=(9,)) for n in range(6)),
        *(Drawn(f"D{n}", group="all-settled", is_open=False, raised=(5,)) for n in range(30)),
        *(Drawn(f"E{n}", group="ten-by-one-unit", raised=(60,)) for n in range(10)),
    )
    with drawn_view(tmp_path, drawn) as view:
        order = [row["group_id"] for row in view.rows("page_group", **EVERY)]
    assert order == [
        "six-this-month",
        "ten-by-three-units",
        "ten-by-one-unit",
        "one-old-matter",
        "all-settled",
    ]


def drawn_view(home: Path, drawn: tuple[Drawn, ...], viewer: Viewer = COMMAND_CENTRE):
    """The door of a home that holds just these matters."""
    return Door(drawn_home(home, drawn), viewer, load_config()).open()


def test_people_are_not_counted_twice_and_an_accusation_adds_nobody(tmp_path: Path) -> None:
    drawn = (
        Drawn("same-man", group="G", people=3),
        Drawn("same-man-again", group="G", people=3),
        Drawn("accusation", group="G", people=80, is_restricted=True),
    )
    with drawn_view(tmp_path, drawn) as view:
        row = view.rows("page_group", **EVERY)[0]
    assert (row["people_count"], row["matter_count"]) == (4, 2)  # as the refresh joined them, and no 6


def test_of_a_group_not_seen_whole_only_the_largest_matter_is_counted(tmp_path: Path) -> None:
    drawn = (Drawn("a", group="G", people=5), Drawn("b", group="G", people=2))
    store = drawn_home(tmp_path, drawn)
    with store.writing() as connection:
        connection.execute("UPDATE out_group SET matter_count = 3, people_count = 90")
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        assert view.rows("page_group", **EVERY)[0]["people_count"] == 5


@pytest.mark.parametrize("group_id", ["G1", "G2", "G3", "G4", "none"])
def test_members_weeks_and_units_are_those_of_the_twin(view: View, group_id: str) -> None:
    own = [one for one in SEEN if one.group == group_id]
    rows = view.rows("page_group_matter", group_id=group_id, most=500)
    assert {row["matter_id"]: row["respondent_id"] for row in rows} == {
        one.matter_id: one.firm for one in own
    }
    assert [row["is_open"] for row in rows] == sorted((one.is_open for one in own), reverse=True)
    assert {row["community_code"] for row in rows} == {
        GRIDS[one.grid].parent if one.grid is not None else None for one in own
    }
    weeks: dict[date, int] = {}
    for one in own:
        first = day(max(one.raised))
        monday = first - timedelta(days=first.weekday())
        weeks[monday] = weeks.get(monday, 0) + 1
    told = view.rows("page_group_week", group_id=group_id)
    assert {row["week_start_date"]: row["matter_count"] for row in told} == weeks
    assert sum(
        int(str(row["matter_count"])) for row in view.rows("page_group_unit", group_id=group_id)
    ) == len(own)


def test_the_first_matters_are_those_that_need_help_first(view: View) -> None:
    rows = view.rows("page_group_matter", group_id="G1", most=4)
    every = view.rows("page_group_matter", group_id="G1", most=500)
    assert [row["matter_id"] for row in rows] == [row["matter_id"] for row in every[:4]]
    assert {row["found_total"] for row in rows} == {len(every)}
    scores = [int(str(row["score"])) for row in every if row["is_open"]]
    assert scores == sorted(scores, reverse=True)


def test_who_may_not_open_matters_sees_no_small_count_and_no_step_by_it(tmp_path: Path) -> None:
    drawn = (
        *(Drawn(f"m{n}", group="G", raised=(50,)) for n in range(4)),
        Drawn("new", group="G", raised=(3,)),
    )
    with drawn_view(tmp_path, drawn, Viewer("leader", may_open_matters=False)) as view:
        row = view.rows("page_group", **EVERY)[0]
    assert (row["matter_count"], row["growth_count"], row["unit_count"]) == (5, None, None)


def _row(number: int, **more: object) -> dict[str, object]:
    base: dict[str, object] = {
        "matter_id": f"m{number}", "title": f"诉求{number}", "is_open": True, "band_code": "red", "score": 40,
        "respondent_id": "f1", "respondent_name": "某某公司", "grid_code": None, "grid_name": None,
        "community_code": None, "community_name": None, "town_code": None, "town_name": None,
    }  # fmt: skip
    return {**base, **more}


GROUP = {"cause_code": "respondent", "shared_cause": "同一被反映方：某某公司"}
PLACED = {"grid_code": "g1", "grid_name": "第1网格", "community_code": "c1", "community_name": "柳岸村"}


def test_the_graph_of_two_matters_is_drawn_as_on_paper() -> None:
    rows = [_row(1, **PLACED), _row(2, is_open=False)]
    elements = graph_elements(GROUP, rows, ZH)
    nodes = {
        one["data"]["id"]: (one["data"]["label"], one["classes"]) for one in elements if "classes" in one
    }
    edges = {(one["data"]["source"], one["data"]["target"]) for one in elements if "source" in one["data"]}
    assert nodes == {
        "respondent f1": ("某某公司", "hub"),
        "matter m1": ("40", "matter red"),
        "matter m2": ("结", "matter closed"),
        "place g1": ("柳岸村 第1网格", "place"),
        "place None": ("尚未定位", "nowhere"),
    }
    assert edges == {
        ("matter m1", "respondent f1"),
        ("matter m2", "respondent f1"),
        ("matter m1", "place g1"),
    }


def test_where_nobody_is_blamed_the_place_is_the_cause() -> None:
    group = {"cause_code": "place", "shared_cause": "同一地点：金桂苑"}
    elements = graph_elements(group, [_row(1, respondent_id=None, respondent_name=None)], ZH)
    assert (elements[0]["data"]["id"], elements[0]["data"]["label"]) == ("project", "金桂苑")


codes = some.sampled_from([None, *(f"g{number}" for number in range(9))])
drawn_rows = some.lists(
    some.tuples(codes, some.sampled_from([None, "f1", "f2"]), some.booleans()), min_size=1, max_size=60
)


@given(drawn_rows)
def test_every_matter_stands_once_on_its_own_spot_and_no_edge_joins_two_matters(
    told: list[tuple[str | None, str | None, bool]],
) -> None:
    rows = [
        _row(n, grid_code=grid, grid_name=grid, community_code="c", respondent_id=firm, is_open=is_open)
        for n, (grid, firm, is_open) in enumerate(told)
    ]
    elements = graph_elements(GROUP, rows, ZH)
    nodes = [one for one in elements if "position" in one]
    matters = [one for one in nodes if one["classes"].startswith("matter")]
    spots = {(one["position"]["x"], one["position"]["y"]) for one in matters}
    ids = {one["data"]["id"] for one in nodes}
    edges = [one["data"] for one in elements if "source" in one["data"]]
    assert len(matters) == len(rows) == len(spots)
    assert len(ids) == len(nodes)
    assert {kind.split()[0] for kind in (one["classes"] for one in nodes)} <= {
        "matter",
        "hub",
        "place",
        "nowhere",
    }
    for edge in edges:
        assert edge["source"].startswith("matter ")
        assert edge["target"].split()[0] in ("respondent", "place")
        assert {edge["source"], edge["target"]} <= ids
    assert elements == graph_elements(GROUP, rows, ZH)


@given(some.lists(codes, min_size=1))
def test_the_finest_level_with_few_enough_places_is_drawn(grids: list[str | None]) -> None:
    rows = [{"grid_code": code, "community_code": code and "c", "town_code": code and "t"} for code in grids]
    assert place_level(rows) == ("grid" if len(set(grids) - {None}) <= MOST_PLACES else "community")


@given(some.dictionaries(some.integers(0, 200), some.one_of(some.none(), some.integers(1, 9)), min_size=1))
def test_growth_shows_every_week_of_the_span_once_and_no_more_than_a_year(
    told: dict[int, int | None],
) -> None:
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    rows = [
        {"week_start_date": monday - timedelta(weeks=back), "matter_count": count, "as_of_date": AS_OF}
        for back, count in told.items()
    ]
    weeks = growth_weeks(rows)
    days = [week for week, _ in weeks]
    assert 1 <= len(days) <= MOST_WEEKS
    assert days == [days[0] + timedelta(weeks=number) for number in range(len(days))]
    assert days[0] <= max(row["week_start_date"] for row in rows) <= days[-1]
    assert all(count == told.get((monday - week).days // 7, 0) for week, count in weeks)
    assert growth_chart(rows, growth_days=28)
    assert growth_chart([], growth_days=28) is None


def test_an_address_says_what_is_chosen() -> None:
    assert Chosen().address() == "/groups"
    assert Chosen("15", "99", "1").address("G1") == "/groups?group=G1&kind=15&area=99&closed=1"
    assert search_after("?group=G1", Chosen()) is dash.no_update
    assert search_after("?group=G1", Chosen("15")) == "?kind=15"
    assert chosen_from({"closed": "yes"}) == Chosen(closed="1")
    assert matter_address({"matter": "M 1"}) == "/matters?matter=M+1"
    assert matter_address({"id": "respondent f1"}) is dash.no_update
    assert matter_address(None) is dash.no_update


@pytest.mark.parametrize("role", ROLES)
def test_only_staff_who_may_open_matters_get_the_page_and_its_file(
    store: Store, home: Path, role: str
) -> None:
    add_account(store, f"groups-{role}", role)
    visitor = browser(make_app(store, home))
    visitor.sign_in(f"groups-{role}")
    is_staff = role in ("command_centre", "supervisor", "town_staff")
    text = page_text(visitor, "/groups")
    assert ("group-graph" in text) == is_staff
    assert visitor.client.get("/groups/G1.csv").status_code == (200 if is_staff else 403)
    if is_staff:
        assert visitor.client.get("/groups/nothing.csv").status_code == 404


def page_text(visitor, path: str, search: str = "") -> str:
    """The page a visitor gets, as it goes over the line."""
    answer = visitor.call("root.children", {"url.pathname": path, "url.search": search})
    assert answer.status_code == 200
    return answer.get_data(as_text=True).encode().decode("unicode_escape", errors="ignore")


def test_no_token_and_no_accusation_leave_by_the_page_or_the_file(store: Store, home: Path) -> None:
    add_account(store, "wang", "command_centre")
    visitor = browser(make_app(store, home))
    visitor.sign_in("wang")
    hidden = {one.matter_id for one in MATTERS if one.is_restricted}
    assert hidden
    for group_id in ("G1", "G2", "G3", "G4"):
        file = visitor.client.get(f"/groups/{group_id}.csv")
        lines = list(csv.DictReader(io.StringIO(file.get_data(as_text=True).lstrip("﻿"))))
        assert {row["matter_id"] for row in lines} == {one.matter_id for one in SEEN if one.group == group_id}
        for text in (page_text(visitor, "/groups", f"?group={group_id}"), file.get_data(as_text=True)):
            assert not any(f"{matter_id}" in text for matter_id in hidden)
            assert TOKEN not in text
            assert "token" not in text
    assert file.mimetype == "text/csv"
    assert file.headers["Cache-Control"] == "no-store"
    with store.reading() as connection:
        told = connection.execute(
            "SELECT actor_name, object_id FROM audit_log WHERE event_code = 'export'"
        ).fetchall()
    assert ("wang", "group G4") in told


BIG = tuple(
    Drawn(f"big{n:02d}", group="BIG", grid=n % 4, unit=f"u{n % 3 + 1}", score=10 + n, band="red", raised=(n,))
    for n in range(70)
)
SMALL = (
    Drawn("small1", group="SMALL", band="blue", firm="f2"),
    Drawn("small2", group="SMALL", is_open=False),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("browsed")
    store = drawn_home(home, (*BIG, *SMALL))
    with served(make_app(store, home, is_open=True).server) as address:
        yield address
    store.close()


def _graph_shows(page: Page, colours: tuple[str, ...]) -> None:
    """Wait until the graph shows each of the colours (#rrggbb) on at least 100 pixels."""
    wanted = [",".join(str(int(colour[at : at + 2], 16) >> 4) for at in (1, 3, 5)) for colour in colours]
    for _ in range(60):
        source = web_browser.base64.b64encode(page.locator(".group-graph").screenshot()).decode()
        seen = page.evaluate(COUNT_COLOURS, f"data:image/png;base64,{source}")
        if all(seen.get(colour, 0) >= 100 for colour in wanted):
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"the graph never showed {colours}")


def _spot(page: Page, element: str) -> tuple[float, float]:
    """Where a node of the graph is on the screen, by the graph's own word."""
    told = page.evaluate(
        "id => { const at = document.getElementById('group-graph')._cyreg.cy.getElementById(id).renderedPosition();"
        " return [at.x, at.y]; }",
        element,
    )
    box = page.locator(".group-graph canvas").first.bounding_box()
    assert box
    return box["x"] + told[0], box["y"] + told[1]


@pytest.mark.browser
def test_a_group_is_opened_its_graph_drawn_and_a_click_opens_a_matter(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(f"{address}/groups")
        expect(page.locator(".group-line")).to_have_count(2)
        _graph_shows(page, ("#d9544d", "#185b51"))
        expect(page.locator(".group-detail")).to_contain_text("只画最需要帮助的 60 件（共 70 件）")
        page.locator(".group-line").nth(1).click()
        expect(page).to_have_url(f"{address}/groups?group=SMALL")
        expect(page.locator(".group-head h2")).to_contain_text("宏达")
        _graph_shows(page, ("#a8c9e0", "#185b51"))
        page.mouse.move(*_spot(page, "matter small1"))
        expect(page.locator(".group-said")).to_contain_text("small1的诉求")
        page.mouse.click(*_spot(page, "respondent f1"))
        page.mouse.click(*_spot(page, "matter small1"))
        expect(page).to_have_url(f"{address}/matters?matter=small1")
        expect(page.get_by_role("dialog")).to_contain_text("small1的诉求")
        page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_filters_and_links_work_by_keyboard_and_the_way_back_leads_back(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as (page, _):
        page.goto(f"{address}/groups")
        press_key(page, page.locator("#groups-closed"), "Space")
        expect(page).to_have_url(f"{address}/groups?closed=1")
        line = page.locator(".group-line").nth(1)
        expect(line).to_have_attribute("href", "/groups?group=SMALL&closed=1")
        press_key(page, line, "Enter")
        expect(page).to_have_url(f"{address}/groups?group=SMALL&closed=1")
        link = page.locator(".group-members a").first
        expect(link).to_have_text("small1的诉求")
        press_key(page, link, "Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.go_back()
        expect(page.locator(".group-line.here")).to_contain_text("宏达")
        page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_on_a_phone_the_list_leads_to_the_group_and_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address, width=390, height=844) as (page, _):
        page.goto(f"{address}/groups")
        expect(page.locator(".group-detail")).to_be_hidden()
        page.locator(".group-line").first.click()
        expect(page.locator(".groups-page.opened .group-graph canvas").first).to_be_visible()
        _graph_shows(page, ("#d9544d",))
        expect(page.locator(".group-list")).to_be_hidden()
        assert not is_wider_than_screen(page)
        page.get_by_role("link", name="回到群体列表").click()
        expect(page.locator(".group-line").first).to_be_visible()
        assert not is_wider_than_screen(page)
        page.wait_for_load_state("networkidle")
