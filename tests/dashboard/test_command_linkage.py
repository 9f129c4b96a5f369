"""fengqiao linkage: before anything is there it says so, too few reports keep the shipped weights, training is on the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.cli import run
from data.db import open_store
from tests.new_home import new_home
from tests.risk.ledger import add, party, report, rows


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path / "home")


def test_shown_before_anything(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["linkage", "show", "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "随产品提供的权重" in told.err
    assert "电话：电话相同 +" in told.out


def test_nothing_to_learn_from_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["linkage", "train", "--home", str(home)]) == 2
    assert "请先运行 fengqiao refresh" in capsys.readouterr().err


def test_too_few_reports_keep_the_shipped_weights_and_a_refresh_works_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(home, "warehouse")
    add(
        store,
        "core_report",
        [
            report("a", "2024-03-01", narrative="拖欠工资32600元"),
            report("b", "2024-03-20", narrative="拖欠工资32600元"),
        ],
    )
    add(store, "core_report_party", [party("a", name="张三", phone="1"), party("b", name="张三", phone="1")])
    store.close()
    for words in (
        ["refresh", "--as-of", "2024-06-30"],
        ["linkage", "train"],
        ["refresh", "--as-of", "2024-06-30"],
    ):
        assert run([*words, "--home", str(home)]) == 0
    assert "随产品提供的权重" in capsys.readouterr().err
    store = open_store(home, "warehouse")
    found = (
        rows(store, "SELECT report_count FROM out_matter"),
        rows(store, "SELECT event_code FROM audit_log ORDER BY audit_no"),
    )
    store.close()
    assert found == ([(2,)], [("refresh",), ("linkage",), ("refresh",)])
