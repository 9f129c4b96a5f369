"""Local rules, dated: read or refused by name, in force from their day on, for what sheets tell and what acts tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import run as fengqiao
from data.db import Store, open_store
from data.errors import BadFile
from risk.limit.rule import read_rules
from risk.rule_pack import RuleBook, Version, read_pack, take_pack
from tests.new_home import new_home
from tests.risk.ledger import add, report, rows, run
from tests.risk.test_acted import ACCEPTED, act

PACK = '[XF60_HANDLE]\ndays = 30\nbasis = "县规定"\n'
REFUSED = {
    "no table": ("", "没有规则"),
    "not TOML": ("[XF60", "不是 TOML"),
    "no such limit": ('[XF61]\ndays = 3\nbasis = "x"\n', "没有这个时限"),
    "longer than the law": ('[XF60_HANDLE]\ndays = 90\nbasis = "x"\n', "90 天长于法定的 60 天"),
    "no basis": ("[XF60_HANDLE]\ndays = 30\n", "须写明依据"),
    "no days": ('[XF60_HANDLE]\nbasis = "x"\n', "正整数"),
    "half a day": ('[XF60_HANDLE]\ndays = 0.5\nbasis = "x"\n', "正整数"),
    "not counted in days": ('[URGENT]\ndays = 1\nbasis = "x"\n', "正整数"),
    "a word nobody knows": ('[XF60_HANDLE]\ndays = 30\nbasis = "x"\nroute = "31.1"\n', "不认识 route"),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "县规则.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read_pack(written(tmp_path, text))


BOOK = RuleBook(
    (
        Version("XF60_HANDLE", date(2022, 5, 1), 60, "条例", "law"),
        Version("XF60_HANDLE", date(2026, 1, 1), 30, "县规定", "local"),
        Version("XF60_HANDLE", date(2026, 7, 1), 45, "县新规定", "local"),
    )
)


@pytest.mark.parametrize(
    ("begins", "days"),
    [("2020-01-01", 60), ("2025-12-31", 60), ("2026-01-01", 30), ("2026-06-30", 30), ("2026-07-01", 45)],
)
def test_the_version_of_the_day_it_begins_holds(begins: str, days: int) -> None:
    found = BOOK.rule("XF60_HANDLE", date.fromisoformat(begins))
    assert found is not None
    assert (found.day_count, found.extend_days) == (days, 30)
    assert BOOK.rule("XF15_NOTICE", date(2026, 1, 1)) == read_rules()["XF15_NOTICE"]
    assert BOOK.rule("LOCAL_SHEET_DUE", date(2026, 1, 1)) is None


def test_sheets_and_acts_count_by_the_version_of_their_day(warehouse: Store, tmp_path: Path) -> None:
    """Accepted before and on the day, once told by a sheet and once by an act."""
    told = [
        report("before", "2025-03-01", accepted_at="2025-03-04"),
        report("after", "2025-03-01", accepted_at="2025-03-05", narrative="别的事"),
        report("a", "2025-03-03", narrative="又一件事"),
    ]
    add(warehouse, "core_report", told)
    for each in (act("told", "2025-03-05"), ACCEPTED):
        add(warehouse, "core_event", [each])
    run(warehouse, "2025-03-20")
    with warehouse.writing() as connection:
        take_pack(connection, read_pack(written(tmp_path, PACK)), valid_from=date(2025, 3, 5))
    run(warehouse, "2025-03-20")
    query = (
        "SELECT matter_id, date_diff('day', from_date, conservative_due_date), basis FROM out_deadline "
        "WHERE rule_code = 'XF60_HANDLE' ORDER BY 1"
    )
    assert rows(warehouse, query) == [
        ("a", 30, "县规定"),
        ("after", 30, "县规定"),
        ("before", 60, "信访工作条例第34条"),
    ]
    assert rows(warehouse, "SELECT count(*) FROM out_deadline WHERE rule_code = 'XF15_NOTICE'") == [(3,)]


def test_the_command_takes_a_pack_in_and_shows_every_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = new_home(tmp_path / "home")
    words = ["rules", "load", str(written(tmp_path, PACK)), "--valid-from", "2026-01-01", "--home", str(home)]
    assert fengqiao(words) == 0
    assert fengqiao(words) == 0
    capsys.readouterr()
    assert fengqiao(["rules", "show", "--home", str(home)]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("XF60_HANDLE")]
    assert shown == [
        "XF60_HANDLE  2022-05-01  60  law  信访工作条例第34条",
        "XF60_HANDLE  2026-01-01  30  local  县规定",
    ]
    assert (
        fengqiao(["rules", "load", str(tmp_path / "none"), "--valid-from", "2026-01-01", "--home", str(home)])
        == 2
    )
    store = open_store(home, "warehouse")
    assert rows(
        store, "SELECT count(*) FROM audit_log WHERE event_code = 'rules' AND result_code = 'ok'"
    ) == [(2,)]
    store.close()
