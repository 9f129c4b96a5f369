"""Supervision: units counted as a slow twin counts them, judged only with enough cases, and what is to be checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from hypothesis import given
from hypothesis import strategies as some
from playwright.sync_api import Browser, expect

from dashboard.access import COMMAND_CENTRE, Viewer
from dashboard.pages.supervision import Chosen, chosen_from, search_after, week_name
from dashboard.pages.unit_share import MEASURES, Share, Unit, in_order, is_surely_below, units_told
from dashboard.pages.unit_table import unit_table
from dashboard.present import Speech
from dashboard.read import Door, View
from dashboard.role import ROLES
from data.config import load_config
from data.db import Store
from tests.dashboard.drawn_matters import GRIDS, REPLY, TOKEN, UNITS, Drawn, day, drawn_home, random_matters
from tests.dashboard.filling import AS_OF
from tests.dashboard.test_lower_part import told as words_of
from tests.dashboard.test_web_groups import page_text
from tests.dashboard.web_browser import is_wider_than_screen, opened, press_key, served
from tests.dashboard.web_client import add_account, browser, make_app

MATTERS = random_matters(11, 260)
TOWN = "990101100000"
ZH = Speech("zh", {})
TINY = 1e-12
NOTICE = ("XF15_NOTICE", "XF15_NOTICE_UNIT")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("supervision")


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Store]:
    store = drawn_home(home, MATTERS)
    yield store
    store.close()


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        yield view


def _inside(focus: str) -> list[Drawn]:
    return [one for one in MATTERS if not one.is_restricted and (not focus or focus in one.codes)]


def _on_time(one: Drawn, rules: tuple[str, ...], days: int) -> bool | None:
    """Whether all limits of these rules whose last day passed in the period were met; None without one."""
    states = [
        state
        for rule, back, state in one.limits
        if rule in rules and 0 < back <= days and state in ("met", "late", "overdue")
    ]
    return all(state == "met" for state in states) if states else None


def _settled(one: Drawn, days: int, window: int) -> bool | None:
    """Whether nothing came within the window after the first answer; None while that window runs, or without an answer."""
    answer = one.replied if one.replied is not None else one.closed
    if answer is None or one.legal != "appeal" or not window < answer <= days + window:
        return None
    return not any(answer - window <= back < answer for back in one.raised)


def _case(one: Drawn, measure: str, days: int) -> bool | None:
    if measure in ("notice", "reply"):
        return _on_time(one, NOTICE if measure == "notice" else REPLY, days)
    if measure == "settled":
        return _settled(one, days, 90)
    ended = one.closed if one.closed is not None else one.replied
    if ended is None or ended > days:
        return None
    if measure == "heard":
        return one.rating is not None
    return None if one.rating is None else one.rating != "dissatisfied"


@pytest.mark.parametrize("focus", ["", TOWN, GRIDS[1].code])
@pytest.mark.parametrize("days", [90, 180, 365])
def test_units_are_counted_as_the_twin_does(view: View, focus: str, days: int) -> None:
    rows = view.rows("page_supervision_unit", focus=focus, days=days, settle_days=90)
    told: Counter[tuple[str, str | None, bool, bool]] = Counter()
    for one in _inside(focus):
        for measure in (*MEASURES, "heard"):
            case = _case(one, measure, days)
            if case is not None:
                told[measure, UNITS.get(one.unit or ""), False, case] += 1
                told[measure, None, True, case] += 1
    assert {
        (row["measure_code"], row["unit_name"], row["is_all"]): (row["good_count"], row["other_count"])
        for row in rows
    } == {key[:3]: (told[*key[:3], True], told[*key[:3], False]) for key in told}
    assert all(row["case_count"] == row["good_count"] + row["other_count"] for row in rows)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "one", "measure", "good"),
    [
        ("met", Drawn("a", limits=(("XF15_NOTICE", 5, "met"),)), "notice", True),
        ("met late", Drawn("a", limits=(("XF15_NOTICE", 5, "late"),)), "notice", False),
        ("not met, and past", Drawn("a", limits=(("XF60_HANDLE", 5, "overdue"),)), "reply", False),
        ("one of two late", Drawn("a", limits=((REPLY[0], 5, "met"), (REPLY[2], 9, "late"))), "reply", False),
        ("still running", Drawn("a", limits=(("XF60_HANDLE", -5, "running"),)), "reply", None),
        ("due today", Drawn("a", limits=(("XF60_HANDLE", 0, "met"),)), "reply", None),
        ("asked no longer", Drawn("a", limits=(("XF60_HANDLE", 5, "ended"),)), "reply", None),
        ("a right that lapsed", Drawn("a", limits=(("XF30_ASK_REVIEW", 5, "lapsed"),)), "reply", None),
        ("not raised again", Drawn("a", raised=(200,), replied=150), "settled", True),
        ("raised again in 90 days", Drawn("a", raised=(200, 61), replied=150), "settled", False),
        ("raised again on day 91", Drawn("a", raised=(200, 59), replied=150), "settled", True),
        ("raised again before the answer", Drawn("a", raised=(200, 160), replied=150), "settled", True),
        ("its 90 days are not over", Drawn("a", raised=(100,), replied=80), "settled", None),
        ("a suggestion", Drawn("a", raised=(200,), replied=150, legal="suggestion"), "settled", None),
        ("rated fair", Drawn("a", replied=9, closed=9, rating="fair"), "satisfied", True),
        ("rated dissatisfied", Drawn("a", replied=9, closed=9, rating="dissatisfied"), "satisfied", False),
        ("not rated is not satisfied", Drawn("a", replied=9, closed=9), "satisfied", None),
        (
            "an accusation",
            Drawn("a", limits=(("XF15_NOTICE", 5, "met"),), is_restricted=True),
            "notice",
            None,
        ),
    ],
)
def test_what_counts(tmp_path: Path, name: str, one: Drawn, measure: str, good: bool | None) -> None:
    with Door(drawn_home(tmp_path, [one]), COMMAND_CENTRE, load_config()).open() as view:
        rows = view.rows("page_supervision_unit", focus="", days=365, settle_days=90)
    found = [row for row in rows if row["measure_code"] == measure and not row["is_all"]]
    assert [(row["good_count"], row["other_count"]) for row in found] == (
        [] if good is None else [(int(good), int(not good))]
    )


@pytest.mark.parametrize("focus", ["", TOWN])
def test_what_calls_for_supervision_is_that_of_the_twin(view: View, focus: str) -> None:
    rows = view.rows("page_supervision_matter", focus=focus, idle_days=30, most=1000)
    still_open = [one for one in _inside(focus) if one.is_open]
    told = {
        "overdue": {one.matter_id: one.overdue for one in still_open if one.overdue},
        "dissatisfied": {
            one.matter_id: _since_rated(one) for one in still_open if one.rating == "dissatisfied"
        },
        "idle": {one.matter_id: days for one in still_open if not one.overdue and (days := _idle(one)) >= 30},
    }
    for cause, matters in told.items():
        own = [row for row in rows if row["cause_code"] == cause]
        assert {row["matter_id"]: row["waited_days"] for row in own} == matters
        assert {row["found_total"] for row in own} == {len(matters)}
        days = [int(str(row["waited_days"])) for row in own]
        assert days == sorted(days, reverse=True)


def _since_rated(one: Drawn) -> int:
    return next(back for back in (one.closed, one.replied, min(one.raised)) if back is not None)


def _idle(one: Drawn) -> int:
    """Days since the last step; after an answer, since it was raised again."""
    steps = [back for back in (one.accepted, one.replied, one.closed) if back is not None]
    if not steps:
        return max(one.raised)
    last = min(steps)
    later = [back for back in one.raised if back < last]
    return max(later) if last in (one.replied, one.closed) and later else last


def test_an_act_entered_by_hand_ends_idleness_until_it_is_withdrawn(tmp_path: Path) -> None:
    store = drawn_home(
        tmp_path, [Drawn("quiet", raised=(80,)), Drawn("acted", raised=(80,)), Drawn("undone", raised=(80,))]
    )
    with store.writing() as connection:
        for matter_id, withdrawn in (("acted", None), ("undone", day(3))):
            connection.execute(
                "INSERT INTO core_event (event_id, report_id, event_code, occurred_at, withdrawn_at) "
                "VALUES ($id, $id, 'told', $at, $back)",
                {"id": matter_id, "at": day(4), "back": withdrawn},
            )
    with Door(store, COMMAND_CENTRE, load_config()).open() as view:
        rows = view.rows("page_supervision_matter", focus="", idle_days=30, most=10)
    assert {row["matter_id"] for row in rows} == {"quiet", "undone"}


def test_a_late_matter_shows_the_day_it_should_have_been_done(tmp_path: Path) -> None:
    late = Drawn("late", overdue=9, limits=(("XF15_NOTICE", 9, "overdue"), ("XF60_HANDLE", 2, "overdue")))
    with Door(drawn_home(tmp_path, [late]), COMMAND_CENTRE, load_config()).open() as view:
        row = view.rows("page_supervision_matter", focus="", idle_days=300, most=10)[0]
    assert (row["due_date"], row["unit_name"], row["waited_days"]) == (day(9), "县住建局", 9)


@pytest.mark.parametrize("focus", ["", TOWN])
def test_the_weeks_draw_is_anyones_and_next_weeks_is_another(view: View, focus: str) -> None:
    def draw(week: str, most: int = 10) -> list[object]:
        rows = view.rows("page_supervision_sample", focus=focus, days=365, week=week, most=most)
        return [row["matter_id"] for row in rows]

    closed = [
        one.matter_id
        for one in _inside(focus)
        if not one.is_open and one.closed is not None and one.closed <= 365
    ]
    order = sorted(closed, key=lambda matter_id: hashlib.md5(f"2026-W14 {matter_id}".encode()).hexdigest())
    assert draw("2026-W14") == order[:10] == draw("2026-W14")
    assert draw("2026-W14", 3) == order[:3]
    assert sorted(draw("2026-W15", 1000)) == sorted(closed)  # type: ignore[type-var]
    assert draw("2026-W15") != draw("2026-W14")


def test_every_closed_matter_is_about_as_likely_to_be_drawn(view: View) -> None:
    drawn: Counter[object] = Counter()
    for week in range(80):
        rows = view.rows("page_supervision_sample", focus="", days=365, week=f"w{week}", most=10)
        drawn.update(row["matter_id"] for row in rows)
    found = int(str(rows[0]["found_total"]))
    expected = 80 * 10 / found
    assert len(drawn) > found * 0.95
    assert max(drawn.values()) < expected + 5 * expected**0.5


def test_the_three_lists_hold_what_the_refresh_put_on_them(view: View) -> None:
    rows = view.rows("page_supervision_list", focus=TOWN, most=1000)
    told = {(code, one.matter_id) for one in _inside(TOWN) for code in one.lists}
    assert {(row["list_code"], row["matter_id"]) for row in rows} == told
    assert {(row["due_date"], row["days_left"], row["sentence"]) for row in rows} == {(day(-5), 5, "宜先办")}
    few = view.rows("page_supervision_list", focus="", most=2)
    assert Counter(row["list_code"] for row in few) == {"control_new": 2, "guard_change": 2}
    assert {int(str(row["found_total"])) for row in few} == {
        sum(code in one.lists for one in _inside("")) for code in ("control_new", "guard_change")
    }


def test_the_interval_is_newcombes() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29."""
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (good, count), ends in published.items():
        rate = Share(count, good, count - good).rate(20)
        assert rate
        assert (round(rate.low, 4), round(rate.high, 4)) == ends


