"""fengqiao rules show | load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.option import HomeOption, day_told, home_told
from dashboard.terminal import at
from data.errors import BadArgument

rules_app = typer.Typer(
    name="rules", help="时限规则：查看、载入地方规定 / the limits in force", no_args_is_help=True
)


@rules_app.command()
def show(home: HomeOption = None) -> None:
    """现有的全部版本 / every version held."""
    from dashboard.command.rules import show_rules

    show_rules(home_told(home))


@rules_app.command()
def load(
    file: Annotated[Path, typer.Argument(help="TOML：[XF60_HANDLE] days = 30, basis = … / a pack")],
    valid_from: Annotated[str, typer.Option("--valid-from", help="自哪天起施行 / the first day in force")],
    home: HomeOption = None,
) -> None:
    """载入地方规定，只能缩短法定时限 / take a local pack in; it may only shorten limits of the law."""
    from dashboard.command.rules import load_rules_of

    day = day_told(valid_from, "--valid-from")
    if day is None:
        raise BadArgument("--valid-from：请写日期。", "--valid-from: name the day.")
    load_rules_of(home_told(home), at(file), day)
