"""fengqiao matter: pairs in doubt are listed with both texts, decided, decided anew and undone; each is on the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.cli import run
from data.db import open_store
from tests.new_home import new_home
from tests.risk.ledger import add, party, report, rows

STORY = "在龙湖湾工地做木工，包工队拖欠工资三个月没有给"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = new_home(tmp_path / "home")
    (path / "config.toml").write_text("[link]\ndoubt_band = 2.0\n", encoding="utf-8")
    store = open_store(path, "warehouse")
    told = [
        report("a", "2024-03-01", narrative=STORY),
        report("b", "2024-03-20", narrative="包工队不管，楼上装修吵人", category_code="02"),
    ]
    add(store, "core_report", told)
    add(store, "core_report_party", [party("a", phone="1", name="张三"), party("b", phone="1", name="李四")])
    store.close()
    return path


def fengqiao(home: Path, *words: str) -> int:
    return run([*words, "--home", str(home)])


def test_from_doubt_to_decision_and_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refresh = ("refresh", "--as-of", "2024-06-30")
    assert fengqiao(home, *refresh) == 0
    capsys.readouterr()
    assert fengqiao(home, "matter", "doubts") == 0
    told = capsys.readouterr()
    assert "a  b" in told.out
    assert STORY in told.out
    assert "张三" not in told.out
    assert "共 1 对存疑" in told.err
    counts = []
    for words in (("same", "b", "a"), ("different", "a", "b"), ("undo", "a", "b")):
        assert fengqiao(home, "matter", *words) == 0
        assert fengqiao(home, *refresh) == 0
        store = open_store(home, "warehouse")
        counts.append(rows(store, "SELECT count(*) FROM out_matter")[0][0])
        store.close()
    assert counts == [1, 2, 2]
    store = open_store(home, "warehouse")
    log = rows(store, "SELECT object_id FROM audit_log WHERE event_code = 'matter' ORDER BY audit_no")
    store.close()
    assert log == [("a b same",), ("a b different",), ("a b undo",)]


@pytest.mark.parametrize("words", [("same", "a", "nobody"), ("same", "a", "a"), ("undo", "a", "b")])
def test_what_cannot_be_is_refused(home: Path, words: tuple[str, ...]) -> None:
    assert fengqiao(home, "matter", *words) == 2
