"""fengqiao act: entered once however often, refused when it cannot be, masked, withdrawn with no trace lost, walled."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import run
from data.db import Store, open_store
from data.errors import BadArgument
from risk.limit.act import Act
from tests.new_home import new_home
from tests.risk.ledger import add, report, rows


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = new_home(tmp_path / "home")
    store = open_store(path, "warehouse")
    add(
        store,
        "core_report",
        [report("a", "2025-03-03"), report("x", "2025-03-03", legal_category_code="accusation")],
    )
    store.close()
    return path


def held(home: Path, query: str) -> list[tuple[object, ...]]:
    store: Store = open_store(home, "warehouse")
    try:
        return rows(store, query)
    finally:
        store.close()


def fengqiao(home: Path, *words: str) -> int:
    return run(["act", *words, "--home", str(home)])


def test_entered_twice_it_stands_once_and_is_on_the_log(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert fengqiao(home, "add", "a", "accepted", "--on", "2025-03-05", "--route", "31.6") == 0
    told = capsys.readouterr().out.split()
    assert told[0] == told[1]
    assert held(home, "SELECT event_id, report_id, event_code, route_code FROM core_event") == [
        (told[0], "a", "accepted", "31.6")
    ]
    assert (
        held(home, "SELECT event_code, object_id FROM audit_log WHERE event_code = 'act'")
        == [("act", told[0])] * 2
    )


def test_an_extension_keeps_its_days_and_drives_the_limit(home: Path) -> None:
    extended = ("--approved", "2025-04-20", "--told", "2025-04-21", "--days", "20")
    assert fengqiao(home, "add", "a", "accepted", "--on", "2025-03-05", "--route", "31.6") == 0
    assert fengqiao(home, "add", "a", "extended", "--on", "2025-04-20", *extended) == 0
    assert run(["refresh", "--as-of", "2025-05-10", "--home", str(home)]) == 0
    found = held(
        home,
        "SELECT CAST(statutory_due_date AS VARCHAR), state_code FROM out_deadline WHERE rule_code = 'XF60_HANDLE'",
    )
    assert found == [("2025-05-26", "running")]  # 80 days from 5 March: Saturday 24 May rolls to Monday


REFUSED = {
    "no such matter": (("add", "zz", "told", "--on", "2025-03-05"), "没有事项 zz"),
    "an accusation, behind its wall": (("add", "x", "told", "--on", "2025-03-05"), "没有事项 x"),
    "no such act": (("add", "a", "smiled", "--on", "2025-03-05"), "未知的办理动作"),
    "before it was raised": (("add", "a", "told", "--on", "2025-03-02"), "早于首次反映日"),
    "not yet": (("add", "a", "told", "--on", "2999-01-01"), "还没有到"),
    "no such route": (("add", "a", "accepted", "--on", "2025-03-05", "--route", "31.9"), "--route 31.9"),
    "days on what is no extension": (
        ("add", "a", "told", "--on", "2025-03-05", "--days", "3"),
        "只有 extended",
    ),
    "closed on no basis": (("add", "a", "closed", "--on", "2025-03-05"), "办结要写明依据"),
    "settled on no basis": (("add", "a", "settled", "--on", "2025-03-05"), "办结要写明依据"),
    "closed on no such basis": (
        ("add", "a", "closed", "--on", "2025-03-05", "--basis", "5"),
        "办结要写明依据",
    ),
    "a basis on what closes nothing": (
        ("add", "a", "told", "--on", "2025-03-05", "--basis", "1"),
        "只有 settled",
    ),
    "no day": (("add", "a", "told", "--on", "tomorrow"), "不是日期"),
    "nothing to withdraw": (("withdraw", "E0"), "没有在用的记录"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(
    home: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fengqiao(home, *words) == 2
    assert said in capsys.readouterr().err
    assert held(home, "SELECT count(*) FROM core_event") == [(0,)]


@pytest.mark.parametrize("code", ["settled", "closed"])
def test_closed_on_a_basis_it_is_kept_told_and_exported(
    home: Path, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Withdrawn, the matter is open again, and no basis goes out."""
    assert fengqiao(home, "add", "a", code, "--on", "2025-03-05", "--basis", "3") == 0
    entry = capsys.readouterr().out.strip()
    assert held(home, "SELECT event_code, closure_code FROM core_event") == [(code, "3")]
    assert _exported(home, tmp_path / "m.csv") == [("false", "3", "生活困难的帮扶救助到位")]
    capsys.readouterr()
    assert fengqiao(home, "list", "a") == 0
    assert "生活困难的帮扶救助到位" in capsys.readouterr().out
    assert fengqiao(home, "withdraw", entry) == 0
    assert _exported(home, tmp_path / "m.csv") == [("true", "", "")]


def _exported(home: Path, out: Path) -> list[tuple[str, ...]]:
    assert run(["refresh", "--as-of", "2025-03-20", "--home", str(home)]) == 0
    assert run(["export", "matters", "--out", str(out), "--home", str(home)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        return [(row["is_open"], row["closure_code"], row["closure_name"]) for row in csv.DictReader(file)]


def test_an_entry_without_a_basis_keeps_the_id_it_had_before_bases_were_asked() -> None:
    assert repr(Act("told", date(2025, 3, 5))) == repr(Act("told", date(2025, 3, 5), closure_code="1"))
    assert "closure" not in repr(Act("told", date(2025, 3, 5)))


def test_a_note_is_masked(home: Path) -> None:
    fengqiao(home, "add", "a", "told", "--on", "2025-03-05", "--note", "电话13812345678已通知")
    ((note,),) = held(home, "SELECT note_text FROM core_event")
    assert "13812345678" not in str(note)
    assert "已通知" in str(note)


def test_withdrawn_and_entered_again_both_stay_in_the_record(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("add", "a", "told", "--on", "2025-03-05")
    fengqiao(home, *words)
    first = capsys.readouterr().out.strip()
    assert fengqiao(home, "withdraw", first) == 0
    assert fengqiao(home, "withdraw", first) == 2
    capsys.readouterr()
    fengqiao(home, *words)
    second = capsys.readouterr().out.strip()
    assert second != first
    assert held(home, "SELECT event_id, withdrawn_at IS NULL FROM core_event ORDER BY 1") == [
        (first, False),
        (second, True),
    ]
    assert fengqiao(home, "list", "a") == 0
    listed = capsys.readouterr().out
    assert first in listed
    assert "已撤回" in listed
    assert fengqiao(home, "list", "x") == 0
    assert capsys.readouterr().out == ""


def test_an_act_of_no_known_code_cannot_even_be_made() -> None:
    with pytest.raises(BadArgument):
        Act("smiled", date(2025, 3, 5))
