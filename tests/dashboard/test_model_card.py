"""The model card: kept by the command alone, without counts for those who may not open matters, old figures said to be old."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.command.backtest import run_backtest
from dashboard.pages.model_card import model_card_section
from dashboard.present import Speech
from data.config import config_in_force
from data.db import open_store
from risk.backtest.run import Question
from tests.dashboard.test_lower_part import told
from tests.new_home import new_home
from tests.risk.ledger import add
from tests.risk.test_backtest_run import year


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_home(tmp_path_factory.mktemp("model") / "home")
    store = open_store(path, "warehouse")
    add(store, "core_report", year()[0])
    store.close()
    return path


@pytest.fixture(scope="module")
def card(home: Path) -> str:
    run_backtest(home, Question(date(2024, 12, 31), fold_count=2), print_json=True)
    store = open_store(home, "warehouse")
    with store.reading() as connection:
        rows = connection.execute("SELECT value FROM core_setting WHERE name = 'model_card'").fetchall()
    store.close()
    assert len(rows) == 1
    return str(rows[0][0])


def page(card: str | None, *, opens: bool, config_hash: str = "", language: str = "zh") -> str:
    view = SimpleNamespace(
        rows=lambda _: [] if card is None else [{"card": card}],
        viewer=SimpleNamespace(may_open_matters=opens, is_confined=False),
    )
    return " ".join(told(model_card_section(view, Speech(language, {}), config_hash=config_hash)))  # type: ignore[arg-type]


def test_before_the_first_backtest_it_says_so() -> None:
    assert "还没有回测过" in page(None, opens=True)


def test_it_says_what_it_is_for_and_how_it_did(home: Path, card: str) -> None:
    text = page(card, opens=True, config_hash=config_in_force(home).config_hash)
    for words in ("从不给人或户", "不用于", "截至 2024-10-26", "2 轮", "清单排序", "按地、按类、按渠道"):
        assert words in text
    assert "之后改过" not in text
    assert "the list" in page(card, opens=True, language="en")


def test_figures_of_another_card_are_said_to_be_old(card: str) -> None:
    assert "之后改过" in page(card, opens=True, config_hash="another")


def test_who_may_not_open_matters_sees_no_count(card: str) -> None:
    text = page(card, opens=False)
    assert "清单排序" in text
    assert "按地、按类、按渠道" not in text
    counted = [table for table in json.loads(card)["zh"] if table["has_counts"]]
    assert counted
    assert not any(table["title"] in text for table in counted)