counts = some.integers(0, 60)
shares = some.builds(lambda good, other: Share(good + other, good, other), counts, counts)
units = some.lists(
    some.builds(
        lambda name, told: Unit(name, told),
        some.text("甲乙丙丁", min_size=1),
        some.dictionaries(some.sampled_from(MEASURES), shares),
    ),
    unique_by=lambda unit: unit.name,
)


@given(units, some.sampled_from(MEASURES), some.integers(1, 40))
def test_nobody_below_n_is_ranked_and_nobody_is_lost(told: list[Unit], measure: str, least: int) -> None:
    compared, others = in_order([*told, Unit(None, {measure: Share(99, 1, 98)})], measure, least)
    assert {unit.name for unit in compared} | {unit.name for unit in others} == {unit.name for unit in told}
    assert len(compared) + len(others) == len(told)
    assert all((unit.share(measure).case_count or 0) >= least for unit in compared)
    assert all((unit.share(measure).case_count or 0) < least for unit in others)
    rates = [unit.share(measure).rate(least) for unit in compared]
    ends = [rate.high for rate in rates if rate]
    assert ends == sorted(ends)
    assert [unit.name for unit in others] == [unit.name for unit in told if unit in others]


@given(shares, some.integers(1, 40))
def test_a_share_lies_in_its_interval_and_a_hidden_count_gives_none(share: Share, least: int) -> None:
    rate = share.rate(least)
    assert (rate is None) == ((share.case_count or 0) < least)
    if rate:
        assert -TINY <= rate.low <= rate.share + TINY <= rate.high + 2 * TINY <= 1 + 3 * TINY
    for part in ("case_count", "good_count", "other_count"):
        counts = {
            "case_count": share.case_count,
            "good_count": share.good_count,
            "other_count": share.other_count,
        }
        assert Share(**{**counts, part: None}).rate(least) is None


