"""The numbers on the pages agree with slow, obvious counting over the made-up matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dashboard.access import COMMAND_CENTRE
from dashboard.pages.matter import drawer_content
from dashboard.pages.situation_data import Where, find_place, step
from dashboard.present import Speech
from dashboard.read import Door, View
from data.config import load_config
from data.db import Store
from tests.dashboard.filling import AS_OF
from tests.dashboard.filling_matter import Matter, make_matters
from tests.dashboard.filling_place import COUNTY, make_places

TOWN = "990101100000"
COMMUNITY = "990101100002"
GRID = "990101100002003"
RESTRICTED = ("R00040", "R00080", "R00120")


@pytest.fixture(scope="module")
def matters() -> list[Matter]:
    return [one for one in make_matters(make_places(7), seed=7, as_of=AS_OF) if not one.is_restricted]


@pytest.fixture
def view(filled_store: Store) -> Iterator[View]:
    with Door(filled_store, COMMAND_CENTRE, load_config()).open() as view:
        yield view


def _inside(matters: list[Matter], code: str) -> list[Matter]:
    return [one for one in matters if code in {area for area, _ in one.place.path}]


@pytest.mark.parametrize("focus", ["", COUNTY, TOWN, COMMUNITY, GRID])
def test_the_cards_count_what_is_there(view: View, matters: list[Matter], focus: str) -> None:
    inside = _inside(matters, focus) if focus else matters
    opened = [one for one in inside if one.is_open]
    first = [one.reported_at[0].date() for one in inside]
    row = view.rows("page_kpi", focus=focus)[0]
    assert row["open_matter_count"] == len(opened)
    assert row["overdue_count"] == sum(one.overdue_days > 0 for one in opened)
    assert row["repeat_count"] == sum(len(one.reported_at) > 1 for one in opened)
    assert row["group_count"] == len({one.group_id for one in opened if one.group_id})
    assert row["new_count"] == sum(day > AS_OF - timedelta(days=7) for day in first)
    assert row["new_before_count"] == sum(
        AS_OF - timedelta(days=14) < day <= AS_OF - timedelta(days=7) for day in first
    )
    assert row["unplaced_count"] == 0


def test_an_area_without_a_single_matter_is_counted_as_nothing(view: View) -> None:
    row = view.rows("page_kpi", focus="no such area")[0]
    assert {value for name, value in row.items() if name.endswith("_count")} == {0}


def _areas(view: View, level: str, **chosen: object) -> dict[str, dict[str, object]]:
    values = {"since": None, "kind": "", "focus": "", **chosen}
    is_chosen = values["since"] is not None or values["kind"] != ""
    rows = view.rows(
        "page_area_value", level=level, is_chosen=is_chosen, red_share=0.1, orange_share=0.2, **values
    )
    return {str(row["area_code"]): row for row in rows}


@pytest.mark.parametrize(("level", "focus", "count"), [("town", "", 3), ("grid", "", 72), ("grid", TOWN, 24)])
def test_areas_are_counted_and_coloured_as_the_refresh_left_them(
    view: View, matters: list[Matter], level: str, focus: str, count: int
) -> None:
    areas = _areas(view, level, focus=focus)
    assert len(areas) == count
    for code, row in areas.items():
        assert row["open_matter_count"] == sum(one.is_open for one in _inside(matters, code))
        assert row["band_code"] == view.rows("page_status", area_code=code)[0]["band_code"]


def test_a_filtered_grid_wears_the_band_of_its_worst_matter_and_grey_is_never_calm(
    view: View, matters: list[Matter]
) -> None:
    order = ("blue", "yellow", "orange", "red")
    for code, row in _areas(view, "grid", kind="15").items():
        bands = [
            order.index(one.band) for one in _inside(matters, code) if one.category == "15" and one.is_open
        ]
        worst = order[max(bands, default=0)]
        if row["screening_status_code"] == "missing" and worst in ("blue", "yellow"):
            assert row["band_code"] == "unknown"
        else:
            assert row["band_code"] == worst


def test_the_work_list_is_complete_in_order_and_without_accusations(
    view: View, matters: list[Matter]
) -> None:
    every = {
        "focus": "",
        "kind": "",
        "band": "",
        "since": None,
        "words": "",
        "only_due": False,
        "only_late": False,
        "unit": "",
        "most": 1000,
    }
    rows = view.rows("page_matter", only_open=False, **every)
    ranks = [row["rank_no"] for row in rows if row["rank_no"] is not None]
    assert {row["matter_id"] for row in rows} == {one.matter_id for one in matters}
    assert ranks == sorted(ranks)
    assert {row["found_count"] for row in rows} == {len(matters)}
    assert len(view.rows("page_matter", only_open=True, **every)) == sum(one.is_open for one in matters)
    found = view.rows("page_matter", only_open=False, **{**every, "words": "电梯"})
    assert {row["matter_id"] for row in found} == {one.matter_id for one in matters if "电梯" in one.title}


@pytest.mark.parametrize("matter_id", [*RESTRICTED, "R99999", "' OR 1=1 --"])
def test_the_drawer_of_what_may_not_be_seen_stays_shut(view: View, matter_id: str) -> None:
    speech = Speech("zh", {})
    assert [part.children for part in drawer_content(view, speech, matter_id, load_config())] == [
        speech.say("matter.unknown")
    ]


def test_a_click_leads_one_level_down_and_a_grid_is_picked(view: View) -> None:
    everywhere = Where()
    town = step(view, everywhere, GRID)
    community = step(view, town, GRID)
    grid = step(view, community, GRID)
    assert town == Where(focus=TOWN)
    assert community == Where(focus=COMMUNITY)
    assert grid == Where(focus=COMMUNITY, picked=GRID)


def test_the_levels_offered_are_those_below_the_focus(view: View) -> None:
    offered = {
        where: find_place(view, where) for where in (Where(), Where(focus=TOWN), Where(focus=COMMUNITY))
    }
    assert [place.levels for place in offered.values() if place] == [
        ("town", "community", "grid"),
        ("community", "grid"),
        ("grid",),
    ]
