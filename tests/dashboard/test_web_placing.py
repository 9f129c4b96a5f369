"""How reports were placed, on the map and matter pages: who may see it, that it counts right, what Chromium shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dash
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from dashboard import ids
from dashboard.access import BRIEFING, COMMAND_CENTRE
from dashboard.pages.placed_list import Asked, placed_list
from dashboard.pages.placed_part import InView, placed_part
from dashboard.placing.around import around
from dashboard.present import Speech
from dashboard.read import Door, View
from data.config import load_config
from data.db import Store
from tests.dashboard.filling import AS_OF, make_home
from tests.dashboard.filling_matter import Matter, make_matters
from tests.dashboard.filling_place import make_places
from tests.dashboard.filling_placing import AS_OF_MORNING, COUNT, OTHER, OWN, make_placed_home, placed_rows
from tests.dashboard.web_browser import is_wider_than_screen, opened, served
from tests.dashboard.web_client import Browser, add_account, browser, make_app

ZH = Speech("zh", {})
TOWN, EVERYWHERE = "990101100000", InView("", None, "")
NO_SHAPES = {
    "scale": [0, 0, 1],
    "arcs": [],
    "codes": [],
    "names": [],
    "shapes": [],
}  # the map is another test's
Said = tuple[str, str, str, datetime, str]  # area, way, doubt, when, kind


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("placed")


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Store]:
    store = make_placed_home(home)
    yield store
    store.close()


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        yield view


@pytest.fixture(scope="module")
def app(store: Store, home: Path) -> dash.Dash:
    return make_app(store, home)


def said() -> list[Said]:
    """Every accepted report that may be seen, as the twin of the queries knows it."""
    places = make_places(7)
    matters = [one for one in make_matters(places, seed=7, as_of=AS_OF) if not one.is_restricted]
    found = [_of_matter(one, when) for one in matters for when in one.reported_at]
    for number, row in enumerate(placed_rows(places)):
        when = AS_OF_MORNING - timedelta(hours=number)
        if row["report_id"] != "P-secret":
            code, doubt = row["area_code"] or "", row["doubt_code"] or ""
            found.append((str(code), str(row["located_by"]), str(doubt), when, "15"))
    return found


def _of_matter(matter: Matter, when: datetime) -> Said:
    return matter.place.code, "point", "", when, matter.category


def _in_view(one: Said, shown: InView) -> bool:
    area, _, _, when, kind = one
    inside = area.startswith(shown.focus[:9] if shown.focus == TOWN else shown.focus)
    return inside and (shown.since is None or when >= shown.since) and shown.kind in ("", kind)


VIEWS = [
    EVERYWHERE,
    InView(TOWN, None, ""),
    InView(OWN, None, ""),
    InView(OTHER, datetime(2026, 3, 1), ""),
    InView("", datetime(2026, 3, 25), "15"),
    InView("no such area", None, ""),
]


@pytest.mark.parametrize("shown", VIEWS, ids=str)
def test_ways_and_doubts_are_counted_as_one_by_one(view: View, shown: InView) -> None:
    seen = [one for one in said() if _in_view(one, shown)]
    values = {"focus": shown.focus, "since": shown.since, "kind": shown.kind}
    ways = view.rows("page_placed_way", **values)
    assert {row["way_code"]: row["report_count"] for row in ways} == Counter(way for _, way, *_ in seen)
    assert {row["total_count"] for row in ways} <= {len(seen)}
    doubts = view.rows("page_placed_doubt", **values)
    assert {row["doubt_code"]: row["report_count"] for row in doubts} == Counter(
        one[2] for one in seen if one[2]
    )


@pytest.mark.parametrize("shown", VIEWS, ids=str)
@pytest.mark.parametrize(("way", "doubt"), [("", ""), ("point", ""), ("none", ""), ("", "placeholder")])
def test_the_list_holds_the_reports_that_were_counted_newest_first(
    view: View, shown: InView, way: str, doubt: str
) -> None:
    seen = [one for one in said() if _in_view(one, shown) and way in ("", one[1]) and doubt in ("", one[2])]
    values = {"focus": shown.focus, "since": shown.since, "kind": shown.kind, "number": ""}
    rows = view.rows("page_placed_report", way=way, doubt=doubt, most=10_000, **values)
    assert [row["reported_at"] for row in rows] == sorted((one[3] for one in seen), reverse=True)
    assert {row["found_count"] for row in rows} <= {len(seen)}
    few = view.rows("page_placed_report", way=way, doubt=doubt, most=2, **values)
    assert few == rows[:2]


def _numbered(view: View, number: str) -> list[dict[str, object]]:
    nowhere = {"focus": "no such area", "since": datetime(2030, 1, 1), "kind": "x", "way": "x", "doubt": "x"}
    return view.rows("page_placed_report", number=number, most=30, **nowhere)


def test_a_number_finds_its_report_wherever_it_is_and_an_accusation_never(view: View) -> None:
    (near,) = _numbered(view, "P-near")
    assert (near["area_name"], near["within_name"], near["distance_m"]) == ("第1网格", "新桥社区", 40.0)
    assert near["area_wkb"]
    (differs,) = _numbered(view, "P-point-grid_differs")
    assert (differs["declared_name"], differs["declared_within_name"]) == ("第3网格", "新桥社区")
    assert differs["declared_wkb"]
    assert _numbered(view, "P-secret") == _numbered(view, "R00040") == _numbered(view, "' OR 1=1 --") == []
    assert {row["matter_id"] for row in _numbered(view, "R00010")} == {"R00010"}


# code, name, in force → the days of reports it is shown for
VERSIONS = [
    ("9901", "老第一网格", "2020-01-01", "2021-12-31", "0001-01-01"),
    ("9901", "第一网格", "2022-01-01", None, "2022-01-01"),
    ("9902", "第二网格", "2023-05-01", None, "2023-05-01"),
]


def test_an_area_is_called_as_on_the_reports_day_and_before_the_first_as_on_the_first(tmp_path: Path) -> None:
    store = make_home(tmp_path)
    with store.writing() as connection:
        for code, name, since, until, _ in VERSIONS:
            connection.execute(
                "INSERT INTO core_area VALUES (?, 'grid', ?, NULL, ?, ?)", [code, name, since, until]
            )
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        rows = view.connection.execute(
            "SELECT area_code, name, CAST(from_date AS VARCHAR), CAST(until_date AS VARCHAR) "
            "FROM area_version ORDER BY area_code, from_date"
        ).fetchall()
    store.close()
    assert rows == [(code, name, start, until or "9999-12-31") for code, name, _, until, start in VERSIONS]


def test_a_homes_point_is_nowhere_in_what_is_shown_of_it(view: View) -> None:
    (row,) = _numbered(view, "P-home")
    assert row["is_home"] is True
    assert (row["lon"], row["lat"]) == (None, None)


def test_a_picture_shows_the_grids_beside_and_no_others(view: View) -> None:
    assert len(around(view, _numbered(view, "P-near"))) == 6
    assert len(around(view, [])) == 0


def _text(parts: list[Any]) -> str:
    return json.dumps(
        [part.to_plotly_json() for part in parts], ensure_ascii=False, default=lambda x: x.to_plotly_json()
    )


def test_who_may_not_open_reports_sees_totals_without_small_ones_and_no_way_in(store: Store) -> None:
    with Door(store, BRIEFING, load_config()).open() as view:
        few = InView("", None, "15")
        words = _text(placed_part(view, ZH, few, is_grid=False))
        assert "按" not in words.replace("按坐标", "")
        assert ids.PLACED_LIST not in words
        alone = _text(placed_part(view, ZH, InView(OTHER, datetime(2026, 3, 30), ""), is_grid=True))
        assert ZH.say("placing.too_small") in alone or ZH.say("placing.none") in alone
        assert _text(placed_list(view, ZH, EVERYWHERE, Asked(number="P-near"))).count("第1网格") == 0


def _ask(visitor: Browser, number: str) -> Any:
    box = json.dumps({"at": "panel", "type": ids.PLACED_NUMBER}, separators=(",", ":"))
    key = next(name for name in visitor.app.callback_map if ids.PLACED_DRAWER in name)
    body = {
        "output": key,
        "outputs": [{"id": ids.PLACED_DRAWER, "property": name} for name in ("opened", "children")],
        "inputs": [[], [{"id": json.loads(box), "property": "n_submit", "value": 1}]],
        "state": [
            [{"id": json.loads(box), "property": "value", "value": number}],
            {"id": ids.SITUATION_WHERE, "property": "data", "value": {}},
            {"id": ids.SITUATION_SINCE, "property": "value", "value": "all"},
            {"id": ids.SITUATION_KIND, "property": "value"},
        ],
        "changedPropIds": [f"{box}.n_submit"],
    }
    headers = {"X-CSRFToken": visitor.token}
    return visitor.client.post("/_dash-update-component", json=body, headers=headers)


@pytest.mark.parametrize(
    ("role", "status", "sees"),
    [
        ("command_centre", 200, True),
        ("town_staff", 200, True),
        ("leader", 200, False),
        ("grid_worker", 403, False),
    ],
)
def test_a_forged_question_is_answered_by_role(
    app: dash.Dash, store: Store, role: str, status: int, *, sees: bool
) -> None:
    add_account(store, role, role)
    visitor = browser(app)
    visitor.sign_in(role)
    answer = _ask(visitor, "P-near")
    assert answer.status_code == status
    assert ("离最近的本网格" in json.dumps(answer.json, ensure_ascii=False)) is sees
    assert "电梯" not in json.dumps(_ask(visitor, "P-secret").json, ensure_ascii=False)


@pytest.mark.browser
def test_from_the_map_to_a_doubt_to_a_report_and_its_picture_at_a_desk_and_on_a_phone(
    chromium: Chromium, store: Store, home: Path
) -> None:
    with (
        served(make_app(store, home, is_open=True).server) as address,
        opened(chromium, address) as (page, _),
    ):
        page.route("**/geometry/**", lambda asked: asked.fulfill(json=NO_SHAPES))
        page.goto(address)
        expect(page.locator(".panel")).to_contain_text("件次怎样定位")
        expect(page.locator(".way").last).to_contain_text("未定位")
        page.get_by_role("button", name="填写的网格与坐标不在一处").click()
        first = page.locator(".placed-card").first
        expect(first).to_contain_text("注意：填写的是第3网格，距该点")
        picture = first.get_by_role("img")
        assert "请核对" in str(picture.get_attribute("alt"))
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
        page.get_by_role("button", name="网格编号", exact=True).last.click()
        expect(page.locator(".placed-found")).to_have_text("共 5 件次")
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.locator(".placed-picture").first).to_be_in_viewport(ratio=1)
        assert not is_wider_than_screen(page)
        page.set_viewport_size({"width": 1366, "height": 768})
        page.keyboard.press("Escape")
        expect(page.locator(".placed-card").first).to_be_hidden()
        page.locator(".number-box input").fill("P-near")
        page.keyboard.press("Enter")
        expect(page.locator(".placed-card")).to_have_count(1)
        expect(page.locator(".placed-card")).to_contain_text("离最近的本网格 40 米")
        page.keyboard.press("Escape")
        page.goto(f"{address}/matters?matter=R00010")
        page.locator(".placed-at summary").first.click()
        expect(page.locator(".placed-picture").first).to_be_visible()


def test_reports_are_as_many_as_were_put_in() -> None:
    rows = [row for row in placed_rows(make_places(7)) if row["report_id"] != "P-secret"]
    assert len(rows) == COUNT