def test_surely_below_is_said_only_of_a_whole_interval_below() -> None:
    whole = Share(1000, 800, 200)
    assert is_surely_below(Share(100, 50, 50), whole, 20)
    assert not is_surely_below(Share(20, 14, 6), whole, 20)
    assert not is_surely_below(Share(19, 0, 19), whole, 20)


def test_the_table_says_n_and_compares_nobody_with_few_cases() -> None:
    rows = [
        _unit_row(None, 100, 80, is_all=True),
        *(
            _unit_row(name, n, good)
            for name, n, good in (("甲局", 50, 45), ("乙局", 40, 10), ("丙镇", 19, 0))
        ),
        _unit_row(None, 30, 3),
    ]
    whole, told = units_told(rows)
    table = unit_table(
        whole,
        told,
        ZH,
        by="reply",
        least_count=20,
        settle_days=90,
        address=lambda by: f"/supervision?by={by}",
    )
    text = " ".join(words_of(table))
    assert [text.index(name) for name in ("全部合计", "乙局", "甲局", "未明确责任单位", "丙镇")] == sorted(
        text.index(name) for name in ("全部合计", "乙局", "甲局", "未明确责任单位", "丙镇")
    )
    for words in ("25%", "n=40", "另有 1 个单位各项都少于 20 件", "按期答复 19"):
        assert words in text
    assert "0%" not in text.replace("80%", "").replace("90%", "").replace("10%", "")


