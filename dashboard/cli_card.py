"""fengqiao card show | adopt | retire."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, day_told, home_told
from data.config import site_now

card_app = typer.Typer(
    name="card", help="计分卡：查看、采用本地学习的、恢复 / the score card", no_args_is_help=True
)


@card_app.command()
def show(home: HomeOption = None) -> None:
    """现在用的计分卡 / the card in use."""
    from dashboard.command.card import show_card

    show_card(home_told(home))


@card_app.command()
def adopt(
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="历史截至，默认今天 / end of the history, default today")
    ] = None,
    folds: Annotated[int, typer.Option(help="回测几轮 / how many folds")] = 6,
    home: HomeOption = None,
) -> None:
    """用本地历史学习，回测胜出才采用 / learn from this home's past; adopted only when it wins the backtest."""
    from dashboard.command.card import adopt_card
    from risk.backtest.run import Question

    adopt_card(
        home_told(home),
        Question(day_told(as_of, "--as-of") or site_now(home_told(home)).date(), fold_count=folds),
    )


@card_app.command()
def retire(home: HomeOption = None) -> None:
    """恢复随产品提供的计分卡 / back to the shipped card."""
    from dashboard.command.card import retire_card

    retire_card(home_told(home))
