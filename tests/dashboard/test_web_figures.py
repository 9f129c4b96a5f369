"""The numbers on the pages agree with slow, obvious counting over the made-up matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dashboard.access import COMMAND_CENTRE
from dashboard.board.board import Board, Shelf
from dashboard.board.choice import MEASURES, Choice
from dashboard.board.kpi import figures_of
from dashboard.board.value import behind, values
from dashboard.pages.matter import drawer_content
from dashboard.pages.situation_data import Where, find_place, step
from dashboard.present import BANDS, Speech
from dashboard.read import Door, View
from data.config import load_config
from data.db import Store
from tests.dashboard.filling import AS_OF
from tests.dashboard.filling_matter import CHANNELS, Matter, make_matters
from tests.dashboard.filling_place import COUNTY, make_places

TOWN = "990101100000"
COMMUNITY = "990101100002"
GRID = "990101100002003"
KM2 = 1.0  # of every made-up boundary
RESTRICTED = ("R00040", "R00080", "R00120")


@pytest.fixture(scope="module")
def matters() -> list[Matter]:
    return [one for one in make_matters(make_places(7), seed=7, as_of=AS_OF) if not one.is_restricted]


@pytest.fixture
def view(filled_store: Store) -> Iterator[View]:
    with Door(filled_store, COMMAND_CENTRE, load_config()).open() as view:
        yield view


@pytest.fixture(scope="module")
def board(filled_store: Store) -> Board:
    found = Shelf(filled_store, load_config()).warm()
    assert found
    return found


def _inside(matters: list[Matter], code: str) -> list[Matter]:
    return [one for one in matters if code in {area for area, _ in one.place.path}]


@pytest.mark.parametrize("focus", ["", COUNTY, TOWN, COMMUNITY, GRID])
def test_the_cards_count_what_is_there(board: Board, matters: list[Matter], focus: str) -> None:
    inside = _inside(matters, focus) if focus else matters
    opened = [one for one in inside if one.is_open]
    first = [one.reported_at[0].date() for one in inside]
    row = figures_of(board, focus)
    assert row["open_matter_count"] == len(opened)
    assert row["overdue_count"] == sum(one.overdue_days > 0 for one in opened)
    assert row["repeat_count"] == sum(len(one.reported_at) > 1 for one in opened)
    assert row["group_count"] == len({one.group_id for one in opened if one.group_id})
    assert row["new_count"] == sum(day > AS_OF - timedelta(days=7) for day in first)
    assert row["new_before_count"] == sum(
        AS_OF - timedelta(days=14) < day <= AS_OF - timedelta(days=7) for day in first
    )
    assert row["unplaced_count"] == 0


def test_an_area_without_a_single_matter_is_counted_as_nothing(board: Board) -> None:
    row = figures_of(board, "no such area")
    assert {value for name, value in row.items() if name.endswith("_count")} == {0}


def _shown(board: Board, level: str, choice: Choice) -> dict[str, tuple[float, str | None]]:
    found = values(board, level, choice, load_config().area)
    codes = [board.ground.codes[at] for at in board.ground.level(level)]
    bands = [None] * len(codes) if found.bands is None else [BANDS[band] for band in found.bands]
    return dict(zip(codes, zip(found.counts.tolist(), bands, strict=True), strict=True))


@pytest.mark.parametrize(("level", "count"), [("town", 3), ("community", 12), ("grid", 72)])
def test_areas_are_counted_and_coloured_as_the_refresh_left_them(
    board: Board, view: View, matters: list[Matter], level: str, count: int
) -> None:
    opened, banded = _shown(board, level, Choice(measure="open")), _shown(board, level, Choice())
    assert len(opened) == len(banded) == count
    for code, (number, _) in opened.items():
        assert number == sum(one.is_open for one in _inside(matters, code))
        assert banded[code][1] == view.rows("page_status", area_code=code)[0]["band_code"]


CHOICES = [
    Choice(measure=measure, kind=kind, span=span, channel=channel)
    for measure in MEASURES
    for kind, span, channel in (
        ("", "all", ""),
        ("15", "90", ""),
        ("", "2026-03-16", ""),
        ("18", "all", "screening"),
        ("", "30", "visit"),
    )
]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("level", ["town", "grid"])
def test_every_measure_agrees_with_counting_by_hand(
    board: Board, matters: list[Matter], level: str, choice: Choice
) -> None:
    for code, (number, _) in _shown(board, level, choice).items():
        assert number == pytest.approx(_by_hand(_inside(matters, code), choice)), code


def _by_hand(inside: list[Matter], choice: Choice) -> float:
    """Slow and obvious."""
    first, last = _days(choice)
    kind = [one for one in inside if choice.kind in ("", one.category)]
    if choice.measure in ("density", "new") and (choice.measure, choice.span) != ("new", "all"):
        mondays = [
            when.date() - timedelta(days=when.weekday())
            for one in kind
            for number, when in enumerate(one.reported_at, start=1)
            if choice.channel in ("", CHANNELS[number % 3]) and (choice.measure == "density" or number == 1)
        ]
        reports = sum(first - timedelta(days=first.weekday()) <= monday <= last for monday in mondays)
        return reports / KM2 if choice.measure == "density" else reports
    some = [one for one in kind if choice.channel in ("", "screening")]
    if choice.measure == "new":
        return sum(one.reported_at[0].date() > AS_OF - timedelta(days=7) for one in some)
    opened = [one for one in some if one.is_open and first <= one.reported_at[-1].date() <= last]
    return {
        "score": sum(one.score for one in opened if one.band in ("red", "orange")),
        "open": len(opened),
        "overdue": sum(one.overdue_days > 0 for one in opened),
        "repeat": sum(len(one.reported_at) > 1 for one in opened),
        "group": len({one.group_id for one in opened if one.group_id}),
    }[choice.measure]


def _days(choice: Choice) -> tuple[date, date]:
    days = choice.days(AS_OF)
    return (AS_OF - timedelta(days=days[1]), AS_OF - timedelta(days=days[0])) if days else (date.min, AS_OF)


@pytest.mark.parametrize("choice", CHOICES[::3], ids=str)
def test_the_matters_behind_a_number_are_as_many_as_it_says(board: Board, choice: Choice) -> None:
    if choice.measure in ("open", "overdue", "repeat"):
        assert behind(board, choice).sum() == sum(
            number for number, _ in _shown(board, "grid", choice).values()
        )


def test_a_filtered_grid_wears_the_band_of_its_worst_matter_and_grey_is_never_calm(
    board: Board, matters: list[Matter]
) -> None:
    order = ("blue", "yellow", "orange", "red")
    for code, (_, band) in _shown(board, "grid", Choice(kind="15")).items():
        bands = [
            order.index(one.band) for one in _inside(matters, code) if one.category == "15" and one.is_open
        ]
        worst = order[max(bands, default=0)]
        is_silent = bool(board.ground.is_silent[board.ground.number[code]])
        assert band == ("unknown" if is_silent and worst in ("blue", "yellow") else worst)


def test_what_a_browser_sends_is_made_a_choice_or_left_out() -> None:
    assert Choice.told(span="2026-03-18", measure="nonsense", layer=None) == Choice(span="2026-03-16")
    assert Choice.told(span="' OR 1=1 --", kind="15") == Choice(kind="15")


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


def test_a_click_leads_one_level_down_and_a_grid_is_picked(board: Board) -> None:
    view = board.ground
    everywhere = Where()
    town = step(view, everywhere, GRID)
    community = step(view, town, GRID)
    grid = step(view, community, GRID)
    assert town == Where(focus=TOWN)
    assert community == Where(focus=COMMUNITY)
    assert grid == Where(focus=COMMUNITY, picked=GRID)


def test_the_levels_offered_are_those_below_the_focus(board: Board) -> None:
    view = board.ground
    offered = {
        where: find_place(view, where) for where in (Where(), Where(focus=TOWN), Where(focus=COMMUNITY))
    }
    assert [place.levels for place in offered.values() if place] == [
        ("town", "community", "grid"),
        ("community", "grid"),
        ("grid",),
    ]