def _unit_row(name: str | None, count: int, good: int, *, is_all: bool = False) -> dict[str, object]:
    numbers = {"case_count": count, "good_count": good, "other_count": count - good}
    return {"measure_code": "reply", "unit_name": name, "is_all": is_all, **numbers}


def test_who_may_not_open_matters_gets_no_rate_that_gives_a_small_count_away(tmp_path: Path) -> None:
    drawn = [Drawn(f"m{n}", limits=(("XF15_NOTICE", 5, "late" if n == 0 else "met"),)) for n in range(30)]
    with Door(
        drawn_home(tmp_path, drawn), Viewer("leader", may_open_matters=False), load_config()
    ).open() as view:
        whole, told = units_told(view.rows("page_supervision_unit", focus="", days=365, settle_days=90))
    assert told[0].share("notice") == Share(30, 29, None)
    assert told[0].share("notice").rate(20) is None
    assert whole.share("notice").rate(20) is None


def test_an_address_says_what_is_chosen() -> None:
    assert chosen_from({}) == Chosen("", "365", "reply")
    assert chosen_from({"days": "7", "by": "worker"}) == Chosen()
    assert Chosen().search == ""
    assert Chosen("99", "90", "notice").search == "?area=99&days=90&by=notice"
    assert search_after("?by=notice", area="", days="365") is dash.no_update
    assert search_after("?by=notice", area="99", days="365") == "?area=99&by=notice"
    assert week_name(AS_OF) == "2026-W14"


@pytest.mark.parametrize("role", ROLES)
def test_only_staff_who_may_open_matters_get_the_page(store: Store, home: Path, role: str) -> None:
    add_account(store, f"sup-{role}", role)
    visitor = browser(make_app(store, home))
    visitor.sign_in(f"sup-{role}")
    is_staff = role in ("command_centre", "supervisor", "town_staff")
    assert ("supervision-page" in page_text(visitor, "/supervision")) == is_staff


def test_no_accusation_and_no_token_is_on_the_page(store: Store, home: Path) -> None:
    add_account(store, "zhao", "supervisor")
    visitor = browser(make_app(store, home))
    visitor.sign_in("zhao")
    text = page_text(visitor, "/supervision", "?days=365")
    shown = {one.matter_id for one in MATTERS if one.matter_id in text}
    assert shown
    assert not shown & {one.matter_id for one in MATTERS if one.is_restricted}
    assert TOKEN not in text


DRAWING_SECONDS = """() => {
  const answers = performance.getEntriesByType("resource").filter((one) => one.name.includes("_dash-update-component"));
  return (performance.now() - answers[0].responseEnd) / 1000;
}"""


@pytest.mark.browser
def test_units_are_reordered_lists_turned_and_a_matter_opened(
    chromium: Browser, store: Store, home: Path
) -> None:
    with (
        served(make_app(store, home, is_open=True).server) as address,
        opened(chromium, address) as (page, _),
    ):
        page.goto(f"{address}/supervision")
        expect(page.locator(".unit-table .share-bar").first).to_be_visible()
        assert page.evaluate(DRAWING_SECONDS) < 5  # 0.6 s alone; a script library that takes 9 has been seen
        page.get_by_role("link", name="群众满意").click()
        expect(page).to_have_url(f"{address}/supervision?by=satisfied")
        expect(page.locator("th[aria-sort]")).to_contain_text("群众满意")
        page.get_by_text("近180天").click()
        expect(page).to_have_url(f"{address}/supervision?days=180&by=satisfied")
        expect(page.locator(".supervision-page")).to_contain_text("近 180 天办结的")
        tab = page.get_by_role("tab", name="防范变量")
        press_key(page, page.get_by_role("tab", name="控制增量"), "ArrowLeft")
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel")).to_contain_text("宜先办")
        page.locator(".cause-lists .matter-link").first.click()
        expect(page.get_by_role("dialog")).to_contain_text("的诉求")
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{address}/supervision")
        expect(page.locator(".unit-table .share-bar").first).to_be_visible()
        assert not is_wider_than_screen(page)
        page.wait_for_load_state("networkidle")
