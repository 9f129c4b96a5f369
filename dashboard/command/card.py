"""fengqiao card: the score card in use, and the one learned here, adopted only when it won and somebody says so."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.terminal import say, tell, working
from data.config import CARD_FILE, Score, load_config, site_now
from data.errors import BadArgument, NothingThere, language
from risk.backtest.duel import Duels
from risk.backtest.run import Question, backtest
from risk.challenger.card_file import card_text


def show_card(home_path: Path) -> None:
    """Print the card in use, and whether it was learned here."""
    with opened(home_path) as home:
        card = home.config.score
        is_learned = (home.path / CARD_FILE).exists()
    tell(
        "在用：本地学习得到的计分卡" if is_learned else "在用：随产品提供的计分卡",
        "in use: the card learned here" if is_learned else "in use: the card that ships with the product",
    )
    for measure in card.measure:
        sign = "≥" if measure.direction == "at_least" else "≤"
        steps = "  ".join(
            f"{sign}{at:g} {points:+d}" for at, points in zip(measure.thresholds, measure.points, strict=True)
        )
        say(f"{(measure.en if language() == 'en' else measure.zh).replace('{value}', 'n')}  {steps}")


def adopt_card(home_path: Path, question: Question) -> None:
    """Learn a card from the home's own past and put it to use; BadArgument when it does not win the backtest."""
    now = site_now(home_path)
    with opened(home_path) as home:
        with working("回测", "Testing") as step:
            shipped = load_config()
            config = home.config
            base = type(config)(**{**config.__dict__, "score": shipped.score})
            duels = backtest(home.warehouse, question, config=base, now=now, progress=step).duels
        tell_duels(duels)
        if not duels.is_won or duels.learned is None:
            raise BadArgument(
                "本地学习的计分卡没有在各项上都胜过随产品提供的，未采用，一切照旧。数据多一些再试。",
                "The card learned here is not better in every respect, so it is not adopted and nothing changed. "
                "Try again with more history.",
            )
        _write(home.path / CARD_FILE, duels.learned, question, now)
        write_line(home.warehouse, home.path, actor=operator(), event="card_adopt", now=now)
    tell(
        f"已采用，写在 {CARD_FILE}。下次刷新起按它计分：fengqiao refresh。恢复原卡：fengqiao card retire",
        f"Adopted, written to {CARD_FILE}. It scores from the next refresh on: fengqiao refresh. "
        "Back to the shipped card: fengqiao card retire",
    )


def retire_card(home_path: Path) -> None:
    """Put the learned card aside, its file kept under the day's name."""
    now = site_now(home_path)
    with opened(home_path) as home:
        file = home.path / CARD_FILE
        if not file.exists():
            raise NothingThere(
                "现在用的就是随产品提供的计分卡，无需恢复。",
                "The shipped card is in use already; nothing to retire.",
            )
        kept = home.path / f"card.retired-{now:%Y%m%d-%H%M%S}.toml"
        file.rename(kept)
        write_line(home.warehouse, home.path, actor=operator(), event="card_retire", now=now)
    tell(
        f"已恢复随产品提供的计分卡；原文件留作 {kept.name}。请运行 fengqiao refresh",
        f"The shipped card is in use again; the learned one is kept as {kept.name}. Run fengqiao refresh",
    )


def _write(file: Path, card: Score, question: Question, now: datetime) -> None:
    """Whole or not at all."""
    notes = (
        f"learned {now:%Y-%m-%d %H:%M} from the history up to {question.as_of}, horizon {question.horizon_days} days, "
        f"{question.fold_count} folds; adopted by {operator()}",
        "本地学习的计分卡；恢复原卡请运行 fengqiao card retire",
    )
    half = file.with_suffix(".half")
    with half.open("w", encoding="utf-8") as stream:
        stream.write(card_text(card, notes))
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(file)


def tell_duels(duels: Duels) -> None:
    """The shipped card and the learned one beside each other."""
    for side, zh, en in (
        ("card", "在用的卡", "the card in use"),
        ("learned", "本地学习的卡", "the card learned here"),
    ):
        area, error = duels.mean_auc(side), duels.mean_brier(side)
        figures = (
            f"{area:.3f}" if area else "—",
            f"{duels.hit_count(side):.0f}",
            f"{error:.3f}" if error else "—",
        )
        tell(
            f"{zh}：AUC {figures[0]}，每周可办数内命中 {figures[1]} 件，Brier {figures[2]}",
            f"{en}: AUC {figures[0]}, hits within capacity {figures[1]}, Brier {figures[2]}",
        )
