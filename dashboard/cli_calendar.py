"""fengqiao calendar show | load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.option import HomeOption, home_told
from dashboard.terminal import at

calendar_app = typer.Typer(
    name="calendar", help="节假日表：查看、载入新一年的安排 / the holiday list", no_args_is_help=True
)


@calendar_app.command()
def show(home: HomeOption = None) -> None:
    """现有的节假日表 / the list held."""
    from dashboard.command.calendar import show_calendar

    show_calendar(home_told(home))


@calendar_app.command()
def load(
    file: Annotated[
        Path, typer.Argument(help="每行 日期,休 或 日期,班 的 CSV / a CSV of date,rest or date,work")
    ],
    home: HomeOption = None,
) -> None:
    """载入国务院放假通知，列出变动的时限 / take a notice in and list the limits that move."""
    from dashboard.command.calendar import load_list

    load_list(home_told(home), at(file))
