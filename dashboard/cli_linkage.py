"""fengqiao linkage show | train."""

from __future__ import annotations

import typer

from dashboard.option import HomeOption, home_told

linkage_app = typer.Typer(
    name="linkage", help="归并权重：查看、用本站件次训练 / weights of linking", no_args_is_help=True
)


@linkage_app.command()
def show(home: HomeOption = None) -> None:
    """现在用的权重 / the weights in use."""
    from dashboard.command.linkage import show_linkage

    show_linkage(home_told(home))


@linkage_app.command()
def train(home: HomeOption = None) -> None:
    """用上次刷新的件次训练 / train on the reports of the last refresh."""
    from dashboard.command.linkage import train_linkage

    train_linkage(home_told(home))
