"""The briefing: every number agrees with its slow twin; it says what is hidden; it leaks nobody; it is whole or not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.access import BRIEFING
from dashboard.briefing import BriefingReceipt, Week, publish, write_briefing
from dashboard.briefing.words import load_words
from dashboard.read import Door
from data.config import Config, Disclosure, load_config
from data.db import Store
from data.errors import BadArgument, NothingThere, OurError
from tests.dashboard.briefing_filling import AS_OF, CANARIES, NOW, Size, empty_home, filled_home, insert
from tests.dashboard.briefing_page import Page
from tests.dashboard.briefing_twin import LAST_MONDAY, MONDAY, Twin, changed

WEEK = Week.parse("2024-W20")
EVERYTHING = replace(load_config(), disclosure=Disclosure(smallest_shown_count=1))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled_home(tmp_path_factory.mktemp("home")) as filled:
        yield filled


@pytest.fixture(scope="module")
def twin(store: Store) -> Twin:
    return Twin(store)


def publish_to(
    out: Path, store: Store, *, config: Config | None = None, week: Week = WEEK, lang: str = "zh"
) -> BriefingReceipt:
    config = config or load_config()
    with Door(store, BRIEFING, config).open() as view:
        return write_briefing(view, week=week, out=out, config=config, now=NOW, lang=lang)


@pytest.fixture(scope="module")
def page(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The briefing with nothing hidden, to compare every number."""
    out = tmp_path_factory.mktemp("page") / "briefing.html"
    publish_to(out, store, config=EVERYTHING)
    return Page(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def html(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The briefing as it is published."""
    out = tmp_path_factory.mktemp("html") / "briefing.html"
    publish_to(out, store)
    return out.read_text(encoding="utf-8")


def test_tiles(page: Page, twin: Twin) -> None:
    screening = [row for row in twin.reports_from(MONDAY) if row["channel_code"] == "screening"]
    assert {
        name: page.tiles[name]
        for name in ("登记件次", "其中网格排查", "新增事项", "办结事项", "未结事项", "超期事项")
    } == {
        "登记件次": f"{len(twin.reports_from(MONDAY)):,}",
        "其中网格排查": f"{len(screening):,}",
        "新增事项": f"{len(twin.raised_from(MONDAY)):,}",
        "办结事项": f"{len(twin.closed_from(MONDAY)):,}",
        "未结事项": f"{len(twin.open):,}",
        "超期事项": f"{len(twin.overdue):,}",
    }


def test_headline(page: Page, twin: Twin) -> None:
    now, before = len(twin.reports_from(MONDAY)), len(twin.reports_from(LAST_MONDAY))
    settled = [row for row in twin.closed_from(MONDAY) if not row["is_open"]]
    bands = [twin.band[row["matter_id"]] for row in twin.open]
    due_soon = [row for row in twin.open if AS_OF <= day(row["next_due_date"]) <= AS_OF + timedelta(days=7)]
    way = "上升" if now > before else "下降"
    assert f"共登记矛盾纠纷{now}件次，环比{way}{changed(now, before)[1:]}（上周{before}件次）" in page.text
    assert "同比：无（台账未满一年）；其中网格排查" in page.text
    assert f"办结{len(twin.closed_from(MONDAY))}件，其中化解{len(settled)}件" in page.text
    assert f"红色{bands.count('red')}件、橙色{bands.count('orange')}件" in page.text
    assert f"已超期{len(twin.overdue)}件，7日内到期{len(due_soon)}件" in page.text


def day(value: object) -> date:
    assert isinstance(value, date)
    return value


def test_returns_and_missing_returns(page: Page, twin: Twin) -> None:
    standing = [row["screening_status_code"] for row in twin.table("out_area_status")]
    assert f"零报告网格{standing.count('nil')}个，应报未报{standing.count('missing')}个" in page.text


def test_trend(page: Page, twin: Twin) -> None:
    for weeks_ago in range(12):
        monday = MONDAY - timedelta(days=7 * weeks_ago)
        reports, matters = len(twin.reports_from(monday)), len(twin.raised_from(monday))
        assert f"{monday.month}/{monday.day}：登记{reports}件次，新增{matters}件" in page.text


@pytest.mark.parametrize(
    ("caption", "column", "names"),
    [
        (
            "分渠道",
            "channel_code",
            {
                "screening": "网格排查",
                "visit": "来访",
                "letter": "来信",
                "web": "网上",
                "call": "来电",
                "fax": "传真",
            },
        ),
        ("登记层级", "level_code", {"community": "村（社区）", "town": "镇街", "county": "县级"}),
        ("初次与重复", "is_repeat", {"True": "重复", "False": "初次"}),
        ("分法定类别", "legal_category_code", {"appeal": "申诉求决", "suggestion": "建议意见"}),
    ],
)
def test_breakdowns(page: Page, twin: Twin, caption: str, column: str, names: dict[str, str]) -> None:
    total = len(twin.reports_from(MONDAY))
    expected = {names[code]: [str(n), f"{n / total:.1%}"] for code, n in twin.by_reports(column).items()}
    shown = {row[0]: row[1:3] for row in page.rows(caption) if row[1] != "0"}
    assert shown == expected


def test_kinds(page: Page, twin: Twin) -> None:
    assert [row[:3] for row in page.rows("分纠纷类型")] == twin.by_category()


def test_people(page: Page, twin: Twin) -> None:
    assert [row[:2] for row in page.rows("新增事项人数规模") if row[1] != "0"] == twin.by_people()


def test_towns(page: Page, twin: Twin) -> None:
    assert sorted(page.rows("分镇街")) == twin.by_town()


def test_limits(page: Page, twin: Twin) -> None:
    names = {"XF15_NOTICE_UNIT": "责任单位书面告知接收情况及途径程序", "XF60_HANDLE": "信访程序办结"}
    end = AS_OF + timedelta(days=1)
    week, month = twin.limits(MONDAY, end), twin.limits(end - timedelta(days=28), end)
    expected = [
        [name, *(text for due, met in (week[code], month[code]) for text in (f"{met / due:.1%}", f"{due:,}"))]
        for code, name in names.items()
    ]
    assert page.rows("各环节时限按期率") == expected


def test_evaluation(page: Page, twin: Twin) -> None:
    closed = twin.closed_from(AS_OF - timedelta(days=27), 28)
    heard = [row for row in closed if row["satisfaction_code"]]
    bad = [row for row in heard if row["satisfaction_code"] == "dissatisfied"]
    assert f"近四周办结{len(closed)}件，参评率{len(heard) / len(closed):.1%}（n={len(closed)}）" in page.text
    good = 1 - len(bad) / len(heard)
    assert f"满意率{good:.1%}（n={len(heard)}），不满意{len(bad)}件" in page.text


def test_overdue_list_and_units(page: Page, twin: Twin) -> None:
    latest = sorted((int(str(row["overdue_days"])) for row in twin.overdue), reverse=True)[:8]
    assert [int(row[-1]) for row in page.rows("超期清单")] == latest
    names = {row["unit_id"]: str(row["name"]) for row in twin.table("core_unit")} | {None: "未定责任单位"}
    for name, count, longest in page.rows("超期事项较多的责任单位"):
        own = [int(str(row["overdue_days"])) for row in twin.overdue if names[row["unit_id"]] == name]
        assert (int(count), int(longest)) == (len(own), max(own))


def test_matters_to_watch_stand_with_place_and_reasons(page: Page, twin: Twin) -> None:
    rank = {row["matter_id"]: int(str(row["rank_no"])) for row in twin.table("out_score")}
    first = sorted(twin.open, key=lambda row: rank[row["matter_id"]])[:8]
    community = {row["matter_id"]: str(row["area_code"])[:12] for row in first if row["area_code"]}
    for shown, row in zip(page.rows("最需要先办的事项"), first, strict=True):
        place = community.get(row["matter_id"])
        name = f"{twin.area_name[place[:9]]} {twin.area_name[place]}" if place else "未定位"
        assert shown[1:4] == [str(row["matter_id"])[:8], twin.category_name[row["category_code"]], name]
        assert f"已反映{row['report_count']}次" in shown[5]
        assert "已受理" not in shown[5]  # it lowers the score


def test_hard_ones(page: Page, twin: Twin) -> None:
    long = [row for row in twin.open if row["first_reported_at"].date() < AS_OF - timedelta(days=90)]  # type: ignore[union-attr]
    joint = [row for row in twin.open if int(str(row["people_count"])) >= 5]
    again = [row for row in twin.open if int(str(row["report_count"])) >= 2]
    assert f"五人以上联名{len(joint)}件，超过90天{len(long)}件，重复反映{len(again)}件" in page.text


def test_three_lists(page: Page, twin: Twin) -> None:
    names = {"control_new": "控制增量", "reduce_stock": "消减存量", "guard_change": "防范变量"}
    lists = twin.lists()
    expected = [[name, *(f"{n:,}" for n in lists.get(code, [0] * 4))] for code, name in names.items()]
    assert page.rows("三张清单数量") == expected


def test_groups(page: Page, twin: Twin) -> None:
    groups: dict[object, list[dict[str, object]]] = {}
    for row in twin.matters:
        if row["group_id"]:
            groups.setdefault(row["group_id"], []).append(row)
    large = {key: own for key, own in groups.items() if len(own) >= 3 and any(row["is_open"] for row in own)}
    (caption,) = [name for name in page.tables if name.startswith("类案线索")]
    assert f"共{len(large)}个" in caption
    cause = {row["group_id"]: row["shared_cause"] for row in twin.table("out_group")}
    joined = {row["group_id"]: str(row["people_count"]) for row in twin.table("out_group")}
    for shown in page.rows("类案线索"):
        own = [
            own
            for key, own in large.items()
            if cause[key] == shown[0] and twin.category_name[own[0]["category_code"]] == shown[1]
        ]
        assert [shown[3], shown[4], shown[5]] in [
            [
                str(len(rows)),
                str(sum(1 for row in rows if row["is_open"])),
                joined[rows[0]["group_id"]],
            ]
            for rows in own
        ]


def test_signals_with_who_has_them_and_how_the_quarter_stands(html: str) -> None:
    text = re.sub(r"<[^>]+>", " ", html)
    assert (
        "预警准确度（2024年第2季度至今）：发出3个，经核查属实1个、不属实0个、不能确定0个，消退而无人答复0个，办理中2个。"
        in text
    )
    for words in ("县住建局", "上升", "属实", "900天"):
        assert words in text
    assert text.count("十年以上") == 1  # 4,900 days


def test_data_quality(page: Page) -> None:
    assert "现有报送39次，数据897行，其中新增702行、未变78行、更正39行、待核39行、退回39行" in page.text


def test_parked_reports_are_told_and_count_nowhere(page: Page, twin: Twin) -> None:
    parked = [
        row
        for row in twin.table("core_report")
        if row["state_code"] == "parked" and row["legal_category_code"] != "accusation"
    ]
    week = [row for row in parked if row["reported_at"].date() >= MONDAY]  # type: ignore[union-attr]
    assert f"本周待核件次{len(week)}，截至本周累计待核{len(parked)}" in page.text


def test_small_counts_are_hidden_and_their_number_told(
    html: str, page: Page, store: Store, tmp_path: Path
) -> None:
    receipt = publish_to(tmp_path / "briefing.html", store)
    shown = Page(html)
    assert receipt.hidden_count == receipt.manifest["hidden_count"] > 0
    assert shown.tiles["未列明的小数量"] == str(receipt.hidden_count)
    for caption in ("分渠道", "分纠纷类型", "登记层级", "初次与重复", "分法定类别", "分镇街"):
        true = {row[0]: row[1] for row in page.rows(caption)}
        seen = {row[0]: row[1] for row in shown.rows(caption)}
        for name, count in seen.items():
            assert count in ("＊", true[name]), (caption, name)
            assert count not in ("1", "2"), (caption, name)
        assert list(seen.values()).count("＊") != 1, caption  # one alone would follow from the total


def test_nobody_is_in_it(html: str) -> None:
    for canary in CANARIES:
        assert canary not in html
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", html)


def test_accusations_are_not_in_it(html: str, twin: Twin) -> None:
    for row in twin.table("out_matter"):
        assert not row["is_restricted"] or str(row["matter_id"]) not in html


def test_it_asks_for_nothing_outside_and_runs_nothing(html: str) -> None:
    assert not re.search(r"<script|javascript:|\son\w+=", html, re.I)
    assert not re.search(r"https?://|@import|src=|url\((?!#)", html)


def test_sections_stand_in_order_under_one_title(html: str) -> None:
    headings = Page(html).headings
    assert [text for tag, text in headings if tag == "h1"] == ["枫溪县矛盾纠纷预防化解工作周报"]
    titles = [load_words("zh")(f"section.{panel.name}") for panel in publish.PANELS]
    assert [text for tag, text in headings if tag == "h2"] == titles
    assert titles[0] == "一、总体情况"
    assert titles[-1] == "附：统计口径与数据质量"


def test_it_is_accessible(html: str) -> None:
    assert '<html lang="zh-CN">' in html
    assert html.count("<caption>") == len(re.findall(r"<table", html))
    for svg in re.findall(r"<svg[^>]*>", html):
        assert 'aria-hidden="true"' in svg or ('role="img"' in svg and "aria-label=" in svg)


def test_the_same_data_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    first, second = publish_to(tmp_path / "1.html", store), publish_to(tmp_path / "2.html", store)
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()
    assert first.html_sha256 == second.html_sha256
    assert "2024-06-03" not in (tmp_path / "1.html").read_text(
        encoding="utf-8"
    )  # when it was made is not printed


@pytest.mark.parametrize("panel", [panel.name for panel in publish.PANELS])
@pytest.mark.parametrize("step", ["read", "show"])
def test_a_failing_panel_stops_publication(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, panel: str, step: str
) -> None:
    def breaks(*_: object) -> None:
        raise KeyError(CANARIES[0])

    broken = tuple(replace(own, **{step: breaks}) for own in publish.PANELS if own.name == panel)
    monkeypatch.setattr(publish, "PANELS", broken)
    with pytest.raises(OurError, match=panel) as caught:
        publish_to(tmp_path / "briefing.html", store)
    assert CANARIES[0] not in caught.value.zh + caught.value.en
    assert list(tmp_path.iterdir()) == []


def test_a_week_not_computed_to_its_end_says_what_to_run(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="fengqiao refresh --as-of 2024-05-26"):
        publish_to(tmp_path / "briefing.html", store, week=Week.parse("2024-W21"))
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_week_says_that_bands_are_of_a_later_day(store: Store, tmp_path: Path) -> None:
    publish_to(tmp_path / "briefing.html", store, week=Week.parse("2024-W19"))
    assert "晚于本周日" in (tmp_path / "briefing.html").read_text(encoding="utf-8")


def test_no_refresh_says_what_to_run(tmp_path: Path) -> None:
    with empty_home(tmp_path / "home") as store, pytest.raises(NothingThere, match="fengqiao refresh"):
        publish_to(tmp_path / "briefing.html", store)


def test_a_quiet_week_without_areas_is_a_briefing_too(tmp_path: Path) -> None:
    with empty_home(tmp_path / "home") as store:
        with store.writing() as connection:
            insert(connection, "out_refresh", [{"as_of_date": AS_OF}])
        for lang in ("zh", "en"):
            publish_to(tmp_path / f"{lang}.html", store, lang=lang)
    assert "共登记矛盾纠纷0件次" in (tmp_path / "zh.html").read_text(encoding="utf-8")


def test_a_tiny_ledger_lists_nothing_it_should_not(tmp_path: Path) -> None:
    with filled_home(tmp_path / "home", Size(matters=12, weeks=2)) as store:
        publish_to(tmp_path / "briefing.html", store)
    page = Page((tmp_path / "briefing.html").read_text(encoding="utf-8"))
    for caption, rows in page.tables.items():
        if "清单" in caption or "事项（" in caption:
            assert len(rows) - 1 >= 3, caption


def test_english(store: Store, tmp_path: Path) -> None:
    publish_to(tmp_path / "briefing.html", store, lang="en")
    page = Page((tmp_path / "briefing.html").read_text(encoding="utf-8"))
    assert page.headings[0][1].endswith("Weekly briefing on disputes settled early")
    with pytest.raises(BadArgument, match="fr"):
        publish_to(tmp_path / "other.html", store, lang="fr")


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    chinese, english = (load_words(lang).texts for lang in ("zh", "en"))
    own = {key for key in english if not key.startswith("rule.")}  # in Chinese they come from the rule pack
    assert own == set(chinese)
    for key in own - {"number.day"}:
        gaps = [set(re.findall(r"{(\w+)", texts[key])) for texts in (chinese, english)]
        assert gaps[0] == gaps[1], key


def test_a_big_city_stays_small(tmp_path: Path) -> None:
    with filled_home(tmp_path / "home", Size(towns=10, communities=9, grids=10, matters=3000)) as store:
        receipt = publish_to(tmp_path / "briefing.html", store)
    html = (tmp_path / "briefing.html").read_text(encoding="utf-8")
    (drawing,) = re.findall(r'<svg[^>]*class="map">.*?</svg>', html, re.S)
    assert len(drawing.encode()) < 600_000
    assert receipt.byte_count < 2_000_000


def test_too_many_grids_are_drawn_as_their_communities(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.briefing.scope.MOST_SHAPES", 20)  # there are 48 grids, 12 communities
    publish_to(tmp_path / "briefing.html", store)
    html = (tmp_path / "briefing.html").read_text(encoding="utf-8")
    (drawing,) = re.findall(r'<svg[^>]*class="map">.*?</svg>', html, re.S)
    assert len(re.findall(r"<path[^>]*><title>第\d社区", drawing)) == 12
    assert drawing.count('class="outline"') == 4
