"""Who the parties of a matter are: for a purpose, within the hour's number, one line of the log, no name in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import dash
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from werkzeug.test import TestResponse

from dashboard import ids
from dashboard.account_row import Scope
from dashboard.app import build_app
from dashboard.audit import first_broken_line
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from dashboard.reveal import FILE_NUMBER, PURPOSES, Asked, file_number, reveal
from data.errors import BadArgument, TooOften
from ingest.load import Upload
from risk.refresh import refresh
from tests.dashboard.test_web_parked import _sign_in
from tests.dashboard.web_browser import opened, served
from tests.dashboard.web_client import add_account, browser, without_codes
from tests.new_home import new_home

NOW = datetime(2026, 6, 30, 9)
AS_OF = date(2026, 6, 30)
SHEET = """编号,上报时间,当事人,联系电话,身份证号码,家庭住址,对方当事人,责任人,纠纷类型,信访目的,纠纷简况
1,2026-06-01,欧阳峻岭,13987650011,11010519491231002X,柳岸村3组12号,,赵工,物业纠纷,,小区电梯停运三个月无人维修
2,2026-06-09,欧阳峻岭,13987650099,11010519491231002X,柳岸村3组12号,,赵工,物业纠纷,,小区电梯停运三个月仍无人维修
3,2026-06-10,上官映雪,13987650012,,,司徒凌霄,,邻里纠纷,,楼上漏水泡坏天花板
4,2026-06-11,尉迟听澜,13987650013,,,,,,检举控告,检举某局长私设小金库
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("reveal")
    opened_home = open_home(new_home(folder / "home"), now=NOW)
    sheet = folder / "六月.csv"
    sheet.write_text(SHEET, encoding="utf-8-sig")
    opened_home.intake.take(Upload(sheet, sheet.name, NOW, uploader="li", source="li"))
    refresh(opened_home.warehouse, as_of=AS_OF, config=opened_home.config, now=NOW)
    for name, role in (("chen", "command_centre"), ("lead", "leader"), ("li", "grid_worker")):
        add_account(opened_home.warehouse, name, role)
    add_account(opened_home.warehouse, "far", "town_staff", scope=Scope(None, "别的单位"))
    yield opened_home
    opened_home.close()


@pytest.fixture
def app(home: Home) -> dash.Dash:
    config = without_codes(home.config)
    return build_app(home.warehouse, config, home=home.path, jobs=HomeJobs(home), open_to_loopback=False)


def ask(home: Home, query: str) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(query).fetchall()


def matter_of(home: Home, number: int) -> str:
    ((matter_id,),) = ask(
        home,
        f"SELECT matter_id FROM core_report JOIN out_matter_report USING (report_id) WHERE report_no = '{number}'",
    )
    return str(matter_id)


def lines(home: Home) -> list[tuple[object, ...]]:
    return ask(
        home,
        "SELECT actor_name, object_id, result_code FROM audit_log WHERE event_code = 'reveal' ORDER BY audit_no",
    )


def pressed(app: dash.Dash, name: str, matter_id: str, purpose: str | None, note: str = "") -> TestResponse:
    visitor = browser(app)
    visitor.sign_in(name)
    boxes = {f"{ids.REVEAL_PURPOSE}.value": purpose, f"{ids.REVEAL_FILE}.value": note}
    button = {"type": ids.REVEAL_PRESS, "matter": matter_id}
    return visitor.press(f"{ids.REVEAL_SHOWN}.children", button, boxes)


def words(answer: TestResponse) -> str:
    return json.dumps(answer.json, ensure_ascii=False)


def test_the_parties_of_this_matter_alone_are_told_and_one_line_says_so(home: Home, app: dash.Dash) -> None:
    one, before = matter_of(home, 1), len(lines(home))
    assert one == matter_of(home, 2)
    answer = pressed(app, "chen", one, "court", "〔2026〕12号")
    told = words(answer)
    assert told.count("欧阳峻岭") == 1
    assert "13987650011、13987650099" in told
    assert "柳岸村3组12号" in told
    for other in ("上官映雪", "司徒凌霄", "尉迟听澜", "赵工", "11010519491231002X"):
        assert other not in told, other
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = lines(home)[before:]
    assert line[0] == "chen"
    assert line[1] == f"{one} command_centre court 2026-12"
    assert line[2] == "ok"
    assert "欧阳" not in str(line)
    assert "1398765" not in str(line)
    with home.warehouse.reading() as connection:
        assert first_broken_line(connection, home.path) is None


def test_the_other_side_is_told_as_the_other_side(home: Home, app: dash.Dash) -> None:
    told = words(pressed(app, "chen", matter_of(home, 3), "mediate"))
    assert told.index("反映人") < told.index("上官映雪") < told.index("另一方") < told.index("司徒凌霄")


@pytest.mark.parametrize(
    ("purpose", "note"),
    [
        (None, ""),
        ("", ""),
        ("curious", ""),
        ("other", ""),
        ("other", "2026-12"),
        ("court", ""),
        ("supervise", " "),
    ],
)
def test_without_a_purpose_nothing_is_told(
    home: Home, app: dash.Dash, purpose: str | None, note: str
) -> None:
    before = lines(home)
    told = words(pressed(app, "chen", matter_of(home, 1), purpose, note))
    assert "用途" in told
    assert "欧阳峻岭" not in told
    assert lines(home) == before


