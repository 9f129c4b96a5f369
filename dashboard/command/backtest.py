"""fengqiao backtest."""

from __future__ import annotations

import io
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dashboard.audit import write_line
from dashboard.command.card import tell_duels
from dashboard.home import opened, operator
from dashboard.terminal import say, tell, working
from data.config import site_now
from data.errors import BadArgument, language
from risk.backtest.model_card import keep
from risk.backtest.report import Report
from risk.backtest.result import Backtest, as_json
from risk.backtest.run import Question, backtest

WIDTH = 120


def run_backtest(home_path: Path, question: Question, *, print_json: bool) -> None:
    """Test the score card on the home's own past and say how it did; only the model card of the method page is renewed."""
    if not 0 < question.top_share <= 1:
        raise BadArgument(
            "--top：应大于 0、不大于 1，如 0.1。", "--top must be above 0 and at most 1, such as 0.1."
        )
    now = site_now(home_path)
    with opened(home_path) as home:
        with working("回测", "Testing") as step:
            result = backtest(home.warehouse, question, config=home.config, now=now, progress=step)
        with home.warehouse.writing() as connection:
            keep(connection, result, now=now)
        write_line(home.warehouse, home.path, actor=operator(), event="backtest", now=now)
    if print_json:
        say(json.dumps(as_json(result), ensure_ascii=False))
        return
    _print(result)


def _print(result: Backtest) -> None:
    for table in Report(result, language()).tables():
        drawn = Table(*table.heads, box=None, pad_edge=False)
        for row in table.rows:
            drawn.add_row(*row)
        text = io.StringIO()
        Console(file=text, width=WIDTH).print(drawn)
        say(table.title)
        say("\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n")
    first, last = result.folds[0].fold.origin, result.folds[-1].fold.until
    tell(
        f"{len(result.folds)} 轮，{first} 至 {last}，每轮 {result.horizon_days} 天；“÷最好规则”一列的“全部”取各轮最低。"
        f"校准由以前各轮学得，首轮没有。有 {result.undated_count} 件次只写已办结而无日期，按反映当日办结计。",
        f"{len(result.folds)} folds, {first} to {last}, {result.horizon_days} days each; ÷ best rule of all is the least of "
        f"any fold. Calibration is learned on earlier folds, so the first has none. {result.undated_count} reports "
        "are told settled without a day and count as settled the day they were raised.",
    )
    if result.duels.duels:
        tell_duels(result.duels)
