"""fengqiao card: a learned card is adopted only when it won, scores from then on, and can be put aside again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.command import card as command
from dashboard.home import make_home, open_home
from data.config import CARD_FILE, Measure, config_in_force, load_config
from data.errors import BadArgument, NothingThere
from risk.backtest.duel import Duel, Duels, Stand
from risk.backtest.run import Question
from risk.challenger.card_file import card_text

NOW = datetime(2026, 7, 1, 9)
QUESTION = Question(date(2026, 6, 30))
LEARNED = replace(
    load_config().score,
    red_floor=84,
    measure=(
        Measure(
            "people", "at_least", (2.0, 11.0), (3, 12), '涉及{value}人"', "{value} people", "条例20；学得\\"
        ),
    ),
)
BETTER, WORSE = Stand(0.95, 30, 0.05), Stand(0.9, 20, 0.07)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    make_home(path, now=NOW)
    return path


def told(monkeypatch: pytest.MonkeyPatch, *, won: bool) -> None:
    """The backtest ends so."""
    duel = Duel(date(2026, 1, 1), *((WORSE, BETTER) if won else (BETTER, WORSE)))
    monkeypatch.setattr(command, "backtest", lambda *_, **__: SimpleNamespace(duels=Duels((duel,), LEARNED)))


def test_the_file_says_the_card_again(tmp_path: Path) -> None:
    (tmp_path / CARD_FILE).write_text(card_text(LEARNED, ["learned today"]), encoding="utf-8")
    assert load_config(tmp_path).score == LEARNED
    assert load_config(tmp_path).config_hash != load_config().config_hash


def test_adopted_it_is_in_use_and_on_the_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(monkeypatch, won=True)
    command.adopt_card(home, QUESTION)
    assert config_in_force(home).score == LEARNED
    assert "AUC 0.950" in capsys.readouterr().err
    opened = open_home(home, now=NOW)
    try:
        assert opened.config.score == LEARNED
        with opened.warehouse.reading() as connection:
            events = connection.execute("SELECT event_code FROM audit_log").fetchall()
    finally:
        opened.close()
    assert ("card_adopt",) in events
    command.show_card(home)
    assert "≥2 +3  ≥11 +12" in capsys.readouterr().out


def test_a_card_that_did_not_win_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, won=False)
    before = sorted(path.name for path in home.iterdir())
    with pytest.raises(BadArgument, match="没有在各项上都胜过"):
        command.adopt_card(home, QUESTION)
    assert sorted(path.name for path in home.iterdir()) == before
    assert config_in_force(home).score == load_config().score


def test_put_aside_the_shipped_card_is_back_and_the_file_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, won=True)
    command.adopt_card(home, QUESTION)
    text = (home / CARD_FILE).read_text(encoding="utf-8")
    command.retire_card(home)
    assert config_in_force(home).score == load_config().score
    assert [path.read_text(encoding="utf-8") for path in home.glob("card.retired-*.toml")] == [text]
    with pytest.raises(NothingThere):
        command.retire_card(home)


def test_the_homes_own_settings_have_the_last_word(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "config.toml").write_text("[score]\nred_floor = 70\n", encoding="utf-8")
    told(monkeypatch, won=True)
    command.adopt_card(home, QUESTION)
    assert config_in_force(home).score == replace(LEARNED, red_floor=70)