@pytest.mark.parametrize("name", ["lead", "li", "far"])
def test_who_may_not_ask_is_refused(home: Home, app: dash.Dash, name: str) -> None:
    before = lines(home)
    assert pressed(app, name, matter_of(home, 1), "notice").status_code == 403
    assert lines(home) == before


def test_of_an_accusation_and_of_no_matter_nobody_is_told(home: Home, app: dash.Dash) -> None:
    for matter_id in (matter_of(home, 4), "nowhere", ""):
        assert pressed(app, "chen", matter_id, "notice").status_code == 403, matter_id


def test_so_many_an_hour_and_the_refusal_is_noted(home: Home) -> None:
    asked = Asked(matter_of(home, 1), "notice", "", "busy", "town_staff")
    most = home.config.access.reveals_per_hour
    at = datetime(2026, 7, 1, 9)
    for _ in range(most):
        reveal(home, asked, [], now=at)
    with pytest.raises(TooOften):
        reveal(home, asked, [], now=at)
    assert [result for _, _, result in lines(home)[-2:]] == ["ok", "refused"]
    assert reveal(home, replace(asked, by="calm"), [], now=at) == ()
    assert reveal(home, asked, [], now=datetime(2026, 7, 1, 10, 1)) == ()


def test_when_the_line_cannot_be_written_nothing_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("dashboard.reveal.write_line", broken)
    with pytest.raises(OSError):
        reveal(home, Asked("m", "notice", "", "chen", "command_centre"), [], now=NOW)


WRITTEN = {
    # as typed                   what the log holds; None: refused
    "2026-12": "2026-12",
    "〔2026〕12号": "2026-12",
    "（2026）0012号": "2026-12",
    "２０２６－１２": "2026-12",
    "2026第7号": "2026-7",
    " ": "",
    "松信访〔2026〕12号": None,
    "2026-12 王建国": None,
    "欧阳峻岭": None,
    "13987650011": None,
    "2026-13987650011": None,
    "20260612": None,
    "ouyang-2026-12": None,
    "2026-0": None,
    "11010519491231002X": None,
}


@pytest.mark.parametrize(("typed", "kept"), WRITTEN.items())
def test_a_file_number_is_year_and_number_and_nothing_else(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(BadArgument):
            file_number(typed)
    else:
        assert file_number(typed) == kept


@given(st.text("欧阳峻岭王建国wang〔〕()-第号 0123456789２０２６", max_size=24), st.sampled_from(PURPOSES))
def test_whatever_is_typed_only_codes_and_digits_can_reach_the_line(typed: str, purpose: str) -> None:
    """Nobody's name can, this matter's or another's: what is not a year and a number is refused."""
    try:
        asked = Asked("m", purpose, file_number(typed), "li", "town_staff")
    except BadArgument:
        return
    assert asked.file_no == "" or FILE_NUMBER.fullmatch(asked.file_no)


def test_a_number_forged_past_the_box_is_refused_too() -> None:
    for forged in ("王建国", "2026-12 王建国", "2026-1234567", "2026-12\n王"):
        with pytest.raises(BadArgument):
            Asked("m", "court", forged, "li", "town_staff")


def test_a_name_of_somebody_else_typed_there_reaches_neither_log_nor_answer(
    home: Home, app: dash.Dash
) -> None:
    before = lines(home)
    told = words(pressed(app, "chen", matter_of(home, 1), "notice", "替上官映雪问一下"))
    assert "年份和序号" in told
    assert "上官映雪" not in told
    assert lines(home) == before


@pytest.mark.browser
def test_in_the_browser_it_is_shown_taken_away_and_in_the_log(
    home: Home, app: dash.Dash, chromium: Chromium
) -> None:
    one, before = matter_of(home, 1), len(lines(home))
    with served(app.server) as address, opened(chromium, address) as (page, _):
        _sign_in(page, address, "chen", f"/matters?matter={one}")
        shown = page.locator(f"#{ids.REVEAL_SHOWN}")
        button = page.get_by_role("button", name="查看身份")
        button.scroll_into_view_if_needed()
        page.clock.install()
        button.click()
        expect(shown).to_contain_text("用途")
        page.locator(f"#{ids.REVEAL_PURPOSE}").click()
        page.get_by_role("option", name="约当事人调解").click()
        button.click()
        expect(shown).to_contain_text("欧阳峻岭")
        page.clock.fast_forward(9 * 60_000)
        expect(shown).to_contain_text("欧阳峻岭")
        page.clock.fast_forward(61_000)
        expect(shown).to_have_text("")
        button.click()
        expect(shown).to_contain_text("欧阳峻岭")
        page.get_by_role("button", name="关闭").first.click()
        page.clock.fast_forward(2_000)
        expect(shown).to_have_count(0)
        assert "欧阳峻岭" not in page.content()
    assert lines(home)[before:] == [("chen", f"{one} command_centre mediate", "ok")] * 2
