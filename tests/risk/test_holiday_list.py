"""A new holiday list: read line by line, whole years made of it, and the moves it tells are those a refresh then shows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.cli import run as fengqiao
from data.db import Store, open_store
from data.errors import BadFile
from risk.calendar import load_calendar
from risk.holiday_list import read_holidays, take_holidays
from tests.new_home import new_home
from tests.risk.ledger import add, report, rows, run

NOTICE = "日期,安排\n2027-01-01,休\n2027-01-02,班\n2027/1/4,rest\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "2027年放假安排.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_read(tmp_path: Path, encoding: str) -> None:
    text = "日期,安排,名称\n2027-01-01, 休 ,元旦\n\n2027-01-02,班\n"
    assert read_holidays(written(tmp_path, text, encoding)) == {
        date(2027, 1, 1): False,
        date(2027, 1, 2): True,
    }


REFUSED = {
    "nothing in it": ("日期,安排\n", "没有日子"),
    "no date": ("2027-01-01,休\n元旦,休\n", "第 2 行：「元旦」不是日期"),
    "no word": ("2027-01-01\n", "第 1 行：第二列应写"),
    "another word": ("2027-01-01,上学\n", "「上学」"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read_holidays(written(tmp_path, text))


@pytest.fixture
def listed(warehouse: Store) -> Store:
    with warehouse.writing() as connection:
        load_calendar(connection)
    return warehouse


def calendar(store: Store, since: str) -> list[tuple[object, ...]]:
    return rows(
        store,
        "SELECT CAST(day_date AS VARCHAR), is_working, CAST(next_working_date AS VARCHAR), source_code FROM core_calendar "
        f"WHERE day_date >= '{since}' ORDER BY day_date",
    )


def test_a_year_is_whole_and_the_days_before_know_what_follows(listed: Store) -> None:
    (last,) = rows(listed, "SELECT max(day_date) FROM core_calendar")[0]
    assert last == date(2026, 12, 31)
    told = {date(2026, 12, 31): False, date(2027, 1, 1): False, date(2027, 1, 2): True}
    with listed.writing() as connection:
        taken = take_holidays(connection, told, source="notice")
    assert taken.years == (2026, 2027)
    found = calendar(listed, "2026-12-30")
    assert len(found) == 2 + 365
    assert found[:5] == [
        ("2026-12-30", True, "2026-12-30", found[0][3]),
        ("2026-12-31", False, "2027-01-02", "notice"),
        ("2027-01-01", False, "2027-01-02", "notice"),
        ("2027-01-02", True, "2027-01-02", "notice"),
        ("2027-01-03", False, "2027-01-04", "notice"),
    ]


def test_a_gap_of_years_is_refused_and_nothing_changes(listed: Store) -> None:
    before = calendar(listed, "2026-01-01")
    with pytest.raises(BadFile, match="中间缺年份"), listed.writing() as connection:
        take_holidays(connection, {date(2028, 1, 1): False}, source="notice")
    assert calendar(listed, "2026-01-01") == before


def test_the_moves_told_are_those_the_next_refresh_shows(listed: Store) -> None:
    """Limits of every kind over the end of the list: those that differ afterwards, and no others."""
    told = [
        report("notice", "2026-12-18"),
        report("handle", "2026-11-05", accepted_at="2026-11-06"),
        report("sheet", "2026-12-20", channel_code="screening", due_date="2027-01-01"),
        report("screened", "2026-12-05", channel_code="screening"),
        report("early", "2026-12-01"),
        report("done", "2026-12-19", replied_at="2026-12-20"),
    ]
    add(listed, "core_report", told)
    add(
        listed,
        "core_event",
        [
            {
                "event_id": "e",
                "report_id": "early",
                "event_code": "unit_received",
                "occurred_at": datetime(2026, 12, 28),
            }
        ],
    )
    days = "matter_id, rule_code, from_date, conservative_due_date, statutory_due_date, is_past_calendar"
    query = f"SELECT {days} FROM out_deadline WHERE met_date IS NULL ORDER BY ALL"
    run(listed, "2026-12-30")
    before = set(rows(listed, query))
    with listed.writing() as connection:
        taken = take_holidays(connection, {date(2027, 1, 1): False, date(2027, 1, 2): True}, source="notice")
    run(listed, "2026-12-30")
    after = set(rows(listed, query))
    moved = {
        (*move.key, move.new.conservative_due, move.new.statutory_due, move.new.is_past_calendar)
        for move in taken.moves
    }
    assert moved == after - before
    assert {key[0] for key in moved} == {"notice", "handle", "sheet", "screened", "early"}


def test_the_command_takes_a_notice_in_and_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = new_home(tmp_path / "home")
    store = open_store(home, "warehouse")
    add(store, "core_report", [report("a", "2026-12-18")])
    run(store, "2026-12-30")
    store.close()
    assert fengqiao(["calendar", "load", str(written(tmp_path, NOTICE)), "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "1 个在办时限随之变动" in told.err
    assert "a  节假日表更新：XF15_NOTICE 到期日 2027-01-02，已确定" in told.out
    assert fengqiao(["calendar", "show", "--home", str(home)]) == 0
    shown = capsys.readouterr()
    assert "至 2027-12-31" in shown.err
    assert shown.out.splitlines() == ["2027-01-01  休 rest", "2027-01-02  班 work", "2027-01-04  休 rest"]
    assert fengqiao(["calendar", "load", str(tmp_path / "none.csv"), "--home", str(home)]) == 2
